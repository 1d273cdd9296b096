import { readdir, readFile } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { gzipSync } from "node:zlib";
import { outputOf } from "../e2e/build.ts";
import { atMost, forInformation, kilobytes, type Measure } from "./report.ts";

/** Registered at run time for enabled calendars alone, so the manifest does not list them. */
const contentScripts = ["calendar.js", "calendar-probe.js"];
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

/** What an enabled calendar's page has to load, and what the extension's own pages do. */
export async function sizes(): Promise<Measure[]> {
  const output = outputOf("chrome");
  const paths = contentScripts.map((name) => join(output, name));
  const together = await sizeOf(paths);
  const measures = [
    atMost(`content scripts together, minified (${zipped(together)})`, together.plain, 60_000, kilobytes),
  ];
  const tell = async (what: string, files: readonly string[]) => {
    const size = await sizeOf(files);
    measures.push(forInformation(`${what} (${zipped(size)})`, kilobytes(size.plain)));
  };
  for (const path of paths) await tell(`  ${basename(path)}`, [path]);
  await tell("background", [join(output, "background.js")]);
  for (const page of pages)
    await tell(`${page}, scripts with all they import`, await scriptsOf(output, page));
  return measures;
}
