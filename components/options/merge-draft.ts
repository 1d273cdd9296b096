/** What becomes of a form that is being edited when the same settings are saved elsewhere meanwhile. */

export interface Merged<T> {
  /** Each field as it was changed on either side; where both changed it, as `preferred` says. */
  value: T;
  /** Whether any field was changed on both sides, and not to the same. */
  isConflict: boolean;
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);
const isSame = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

/**
 * @param base as it was stored when the editing began
 * @param draft as it is edited
 * @param saved as it is stored now
 */
export function mergeDraft<T>(
  base: T,
  draft: T,
  saved: T,
  preferred: "draft" | "saved" = "draft",
): Merged<T> {
  if (isSame(draft, saved) || isSame(base, saved)) return { value: draft, isConflict: false };
  if (isSame(base, draft)) return { value: saved, isConflict: false };
  if (!isRecord(base) || !isRecord(draft) || !isRecord(saved))
    return { value: preferred === "draft" ? draft : saved, isConflict: true };
  const names = [...new Set([...Object.keys(saved), ...Object.keys(draft)])];
  const fields = names.map(
    (name) => [name, mergeDraft<unknown>(base[name], draft[name], saved[name], preferred)] as const,
  );
  return {
    // What one side took out of many by name is out.
    value: Object.fromEntries(
      fields.flatMap(([name, { value }]) => (value === undefined ? [] : [[name, value]])),
    ) as T,
    isConflict: fields.some(([, { isConflict }]) => isConflict),
  };
}
