import { z } from "zod";
import { Nothing, procedure } from "./procedure.ts";
import { PluginCheck, PluginSummary, PluginTrial } from "./shared.ts";

/** The plugins that read calendars. */

const PluginFile = z.strictObject({ json: z.string().max(200_000) });

export const pluginsProcedures = {
  /** Every plugin: those that come with Pípni, and those that the user has added. */
  "plugins.list": procedure({
    from: "extension",
    needsRecovery: false,
    input: Nothing,
    output: z.array(PluginSummary),
  }),
  /** What a `plugin.json` would be, which may hold no code. */
  "plugins.check": procedure({
    from: "extension",
    needsRecovery: false,
    input: PluginFile,
    output: PluginCheck,
  }),
  /** What it reads in a calendar that is open, before it is added. Keeps and sends nothing. */
  "plugins.try": procedure({
    from: "extension",
    needsRecovery: false,
    input: PluginFile,
    output: PluginTrial,
  }),
  /** Takes it, in the place of one that was added under the same id. */
  "plugins.add": procedure({
    from: "extension",
    needsRecovery: false,
    input: PluginFile,
    output: PluginCheck,
  }),
  "plugins.setEnabled": procedure({
    from: "extension",
    needsRecovery: false,
    input: z.strictObject({ id: z.string(), enabled: z.boolean() }),
    output: Nothing,
  }),
  "plugins.remove": procedure({
    from: "extension",
    needsRecovery: false,
    input: z.strictObject({ id: z.string() }),
    output: Nothing,
  }),
};
