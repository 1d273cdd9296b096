import { z } from "zod";
import type { PluginProblemCode } from "../plugin-problem.ts";
import { isCarrier, isLure } from "./lure.ts";

/**
 * What a template may ask for, in the order in which the pages offer it. DATUM, CAS, ZARIZENI and TELEFON are spelt as
 * in ORDIN, so that its users can bring their texts along.
 */
export const placeholderNames = [
  "DATUM",
  "DEN",
  "CAS",
  "PACIENT",
  "LEKAR",
  "ZARIZENI",
  "ADRESA",
  "TELEFON",
] as const;
export type PlaceholderName = (typeof placeholderNames)[number];

export const isBuiltIn = (name: string): boolean => placeholderNames.some((one) => one === name);

/** One that a plugin brings along, whose value each appointment of its calendar carries. */
export const ContributedPlaceholder = z.strictObject({
  /** Between the hashes. */
  name: z.string().regex(/^[A-Z]{2,20}$/, "placeholderName" satisfies PluginProblemCode),
  /** For people who write templates. */
  description: z.string().min(1).max(300),
  example: z.string().min(1).max(100),
});
export type ContributedPlaceholder = z.infer<typeof ContributedPlaceholder>;

/** Values by name, from a page that is not trusted. */
export const ContributedValues = z
  .record(z.string().regex(/^[A-Z]{2,20}$/), z.string().max(200))
  .refine((values) => Object.keys(values).length <= 20);
export type ContributedValues = z.infer<typeof ContributedValues>;

const maxInText = 40;

/**
 * A plugin's value as a text to a patient may carry it, or nothing, which holds the text and says which is missing. It
 * comes from a page that is not trusted: without this, whoever writes the page would write the text.
 */
export function valueInText(value: string): string {
  const tidy = value
    .replace(/\s+/gu, " ")
    .trim()
    // `evil.cz` would be a link, `Dr.Nováková` is only sloppy.
    .replace(/\.(?=\p{L}{2})/gu, ". ");
  return isCarrier(tidy) || isLure(tidy) || tidy.length > maxInText ? "" : tidy;
}

/** What stands for each. Whoever contributes placeholders of their own adds them to these by name. */
export type PlaceholderValues = Readonly<Record<PlaceholderName, string>> & Readonly<Record<string, string>>;

/** A name in the one spelling by which it is found: `čas`, `Čas` and `CAS` are the same. */
const fold = (name: string): string => name.normalize("NFD").replace(/\p{M}/gu, "").toUpperCase();

/** The placeholder among `names` that somebody meant by what they typed between the hashes. */
export function placeholderNamed<Name extends string>(
  typed: string,
  names: readonly Name[],
): Name | undefined {
  const folded = fold(typed);
  return names.find((name) => fold(name) === folded);
}
