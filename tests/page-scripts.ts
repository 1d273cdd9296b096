import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { gzipSync } from "node:zlib";

/** What one calendar's page may have to load, in bytes, minified. */
const promised = 60_000;
/** Where there is room below that, it is kept. */
const closer: Readonly<Record<string, number>> = {
  "easy-appointments": 39_000,
  fullcalendar: 54_000,
  sogo: 40_000,
};

export const mostOnPageOf = (plugin: string): number => closer[plugin] ?? promised;

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

/** For each plugin the scripts that its calendar's page loads: those of every page, and its own. */
export async function pageScripts(output: string): Promise<Map<string, string[]>> {
  const shared = common.map((name) => join(output, name));
  const plugins = new Map<string, string[]>();
  for (const name of (await readdir(join(output, "plugins"))).sort()) {
    const id = name.replace(/(?:-probe)?\.js$/u, "");
    plugins.set(id, [...(plugins.get(id) ?? shared), join(output, "plugins", name)]);
  }
  return plugins;
}
