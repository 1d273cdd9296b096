import { firstOf, SelectedDay, selectedAmong } from "../plugin-kit/selected-day.ts";
import type { Days } from "./days.ts";

/** @returns the day that was last pointed at or focused, of those that are shown when it is asked for */
export function selectDay(signal: AbortSignal, days: () => Days): () => string | null {
  const selected = new SelectedDay(signal, ({ under, point }) => {
    const { around, above } = days();
    // Of an empty slot the topmost element may lie outside of the day's column.
    return firstOf(under(), around) ?? (point && above(point.x, point.y));
  });
  return () => selectedAmong(days().shown(), selected.last);
}
