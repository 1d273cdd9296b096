import { z } from "zod";
import { CalendarReport } from "../../domain/calendar-report/report.ts";
import { ReadFields, Standing } from "../../domain/site-reading/site-reading.ts";
import { Nothing, procedure } from "./procedure.ts";
import { Health } from "./shared.ts";

/** The calendars that the user has enabled. */

export const SiteStatus = z.strictObject({
  id: z.string(),
  origin: z.string(),
  name: z.string(),
  /** A plugin's id, or `null` to recognise by itself. */
  plugin: z.string().nullable(),
  enabled: z.boolean(),
  /** Whether the browser still grants the host. */
  granted: z.boolean(),
  /** As its open tabs tell; `null` where it is not open. */
  health: Health.nullable(),
  /** Whether a person has confirmed what is read there, and what that is. */
  reading: z.strictObject({
    standing: Standing,
    /** `null` where nobody has confirmed any, or the plugin says itself where all stands. */
    fields: ReadFields.nullable(),
    /** Titles of what is no appointment. */
    excluded: z.array(z.string()),
    /** How the calendar writes these and the states, by how they are kept. */
    written: z.record(z.string(), z.string()),
    /** In milliseconds since the epoch. */
    confirmedAt: z.int().nullable(),
  }),
});
export type SiteStatus = z.infer<typeof SiteStatus>;

export const sitesProcedures = {
  "sites.list": procedure({
    from: "extension",
    needsRecovery: false,
    input: Nothing,
    output: z.array(SiteStatus),
  }),
  /** Takes effect once the browser has granted the host, before or after this. */
  "sites.enable": procedure({
    from: "extension",
    needsRecovery: false,
    input: z.strictObject({ url: z.url(), name: z.string().max(100), plugin: z.string().nullable() }),
    output: SiteStatus,
  }),
  "sites.setEnabled": procedure({
    from: "extension",
    needsRecovery: false,
    input: z.strictObject({ id: z.string(), enabled: z.boolean() }),
    output: Nothing,
  }),
  /** Whether calendars show beside appointments what patients know and answered. Takes effect in open tabs at once. */
  "sites.setMarks": procedure({
    from: "extension",
    needsRecovery: false,
    input: z.strictObject({ shown: z.boolean() }),
    output: Nothing,
  }),
  "sites.remove": procedure({
    from: "extension",
    needsRecovery: false,
    input: z.strictObject({ id: z.string() }),
    output: Nothing,
  }),
  /**
   * The shape of an open calendar, for a question about it. From the first one on the page's requests are looked at,
   * until it is left. `null` where it is open in no tab.
   */
  "sites.report": procedure({
    from: "extension",
    needsRecovery: false,
    input: z.strictObject({ id: z.string() }),
    output: CalendarReport.nullable(),
  }),
  /** How the calendar in a tab is doing, as far as it has told. */
  "sites.health": procedure({
    from: "extension",
    needsRecovery: false,
    input: z.strictObject({ tabId: z.int() }),
    output: Health.nullable(),
  }),
};
