import { z } from "zod";

/**
 * What Pípni reads in one calendar, as a person has confirmed it. A plugin that was written for any calendar of a kind
 * proposes where a patient's name and number stand; it does not decide.
 */

/** Stands for the title that the calendar shows, among the names of fields. */
export const titlePath = "$title";

/** Where a value stands: names of fields from the outside in, `patient.phone`. Several are joined: a first and a last name. */
export const Source = z.array(z.string().min(1).max(200)).min(1).max(3);
export type Source = z.infer<typeof Source>;

/** For each part, the sources in the order in which they are tried. */
const Sources = z.array(Source).max(4);

export const ReadFields = z.strictObject({
  name: Sources,
  phone: Sources,
  doctor: Sources,
  state: Sources,
  /** The calendar's own identifier of the patient. */
  patientId: Sources,
  /** Values of the state that mean that nobody is to come, without capitals and diacritics. */
  cancelled: z.array(z.string().max(100)).max(50),
});
export type ReadFields = z.infer<typeof ReadFields>;
/** A part that a person sees, and may look for elsewhere. */
export type Part = "name" | "phone" | "doctor" | "state";
export const parts = ["name", "phone", "doctor", "state"] as const satisfies readonly Part[];

const Count = z.int().nonnegative();

/** What a calendar showed at one look, in numbers. */
export const Measure = z.strictObject({
  /** Appointments with a person. */
  people: Count,
  names: Count,
  phones: Count,
  /** Those with an id of the calendar's own. */
  ids: Count,
  /** Titles of what has nobody in it, without capitals and diacritics. */
  others: z.array(z.string().max(100)).max(300),
  /** Days on which something stands. */
  days: Count,
  /** The same appointments went by other ids than at the look before. */
  hasNewIds: z.boolean(),
});
export type Measure = z.infer<typeof Measure>;

export const SiteReading = z.strictObject({
  version: z.literal(1),
  siteId: z.string().max(300),
  /** Whose proposal it was. */
  plugin: z.string().max(50),
  /** Where a plugin made of data says that all stands; empty for one with code. Another one is confirmed anew. */
  described: z.string().max(200_000),
  /** `null` for a plugin that says itself where all stands. */
  fields: ReadFields.nullable(),
  /** Titles that a person has said are no appointments, without capitals and diacritics. */
  excluded: z.array(z.string().max(200)).max(200),
  /** How the calendar writes the states and titles that stand here without capitals; readings of before lack it. */
  written: z.record(z.string().max(200), z.string().max(100)).optional(),
  /** What it was like then: a later look is held against it. */
  measured: Measure,
  /** Both in milliseconds since the epoch. */
  confirmedAt: z.int(),
  /** From then on the fields are as they are: what was read before was read otherwise. */
  since: z.int(),
});
export type SiteReading = z.infer<typeof SiteReading>;

/** What no longer is as it was confirmed. */
export const Ailment = z.enum(["names", "phones", "ids", "days"]);
export type Ailment = z.infer<typeof Ailment>;

/** Which plugin last read a calendar, and how it was doing. */
export const SiteReader = z.strictObject({
  siteId: z.string().max(300),
  plugin: z.string().max(50),
  /** It was not written for just this calendar: what it reads is a proposal. */
  isGeneral: z.boolean(),
  described: z.string().max(200_000),
  ailment: Ailment.nullable(),
});
export type SiteReader = z.infer<typeof SiteReader>;

export const readingOf = (
  reader: Pick<SiteReader, "siteId" | "plugin" | "described">,
  readings: readonly SiteReading[],
): SiteReading | null =>
  readings.find(
    ({ siteId, plugin, described }) =>
      siteId === reader.siteId && plugin === reader.plugin && described === reader.described,
  ) ?? null;

/**
 * - `own`: its plugin was written for just this calendar
 * - `unknown`: it has not been open since Pípni asks for this
 * - `unconfirmed`: nobody has said that it is read right
 * - `changed`: it is not read as it was when somebody said so
 */
export const Standing = z.enum(["own", "unknown", "unconfirmed", "confirmed", "changed"]);
export type Standing = z.infer<typeof Standing>;

export function standingOf(reader: SiteReader | null, readings: readonly SiteReading[]): Standing {
  if (!reader) return "unknown";
  if (!reader.isGeneral) return "own";
  if (!readingOf(reader, readings)) return "unconfirmed";
  return reader.ailment === null ? "confirmed" : "changed";
}
