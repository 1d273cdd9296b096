import { readFile } from "node:fs/promises";
import { parseArgs } from "node:util";
import { readRecording } from "../replay/read.ts";
import { freshBuild } from "./fresh-build.ts";
import { command, Refusal, readPluginFile } from "./manifest-file.ts";
import { printTrial } from "./print.ts";
import { parseReport, printReport } from "./read-report.ts";
import { tryPlugin } from "./trial.ts";

/** `npm run plugin:try <plugin.json> <page.har|page.html>` */

const usage = `npm run plugin:try <plugin.json> <page.har|page.html> [-- --url <address of the page>]

Opens the recorded page in Chromium with Pípni and this one plugin, and prints what it reads.

npm run plugin:try <report.json>

Prints what could be read of a calendar whose report somebody has saved, and what is missing.`;

await command(async () => {
  const { values, positionals } = parseArgs({
    options: { url: { type: "string" }, help: { type: "boolean" } },
    allowPositionals: true,
  });
  const [manifestPath, pagePath, ...more] = positionals;
  if (manifestPath !== undefined && pagePath === undefined && !values.help) {
    const report = parseReport(await readFile(manifestPath, "utf8").catch(() => ""));
    if (report) return console.log(printReport(report));
  }
  if (manifestPath === undefined || pagePath === undefined || more.length > 0 || values.help)
    throw new Refusal(usage);
  const file = await readPluginFile(manifestPath);
  const recording = await readRecording(pagePath, values.url);
  freshBuild();
  const trial = await tryPlugin(file, recording);
  console.log(printTrial(file, recording, trial));
  if (trial.health?.state !== "reading") process.exitCode = 1;
});
