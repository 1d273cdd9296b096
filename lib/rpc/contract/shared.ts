import { z } from "zod";
import { Health } from "../../domain/calendar-health.ts";
import { PluginProblem } from "../../domain/plugin-problem.ts";
import { ContributedPlaceholder } from "../../domain/text/placeholder.ts";

/** Shapes of several namespaces. */

export { Health };

export const PluginSummary = z.strictObject({
  id: z.string(),
  name: z.string(),
  version: z.string(),
  description: z.string(),
  matches: z.array(z.string()),
  /** What it reads. */
  calendars: z.array(z.string()),
  /** Whether it can learn of changes. */
  automatic: z.boolean(),
  button: z.boolean(),
  /** Not one that comes with Pípni. */
  added: z.boolean(),
  enabled: z.boolean(),
  /** What templates may ask for where it is in use. */
  placeholders: z.array(ContributedPlaceholder),
  /** Why it cannot be used. */
  problems: z.array(PluginProblem),
  /** The file of one that was added. */
  json: z.string().nullable(),
});
export type PluginSummary = z.infer<typeof PluginSummary>;

export const PluginCheck = z.discriminatedUnion("ok", [
  z.strictObject({
    ok: z.literal(true),
    plugin: PluginSummary,
    /** The one whose place it takes. */
    replaces: PluginSummary.nullable(),
  }),
  z.strictObject({ ok: z.literal(false), problems: z.array(PluginProblem) }),
]);
export type PluginCheck = z.infer<typeof PluginCheck>;

/** What a plugin that is not added yet reads on an open page of its calendar. */
export const PluginTrial = z.union([
  z.strictObject({
    ok: z.literal(true),
    host: z.string(),
    appointments: z.int().nonnegative(),
    /** Those with a patient, and those with a number that can be texted. */
    people: z.int().nonnegative(),
    phones: z.int().nonnegative(),
  }),
  z.strictObject({ ok: z.literal(false), problem: z.enum(["invalid", "notOpen"]) }),
  z.strictObject({
    ok: z.literal(false),
    /** `network`: it reads what the server answers, and the page has its answers already. */
    problem: z.enum(["absent", "loading", "network"]),
    host: z.string(),
  }),
  z.strictObject({
    ok: z.literal(false),
    problem: z.literal("unreadable"),
    host: z.string(),
    field: z.string(),
  }),
]);
export type PluginTrial = z.infer<typeof PluginTrial>;

/** Of the calendar in a tab, or of one that is read by its address. */
export const ofCalendar = <S extends z.ZodRawShape>(shape: S) =>
  z.union([z.strictObject({ tabId: z.int(), ...shape }), z.strictObject({ feedId: z.string(), ...shape })]);
