/** Sets of characters, as sorted ranges of code units. All beyond the first plane count as one character. */
export type Range = readonly [from: number, to: number];
export type Characters = readonly Range[];

/** Stands for every character beyond the first plane: more overlap than there is, never less. */
const beyond = 0x10000;
export const all: Characters = [[0, beyond]];

const lines: Characters = [
  [0x0a, 0x0a],
  [0x0d, 0x0d],
  [0x2028, 0x2029],
];

export const only = (code: number): Characters => {
  const at = Math.min(code, beyond);
  return [[at, at]];
};

export const between = (from: number, to: number): Characters => [
  [Math.min(from, beyond), Math.min(to, beyond)],
];

export function union(...sets: readonly Characters[]): Characters {
  const joined: [number, number][] = [];
  for (const [from, to] of sets.flat().toSorted(([a], [b]) => a - b)) {
    const last = joined.at(-1);
    if (last && from <= last[1] + 1) last[1] = Math.max(last[1], to);
    else joined.push([from, to]);
  }
  return joined;
}

export function without(set: Characters): Characters {
  const rest: Range[] = [];
  let next = 0;
  for (const [from, to] of set) {
    if (from > next) rest.push([next, from - 1]);
    next = to + 1;
  }
  // Of what lies beyond the first plane a set may hold a part only.
  rest.push([Math.min(next, beyond), beyond]);
  return rest;
}

const firstPlane = Array.from({ length: 0x1000 }, (_, row) =>
  String.fromCharCode(...Array.from({ length: 16 }, (_, column) => row * 16 + column)),
).join("");
const named = new Map<string, Characters>();

/** What an escape such as `\d` or `\p{Lu}` stands for, by the browser's own word. */
export function escaped(source: string): Characters {
  let found = named.get(source);
  if (!found) {
    // Surrogates by themselves are in no set that anybody names.
    const ranges = [...firstPlane.matchAll(new RegExp(`${source}+`, "gu"))].map(
      ({ 0: { length }, index }): Range => [index, index + length - 1],
    );
    found = union(ranges, /^\\[pPDWS]/u.test(source) ? only(beyond) : []);
    named.set(source, found);
  }
  return found;
}

export const anyOnLine = without(lines);

/** With each letter in both its cases, for `(?i:…)`. */
export function inBothCases(set: Characters): Characters {
  const others: Range[] = [];
  for (const [from, to] of set)
    for (let code = from; code <= Math.min(to, beyond - 1); code++) {
      const character = String.fromCharCode(code);
      for (const other of [character.toLowerCase(), character.toUpperCase()])
        if (other.length === 1 && other !== character)
          others.push([other.charCodeAt(0), other.charCodeAt(0)]);
    }
  // Both fold onto Latin letters: the long s, and the sign for kelvin.
  const has = (code: number) => set.some(([from, to]) => from <= code && code <= to);
  if (has(0x73) || has(0x53)) others.push([0x17f, 0x17f]);
  if (has(0x6b) || has(0x4b)) others.push([0x212a, 0x212a]);
  return union(set, others);
}
