// @vitest-environment node
import { globSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";

/** How many ways to lose a user's trust are on the list that was made of other systems' bug reports. */
const complaints = 48;

test("each complaint of the list has a test whose name begins with its number", () => {
  const files = globSync(["tests/**/*.{test,spec}.ts", "lib/**/test/*.{test,spec}.ts"]);
  const named = new Set(
    files.flatMap((file) =>
      [...readFileSync(file, "utf8").matchAll(/\(\s*["'`](\d{1,2}): /gu)].map(([, number]) => Number(number)),
    ),
  );
  const numbers = Array.from({ length: complaints }, (_, index) => index + 1);
  expect(numbers.filter((number) => !named.has(number))).toEqual([]);
});
