import { scalar } from "../../declarative/json-path.ts";

/** Every list of things in an answer, and what stands where in its items. */

export interface FoundList {
  /** As rules have it: `$.data.visits`, `$.doctors[*].visits[*]`. */
  path: string;
  items: object[];
}

/** One place in the items, and what stands there in each of them. */
export interface Leaf {
  path: string;
  /** The names on the way, for what they hint at. */
  name: string;
  values: (string | null)[];
}

const maxDepth = 8;
const maxLists = 60;
const maxItems = 5_000;
/** Of a longer list the rest is much like the beginning. */
const maxMerged = 400;
const maxLeaves = 200;
const longestPath = 190;

const isThing = (value: unknown): value is object =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const step = (name: string): string | null => {
  if (/^[\p{L}_$][\w\p{L}$-]*$/u.test(name)) return `.${name}`;
  return /['"\]]/.test(name) || name.length > 60 ? null : `['${name}']`;
};

/** Names that are data themselves, as days and numbers are: what is below them is one list. */
const areKeys = (names: readonly string[]): boolean =>
  names.length > 0 && names.every((name) => /\d/.test(name) && /^[\w:.-]{1,60}$/.test(name));

/** @returns lists of objects, those within the items of another one as well */
export function listsIn(answer: unknown): FoundList[] {
  const found: FoundList[] = [];

  /** @param values all that stands at the path */
  function walk(values: readonly unknown[], path: string, depth: number): void {
    if (depth > maxDepth || path.length > longestPath || found.length >= maxLists) return;
    const arrays = values.filter((value) => Array.isArray(value));
    if (arrays.length > 0) {
      const all = arrays.flat().slice(0, maxItems) as unknown[];
      const items = all.filter(isThing);
      const isOne = !path.includes("[*]");
      if (items.length > 0 && items.length >= all.length * 0.9)
        found.push({ path: isOne ? path : `${path}[*]`, items });
      walk(all, `${path}[*]`, depth + 1);
      return;
    }
    const things = values.filter(isThing).slice(0, maxMerged);
    const names = [...new Set(things.flatMap((thing) => Object.keys(thing)))].slice(0, maxLeaves);
    if (areKeys(names)) {
      const all = things.flatMap((thing) => Object.values(thing) as unknown[]).slice(0, maxItems);
      if (all.length > 1 && all.every(isThing)) found.push({ path: `${path}[*]`, items: all });
      walk(all, `${path}[*]`, depth + 1);
      return;
    }
    for (const name of names) {
      const next = step(name);
      const inner = things
        .map((thing) => (thing as Record<string, unknown>)[name])
        .filter((value) => typeof value === "object" && value !== null);
      if (next !== null && inner.length > 0) walk(inner, path + next, depth + 1);
    }
  }

  walk([answer], "$", 0);
  return found;
}

function pathsIn(item: object, before: string, depth: number): string[] {
  if (depth > 4) return [];
  return Object.entries(item).flatMap(([name, value]: [string, unknown]) => {
    const next = Array.isArray(item) ? `[${name}]` : step(name);
    if (next === null) return [];
    const path = before === "" ? next.replace(/^\./, "") : before + next;
    if (path.length > longestPath) return [];
    // The first of several attendees, say.
    if (Array.isArray(value)) return value.length > 0 ? pathsIn(value.slice(0, 1), path, depth + 1) : [];
    if (isThing(value)) return pathsIn(value, path, depth + 1);
    return scalar(value) === null ? [] : [path];
  });
}

/** What stands in an item at a path that `pathsIn` has made. */
function at(item: unknown, steps: readonly string[]): string | null {
  let value = item;
  for (const name of steps) {
    if (typeof value !== "object" || value === null || !Object.hasOwn(value, name)) return null;
    value = (value as Record<string, unknown>)[name];
  }
  return scalar(value);
}

const stepsOf = (path: string): string[] =>
  [...path.matchAll(/\['([^']*)'\]|\[(\d+)\]|([^.[\]]+)/g)].map(
    ([, quoted, index, name]) => quoted ?? index ?? name ?? "",
  );

/** All places in the items that hold a text or a number. */
export function leavesOf(items: readonly object[]): Leaf[] {
  const paths = new Set<string>();
  for (const item of items.slice(0, maxMerged))
    for (const path of pathsIn(item, "", 0)) if (paths.size < maxLeaves) paths.add(path);
  return [...paths].map((path) => {
    const steps = stepsOf(path);
    return {
      path,
      name: steps.filter((name) => !/^\d+$/.test(name)).join(" "),
      values: items.map((item) => at(item, steps)),
    };
  });
}
