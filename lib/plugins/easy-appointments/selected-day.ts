import {
  firstOf,
  followSelected,
  isDayText,
  type SelectedDay,
  selectedAmong,
} from "../../plugin-kit/selected-day.ts";

const calendar = "#calendar-page #calendar";

const dayOf = (element: Element): string | null => {
  const day = element.closest(`${calendar} [data-date]`)?.getAttribute("data-date");
  return isDayText(day) ? day : null;
};

/** Of an empty slot the topmost element lies outside of the day's column. */
export const selectDay = (signal: AbortSignal): SelectedDay =>
  followSelected(signal, ({ under }) => firstOf(under(), dayOf));

/** The selected day as long as it is shown, or the only one that is. */
export function dayAmongShown({ last }: SelectedDay): string | null {
  const days = [...document.querySelectorAll(`${calendar} [data-date]`)].map(dayOf);
  return selectedAmong([...new Set(days.filter((day) => day !== null))], last);
}
