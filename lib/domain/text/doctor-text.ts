import { z } from "zod";
import { foldedKey } from "../fold.ts";
import { inOrder, isManagedText, TextByLanguage } from "./kept-text.ts";
import { type MessageLanguage, messageLanguages } from "./message-language.ts";
import { parseTemplate } from "./template.ts";

/** Texts of one kind that are other for some doctors. */

/** No practice has more doctors. */
export const mostDoctors = 100;
export const maxDoctorName = 200;

export const DoctorText = z.strictObject({
  /** As the calendar names them; case, accents and spaces aside. */
  doctor: z.string().min(1).max(maxDoctorName),
  texts: TextByLanguage,
});
export type DoctorText = z.infer<typeof DoctorText>;

/** By ids of their own, so that one that cannot be read takes no other with it. */
export const DoctorTexts = z
  .record(z.string().min(1).max(300), DoctorText)
  .refine((all) => Object.keys(all).length <= mostDoctors);
export type DoctorTexts = z.infer<typeof DoctorTexts>;

interface Template {
  texts: TextByLanguage;
  forDoctors: DoctorTexts;
}

/** What a patient gets, before its placeholders are filled in. */
export interface Wording {
  text: string;
  /** In which it is written, and so dates and times are. */
  language: MessageLanguage;
  /** For whose patients alone; `null` for the general text. */
  doctor: string | null;
}

export const isSameDoctor = (one: string, other: string): boolean => foldedKey(one) === foldedKey(other);

/** Whether another one is for that doctor. */
export const isDoctorTaken = (all: DoctorTexts, doctor: string, except: string | null = null): boolean =>
  Object.entries(all).some(([id, one]) => id !== except && isSameDoctor(one.doctor, doctor));

/**
 * The text for an appointment with that doctor. One that is not written in the patient's language is sent in the
 * practice's: the general one in the right language would perhaps send them to the wrong door.
 *
 * @param doctor as the calendar tells them
 * @param practice the language of the practice's texts
 */
export function wordingFor(
  { texts, forDoctors }: Template,
  doctor: string | undefined,
  language: MessageLanguage,
  practice: MessageLanguage,
): Wording {
  const general = { text: texts[language], language, doctor: null };
  if (doctor === undefined || foldedKey(doctor) === "") return general;
  const same = inOrder(forDoctors).filter(([, one]) => isSameDoctor(one.doctor, doctor));
  // An administrator's stands over a person's.
  const own = (same.find(([id]) => isManagedText(id)) ?? same[0])?.[1];
  const written = own && [language, practice, ...messageLanguages].find((code) => own.texts[code].trim());
  return written === undefined ? general : { text: own?.texts[written] ?? "", language: written, doctor };
}

/** One text for appointments with several doctors: that of all of them, or the general one. */
export function wordingForAll(
  template: Template,
  doctors: readonly (string | undefined)[],
  language: MessageLanguage,
  practice: MessageLanguage,
): Wording {
  const each = doctors.map((doctor) => wordingFor(template, doctor, language, practice));
  const [first] = each;
  const isOne = first && each.every((one) => one.text === first.text && one.language === first.language);
  return isOne ? first : wordingFor(template, undefined, language, practice);
}

/** Whether a text about the one appointment would be wrong about the other, as it is with another doctor. */
export function isOtherDoctors(
  template: Template,
  before: string | undefined,
  now: string | undefined,
): boolean {
  // A calendar that tells no doctor says nothing against one that is known.
  if (!before || !now || isSameDoctor(before, now)) return false;
  return messageLanguages.some((language) => {
    const [one, other] = [before, now].map((doctor) => wordingFor(template, doctor, language, language).text);
    return one !== other || namesDoctor(one ?? "");
  });
}

const namesDoctor = (text: string): boolean =>
  parseTemplate(text).some((part) => part.type === "placeholder" && part.name === "LEKAR");

/** Those of a backup beside those that are here. */
export function joinDoctorTexts(here: DoctorTexts, brought: DoctorTexts): DoctorTexts {
  const joined: DoctorTexts = { ...here };
  for (const [id, one] of Object.entries(brought)) {
    const same = Object.entries(joined).find(([, { doctor }]) => isSameDoctor(doctor, one.doctor));
    const at = same?.[0] ?? id;
    if (at in joined || Object.keys(joined).length < mostDoctors) joined[at] = one;
  }
  return joined;
}
