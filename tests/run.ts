import { spawn } from "node:child_process";
import { mkdir, readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { build } from "./e2e/build.ts";

/** Everything that has to hold, one after the other, whatever fails on the way; the last line counts. */

const root = join(import.meta.dirname, "..");
const artifacts = join(root, ".artifacts");

interface Count {
  passed: number;
  failed: number;
}

const once = (succeeded: boolean): Count => (succeeded ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 });

function run(title: string, tool: string, args: readonly string[]): Promise<boolean> {
  console.log(`\n— ${title}`);
  return new Promise((resolve) => {
    const child = spawn(join(root, "node_modules/.bin", tool), args, {
      cwd: root,
      stdio: ["ignore", "inherit", "inherit"],
      env: { ...process.env, PIPNI_BUILT: "1", FORCE_COLOR: "0" },
      shell: process.platform === "win32",
    });
    child.on("error", (error) => {
      console.error(String(error));
      resolve(false);
    });
    child.on("close", (code) => resolve(code === 0));
  });
}

/** Counts of a runner's report; one failure where there is none, or where the runner failed beside its tests. */
async function counted(
  succeeded: boolean,
  file: string,
  read: (report: Record<string, unknown>) => Count,
): Promise<Count> {
  try {
    const count = read(JSON.parse(await readFile(join(artifacts, file), "utf8")));
    return succeeded || count.failed > 0 ? count : { ...count, failed: 1 };
  } catch {
    return { passed: 0, failed: 1 };
  }
}

const numberIn = (report: unknown, key: string): number => {
  const value = (report as Record<string, unknown>)[key];
  return typeof value === "number" ? value : 0;
};

async function main(): Promise<void> {
  await rm(artifacts, { recursive: true, force: true });
  await mkdir(artifacts, { recursive: true });
  const counts: Count[] = [];

  counts.push(
    once(
      (await run("types: wxt prepare", "wxt", ["prepare"])) && (await run("types: tsc", "tsc", ["--noEmit"])),
    ),
  );
  counts.push(once(await run("lint", "biome", ["check"])));

  const unit = await run("unit", "vitest", [
    "run",
    "--reporter=default",
    "--reporter=json",
    `--outputFile.json=${join(artifacts, "unit.json")}`,
  ]);
  counts.push(
    await counted(unit, "unit.json", (report) => ({
      passed: numberIn(report, "numPassedTests"),
      failed: numberIn(report, "numFailedTests") + numberIn(report, "numFailedTestSuites"),
    })),
  );

  console.log("\n— build for Chromium and Firefox");
  build("chrome");
  build("firefox");
  const browser = await run("contract and end to end, in real browsers", "playwright", ["test"]);
  counts.push(
    await counted(browser, "browser.json", ({ stats }) => ({
      passed: numberIn(stats, "expected") + numberIn(stats, "flaky"),
      failed: numberIn(stats, "unexpected"),
    })),
  );

  const passed = counts.reduce((sum, count) => sum + count.passed, 0);
  const failed = counts.reduce((sum, count) => sum + count.failed, 0);
  console.log(`\n${passed} passed, ${failed} failed`);
  process.exitCode = failed === 0 ? 0 : 1;
}

await main();
