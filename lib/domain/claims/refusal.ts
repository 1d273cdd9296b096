import { z } from "zod";
import type { DirectoryPatient } from "../directory/patient.ts";
import { nameKey } from "../names.ts";

/**
 * What the computers of a practice tell each other of people who are not to be texted: fingerprints and times, nothing
 * of a patient. The directories themselves are not shared.
 */

export const Refusal = z.object({
  /** `optedOut`: they want no texts. `wrongNumber`: the number was struck out or corrected for these people. */
  what: z.enum(["optedOut", "wrongNumber"]),
  /** Fingerprints of the people; none for whoever it is. */
  of: z.array(z.string()).max(100),
  /** The computer, by its random id, and as people call it. */
  owner: z.string(),
  by: z.string().max(60),
  /** When it was first told, by that computer's clock, in milliseconds since the epoch: to be shown only. */
  at: z.int().nonnegative(),
});
export type Refusal = z.infer<typeof Refusal>;

/** All that was said of one number, of one identifier, or of one name. */
export const Refusals = z.object({ version: z.literal(1), refusals: z.array(Refusal) });
export type Refusals = z.infer<typeof Refusals>;

/** What a refusal may be found by: a number in E.164, what a calendar calls the patient, the key of a name. */
export type Mark = readonly [by: "number" | "code" | "name", value: string];

/** A refusal before it is made unreadable. */
export interface PlainRefusal {
  place: Mark;
  what: Refusal["what"];
  of: readonly Mark[];
}

/** What of a directory's patient the other computers have to know. */
export function refusalsIn({ code, former, name, optOut, byHand }: DirectoryPatient): PlainRefusal[] {
  const codes = [...new Set([code, ...former.codes])].filter(Boolean).map((one): Mark => ["code", one]);
  const names: Mark[] = nameKey(name) === "" ? [] : [["name", nameKey(name)]];
  const people = [...codes, ...names];
  const told: PlainRefusal[] = [];
  if (optOut) {
    const { phone } = optOut;
    if (phone !== null) told.push({ place: ["number", phone], what: "optedOut", of: [] });
    for (const place of codes) told.push({ place, what: "optedOut", of: [] });
    // Namesakes whose calendar calls them otherwise are somebody else.
    for (const place of names) told.push({ place, what: "optedOut", of: codes });
  }
  if (byHand.includes("phone") && people.length > 0)
    for (const phone of new Set(former.phones))
      told.push({ place: ["number", phone], what: "wrongNumber", of: people });
  return told;
}

/** Whom a text is for, by fingerprints. */
export interface Addressee {
  number: string;
  code: string | null;
  name: string | null;
}

/**
 * What another computer has against a text; `null` for nothing. Of what this one said itself, its directory decides.
 * @param said what was said of a fingerprint
 * @param me this computer's id
 */
export function refusalFor(
  { number, code, name }: Addressee,
  said: (place: string) => readonly Refusal[],
  me: string,
): Refusal | null {
  const others = (place: string | null) =>
    place === null ? [] : said(place).filter(({ owner }) => owner !== me);
  const isTheirs = (of: readonly string[]): boolean =>
    [code, name].some((one) => one !== null && of.includes(one));
  const ofNumber = others(number).find(({ what, of }) =>
    what === "optedOut" ? of.length === 0 : isTheirs(of),
  );
  const ofCode = others(code).find(({ what }) => what === "optedOut");
  const ofName = others(name).find(
    ({ what, of }) => what === "optedOut" && (of.length === 0 || code === null || of.includes(code)),
  );
  return ofNumber ?? ofCode ?? ofName ?? null;
}
