import type { Fault } from "../domain/plugin-problem.ts";

/**
 * Regular expressions of declarative plugins run on text of untrusted pages. An expression whose time can grow
 * exponentially with the text is refused. The engine also limits the length of the text.
 */

interface Repeat {
  length: number;
  min: number;
  max: number;
}

/** The quantifier at that position. Without one, the part matches once. */
function repeatAt(source: string, at: number): Repeat {
  const [text, min, comma, max] = /^(?:[*+?]|\{(\d+)(,?)(\d*)\})/.exec(source.slice(at, at + 12)) ?? [""];
  const length = text.length;
  switch (text[0]) {
    case "*":
      return { length, min: 0, max: Infinity };
    case "+":
      return { length, min: 1, max: Infinity };
    case "?":
      return { length, min: 0, max: 1 };
    case "{":
      return { length, min: Number(min), max: max ? Number(max) : comma ? Infinity : Number(min) };
    default:
      return { length: 0, min: 1, max: 1 };
  }
}

interface Group {
  /** It can match texts of different lengths. */
  varies: boolean;
  endless: boolean;
}

/** Where the unit that begins there ends: an escape, a class, or a single character. */
function atomEnd(source: string, at: number): number {
  if (source[at] === "\\") {
    const named = /^\\(?:[pPu]\{[^}]*\}|k<[^>]*>|u[\da-f]{4}|x[\da-f]{2})/i.exec(source.slice(at));
    return at + (named?.[0].length ?? 2);
  }
  if (source[at] !== "[") return at + 1;
  let end = at + 1;
  while (end < source.length && source[end] !== "]") end += source[end] === "\\" ? 2 : 1;
  return end + 1;
}

/**
 * Whether a repeated group could match the same text in more than one way, as in `(a+)*` or `(a|b?)+`. The check is
 * stricter than necessary, so that it stays simple.
 */
function canExplode(source: string): boolean {
  const open: Group[] = [{ varies: false, endless: false }];
  for (let at = 0; at < source.length; ) {
    const group = open.at(-1) as Group;
    if (source[at] === "(") {
      open.push({ varies: false, endless: false });
      at += /^\((?:\?(?:<?[=!]|<[^>]*>|[a-z-]*:))?/i.exec(source.slice(at))?.[0].length ?? 1;
      continue;
    }
    if (source[at] === "|") {
      group.varies = true;
      at += 1;
      continue;
    }
    const isEnd = source[at] === ")";
    const inner = isEnd && open.length > 1 ? (open.pop() as Group) : { varies: false, endless: false };
    const after = isEnd ? at + 1 : atomEnd(source, at);
    const { length, min, max } = repeatAt(source, after);
    if (max > 1 && (inner.endless || (inner.varies && max === Infinity))) return true;
    const outer = open.at(-1) as Group;
    outer.varies ||= inner.varies || min !== max;
    outer.endless ||= inner.endless || max === Infinity;
    // A lazy quantifier has a `?` behind it.
    at = after + length + (length > 0 && source[after + length] === "?" ? 1 : 0);
  }
  return false;
}

/** Why a plugin may not use the expression; `null` when it may. */
export function patternProblem(source: string): Fault | null {
  try {
    new RegExp(source, "u");
  } catch (error) {
    return { code: "patternSyntax", values: { why: error instanceof Error ? error.message : "?" } };
  }
  return canExplode(source) ? { code: "patternEndless" } : null;
}
