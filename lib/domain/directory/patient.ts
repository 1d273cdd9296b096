import { z } from "zod";
import { Day, type Patient } from "../appointment.ts";
import { nameKey } from "../names.ts";
import { parsePhone } from "../phone.ts";

import { MessageLanguage } from "../text/message-language.ts";

/** The practice's own directory: what belongs to a person rather than to an appointment. */

const Millis = z.int().nonnegative();
const maxPhone = 50;

/** "Nechce SMS". */
export const OptOut = z.strictObject({
  /** Since when: `2026-03-03`. */
  day: Day,
  /** How the practice learned of it: `telefonicky`, `odpověď na SMS`. */
  source: z.string().max(200),
  /** E.164 of the number that nobody is to be texted on, whoever the text is for; `null` for this person alone. */
  phone: z.string().max(20).nullable(),
});
export type OptOut = z.infer<typeof OptOut>;

const HandField = z.enum(["name", "phone", "language"]);
export type HandField = z.infer<typeof HandField>;

export const DirectoryPatient = z.strictObject({
  id: z.uuid(),
  /** What the calendar or the practice's other software calls the person; empty where nothing does. */
  code: z.string().max(200),
  name: z.string().max(200),
  /** As a person wrote it; empty where there is none. */
  phone: z.string().max(maxPhone),
  /** `null` for the practice's. */
  language: MessageLanguage.nullable(),
  optOut: OptOut.nullable(),
  /** What a person corrected here: no import changes it. */
  byHand: z.array(HandField),
  /** Under what else the same person is known. Numbers in E.164; no text goes to them. */
  former: z.strictObject({ codes: z.array(z.string()), phones: z.array(z.string()) }),
  updatedAt: Millis,
});
export type DirectoryPatient = z.infer<typeof DirectoryPatient>;

/** What a person can write about a patient. */
export type PatientFields = Pick<DirectoryPatient, "code" | "name" | "phone" | "language">;

/** A number in E.164, or `null` where it cannot be texted. */
export function e164Of(phone: string, countries: readonly string[]): string | null {
  const parsed = parsePhone(phone, countries);
  return parsed.ok ? parsed.e164 : null;
}

/**
 * A number as it is kept, however much somebody wrote beside it. What no longer fits may speak against it, as "zemřel"
 * does: a person has to look then.
 */
export function phoneToKeep(written: string, countries: readonly string[]): string {
  if (written.length <= maxPhone) return written;
  return e164Of(written, countries) ?? `${written.slice(0, maxPhone - 2)} ?`;
}

export const newPatient = (fields: Partial<PatientFields>, now: number): DirectoryPatient => ({
  id: crypto.randomUUID(),
  code: "",
  name: "",
  phone: "",
  language: null,
  ...fields,
  optOut: null,
  byHand: [],
  former: { codes: [], phones: [] },
  updatedAt: now,
});

const distinct = <T>(...lists: readonly (readonly T[])[]): T[] => [...new Set(lists.flat())];

/** The patient as a person corrected them. The number until now stays known as theirs, so that it is recognised. */
export function corrected(
  patient: DirectoryPatient,
  fields: Partial<PatientFields>,
  countries: readonly string[],
  now: number,
): DirectoryPatient {
  const after = { ...patient, ...fields };
  const changed = HandField.options.filter((field) => after[field] !== patient[field]);
  const phone = e164Of(after.phone, countries);
  const before = e164Of(patient.phone, countries);
  const phones = distinct(patient.former.phones, before === null ? [] : [before]);
  return {
    ...after,
    byHand: distinct(patient.byHand, changed),
    former: { ...patient.former, phones: phones.filter((number) => number !== phone) },
    updatedAt: now,
  };
}

/**
 * The patient without a number that turned out to be somebody else's, in E.164. If a person had entered it in place of
 * the calendar's, that one is not theirs either: texts must not fall back to it.
 *
 * @param calendarPhone the calendar's number in E.164; `null` where it has none that can be texted
 */
export function struckOut(
  patient: DirectoryPatient,
  number: string,
  calendarPhone: string | null,
  countries: readonly string[],
  now: number,
): DirectoryPatient {
  const isCurrent = patient.phone === "" || e164Of(patient.phone, countries) === number;
  const replaced = isCurrent && patient.byHand.includes("phone") && calendarPhone ? [calendarPhone] : [];
  const phones = distinct(patient.former.phones, [number], replaced);
  return {
    ...patient,
    phone: isCurrent ? "" : patient.phone,
    byHand: distinct(patient.byHand, ["phone"]),
    former: { ...patient.former, phones },
    updatedAt: now,
  };
}

/**
 * What a person can have entered, of two entries about one patient: what somebody did enter goes before what nobody
 * did, and a number that somebody has said is not theirs does not come back.
 */
export function joinedByHand(
  kept: DirectoryPatient,
  other: DirectoryPatient,
  countries: readonly string[],
): Pick<DirectoryPatient, HandField | "byHand"> & { phones: string[] } {
  const inOrder = (field: HandField): [DirectoryPatient, DirectoryPatient] =>
    other.byHand.includes(field) && !kept.byHand.includes(field) ? [other, kept] : [kept, other];
  const [named, unnamed] = inOrder("name");
  const [speaking, silent] = inOrder("language");
  const [told, untold] = inOrder("phone");
  const number = e164Of(untold.phone, countries);
  const isNotTheirs = told.byHand.includes("phone") && number !== null && told.former.phones.includes(number);
  const phone = told.phone || (isNotTheirs ? "" : untold.phone);
  const numbers = [kept.phone, other.phone].flatMap((one) => e164Of(one, countries) ?? []);
  return {
    name: named.name || unnamed.name,
    phone,
    language: speaking.byHand.includes("language")
      ? speaking.language
      : (speaking.language ?? silent.language),
    // What two people's hands have made one is not for an import to undo.
    byHand: distinct(kept.byHand, other.byHand),
    phones: distinct(kept.former.phones, other.former.phones, numbers).filter(
      (one) => one !== e164Of(phone, countries),
    ),
  };
}

/** One patient of two entries about the same person: `kept`, completed by what only `other` has. */
export function merged(
  kept: DirectoryPatient,
  other: DirectoryPatient,
  countries: readonly string[],
  now: number,
): DirectoryPatient {
  const code = kept.code || other.code;
  const { phones, ...byPersons } = joinedByHand(kept, other, countries);
  return {
    ...kept,
    ...byPersons,
    code,
    optOut: kept.optOut ?? other.optOut,
    former: {
      codes: distinct(kept.former.codes, other.former.codes, [kept.code, other.code]).filter(
        (known) => known !== code && known !== "",
      ),
      phones,
    },
    updatedAt: now,
  };
}

/** Whether a calendar's patient may be this one: by what the calendar calls them, by number, or by name. */
export function isAbout({ code, former, name, phone }: DirectoryPatient, who: Patient): boolean {
  const lastDigits = (number: string): string => number.replace(/\D/gu, "").slice(-9);
  const numbers = [phone, ...former.phones].map(lastDigits).filter(Boolean);
  return (
    (who.id !== null && [code, ...former.codes].includes(who.id)) ||
    numbers.includes(lastDigits(who.phone ?? "")) ||
    (nameKey(name) !== "" && nameKey(name) === nameKey(who.name))
  );
}

/** What must outlive the database: nothing could bring back what a person decided or corrected. */
export const isDecided = ({ optOut, byHand }: DirectoryPatient): boolean =>
  optOut !== null || byHand.length > 0;
