/**
 * What a value must be like that came from elsewhere. By hand, for a schema library weighs more than all else that a
 * page has to carry. What makes a shape is marked, so that scripts without a use for it do not carry that one.
 */
export type Shape<T> = (value: unknown) => value is T;

/** Whatever is an object, before anything in it is known. */
export type Fields = Record<string, unknown>;

export const isFields: Shape<Fields> = (value): value is Fields =>
  typeof value === "object" && value !== null && !Array.isArray(value);

export const isBoolean: Shape<boolean> = (value): value is boolean => typeof value === "boolean";

export const isNumber: Shape<number> = (value): value is number => Number.isFinite(value);

/** From 0 on. */
export const isCount: Shape<number> = (value): value is number =>
  Number.isSafeInteger(value) && (value as number) >= 0;

/** @param max characters */
/* @__NO_SIDE_EFFECTS__ */
export const textOf =
  (max: number): Shape<string> =>
  (value): value is string =>
    typeof value === "string" && value.length <= max;

/** @param max of them */
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

/** For what may be left out. */
/* @__NO_SIDE_EFFECTS__ */
export const optional =
  <T>(shape: Shape<T>): Shape<T | undefined> =>
  (value): value is T | undefined =>
    value === undefined || shape(value);

/** An object with such fields, whatever else it has. */
/* @__NO_SIDE_EFFECTS__ */
export function fieldsOf<T>(shapes: { [Name in keyof T]-?: Shape<T[Name]> }): Shape<T> {
  const all = Object.entries<Shape<unknown>>(shapes);
  return (value): value is T => isFields(value) && all.every(([name, shape]) => shape(value[name]));
}
