export interface Measure {
  what: string;
  measured: string;
  limit: string;
  /** `null` where nothing is promised and the figure is for information. */
  holds: boolean | null;
}

export const median = (values: readonly number[]): number => {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
};

export const ms = (value: number): string => `${value < 10 ? value.toFixed(1) : Math.round(value)} ms`;

export const atMost = (what: string, value: number, limit: number): Measure => ({
  what,
  measured: ms(value),
  limit: `≤ ${ms(limit)}`,
  holds: value <= limit,
});

export const forInformation = (what: string, measured: string): Measure => ({
  what,
  measured,
  limit: "",
  holds: null,
});
