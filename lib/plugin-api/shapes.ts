/**
 * Checks a value that came from outside. Written by hand, because a schema library is larger than everything else that
 * a page loads. Functions that make shapes are marked as free of side effects, so that the build can drop unused ones.
 */
export type Shape<T> = (value: unknown) => value is T;

/** An object whose fields are not known yet. */
export type Fields = Record<string, unknown>;

export const isFields: Shape<Fields> = (value): value is Fields =>
  typeof value === "object" && value !== null && !Array.isArray(value);

export const isBoolean: Shape<boolean> = (value): value is boolean => typeof value === "boolean";

export const isNumber: Shape<number> = (value): value is number => Number.isFinite(value);

/** A whole number, 0 or more. */
export const isCount: Shape<number> = (value): value is number =>
  Number.isSafeInteger(value) && (value as number) >= 0;

/** @param max characters */
/* @__NO_SIDE_EFFECTS__ */
export const textOf =
  (max: number): Shape<string> =>
  (value): value is string =>
    typeof value === "string" && value.length <= max;

/** @param max items */
/* @__NO_SIDE_EFFECTS__ */
export const listOf =
  <T>(shape: Shape<T>, max = Number.POSITIVE_INFINITY): Shape<T[]> =>
  (value): value is T[] =>
    Array.isArray(value) && value.length <= max && value.every(shape);

/* @__NO_SIDE_EFFECTS__ */
export const nullOr =
  <T>(shape: Shape<T>): Shape<T | null> =>
  (value): value is T | null =>
    value === null || shape(value);

/** A field that may be missing. */
/* @__NO_SIDE_EFFECTS__ */
export const optional =
  <T>(shape: Shape<T>): Shape<T | undefined> =>
  (value): value is T | undefined =>
    value === undefined || shape(value);

/** An object with these fields. It may have others. */
/* @__NO_SIDE_EFFECTS__ */
export function fieldsOf<T>(shapes: { [Name in keyof T]-?: Shape<T[Name]> }): Shape<T> {
  const all = Object.entries<Shape<unknown>>(shapes);
  return (value): value is T => isFields(value) && all.every(([name, shape]) => shape(value[name]));
}
