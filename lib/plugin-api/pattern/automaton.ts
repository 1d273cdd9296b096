import type { Characters } from "./characters.ts";
import type { Tree } from "./syntax.ts";

/** More than anybody writes: what it takes to look at an expression is bounded, too. */
const maxNodes = 4_000;
/** Ways to the same place without reading anything. Also stands for endlessly many. */
const maxWays = 1_000;

/** It cannot be shown to be safe, because it is too large. */
export class TooLarge extends Error {
  override name = "TooLarge";
}

/**
 * The ways that a backtracking search may take: each state has just read a character of its set. State 0 is the
 * beginning, which has read nothing.
 */
export interface Automaton {
  sets: readonly Characters[];
  /** Of each state the next ones, with the number of ways there. */
  next: readonly ReadonlyMap<number, number>[];
  /** The ways from a state to the end. */
  ends: readonly number[];
  /** Whoever reaches such a state has found a match, whatever follows: nothing is tried after it. */
  isMatch: readonly boolean[];
  /** What is looked for ahead or behind, at some point of the text. */
  asides: readonly Tree[];
}

interface Node {
  free: { to: number; isGuarded: boolean }[];
  reads: { set: Characters; to: number } | null;
}

/** Where the ways from a node lead: to reads by their node, and to the end. */
interface Ways {
  reads: ReadonlyMap<number, number>;
  ends: number;
  /** The end is reached though nothing more is asked of the text. */
  isMatch: boolean;
}

export function automatonOf(tree: Tree): Automaton {
  const nodes: Node[] = [];
  const asides: Tree[] = [];
  const add = (): number => {
    if (nodes.length >= maxNodes) throw new TooLarge();
    return nodes.push({ free: [], reads: null }) - 1;
  };
  const link = (from: number, to: number, isGuarded = false): void =>
    void nodes[from]?.free.push({ to, isGuarded });

  /** @returns the node behind it */
  function build(part: Tree, from: number): number {
    switch (part.type) {
      case "characters": {
        const to = add();
        const reader = add();
        link(from, reader);
        (nodes[reader] as Node).reads = { set: part.set, to };
        return to;
      }
      case "sequence":
        return part.parts.reduce((at, next) => build(next, at), from);
      case "choice": {
        const to = add();
        for (const one of part.parts) {
          const start = add();
          link(from, start);
          link(build(one, start), to);
        }
        return to;
      }
      case "guard": {
        if (part.part) asides.push(part.part);
        const to = add();
        link(from, to, true);
        return to;
      }
      case "repeat":
        return repeat(part, from);
    }
  }

  function repeat({ part, min, max }: Tree & { type: "repeat" }, from: number): number {
    if (min > maxNodes || (max > maxNodes && max !== Infinity)) throw new TooLarge();
    let at = from;
    const isEndless = max === Infinity;
    for (let count = isEndless ? 1 : 0; count < min; count++) at = build(part, at);
    const to = add();
    if (isEndless) {
      const start = add();
      link(at, start);
      const end = build(part, start);
      link(end, start);
      link(end, to);
      if (min === 0) link(at, to);
      return to;
    }
    for (let count = min; count < max; count++) {
      link(at, to);
      at = build(part, at);
    }
    link(at, to);
    return to;
  }

  const start = add();
  const end = build(tree, start);
  const known = new Map<number, Ways>();
  const open = new Set<number>();

  function waysFrom(at: number): Ways {
    const before = known.get(at);
    if (before) return before;
    // A group that may be empty is repeated without end.
    if (open.has(at)) throw new TooLarge();
    open.add(at);
    const { free, reads: read } = nodes[at] as Node;
    const reads = new Map<number, number>(read ? [[at, 1]] : []);
    let ends = Number(at === end);
    let isMatch = at === end;
    for (const { to, isGuarded } of free) {
      const on = waysFrom(to);
      for (const [reader, ways] of on.reads)
        reads.set(reader, Math.min((reads.get(reader) ?? 0) + ways, maxWays));
      ends = Math.min(ends + on.ends, maxWays);
      isMatch ||= on.isMatch && !isGuarded;
    }
    open.delete(at);
    const found = { reads, ends, isMatch };
    known.set(at, found);
    return found;
  }

  const readers = nodes.flatMap(({ reads }, index) => (reads ? [index] : []));
  const stateOf = new Map(readers.map((reader, index) => [reader, index + 1]));
  const ways = [start, ...readers.map((reader) => nodes[reader]?.reads?.to ?? 0)].map(waysFrom);
  return {
    sets: [[], ...readers.map((reader) => nodes[reader]?.reads?.set ?? [])],
    next: ways.map(({ reads }) => new Map([...reads].map(([to, count]) => [stateOf.get(to) ?? 0, count]))),
    ends: ways.map(({ ends }) => ends),
    isMatch: ways.map(({ isMatch }) => isMatch),
    asides,
  };
}
