// @vitest-environment node
import { describe, expect, test } from "vitest";
import { only } from "../../lib/plugin-api/pattern/characters.ts";
import { overlap } from "../../lib/plugin-api/pattern/growth.ts";
import { parse, type Tree } from "../../lib/plugin-api/pattern/syntax.ts";
import { patternProblem } from "../../lib/plugin-api/pattern.ts";
import fc from "../properties.ts";

/** Which regular expressions a plugin may bring: measured by how often a search really tries something. */

const isTaken = (source: string): boolean => patternProblem(source) === null;

class TooLong extends Error {}

/** Searches as a browser does, one way after the other, and counts. Knows `^` and `$`, and nothing that looks around. */
function searchCounting(
  source: string,
  text: string,
  most = Infinity,
): { steps: number; found: string | null } {
  let steps = 0;
  type Then = (at: number) => number | null;
  function match(tree: Tree, at: number, then: Then): number | null {
    if (++steps > most) throw new TooLong(source);
    switch (tree.type) {
      case "characters":
        return at < text.length && overlap(tree.set, only(text.charCodeAt(at))) ? then(at + 1) : null;
      case "sequence": {
        const from = (part: number, place: number): number | null => {
          const next = tree.parts[part];
          return next ? match(next, place, (end) => from(part + 1, end)) : then(place);
        };
        return from(0, at);
      }
      case "choice":
        for (const part of tree.parts) {
          const end = match(part, at, then);
          if (end !== null) return end;
        }
        return null;
      case "guard":
        return (tree.isStart ? at === 0 : at === text.length) ? then(at) : null;
      case "repeat": {
        const more = (count: number, place: number): number | null => {
          if (++steps > most) throw new TooLong(source);
          if (count < tree.max) {
            const end = match(tree.part, place, (next) =>
              next === place && count >= tree.min ? null : more(count + 1, next),
            );
            if (end !== null) return end;
          }
          return count >= tree.min ? then(place) : null;
        };
        return more(0, at);
      }
    }
  }
  const tree = parse(source);
  for (let start = 0; start <= text.length; start++) {
    const end = match(tree, start, (at) => at);
    if (end !== null) return { steps, found: text.slice(start, end) };
  }
  return { steps, found: null };
}

const atom = fc.constantFrom("a", "b", "[ab]", ".", "\\w", "[^a]", "\\s", "ab", "\\d");
const quantifier = fc.constantFrom("", "", "", "*", "+", "?", "{2}", "{1,3}", "{2,}");
const { expression } = fc.letrec<{ expression: string; piece: string }>((tie) => ({
  piece: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    fc
      .tuple(
        atom.map((one) => (one === "ab" ? "(?:ab)" : one)),
        quantifier,
      )
      .map((parts) => parts.join("")),
    fc.tuple(tie("expression"), quantifier).map(([inner, times]) => `(${inner})${times}`),
  ),
  expression: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    fc.array(tie("piece"), { minLength: 1, maxLength: 4 }).map((pieces) => pieces.join("")),
    fc.tuple(tie("piece"), tie("piece")).map(([one, other]) => `${one}|${other}`),
  ),
}));
const whole = fc
  .tuple(fc.constantFrom("", "^"), expression, fc.constantFrom("", "$", "=x", "[ab]c"))
  .map(([before, inner, after]) =>
    inner.includes("|") ? `${before}(?:${inner})${after}` : before + inner + after,
  );
test("characters are known however they are written", () => {
  for (const written of ["\\u00E9", "\\u{e9}", "\\xE9", "é", "[è-ê]", "\\p{Ll}", "(?i:É)"])
    expect(searchCounting(written, "é").found, written).toBe("é");
  for (const other of ["\\u00E8", "[^é]", "\\P{L}", "\\d"])
    expect(searchCounting(other, "é").found, other).toBeNull();
});

const letters = fc.string({ unit: fc.constantFrom("a", "b", " ", "1", "c", "=", "x"), maxLength: 12 });

test("an expression is read as the browser reads it", () => {
  fc.assert(
    fc.property(whole, letters, (source, text) => {
      fc.pre(isTaken(source));
      expect(searchCounting(source, text).found).toBe(new RegExp(source, "u").exec(text)?.[0] ?? null);
    }),
    { numRuns: 1_000 },
  );
});

/** What brings out the worst: something again and again, and then something that does not fit. */
const pumps = ["a", "b", "ab", "aab", "ba", "a ", "1", "a1", " "];
const ends = ["", "!", "\n", "c"];

test("whatever is taken stays below a square of the text's length", () => {
  let taken = 0;
  fc.assert(
    fc.property(whole, (source) => {
      if (!isTaken(source)) return;
      taken += 1;
      const steps = (length: number): number =>
        Math.max(
          ...pumps.flatMap((pump) =>
            ends.map((end) => searchCounting(source, pump.repeat(length / pump.length) + end, 3e6).steps),
          ),
        );
      // Twice the length: four times the steps, and some for what does not depend on it. A cube would be eight.
      expect(steps(96)).toBeLessThan(5.5 * steps(48) + 1_000);
    }),
    { numRuns: 300 },
  );
  expect(taken).toBeGreaterThan(50);
});

describe("what is made to take long is refused", () => {
  const part = fc.constantFrom("a", "[ab]", "\\w", ".", "\\d", "\\p{L}", "(?:ab)", "(?i:k)");
  const tail = fc.constantFrom("=x", "$", "!", "\\b!", "(?=!)!");
  test.for<[string, (one: string, end: string) => string]>([
    ["a repeated repetition", (one, end) => `(?:${one}+)+${end}`],
    ["the same in two ways", (one, end) => `(?:${one}|${one})*${end}`],
    ["the same in two ways, many times", (one, end) => `(?:${one}|${one}){30}${end}`],
    ["or nothing, within", (one, end) => `(${one}*,?)*${end}`],
    ["three in a row", (one, end) => `${one}*${one}*${one}*${end}`],
    ["three in a row, from the beginning", (one, end) => `^${one}*${one}*${one}*${end}`],
    ["may be there, many times", (one, end) => `${`${one}?`.repeat(20)}${one}{20}${end}`],
    ["or nothing at all, many times", (one, end) => `(?:|){30}${one}${end}`],
    ["a look ahead from each place", (one, end) => `${one}+(?=${one}*${one}*=)${end}`],
    ["the same once more", (one, end) => `(${one}+)\\1${end}`],
  ])("%s", ([, make]) => {
    fc.assert(
      fc.property(part, tail, (one, end) => {
        expect(isTaken(make(one, end)), make(one, end)).toBe(false);
      }),
    );
  });
});

test.for([
  "^(?<last>\\S+)\\s+(?<first>\\S+)$",
  "(?:\\+420)?\\s?\\d{3}\\s?\\d{3}\\s?\\d{3}",
  "Pacient: ([^\\n]{1,300})",
  "^\\p{L}+ (\\d{1,2}\\. \\p{L}+ \\d{4})",
  "(?<file>/dav/kal/[^/?]+\\.ics)$",
  "/api/navsteva/(?<id>[^/]+)/presun$",
  "(?<![\\d.])\\d{1,2}\\.\\d{2}(?!\\.?\\d|\\.)",
  "\\((\\d+)\\)\\s*$",
  "(.+), (.+)",
])("%s is taken, and what is meant to hold it up does not", (source) => {
  expect(patternProblem(source)).toBeNull();
  const found = new RegExp(source, "u");
  const since = performance.now();
  for (const pump of ["a", " ", "1", "a ", "1.", "a,", "/", "/api/navsteva/", "(1", ", ", "Pacient: ", "á"])
    for (const end of ["", "\n", "!"]) found.exec(pump.repeat(1_000).slice(0, 1_000) + end);
  // All 36 searches, where a single one that explodes takes minutes.
  expect(performance.now() - since).toBeLessThan(2_000);
});
