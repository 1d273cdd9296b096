import type { Appointment } from "../appointment.ts";
import type { Reason, ReasonCode } from "../outbox/reason.ts";
import { parsePhone } from "../phone.ts";
import { castsDoubt } from "../phone-words.ts";
import type { Settings } from "../settings.ts";
import { type Drafted, draft } from "../text/draft.ts";
import type { MessageKind } from "../text/message-kind.ts";
import type { MessageLanguage } from "../text/message-language.ts";
import type { Identity } from "./identity.ts";
import { type DirectoryPatient, e164Of, type OptOut } from "./patient.ts";

/** What the directory adds to an appointment as the calendar says it. */
export interface Knowledge {
  /** For a calendar that holds only an identifier. */
  name: string | null;
  /** To be texted instead of the calendar's number. */
  phone: string | null;
  language: MessageLanguage | null;
  /** Why nothing may go to this patient. */
  refusal: Reason | null;
  /** Of whom a person should pick one; empty where nothing hangs on it. */
  candidates: readonly DirectoryPatient[];
}

export const nothingKnown: Knowledge = {
  name: null,
  phone: null,
  language: null,
  refusal: null,
  candidates: [],
};

/**
 * The directory's number where the calendar has none, or where a person corrected it: the calendar's may be the one
 * that was wrong.
 */
export function phoneFrom(
  { phone, byHand, former }: DirectoryPatient,
  calendarPhone: string | null,
): string | null {
  if (phone === "") return null;
  const isOurs = calendarPhone === null || byHand.includes("phone") || former.phones.includes(calendarPhone);
  return isOurs ? phone : null;
}

/** Whether the calendar's number was said to be wrong, and there is no other. */
const isStruckOut = ({ phone, byHand, former }: DirectoryPatient, calendarPhone: string | null): boolean =>
  phone === "" && byHand.includes("phone") && calendarPhone !== null && former.phones.includes(calendarPhone);

const refusedBy = ({ day, source }: OptOut): Reason => ({
  code: "optedOut",
  detail: `${day} ${source}`.trim(),
});

/**
 * @param calendarPhone the calendar's number in E.164; `null` where it has none that can be texted
 * @param holders everybody with the number that is to be texted
 */
export function knowledgeOf(
  identity: Identity,
  calendarPhone: string | null,
  holders: readonly DirectoryPatient[],
  countries: readonly string[],
): Knowledge {
  const { patient } = identity;
  const phone = patient && phoneFrom(patient, calendarPhone);
  const target = phone ? e164Of(phone, countries) : calendarPhone;
  const known: Knowledge = {
    ...nothingKnown,
    ...(patient ? { name: patient.name || null, phone, language: patient.language } : {}),
  };
  if (patient && isStruckOut(patient, calendarPhone)) return { ...known, refusal: { code: "wrongNumber" } };
  // Of somebody whom we do not know it may be the one who does not want texts on this number.
  const unwanted = holders.find(({ optOut }) => optOut && (patient === null || optOut.phone === target));
  const optOut = patient?.optOut ?? unwanted?.optOut;
  if (optOut) return { ...known, refusal: refusedBy(optOut) };
  if (identity.patient) return known;
  const { candidates } = identity;
  const unwilling = candidates.flatMap((one) => one.optOut ?? []);
  const [first] = unwilling;
  if (first && unwilling.length === candidates.length)
    return { ...known, refusal: refusedBy(first), candidates };
  // With a number of the calendar's own, the text goes to it, whoever of the directory that is.
  const isOpen = candidates.length > 0 && (calendarPhone === null || unwilling.length > 0);
  return isOpen ? { ...known, refusal: { code: "patientUnclear" }, candidates } : known;
}

/**
 * Words beside the calendar's number that speak against it, such as "zemřel", speak against an imported one as well:
 * only a number that a person has entered here goes before them.
 *
 * @param written the calendar's number as it stands there
 */
export function heldByDoubt(
  known: Knowledge,
  { patient }: Identity,
  written: string | null,
  countries: readonly string[],
): Knowledge {
  if (known.refusal || known.phone === null || !patient || patient.byHand.includes("phone")) return known;
  const parsed = parsePhone(written ?? "", countries);
  const isHeld = !parsed.ok && parsed.reason.code === "phoneUnclear";
  // A mark at its end stands by a number that is nobody's for certain, and not by the patient's.
  return isHeld && castsDoubt((written ?? "").replace(/ \?$/u, ""))
    ? { ...known, refusal: parsed.reason }
    : known;
}

/** The appointment with its patient's name where the calendar told none. The number stays the calendar's. */
export const named = (appointment: Appointment, { name }: Knowledge): Appointment =>
  appointment.patient && name !== null && appointment.patient.name.trim() === ""
    ? { ...appointment, patient: { ...appointment.patient, name } }
    : appointment;

/** Reasons that come before any question of who the patient is. */
const aboutTheAppointment = new Set<ReasonCode>(["kindOff", "noPatient", "allDay", "struckOut", "past"]);

/** The text for an appointment by what the calendar says and the directory knows; otherwise as `draft`. */
export function draftWith(
  known: Knowledge,
  appointment: Appointment,
  kind: MessageKind,
  settings: Settings,
  now: number,
): Drafted {
  const { patient, ...rest } = named(appointment, known);
  const drafted = draft(
    { ...rest, patient: patient && { ...patient, phone: known.phone ?? patient.phone } },
    kind,
    settings,
    now,
    known.language ?? undefined,
  );
  if (known.refusal === null) return drafted;
  const isBefore = !drafted.ok && aboutTheAppointment.has(drafted.reason.code);
  return isBefore ? drafted : { ok: false, reason: known.refusal };
}
