import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { gzipSync } from "node:zlib";

/** What one calendar's page may have to load, in bytes, minified. */
const promised = 60_000;
/** The same where appointments are not marked: the rest is the marks' room. */
const unmarked = 57_000;
/** Where there is more room below that, it is kept. */
const closer: Readonly<Record<string, number>> = {
  "easy-appointments": 36_500,
  fullcalendar: 51_200,
  "nextcloud-calendar": 55_500,
  sogo: 36_500,
};

/** @param marks whether appointments are marked */
export const mostOnPageOf = (plugin: string, marks = false): number =>
  marks ? promised : (closer[plugin] ?? unmarked);

/** In every frame of an enabled calendar. Registered at run time, so the manifest does not list them. */
const common = ["calendar.js", "calendar-probe.js"];

export interface Size {
  plain: number;
  zipped: number;
}

export async function sizeOf(paths: readonly string[]): Promise<Size> {
  const files = await Promise.all(paths.map((path) => readFile(path)));
  return {
    plain: files.reduce((sum, file) => sum + file.length, 0),
    zipped: files.reduce((sum, file) => sum + gzipSync(file).length, 0),
  };
}

/** Where appointments are marked, by whether the plugin has none but data. */
const marksScript = (id: string): string =>
  id === "declarative" ? "calendar-marks.js" : "calendar-marks-asked.js";

/**
 * For each plugin the scripts that its calendar's page loads: those of every page, and its own.
 * @param marks whether appointments are marked
 */
export async function pageScripts(output: string, marks = false): Promise<Map<string, string[]>> {
  const plugins = new Map<string, string[]>();
  for (const name of (await readdir(join(output, "plugins"))).sort()) {
    const [, id = "", part] = /^(.*?)(-probe|-drawn)?\.js$/u.exec(name) ?? [];
    if (part === "-drawn" && !marks) continue;
    const shared = [...common, ...(marks ? [marksScript(id)] : [])].map((path) => join(output, path));
    plugins.set(id, [...(plugins.get(id) ?? shared), join(output, "plugins", name)]);
  }
  return plugins;
}
