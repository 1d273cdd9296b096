import type { z } from "zod";

/**
 * Stored values outlive versions. A newer Pípni adds fields; after a step back the older one must neither stumble
 * over them nor lose them. So a field may only be added if an older version may ignore it. What it must not ignore
 * takes a new state, a new reason code or a new version of the database.
 */

type Path = readonly PropertyKey[];

const isObject = (value: unknown): value is Record<PropertyKey, unknown> =>
  typeof value === "object" && value !== null;

export const valueAt = (value: unknown, path: Path): unknown =>
  path.reduce<unknown>(
    (inner, key) => (isObject(inner) && Object.hasOwn(inner, key) ? inner[key] : undefined),
    value,
  );

/** @param to `undefined` takes out what stands there */
export function setAt(value: unknown, path: Path, to: unknown): void {
  const parent = valueAt(value, path.slice(0, -1));
  const key = path.at(-1);
  if (!isObject(parent) || key === undefined) return;
  if (to === undefined) delete parent[key];
  else parent[key] = to;
}

/** A field that the schema does not know, and where it stands. */
export interface UnknownField {
  path: Path;
  value: unknown;
}

/** Takes out of a value what the schema complains of as unknown. */
export function takeUnknown(value: unknown, issues: readonly z.core.$ZodIssue[]): UnknownField[] {
  return issues.flatMap((issue) => {
    const parent = valueAt(value, issue.path);
    if (issue.code !== "unrecognized_keys" || !isObject(parent)) return [];
    return issue.keys.map((key) => {
      const field = { path: [...issue.path, key], value: parent[key] };
      delete parent[key];
      return field;
    });
  });
}

/**
 * The value as the schema has it, together with fields that the schema does not know: whoever copies the value
 * copies them, too. `undefined` where something that the schema knows is not as it says.
 */
export function parseTolerant<S extends z.ZodType>(schema: S, value: unknown): z.output<S> | undefined {
  const strict = schema.safeParse(value);
  if (strict.success) return strict.data;
  if (strict.error.issues.some(({ code }) => code !== "unrecognized_keys")) return undefined;
  const known = structuredClone(value);
  const unknown = takeUnknown(known, strict.error.issues);
  const parsed = schema.safeParse(known).data;
  for (const field of unknown) setAt(parsed, field.path, field.value);
  return parsed;
}

/** The value without what the schema does not know. */
export function onlyKnown<S extends z.ZodType>(schema: S, value: z.output<S>): z.output<S> {
  const strict = schema.safeParse(value);
  if (strict.success) return value;
  const known = structuredClone(value);
  takeUnknown(known, strict.error.issues);
  return known;
}

/** What can be read of an object or a list, by its keys. What cannot is left out, and takes nothing with it. */
export function readableIn<S extends z.ZodType>(item: S, stored: unknown): Map<string, z.output<S>> {
  const entries = isObject(stored) ? Object.entries(stored) : [];
  return new Map(
    entries.flatMap(([key, value]) => {
      const parsed = item.safeParse(value);
      return parsed.success ? [[key, parsed.data] as const] : [];
    }),
  );
}
