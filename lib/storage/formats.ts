import type { z } from "zod";
import type { Format } from "./local.ts";
import { parseTolerant, setAt, takeUnknown, valueAt } from "./tolerant.ts";

/** Values in `storage.local` of which one part that cannot be read does not take the others with it. */

/** A list, read item by item. Items that cannot be read stay in it, at its end. */
export function listOf<S extends z.ZodType>(item: S): Format<z.output<S>[]> {
  const items = (stored: unknown): unknown[] => (Array.isArray(stored) ? stored : []);
  const isBad = (one: unknown): boolean => parseTolerant(item, one) === undefined;
  return {
    read: (stored) => ({
      value: items(stored).flatMap((one) => parseTolerant(item, one) ?? []),
      problems: items(stored).flatMap((one, at) => (isBad(one) ? [String(at)] : [])),
    }),
    write: (value, before) => [...value, ...items(before).filter(isBad)],
  };
}

type Path = readonly PropertyKey[];

interface Read<T> {
  value: T;
  /** Fields that cannot be read, with what stands there. */
  bad: { path: Path; value: unknown }[];
  unknown: { path: Path; value: unknown }[];
}

/**
 * An object, read field by field.
 * @param initial what it is before anything was stored
 * @param cautious what stands in for fields that cannot be read
 * @param mend looks at the whole once more, given the paths that could not be read
 */
export function fieldsOf<S extends z.ZodType>(
  schema: S,
  initial: z.output<S>,
  cautious: z.output<S>,
  mend: (value: z.output<S>, bad: readonly string[]) => z.output<S>,
): Format<z.output<S>> {
  function read(stored: unknown): Read<z.output<S>> {
    const known = structuredClone(stored);
    const result: Read<z.output<S>> = { value: cautious, bad: [], unknown: [] };
    // Each round mends at least one field.
    for (;;) {
      const parsed = schema.safeParse(known);
      if (parsed.success) return { ...result, value: parsed.data };
      const unknown = takeUnknown(known, parsed.error.issues);
      result.unknown.push(...unknown);
      if (unknown.length > 0) continue;
      let path = standIn(parsed.error.issues[0]?.path ?? []);
      // What stands in for it does not go together with the rest.
      while (result.bad.some((field) => field.path.join(".") === path.join("."))) path = path.slice(0, -1);
      if (path.length === 0) return { value: cautious, bad: [{ path, value: stored }], unknown: [] };
      result.bad.push({ path, value: valueAt(known, path) });
      setAt(known, path, structuredClone(valueAt(cautious, path)));
    }
  }

  /**
   * The field itself or what it stands in: an item of a list has nothing that could stand in for it. One of many by
   * name is taken out alone.
   */
  function standIn(path: Path): Path {
    for (let length = path.length; length > 0; length--) {
      const part = path.slice(0, length);
      const isInList = part.some((_, at) => Array.isArray(valueAt(cautious, part.slice(0, at))));
      const inItsPlace = valueAt(cautious, part);
      if (isInList || inItsPlace === undefined) continue;
      const isByName = typeof inItsPlace === "object" && inItsPlace !== null && !Array.isArray(inItsPlace);
      return isByName ? path.slice(0, length + 1) : part;
    }
    return [];
  }

  /** What was read last: it is asked for many times with each text, and seldom changes. */
  let last: { text: string; value: z.output<S>; problems: string[] } | null = null;

  function readAnew(stored: unknown, text: string): NonNullable<typeof last> {
    const { value, bad } = read(stored);
    const problems = bad.map(({ path }) => path.join("."));
    return { text, value: problems.length > 0 ? mend(structuredClone(value), problems) : value, problems };
  }

  return {
    read(stored) {
      if (stored === undefined) return { value: initial, problems: [] };
      const text = JSON.stringify(stored);
      if (last?.text !== text) last = readAnew(stored, text);
      return { value: structuredClone(last.value), problems: last.problems };
    },
    write(value, before, overwrites = false) {
      const after: unknown = structuredClone(schema.parse(value));
      if (before === undefined) return after;
      const { value: readBefore, bad, unknown } = read(before);
      const shown = mend(
        structuredClone(readBefore),
        bad.map(({ path }) => path.join(".")),
      );
      for (const field of unknown) setAt(after, field.path, field.value);
      // What nobody changed is not overwritten with what stood in for it.
      const same = (path: Path) =>
        JSON.stringify(valueAt(after, path)) === JSON.stringify(valueAt(shown, path));
      for (const { path, value: kept } of bad)
        if (!overwrites && path.length > 0 && same(path)) setAt(after, path, kept);
      return after;
    },
  };
}
