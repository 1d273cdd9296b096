import type { PluginProblem } from "../../lib/domain/plugin-problem.ts";
import type { ContributedPlaceholder } from "../../lib/domain/text/placeholder.ts";

/** Plugins, as the options page shows and changes them. */

export interface PluginInfo {
  id: string;
  name: string;
  version: string;
  description: string;
  matches: readonly string[];
  /** What it reads. */
  calendars: readonly string[];
  /** Whether it can learn of changes, and so texts can leave by themselves. */
  automatic: boolean;
  button: boolean;
  /** Not one that comes with Pípni. */
  added: boolean;
  enabled: boolean;
  /** What templates may ask for where it is in use. */
  placeholders: readonly ContributedPlaceholder[];
  /** Why it cannot be used. */
  problems: readonly PluginProblem[];
  /** The file of one that was added. */
  json: string | null;
}

export type PluginAnswer =
  | { ok: true; plugin: PluginInfo; replaces: PluginInfo | null }
  | { ok: false; problems: readonly PluginProblem[] };

export type TrialAnswer =
  | { ok: true; host: string; appointments: number; people: number; phones: number }
  | { ok: false; problem: "invalid" | "notOpen" }
  | { ok: false; problem: "absent" | "loading" | "network"; host: string }
  | { ok: false; problem: "unreadable"; host: string; field: string };

export interface PluginActions {
  /**
   * Opens a calendar in a tab of its own, with the panel in which it is taught. Called within the press of a button,
   * as the browser asks the user only then.
   */
  teach(url: URL): Promise<"granted" | "refused">;
  /** What a `plugin.json` would be. Changes nothing. */
  check(json: string): Promise<PluginAnswer>;
  /** What it reads in a calendar that is open. Changes nothing. */
  tryOut(json: string): Promise<TrialAnswer>;
  add(json: string): Promise<PluginAnswer>;
  setEnabled(id: string, enabled: boolean): Promise<void>;
  remove(id: string): Promise<void>;
}
