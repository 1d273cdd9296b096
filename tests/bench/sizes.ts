import { readdir, readFile } from "node:fs/promises";
import { dirname, join, relative } from "node:path";
import { gzipSync } from "node:zlib";
import { outputOf } from "../e2e/build.ts";
import { atMost, forInformation, kilobytes, type Measure } from "./report.ts";

/** In every frame of an enabled calendar. Registered at run time, so the manifest does not list them. */
const common = ["calendar.js", "calendar-probe.js"];
const pages = ["popup", "bulk", "options"];

interface Size {
  plain: number;
  zipped: number;
}

async function sizeOf(paths: readonly string[]): Promise<Size> {
  const files = await Promise.all(paths.map((path) => readFile(path)));
  return {
    plain: files.reduce((sum, file) => sum + file.length, 0),
    zipped: files.reduce((sum, file) => sum + gzipSync(file).length, 0),
  };
}

const zipped = (size: Size): string => `gz ${kilobytes(size.zipped)}`;

/** A page's scripts with all that they import; what pages share is counted for each of them. */
async function scriptsOf(output: string, page: string): Promise<string[]> {
  const html = await readFile(join(output, `${page}.html`), "utf8");
  const found = new Set<string>();
  const waiting = [...html.matchAll(/(?:src|href)="\/([^"]+\.js)"/gu)].map(([, path = ""]) =>
    join(output, path),
  );
  for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
    if (found.has(path)) continue;
    found.add(path);
    const from = dirname(path);
    const text = await readFile(path, "utf8");
    for (const name of await readdir(from)) if (text.includes(`./${name}`)) waiting.push(join(from, name));
  }
  return [...found];
}

/** The scripts of each plugin, of which only those of the active one are put into a page. */
async function pluginScripts(output: string): Promise<Map<string, string[]>> {
  const plugins = new Map<string, string[]>();
  for (const name of (await readdir(join(output, "plugins"))).sort()) {
    const id = name.replace(/(?:-probe)?\.js$/u, "");
    plugins.set(id, [...(plugins.get(id) ?? []), join(output, "plugins", name)]);
  }
  return plugins;
}

/** What an enabled calendar's page has to load, and what the extension's own pages do. */
export async function sizes(): Promise<Measure[]> {
  const output = outputOf("chrome");
  const shared = common.map((name) => join(output, name));
  const plugins = await pluginScripts(output);
  const measures: Measure[] = [];
  for (const [id, own] of plugins) {
    const together = await sizeOf([...shared, ...own]);
    const what = `content scripts with the plugin ${id}, minified (${zipped(together)})`;
    measures.push(atMost(what, together.plain, 60_000, kilobytes));
  }
  const tell = async (what: string, files: readonly string[]) => {
    const size = await sizeOf(files);
    measures.push(forInformation(`${what} (${zipped(size)})`, kilobytes(size.plain)));
  };
  for (const path of [...shared, ...plugins.values()].flat()) {
    await tell(`  ${relative(output, path)}`, [path]);
  }
  await tell("background", [join(output, "background.js")]);
  for (const page of pages)
    await tell(`${page}, scripts with all they import`, await scriptsOf(output, page));
  return measures;
}
