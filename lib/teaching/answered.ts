import { type Entry, entryOf } from "../declarative/entry.ts";
import { readFields } from "../declarative/fields.ts";
import { itemPlace } from "../declarative/list-reading.ts";
import type { NetworkRule } from "../plugin-api/declared-calendar.ts";
import type { NetworkWrite } from "../plugin-api/network.ts";
import type { Zone } from "../plugin-kit/zone.ts";
import { parse } from "./request-shape.ts";

const maxDepth = 4;

/** One appointment in the answer to a change, in the shape that the list has. */
export interface Answered {
  entry: Entry;
  /** Where its id stands in the answer. */
  id: string;
}

/**
 * What a server answers to a change, where it tells the appointment as its list does: a page that goes on from there
 * does not ask for the list again.
 */
export function answeredIn(
  { response }: NetworkWrite,
  list: NetworkRule,
  clock: Zone,
  reference: string,
): Answered | null {
  const { fields = {} } = list;
  const idPath = typeof fields.id === "string" ? fields.id : fields.id?.path;
  if (idPath === undefined) return null;

  function walk(value: unknown, path: string, depth: number): Answered | null {
    if (typeof value !== "object" || value === null || Array.isArray(value) || depth > maxDepth) return null;
    const read = readFields(fields, itemPlace(value), reference);
    const entry = entryOf(read, { clock, syntheticId: undefined }, () => null);
    if (typeof entry !== "string")
      return { entry, id: `${path}${idPath?.startsWith("[") ? "" : "."}${idPath}` };
    for (const [name, inner] of Object.entries(value) as [string, unknown][]) {
      const found = /^[\w$]{1,60}$/.test(name) ? walk(inner, `${path}.${name}`, depth + 1) : null;
      if (found) return found;
    }
    return null;
  }

  return walk(parse(response), "$", 0);
}
