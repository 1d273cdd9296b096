import { z } from "zod";
import { isPhoneCountry } from "./phone.ts";
import { Settings } from "./settings.ts";
import { DoctorText } from "./text/doctor-text.ts";
import { KeptText, managedTextId } from "./text/kept-text.ts";
import { TemplateKind, templateKinds } from "./text/message-kind.ts";
import { MessageLanguage, messageLanguages } from "./text/message-language.ts";
import { readUrls, Workstations } from "./workstations.ts";

/**
 * What an administrator sets for many computers by the browser's policies. It stands over what is set on each of them.
 * Secrets are no part of it: policies can be read by whoever uses the computer.
 */

/** One value and where it stands. */
export interface ManagedField {
  path: readonly string[];
  value: unknown;
}

export interface ManagedSite {
  origin: string;
  /** Empty where the administrator has named none. */
  name: string;
  plugin: string | null;
}

export interface Managed {
  settings: readonly ManagedField[];
  workstations: readonly ManagedField[];
  sites: readonly ManagedSite[];
  /** Places of the policy that cannot be read: `practice.timeZone`. Each leaves what is set on the computer. */
  problems: readonly string[];
}

export const nothingManaged: Managed = { settings: [], workstations: [], sites: [], problems: [] };

interface Known {
  /** In the policy. */
  place: readonly string[];
  /** In the settings. */
  path: readonly string[];
  schema: z.ZodType;
}

const practice = Settings.shape.practice.shape;

const known: readonly Known[] = [
  ...Object.entries(practice).map(([field, schema]): Known => {
    const place = ["practice", field];
    return { place, path: place, schema };
  }),
  {
    place: ["countries"],
    path: ["sending", "countries"],
    schema: z.array(z.string().refine(isPhoneCountry)).min(1),
  },
  { place: ["language"], path: ["sending", "language"], schema: MessageLanguage },
  ...templateKinds.flatMap((kind) =>
    messageLanguages.map(
      (language): Known => ({
        place: ["texts", kind, language],
        path: ["templates", kind, "texts", language],
        schema: z.string().min(1).max(1000),
      }),
    ),
  ),
];

const OwnText = KeptText.refine(({ texts }) => Object.values(texts).some((text) => text.trim() !== ""));

const ForDoctor = z
  .strictObject({ kind: TemplateKind, ...DoctorText.shape })
  .refine(({ texts }) => Object.values(texts).some((text) => text.trim() !== ""));

const Site = z.strictObject({
  url: z.url({ protocol: /^https?$/u }),
  name: z.string().max(100).default(""),
  plugin: z.string().max(100).nullable().default(null),
});

const Address = z.union([z.string(), z.array(z.string())]);

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const at = (value: unknown, place: readonly string[]): unknown =>
  place.reduce<unknown>((inner, key) => (isObject(inner) ? inner[key] : undefined), value);

/** Every place of the policy in which something stands that is no object. */
const placesIn = (value: unknown, place: readonly string[] = []): string[] =>
  isObject(value)
    ? Object.entries(value).flatMap(([key, inner]) => placesIn(inner, [...place, key]))
    : [place.join(".")];

/** Field by field: one that cannot be read takes no other with it. */
export function readManaged(policy: unknown): Managed {
  const problems: string[] = [];
  const settings = known.flatMap(({ place, path, schema }): ManagedField[] => {
    const given = at(policy, place);
    if (given === undefined) return [];
    const parsed = schema.safeParse(given);
    if (parsed.success) return [{ path, value: parsed.data }];
    problems.push(place.join("."));
    return [];
  });
  settings.push(...readDoctorTexts(at(policy, ["doctorTexts"]), problems));
  settings.push(...readOwnTexts(at(policy, ["ownTexts"]), problems));
  const workstations = readRegistry(policy, problems);
  const sites = readSites(at(policy, ["sites"]), problems);
  const names = new Set([
    ...known.map(({ place }) => place.join(".")),
    ...["sites", "ownTexts", "doctorTexts", "registry.address", "registry.user"],
  ]);
  if (policy !== undefined && !isObject(policy)) problems.push("*");
  else if (policy !== undefined)
    problems.push(...placesIn(policy).filter((place) => place !== "" && !names.has(place)));
  return { settings, workstations, sites, problems: [...new Set(problems)] };
}

function readRegistry(policy: unknown, problems: string[]): ManagedField[] {
  if (!isObject(at(policy, ["registry"]))) return [];
  // Whatever of it can be read: a computer that is one of several asks before it sends.
  const fields: ManagedField[] = [{ path: ["mode"], value: "shared" }];
  const address = at(policy, ["registry", "address"]);
  const typed = Address.safeParse(address).data;
  const read = typed === undefined ? null : readUrls([typed].flat().join(" "));
  if (read && "urls" in read) fields.push({ path: ["urls"], value: read.urls });
  else problems.push("registry.address");
  const given = at(policy, ["registry", "user"]);
  const user = Workstations.shape.user.safeParse(given);
  if (user.success) fields.push({ path: ["user"], value: user.data });
  else if (given !== undefined) problems.push("registry.user");
  return fields;
}

/** They stand over a person's for the same doctor. */
function readDoctorTexts(given: unknown, problems: string[]): ManagedField[] {
  return readItems("doctorTexts", given, ForDoctor, problems).map(({ kind, doctor, texts }) => ({
    path: ["templates", kind, "forDoctors", managedTextId(doctor)],
    value: { doctor, texts },
  }));
}

/** Beside those that a person has kept. */
function readOwnTexts(given: unknown, problems: string[]): ManagedField[] {
  return readItems("ownTexts", given, OwnText, problems).map((text) => ({
    path: ["ownTexts", managedTextId(text.name)],
    value: text,
  }));
}

function readItems<S extends z.ZodType>(
  place: string,
  given: unknown,
  schema: S,
  problems: string[],
): z.output<S>[] {
  if (given === undefined) return [];
  if (!Array.isArray(given)) {
    problems.push(place);
    return [];
  }
  return given.flatMap((one, index) => {
    const parsed = schema.safeParse(one);
    if (parsed.success) return [parsed.data];
    problems.push(`${place}.${index}`);
    return [];
  });
}

const readSites = (given: unknown, problems: string[]): ManagedSite[] =>
  readItems("sites", given, Site, problems).map(({ url, name, plugin }) => ({
    origin: new URL(url).origin,
    name,
    plugin,
  }));
