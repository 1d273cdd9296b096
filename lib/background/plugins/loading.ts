import { browser } from "wxt/browser";
import type { ScriptPublicPath } from "wxt/utils/inject-script";
import { codeOf, matchesHost, pathsOf, selectorsOf } from "../../plugin-api/activation.ts";
import type { PluginManifest } from "../../plugin-api/manifest.ts";
import type { Startable } from "../../rpc/contract/index.ts";

/** The background's part: which plugins a page may need, and their code once it does. */

/**
 * The plugins that may have something to do on a page, as data: with those match patterns that fit its host.
 *
 * @param chosen the one that a person chose for the calendar: it knows better than the patterns do
 */
export const pluginsFor = (
  all: readonly PluginManifest[],
  origin: URL,
  chosen: string | null,
): PluginManifest[] =>
  all
    .map((plugin) => ({
      ...plugin,
      matches: plugin.matches.filter((pattern) => matchesHost(pattern, origin)),
    }))
    .filter(({ id, matches }) => (chosen === null ? matches.length > 0 : chosen === id));

/** When a plugin starts: a person's choice holds at all addresses of the site. */
export const startOf = (manifest: PluginManifest, isChosen: boolean): Startable => ({
  manifest,
  code: codeOf(manifest),
  paths: isChosen ? "" : pathsOf(manifest.matches),
  elements: selectorsOf(manifest).join(","),
});

/** As the build names them. */
const scriptOf = (name: string) => `/plugins/${name}.js` as ScriptPublicPath;

const marksScripts = {
  read: "/calendar-marks.js",
  asked: "/calendar-marks-asked.js",
} as const satisfies Record<string, ScriptPublicPath>;

export class UnknownPlugin extends Error {
  override name = "UnknownPlugin";
}

/** Whether there is a way to tell which elements of its pages show which appointments. */
const mayBeMarked = ({ main, contributes: { calendars, decorations } }: PluginManifest): boolean =>
  main === undefined ? calendars.some(({ events }) => events?.source === "dom") : decorations !== undefined;

/**
 * Puts a plugin's code into one frame: the probe first, for the plugin speaks to it at once. Answers when it ran.
 *
 * @param marks whether appointments are to be marked, for which a page loads more
 * @throws UnknownPlugin when the calendar has no such plugin
 */
export async function loadPlugin(
  all: readonly PluginManifest[],
  id: string,
  frame: { origin: string; chosen: string | null; tabId: number; frameId: number },
  marks: boolean,
): Promise<void> {
  const manifest = pluginsFor(all, new URL(frame.origin), frame.chosen).find((one) => one.id === id);
  if (!manifest) throw new UnknownPlugin(id);
  const target = { tabId: frame.tabId, frameIds: [frame.frameId] };
  const code = codeOf(manifest);
  if (manifest.probe !== undefined || manifest.main === undefined) {
    await browser.scripting.executeScript({ target, files: [scriptOf(`${code}-probe`)], world: "MAIN" });
  }
  const isMarked = marks && mayBeMarked(manifest);
  const hasCode = manifest.main !== undefined;
  if (isMarked && hasCode)
    await browser.scripting.executeScript({ target, files: [scriptOf(`${code}-drawn`)], world: "MAIN" });
  const marksFiles = isMarked ? [marksScripts[hasCode ? "asked" : "read"]] : [];
  await browser.scripting.executeScript({ target, files: [scriptOf(code), ...marksFiles] });
}
