import { readdir, readFile } from "node:fs/promises";
import { dirname, join, relative } from "node:path";
import { outputOf } from "../e2e/build.ts";
import { mostOnPageOf, pageScripts, type Size, sizeOf } from "../page-scripts.ts";
import { atMost, forInformation, kilobytes, type Measure } from "./report.ts";

const pages = ["popup", "bulk", "options"];

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
  const plugins = await pageScripts(output, true);
  const measures: Measure[] = [];
  for (const marks of [false, true]) {
    for (const [id, scripts] of await pageScripts(output, marks)) {
      const together = await sizeOf(scripts);
      const how = marks ? ", with marks" : "";
      const what = `content scripts with the plugin ${id}${how}, minified (${zipped(together)})`;
      measures.push(atMost(what, together.plain, mostOnPageOf(id, marks), kilobytes));
    }
  }
  const tell = async (what: string, files: readonly string[]) => {
    const size = await sizeOf(files);
    measures.push(forInformation(`${what} (${zipped(size)})`, kilobytes(size.plain)));
  };
  for (const path of new Set([...plugins.values()].flat())) {
    await tell(`  ${relative(output, path)}`, [path]);
  }
  await tell("background", [join(output, "background.js")]);
  for (const page of pages)
    await tell(`${page}, scripts with all they import`, await scriptsOf(output, page));
  return measures;
}
