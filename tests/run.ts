import { spawn } from "node:child_process";
import { mkdir, readFile, rm } from "node:fs/promises";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { findRadicale } from "../lib/plugins/nextcloud-calendar/test/calendar/radicale.ts";
import { findSogo } from "../lib/plugins/sogo/test/calendar/packages.ts";
import { findBrowser } from "./browsers.ts";
import { build } from "./e2e/build.ts";
import { findEtcd } from "./etcd/server.ts";
import { needSpin } from "./faults/model/spin.ts";
import { detached, giveWay } from "./give-way.ts";
import { patience } from "./machine.ts";
import {
  failures,
  inSeconds,
  slowest,
  type Timed,
  type Told,
  toldByBrowsers,
  toldByUnit,
} from "./reports.ts";

/** Everything that has to hold, whatever fails on the way; the last line counts. */

const root = join(import.meta.dirname, "..");
const artifacts = join(root, ".artifacts");

interface Count {
  passed: number;
  failed: number;
}

type Part = Count & { told: Told };

/** How long each part took, by the clock. */
const parts: Timed[] = [];

async function part<T>(name: string, work: () => Promise<T> | T): Promise<T> {
  const began = performance.now();
  const done = await work();
  parts.push({ name, ms: performance.now() - began });
  return done;
}

/** Without a report only the end counts. */
function once(name: string, succeeded: boolean): Part {
  const failed = succeeded ? [] : [{ name, why: "see above" }];
  return { passed: succeeded ? 1 : 0, failed: failed.length, told: { timed: [], failed } };
}

interface How {
  /** Something else runs meanwhile: it tells what it has to say at its end. */
  isBeside?: boolean;
  /** Gives way to that, and takes what it leaves of the processors. */
  givesWay?: boolean;
  env?: Record<string, string>;
}

function run(title: string, tool: string, args: readonly string[], how: How = {}): Promise<boolean> {
  const { isBeside, givesWay, env } = how;
  if (!isBeside) console.log(`\n— ${title}`);
  return new Promise((resolve) => {
    const child = spawn(join(root, "node_modules/.bin", tool), args, {
      cwd: root,
      stdio: ["ignore", isBeside ? "pipe" : "inherit", isBeside ? "pipe" : "inherit"],
      env: { ...process.env, PIPNI_BUILT: "1", FORCE_COLOR: "0", ...env },
      shell: process.platform === "win32",
      ...(givesWay ? { detached } : {}),
    });
    const said: unknown[] = [];
    for (const stream of [child.stdout, child.stderr]) stream?.on("data", (data) => said.push(data));
    if (givesWay) giveWay(child);
    child.on("error", (error) => {
      console.error(String(error));
      resolve(false);
    });
    child.on("close", (code) => {
      if (isBeside) console.log(`\n— ${title}\n${said.join("")}`);
      resolve(code === 0);
    });
  });
}

/** What a runner's report tells; one failure where there is none, or where the runner failed beside its tests. */
async function reported(
  name: string,
  succeeded: boolean,
  file: string,
  read: (report: Record<string, unknown>) => Part,
): Promise<Part> {
  try {
    const told = read(JSON.parse(await readFile(join(artifacts, file), "utf8")));
    if (succeeded || told.failed > 0) return told;
    const beside = { name, why: "the runner failed though no test did" };
    return { ...told, failed: 1, told: { ...told.told, failed: [...told.told.failed, beside] } };
  } catch {
    return once(name, false);
  }
}

const numberIn = (report: unknown, key: string): number => {
  const value = (report as Record<string, unknown>)[key];
  return typeof value === "number" ? value : 0;
};

/** Stories on the real background with a clock of their own, and models: they take most of the time, and have all of it. */
const long = ["model.test.ts", "spin.test.ts", "recovery.test.ts"];

/** @param name `rules` that speak to servers and wait for them, or the `stories`, which only reckon */
async function unit(name: "rules" | "stories"): Promise<Part> {
  const which = name === "stories" ? long : long.map((end) => `--exclude=**/*-${end}`);
  const args = ["run", `--maxWorkers=${availableParallelism()}`, "--reporter=default", "--reporter=json"];
  // Nobody knows how much the browsers leave them.
  const patient = name === "stories" ? ["test", "hook"].map((one) => `--${one}Timeout=3600000`) : [];
  const file = `--outputFile.json=${join(artifacts, `${name}.json`)}`;
  const how = { isBeside: true, givesWay: name === "stories" };
  const title = `unit: ${name}`;
  const succeeded = await part(title, () => run(title, "vitest", [...args, file, ...patient, ...which], how));
  return reported(title, succeeded, `${name}.json`, (report) => {
    const told = toldByUnit(report, root);
    return { passed: numberIn(report, "numPassedTests"), failed: told.failed.length, told };
  });
}

/** Suites that waited for one another's installation would stand still for as long. */
async function install(): Promise<void> {
  const chromium = () => findBrowser("chromium");
  const firefox = () => findBrowser("firefox");
  const missing: string[] = [];
  for (const find of [chromium, firefox, findSogo, findRadicale, findEtcd, needSpin])
    try {
      await find();
    } catch (error) {
      missing.push(error instanceof Error ? error.message : String(error));
    }
  // The suites that need it will say so, too, but that may be in a quarter of an hour.
  if (missing.length > 0) console.error(`Not all that the tests need is here:\n- ${missing.join("\n- ")}`);
}

/** @param projects of `playwright.config.ts`; the first one's name is the report's */
async function inBrowsers(projects: readonly string[], title: string, how?: How): Promise<Part> {
  const [name = ""] = projects;
  const args = ["test", ...projects.map((project) => `--project=${project}`)];
  const env = { PIPNI_REPORT: name, PIPNI_PICTURES: "no" };
  const succeeded = await part(name, () => run(title, "playwright", args, { ...how, env }));
  return reported(name, succeeded, `${name}.json`, (report) => ({
    passed: numberIn(report.stats, "expected") + numberIn(report.stats, "flaky"),
    failed: numberIn(report.stats, "unexpected"),
    told: toldByBrowsers(report),
  }));
}

async function main(): Promise<void> {
  const began = performance.now();
  await rm(artifacts, { recursive: true, force: true });
  await mkdir(artifacts, { recursive: true });
  if (patience > 1)
    console.log(`This machine is busy or slow: bounds are ${patience.toFixed(1)} times as wide.`);

  const all: Part[] = [];
  const lintPackage = () =>
    run("Mozilla's linter on the package", "node", [join(root, "tests/package/lint.ts")], {
      isBeside: true,
      givesWay: true,
    });
  const types = async () =>
    (await run("types: wxt prepare", "wxt", ["prepare"])) && (await run("types: tsc", "tsc", ["--noEmit"]));
  all.push(once("types", await part("types", types)));
  all.push(once("lint", await part("lint", () => run("lint", "biome", ["check"]))));
  console.log("\n— browsers, and servers that tests speak to");
  await part("servers", install);
  console.log("\n— build for Chromium and Firefox");
  await part("build", () => {
    build("chrome");
    build("firefox");
  });
  // Both mostly wait: for a browser that was killed to start again, for a page that must stay as it is. Whatever they
  // leave of the processors the stories take, and nothing of them waits for a moment. The rules come first: beside them
  // browsers would miss their times.
  const faults = inBrowsers(["faults"], "browsers killed, and a flood", { isBeside: true });
  const linted = part("package", lintPackage);
  all.push(await unit("rules"));
  const stories = unit("stories");
  all.push(await inBrowsers(["browsers", "long"], "contract and end to end, in real browsers"));
  all.push(await faults);
  all.push(await stories);
  all.push(once("package", await linted));

  const tests = all.flatMap(({ told }) => told.timed);
  console.log(`\nThe slowest:\n${slowest(tests, 10).join("\n")}`);
  const total = { name: "all of it", ms: performance.now() - began };
  console.log(
    `\nThe parts:\n${[...parts, total].map(({ name, ms }) => `${inSeconds(ms)}  ${name}`).join("\n")}`,
  );

  // Near the end, for only that is kept of a long run's output.
  const failing = all.flatMap(({ told }) => told.failed);
  if (failing.length > 0) console.log(`\nWhat failed:\n${failures(failing, 12).join("\n\n")}`);

  const passed = all.reduce((sum, count) => sum + count.passed, 0);
  const failed = all.reduce((sum, count) => sum + count.failed, 0);
  console.log(`\n${passed} passed, ${failed} failed`);
  process.exitCode = failed === 0 ? 0 : 1;
}

await main();
