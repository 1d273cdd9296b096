import { type Automaton, automatonOf, TooLarge } from "./automaton.ts";
import type { Characters } from "./characters.ts";
import type { Tree } from "./syntax.ts";

/**
 * How the time of a backtracking search grows with the length of the text, at worst. Two ways of matching the same
 * characters are followed at once, in the product of the automaton with itself. Where they part and meet again within
 * one loop, the time is exponential (Weideman et al., 2016); where they meet again and again in another loop, the
 * degree of the polynomial is one more.
 */

/** Steps that the proof may take. */
const maxSteps = 500_000;
/** Ways, independent of the text's length, that the search may have to try one after the other. */
const maxWays = 16;

export function overlap(a: Characters, b: Characters): boolean {
  for (let i = 0, j = 0; i < a.length && j < b.length; ) {
    const [fromA, toA] = a[i] as Characters[number];
    const [fromB, toB] = b[j] as Characters[number];
    if (fromA <= toB && fromB <= toA) return true;
    if (toA < toB) i++;
    else j++;
  }
  return false;
}

/** The loops, each with what is in it; a state in none stands alone. What comes first in the text comes first here. */
function loopsOf(next: readonly ReadonlyMap<number, number>[]): number[][] {
  const order = new Map<number, number>();
  const lowest = new Map<number, number>();
  const stack: number[] = [];
  const found: number[][] = [];
  const visit = (state: number): void => {
    const at = order.size;
    order.set(state, at);
    lowest.set(state, at);
    stack.push(state);
    for (const to of next[state]?.keys() ?? []) {
      if (!order.has(to)) visit(to);
      if (stack.includes(to)) lowest.set(state, Math.min(lowest.get(state) ?? at, lowest.get(to) ?? at));
    }
    if (lowest.get(state) === at) found.unshift(stack.splice(stack.indexOf(state)));
  };
  visit(0);
  return found;
}

/** Pairs of states that the same text leads to, or that lead to the same one. */
class Pairs {
  readonly #size: number;
  /** From each pair those that lead to it. */
  readonly #before = new Map<number, number[]>();
  readonly seen = new Set<number>();
  #steps = 0;

  constructor({ next, sets }: Automaton, starts: readonly number[], allowed: (state: number) => boolean) {
    this.#size = next.length;
    const queue = starts.map((state) => this.pair(state, state));
    for (const pair of queue) this.seen.add(pair);
    for (const pair of queue) {
      const [p, q] = this.states(pair);
      for (const a of next[p]?.keys() ?? []) {
        if (!allowed(a)) continue;
        for (const b of next[q]?.keys() ?? []) {
          if (++this.#steps > maxSteps) throw new TooLarge();
          if (!allowed(b) || !overlap(sets[a] ?? [], sets[b] ?? [])) continue;
          const to = this.pair(a, b);
          const before = this.#before.get(to);
          if (before) before.push(pair);
          else this.#before.set(to, [pair]);
          if (this.seen.has(to)) continue;
          this.seen.add(to);
          queue.push(to);
        }
      }
    }
  }

  pair = (p: number, q: number): number => Math.min(p, q) * this.#size + Math.max(p, q);
  states = (pair: number): [number, number] => [Math.floor(pair / this.#size), pair % this.#size];

  /** Two ways that have parted, before they meet in one of the states. */
  *meeting(states: readonly number[]): Generator<[number, number]> {
    const queue = states.map((state) => this.pair(state, state));
    const reached = new Set(queue);
    for (const pair of queue)
      for (const before of this.#before.get(pair) ?? []) {
        const [p, q] = this.states(before);
        if (p === q || reached.has(before)) continue;
        reached.add(before);
        queue.push(before);
        yield [p, q];
      }
  }
}

/** Whether the same text can be read in two ways, from a state of the loop back to it. */
function isExponential(automaton: Automaton, loop: readonly number[]): boolean {
  const inside = new Set(loop);
  const isDoubled = loop.some((state) =>
    [...(automaton.next[state] ?? [])].some(([to, ways]) => ways > 1 && inside.has(to)),
  );
  if (isDoubled) return true;
  const pairs = new Pairs(automaton, loop, (state) => inside.has(state));
  return pairs.meeting(loop).next().done !== true;
}

const isLoop = (loop: readonly number[], next: Automaton["next"]): boolean =>
  loop.length > 1 || next[loop[0] ?? 0]?.has(loop[0] ?? 0) === true;

/** Without what is not tried any more once a match is found. */
function untilMatch(automaton: Automaton): Automaton {
  const { next, isMatch } = automaton;
  const onward = next.map((targets, state) => (isMatch[state] ? new Map<number, number>() : targets));
  return { ...automaton, next: onward };
}

interface Ways {
  /** By which power of the text's length their number grows. */
  degree: number;
  /** How many there are beside that. */
  count: number;
}

/** The degree by which the number of ways to a state grows; `Infinity` if there are too many for any text. */
function degreeOf(automaton: Automaton): number {
  const { next, ends } = automaton;
  const pairs = new Pairs(automaton, [0], () => true);
  const before: number[][] = next.map(() => []);
  next.forEach((targets, from) => {
    for (const to of targets.keys()) before[to]?.push(from);
  });
  const known = new Map<number, Ways>([[0, { degree: 0, count: 1 }]]);

  /** The ways into a state from those before it that are already known, which are outside of its loop. */
  function into(state: number, isInLoop: boolean): Ways {
    const from = (before[state] ?? []).flatMap((one) => {
      const ways = known.get(one);
      return ways ? [{ one, degree: ways.degree, count: ways.count * (next[one]?.get(state) ?? 1) }] : [];
    });
    const areTogether = (a: number, b: number) => a !== b && pairs.seen.has(pairs.pair(a, b));
    // No text leads to two states that are not together. In a loop the one may still turn when the other comes.
    const together = from.filter(({ one }) => isInLoop || from.some((other) => areTogether(one, other.one)));
    const sum = together.reduce((all, { count }) => all + count, 0);
    return {
      degree: Math.max(0, ...from.map(({ degree }) => degree)),
      count: Math.max(sum, ...from.map(({ count }) => count)),
    };
  }

  let highest = 0;
  for (const loop of loopsOf(next)) {
    const inside = new Set(loop);
    const turns = isLoop(loop, next);
    const entries = loop.map((state) => into(state, turns));
    const meets = turns && pairs.meeting(loop).some(([p, q]) => inside.has(p) !== inside.has(q));
    const degree = Math.max(...entries.map((entry) => entry.degree)) + Number(meets);
    const count = inside.has(0) ? 1 : entries.reduce((sum, entry) => sum + entry.count, 0);
    for (const state of loop) {
      if (count * Math.max(1, ends[state] ?? 0) > maxWays) return Infinity;
      known.set(state, { degree, count });
    }
    highest = Math.max(highest, degree);
  }
  return highest;
}

/**
 * The degree of the polynomial that bounds the time of one attempt from one place in the text; `Infinity` where it is
 * exponential or cannot be proved.
 */
export function growthOf(tree: Tree): number {
  try {
    const automaton = automatonOf(tree);
    const loops = loopsOf(automaton.next).filter((loop) => isLoop(loop, automaton.next));
    if (loops.some((loop) => isExponential(automaton, loop))) return Infinity;
    const tried = untilMatch(automaton);
    const hasLoop = loopsOf(tried.next).some((loop) => isLoop(loop, tried.next));
    const asides = automaton.asides.map(growthOf);
    return degreeOf(tried) + Number(hasLoop) + Math.max(0, ...asides);
  } catch (error) {
    if (error instanceof TooLarge || error instanceof RangeError) return Infinity;
    throw error;
  }
}
