import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { outputOf } from "../e2e/build.ts";
import { forInformation, type Measure } from "./report.ts";

const limit = 60_000;

/** What an enabled calendar's page has to load, and for information what the extension's own pages do. */
export async function sizes(): Promise<Measure[]> {
  const output = outputOf("chrome");
  const scripts = ["calendar.js", "calendar-probe.js"];
  const content = await Promise.all(scripts.map((name) => readFile(join(output, name))));
  const total = content.reduce((sum, file) => sum + file.length, 0);
  const zipped = content.reduce((sum, file) => sum + gzipSync(file).length, 0);
  const chunks = await readdir(join(output, "chunks"));
  const own = await Promise.all(
    ["background.js", ...chunks.map((name) => join("chunks", name))].map(async (name) => {
      const { length } = await readFile(join(output, name));
      return forInformation(
        `size of ${name.replace(/-[\w-]{8}\.js$/u, ".js")}`,
        `${(length / 1000).toFixed(1)} kB`,
      );
    }),
  );
  return [
    {
      what: `content scripts, minified (${(zipped / 1000).toFixed(1)} kB compressed)`,
      measured: `${(total / 1000).toFixed(1)} kB`,
      limit: `≤ ${limit / 1000} kB`,
      holds: total <= limit,
    },
    ...own,
  ];
}
