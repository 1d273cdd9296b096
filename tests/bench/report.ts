import { bound } from "../machine.ts";

/** One line of the table. */
export interface Measure {
  what: string;
  measured: string;
  limit: string;
  /** `null` where nothing is promised and the figure is for information. */
  holds: boolean | null;
}

export const median = (values: readonly number[]): number => {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length / 2;
  const [low, high] = [sorted[Math.ceil(middle) - 1], sorted[Math.floor(middle)]];
  return low === undefined || high === undefined ? Number.NaN : (low + high) / 2;
};

export const ms = (value: number): string => `${value.toFixed(Math.abs(value) < 100 ? 1 : 0)} ms`;
export const kilobytes = (bytes: number): string => `${(bytes / 1000).toFixed(1)} kB`;

/** How far single runs lay apart, without which a median says little on a busy machine. */
export const spread = (values: readonly number[]): string =>
  `${values.length} runs: ${ms(Math.min(...values))} – ${ms(Math.max(...values))}`;

export const atMost = (
  what: string,
  value: number,
  limit: number,
  write: (value: number) => string = ms,
): Measure => {
  // A comparison with what is no number would quietly say "no".
  if (!Number.isFinite(value)) throw new Error(`not measured: ${what}`);
  return { what, measured: write(value), limit: `≤ ${write(limit)}`, holds: value <= limit };
};

/** A figure of what did not happen says nothing, however small it is. The last of it may be on its way. */
export async function mustHappen(what: string, count: () => Promise<number>, wanted: number): Promise<void> {
  const until = performance.now() + bound(10_000);
  let times = await count();
  while (times < wanted && performance.now() < until) {
    await new Promise((resolve) => setTimeout(resolve, 100));
    times = await count();
  }
  if (times !== wanted) throw new Error(`nothing was measured: ${times} of ${wanted} ${what}`);
}

export const forInformation = (what: string, measured: string): Measure => ({
  what,
  measured,
  limit: "",
  holds: null,
});

const verdict = ({ holds }: Measure): string => (holds === null ? "" : holds ? "yes" : "no");

export function printTable(title: string, measures: readonly Measure[]): void {
  const rows = [
    [title, "measured", "limit", "holds"],
    ...measures.map((one) => [one.what, one.measured, one.limit, verdict(one)]),
  ];
  const widths = [0, 1, 2, 3].map((column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  for (const row of rows) {
    console.log(
      row
        .map((cell, column) =>
          column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0),
        )
        .join("  ")
        .trimEnd(),
    );
  }
  console.log();
}
