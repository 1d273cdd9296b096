import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { runVitest } from "./vitest.ts";

/**
 * `npm run test:stories -- --minutes 30`: plays all property tests with new seeds, again and again. What fails is
 * printed with the command that plays just that story once more. Names of files, or parts of them, play those alone.
 */

const { values, positionals: only } = parseArgs({
  options: { minutes: { type: "string", default: "10" } },
  allowPositionals: true,
});
const minutes = Number(values.minutes);
if (!(minutes > 0)) {
  console.error("--minutes takes a number of minutes");
  process.exit(2);
}

const root = join(import.meta.dirname, "..");
const suites = globSync(["tests/unit/**/*.test.ts", "lib/**/test/**/*.test.ts"], { cwd: root })
  .filter((path) => readFileSync(join(root, path), "utf8").includes("/properties.ts"))
  .filter((path) => only.length === 0 || only.some((part) => path.includes(part)));
if (suites.length === 0) {
  console.error("no suite with such a name has property tests");
  process.exit(2);
}

const until = Date.now() + minutes * 60_000;
const failed = new Set<string>();
let rounds = 0;
do {
  const seed = String(crypto.getRandomValues(new Int32Array(1))[0]);
  const { passed, failures } = await runVitest(suites, { PIPNI_SEED: seed });
  rounds++;
  console.log(`round ${rounds}, seed ${seed}: ${passed} passed, ${failures.length} failed`);
  for (const { file, test, message } of failures) {
    failed.add(test);
    const [, path] = /path: "([\d:]+)"/u.exec(message) ?? [];
    const name = test.replaceAll("'", "'\\''");
    const at = `PIPNI_SEED=${seed}${path ? ` PIPNI_PATH=${path}` : ""}`;
    console.error(`\n${test}\n${message}\n\nAgain: ${at} npx vitest run ${file} -t '${name}'\n`);
  }
} while (Date.now() < until);
console.log(`\n${rounds} rounds of ${suites.length} suites, ${failed.size} tests failed`);
process.exitCode = failed.size === 0 ? 0 : 1;
