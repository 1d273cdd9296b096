import { firstOf, followSelected, selectedAmong } from "../plugin-kit/selected-day.ts";
import type { Days } from "./days.ts";

/** @returns a function that gives the day last pointed at or focused, if it is still shown */
export function selectDay(signal: AbortSignal, days: () => Days): () => string | null {
  const selected = followSelected(signal, ({ under, point }) => {
    const { around, above } = days();
    // In an empty slot, the topmost element may lie outside the day's column.
    return firstOf(under(), around) ?? (point && above(point.x, point.y));
  });
  return () => selectedAmong(days().shown(), selected.last);
}
