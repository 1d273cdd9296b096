import { z } from "zod";
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
  "sites.remove": procedure({
    from: "extension",
    needsRecovery: false,
    input: z.strictObject({ id: z.string() }),
    output: Nothing,
  }),
  /** How the calendar in a tab is doing, as far as it has told. */
  "sites.health": procedure({
    from: "extension",
    needsRecovery: false,
    input: z.strictObject({ tabId: z.int() }),
    output: Health.nullable(),
  }),
};
