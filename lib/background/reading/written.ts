import type { EventText } from "../../domain/reading.ts";
import type { ReadFields } from "../../domain/site-reading/site-reading.ts";
import { plainTitle } from "../../domain/site-reading/title.ts";
import { statesIn, stateValue } from "./by-sources.ts";

/**
 * How the calendar writes what a person has confirmed: states and titles are compared without capitals, and read best
 * as they stand there.
 * @param before what was known of it already, for what is out of sight just now
 */
export function writtenIn(
  titles: readonly string[],
  texts: readonly EventText[],
  { fields, excluded }: { fields: ReadFields | null; excluded: readonly string[] },
  before: Readonly<Record<string, string>> = {},
): Record<string, string> {
  const states = fields ? texts.flatMap((text) => statesIn(text, fields)) : [];
  const found = new Map([
    ...Object.entries(before),
    // Of a moment any other says the same.
    ...states
      .filter((state) => stateValue(state) !== "datum")
      .map((state) => [stateValue(state), state] as const),
    ...titles.map((title) => [plainTitle(title), title] as const),
  ]);
  const wanted = new Set([...(fields?.cancelled ?? []), ...excluded]);
  return Object.fromEntries(
    [...found]
      .filter(([key]) => wanted.has(key))
      .map(([key, text]) => [key, text.trim().slice(0, 100).toWellFormed()]),
  );
}
