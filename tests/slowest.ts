/** Reads from the runners' reports how long each test took. */

export interface Timed {
  name: string;
  ms: number;
}

interface UnitReport {
  testResults?: { name: string; assertionResults?: { fullName: string; duration?: number | null }[] }[];
}

export const timedUnit = ({ testResults = [] }: UnitReport, root: string): Timed[] =>
  testResults.flatMap(({ name, assertionResults = [] }) =>
    assertionResults.map(({ fullName, duration }) => ({
      name: `${name.replace(`${root}/`, "")} › ${fullName}`,
      ms: duration ?? 0,
    })),
  );

interface Suite {
  title: string;
  suites?: Suite[];
  specs?: { title: string; tests: { results: { duration: number }[] }[] }[];
}

/** What a test needed a second try for counts as well. */
export const timedBrowser = ({ suites = [] }: { suites?: Suite[] }, above: readonly string[] = []): Timed[] =>
  suites.flatMap(({ title, suites: inner = [], specs = [] }) => [
    ...specs.map((spec) => ({
      name: [...above, title, spec.title].join(" › "),
      ms: spec.tests.flatMap(({ results }) => results).reduce((sum, { duration }) => sum + duration, 0),
    })),
    ...timedBrowser({ suites: inner }, [...above, title]),
  ]);

export const inSeconds = (ms: number): string => `${(ms / 1000).toFixed(1).padStart(7)} s`;

export const slowest = (all: readonly Timed[], count: number): string[] =>
  all
    .toSorted((a, b) => b.ms - a.ms)
    .slice(0, count)
    .map(({ name, ms }) => `${inSeconds(ms)}  ${name}`);
