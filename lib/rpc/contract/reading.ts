import { z } from "zod";
import { Instant } from "../../domain/appointment.ts";
import { ReadFields, Source, Standing } from "../../domain/site-reading/site-reading.ts";
import { procedure } from "./procedure.ts";
import { ofCalendar } from "./shared.ts";

/** What is read in a calendar, for a person to confirm. */

const Option = z.strictObject({
  /** In the order in which they are tried. */
  sources: z.array(Source).max(4),
  /** What stands there in some appointment. */
  example: z.string(),
});

/** One thing that the calendar shows, as it would be read. */
export const ReadRow = z.strictObject({
  id: z.string(),
  start: Instant,
  allDay: z.boolean(),
  title: z.string(),
  name: z.string(),
  /** As it would be texted, or as it stands where it cannot be. */
  phone: z.string(),
  canBeTexted: z.boolean(),
  doctor: z.string(),
  state: z.string(),
  cancelled: z.boolean(),
  /** A line is drawn through it, or its title says that it is off: whether that is so, a person decides. */
  crossed: z.enum(["line", "title"]).nullable(),
  /** Nobody is in it: it never gets a text. */
  isImpersonal: z.boolean(),
  placeholders: z.record(z.string(), z.string()),
});
export type ReadRow = z.infer<typeof ReadRow>;

export const ReadingView = z.discriminatedUnion("ok", [
  z.strictObject({
    ok: z.literal(true),
    siteId: z.string(),
    siteName: z.string(),
    plugin: z.string(),
    pluginName: z.string(),
    standing: Standing,
    timeZone: z.string(),
    /** By which the rows are read; `null` where the plugin says itself where all stands. */
    fields: ReadFields.nullable(),
    /** Where else each part could be taken from. */
    options: z.strictObject({
      name: z.array(Option),
      phone: z.array(Option),
      doctor: z.array(Option),
      state: z.array(Option),
    }),
    /** Where a plugin made of data takes each part from, in its own words. */
    described: z.record(z.string(), z.string()),
    /** Values of the state, without capitals and diacritics, one as it stands there, and how many have each. */
    states: z.array(z.strictObject({ value: z.string(), label: z.string(), count: z.int() })),
    placeholders: z.array(z.strictObject({ name: z.string(), label: z.string() })),
    excluded: z.array(z.string()),
    rows: z.array(ReadRow),
  }),
  z.strictObject({
    ok: z.literal(false),
    /**
     * - `closed`: the calendar's tab is gone, or shows no calendar
     * - `own`: its plugin was written for just this calendar, and nobody need confirm it
     */
    problem: z.enum(["closed", "own"]),
  }),
]);
export type ReadingView = z.infer<typeof ReadingView>;

export const readingProcedures = {
  /** What a calendar shows just now, read by the given fields, else as confirmed, else as proposed. */
  "reading.look": procedure({
    from: "extension",
    needsRecovery: false,
    input: ofCalendar({
      fields: ReadFields.nullable(),
      /** The state is looked for elsewhere: which of its values mean "cancelled" is proposed anew. */
      hasNewState: z.boolean(),
    }),
    output: ReadingView,
  }),
  /** A person has seen it and says that it is right. `false` where the calendar can no longer be looked at. */
  "reading.confirm": procedure({
    from: "extension",
    needsRecovery: false,
    input: ofCalendar({
      plugin: z.string().max(50),
      fields: ReadFields.nullable(),
      excluded: z.array(z.string().max(200)).max(200),
    }),
    output: z.boolean(),
  }),
  /** Opens the window for it, of a calendar that is open in some tab or has no page. `false` where it is open in none. */
  "reading.open": procedure({
    from: "extension",
    needsRecovery: false,
    input: z.strictObject({ siteId: z.string() }),
    output: z.boolean(),
  }),
};
