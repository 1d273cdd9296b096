import { readFileSync } from "node:fs";
import { test } from "vitest";

/** Small inputs made after public bug reports, each with the right answer. People and numbers are invented. */
export interface Case<I, E> {
  id: string;
  /** Where it was reported. */
  source: string;
  input: I;
  expected: E;
  /** What a wrong answer does. */
  harm?: string;
  /** It was right before, and stays so. */
  control?: true;
}

/** One test for each case of a file. */
export function testCases<I, E>(file: string, check: (input: I, expected: E) => void | Promise<void>): void {
  const cases = JSON.parse(readFileSync(new URL(file, import.meta.url), "utf8")) as Case<I, E>[];
  for (const { id, input, expected } of cases)
    test(`${id}: ${JSON.stringify(input).slice(0, 100)}`, () => check(input, expected));
}
