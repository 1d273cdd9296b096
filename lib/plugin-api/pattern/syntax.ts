import {
  all,
  anyOnLine,
  between,
  type Characters,
  escaped,
  inBothCases,
  only,
  union,
  without,
} from "./characters.ts";

/** A regular expression as a tree. Only for what `RegExp` has already taken, with the flag `u`. */
export type Tree =
  | { type: "characters"; set: Characters }
  | { type: "sequence"; parts: readonly Tree[] }
  | { type: "choice"; parts: readonly Tree[] }
  | { type: "repeat"; part: Tree; min: number; max: number }
  /** Matches no character: `^`, `$`, `\b`, and what looks ahead or behind, which has a tree of its own. */
  | { type: "guard"; isStart: boolean; part: Tree | null };

interface Flags {
  multiline: boolean;
  ignoreCase: boolean;
  dotAll: boolean;
}

const controls: Record<string, number> = { t: 9, n: 10, v: 11, f: 12, r: 13, 0: 0 };
const nothing: Tree = { type: "sequence", parts: [] };

export function parse(source: string): Tree {
  let at = 0;
  /** What each group holds: a reference to it can match no more than that. */
  const groups: Tree[] = [];
  const names = new Map<string, number>();

  function take(pattern: RegExp): RegExpExecArray | null {
    const sticky = new RegExp(pattern, "uy");
    sticky.lastIndex = at;
    const match = sticky.exec(source);
    if (match) at = sticky.lastIndex;
    return match;
  }

  function choice(flags: Flags): Tree {
    const parts = [sequence(flags)];
    while (take(/\|/)) parts.push(sequence(flags));
    return parts.length === 1 ? (parts[0] as Tree) : { type: "choice", parts };
  }

  function sequence(flags: Flags): Tree {
    const parts: Tree[] = [];
    while (at < source.length && source[at] !== "|" && source[at] !== ")") parts.push(repeated(flags));
    return { type: "sequence", parts };
  }

  function repeated(flags: Flags): Tree {
    const part = atom(flags);
    const quantifier = take(/([*+?])\??|\{(\d+)(,?)(\d*)\}\??/);
    if (!quantifier) return part;
    const [, sign, least, comma, most] = quantifier;
    const min = sign ? Number(sign === "+") : Number(least);
    const max = sign ? (sign === "?" ? 1 : Infinity) : most ? Number(most) : comma ? Infinity : min;
    return { type: "repeat", part, min, max };
  }

  function atom(flags: Flags): Tree {
    if (take(/\^/)) return { type: "guard", isStart: !flags.multiline, part: null };
    if (take(/\$|\\[bB]/)) return { type: "guard", isStart: false, part: null };
    if (take(/\(\?<?[=!]/)) return { type: "guard", isStart: false, part: inner(flags) };
    const changed = take(/\(\?([ims]*)-?([ims]*):/);
    if (changed) {
      const [, on = "", off = ""] = changed;
      return inner({
        multiline: on.includes("m") || (flags.multiline && !off.includes("m")),
        ignoreCase: on.includes("i") || (flags.ignoreCase && !off.includes("i")),
        dotAll: on.includes("s") || (flags.dotAll && !off.includes("s")),
      });
    }
    const group = take(/\((?:\?<([^>]+)>)?/);
    if (group) {
      const number = groups.push(nothing) - 1;
      if (group[1]) names.set(group[1], number);
      const tree = inner(flags);
      groups[number] = tree;
      return tree;
    }
    const reference = take(/\\(?:([1-9]\d*)|k<([^>]+)>)/);
    if (reference)
      return (
        groups[reference[1] ? Number(reference[1]) - 1 : (names.get(reference[2] ?? "") ?? -1)] ?? nothing
      );
    const set =
      source[at] === "[" ? classOf(flags) : take(/\./) ? (flags.dotAll ? all : anyOnLine) : character();
    return { type: "characters", set: flags.ignoreCase ? inBothCases(set) : set };
  }

  function inner(flags: Flags): Tree {
    const tree = choice(flags);
    take(/\)/);
    return tree;
  }

  function classOf(flags: Flags): Characters {
    const isNegated = take(/\[\^?/)?.[0] === "[^";
    const sets: Characters[] = [];
    while (!take(/\]/)) {
      const from = character();
      sets.push(take(/-(?!\])/) ? between(from[0]?.[0] ?? 0, character()[0]?.[1] ?? 0) : from);
    }
    const set = union(...sets);
    return isNegated ? without(flags.ignoreCase ? inBothCases(set) : set) : set;
  }

  /** One character, or the set that an escape names. */
  function character(): Characters {
    const named = take(/\\(?:[dDwWsS]|[pP]\{[^}]*\})/);
    if (named) return escaped(named[0]);
    const [, pair, low, point, unit, byte, control, letter, sign] =
      take(
        /\\u([dD][89abAB][\da-fA-F]{2})\\u([dD][c-fC-F][\da-fA-F]{2})|\\u\{([\da-fA-F]+)\}|\\u([\da-fA-F]{4})|\\x([\da-fA-F]{2})|\\c([a-zA-Z])|\\([tnvfr0])|\\?([\s\S])/,
      ) ?? [];
    if (pair && low) return only(0x10000);
    const code = point ?? unit ?? byte;
    if (code) return only(Number.parseInt(code, 16));
    if (control) return only(control.charCodeAt(0) % 32);
    return only(letter ? (controls[letter] ?? 0) : (sign?.codePointAt(0) ?? 0));
  }

  return choice({ multiline: false, ignoreCase: false, dotAll: false });
}

/** Whether it can only match at the beginning of a text. */
export function isAnchored(tree: Tree): boolean {
  if (tree.type === "guard") return tree.isStart;
  if (tree.type === "choice") return tree.parts.every(isAnchored);
  if (tree.type === "repeat") return tree.min > 0 && isAnchored(tree.part);
  return tree.type === "sequence" && tree.parts[0] !== undefined && isAnchored(tree.parts[0]);
}
