/** What was found for one topic of a lesson, and which of it counts. */

export interface Chosen<T> {
  options: T[];
  /** -1 for none of them. */
  at: number;
}

export const none = <T>(): Chosen<T> => ({ options: [], at: -1 });
export const first = <T>(options: T[]): Chosen<T> => ({ options, at: options.length > 0 ? 0 : -1 });
export const chosen = <T>({ options, at }: Chosen<T>): T | null => options[at] ?? null;
/** What was pointed at goes before what was found. */
export const preferred = <T>(now: T[], before: Chosen<T>): Chosen<T> =>
  first([...now, ...before.options].slice(0, 16));
