/** Reads from the runners' reports how long each test took, and why those failed that did. */

export interface Timed {
  name: string;
  ms: number;
}

export interface Failed {
  name: string;
  /** The runner's own words, without colours. */
  why: string;
}

export interface Told {
  timed: Timed[];
  failed: Failed[];
}

interface UnitReport {
  testResults?: {
    name: string;
    status?: string;
    message?: string;
    assertionResults?: {
      fullName: string;
      status?: string;
      duration?: number | null;
      failureMessages?: string[];
    }[];
  }[];
}

export function toldByUnit({ testResults = [] }: UnitReport, root: string): Told {
  const timed: Timed[] = [];
  const failed: Failed[] = [];
  for (const { name: path, status, message = "", assertionResults = [] } of testResults) {
    const file = path.replace(`${root}/`, "");
    const before = failed.length;
    for (const { fullName, duration, status: how, failureMessages = [] } of assertionResults) {
      const name = `${file} › ${fullName}`;
      timed.push({ name, ms: duration ?? 0 });
      if (how === "failed") failed.push({ name, why: plain(failureMessages.join("\n")) });
    }
    if (status === "failed" && failed.length === before) failed.push({ name: file, why: plain(message) });
  }
  return { timed, failed };
}

interface Spec {
  title: string;
  ok?: boolean;
  tests: { results: { duration: number; error?: { message?: string } }[] }[];
}

interface Suite {
  title: string;
  suites?: Suite[];
  specs?: Spec[];
}

/** What a test needed a second try for counts as time as well. */
export function toldByBrowsers(report: { suites?: Suite[] }, above: readonly string[] = []): Told {
  const told: Told = { timed: [], failed: [] };
  for (const { title, suites = [], specs = [] } of report.suites ?? []) {
    for (const { title: last, ok, tests } of specs) {
      const name = [...above, title, last].join(" › ");
      const results = tests.flatMap((one) => one.results);
      told.timed.push({ name, ms: results.reduce((sum, { duration }) => sum + duration, 0) });
      if (ok === false)
        told.failed.push({ name, why: plain(results.map(({ error }) => error?.message ?? "").join("\n")) });
    }
    const inner = toldByBrowsers({ suites }, [...above, title]);
    told.timed.push(...inner.timed);
    told.failed.push(...inner.failed);
  }
  return told;
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: that is what a colour is written with
const plain = (text: string): string => text.replaceAll(/\u001B\[[\d;]*m/gu, "").trim();

export const inSeconds = (ms: number): string => `${(ms / 1000).toFixed(1).padStart(7)} s`;

export const slowest = (all: readonly Timed[], count: number): string[] =>
  all
    .toSorted((a, b) => b.ms - a.ms)
    .slice(0, count)
    .map(({ name, ms }) => `${inSeconds(ms)}  ${name}`);

/** The first lines of each. */
export const failures = (all: readonly Failed[], lines: number): string[] =>
  all.map(({ name, why }) => [name, ...why.split("\n").slice(0, lines)].join("\n    "));
