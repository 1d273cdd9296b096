/** Days on which practices are closed by law. Source: Czech act 245/2000, Slovak act 241/1993 as amended to 2026. */

export type HolidayCountry = "CZ" | "SK";

/** Month and day. */
const fixed: Record<HolidayCountry, readonly string[]> = {
  CZ: ["01-01", "05-01", "05-08", "07-05", "07-06", "09-28", "10-28", "11-17", "12-24", "12-25", "12-26"],
  // Holidays that are worked on are not here: 28 October, since 2024 1 September, since 2025 17 November.
  SK: ["01-01", "01-06", "05-01", "05-08", "07-05", "08-29", "09-15", "11-01", "12-24", "12-25", "12-26"],
};

/** Worked on in that year alone. */
const worked: Record<HolidayCountry, readonly string[]> = { CZ: [], SK: ["2026-05-08", "2026-09-15"] };

/** Whether a weekday is one of rest as well. */
export function isPublicHoliday(day: Temporal.PlainDate, country: HolidayCountry): boolean {
  const date = day.toString();
  if (worked[country].includes(date)) return false;
  if (fixed[country].includes(date.slice(5))) return true;
  const sinceEaster = easterSunday(day.year).until(day).days;
  // Good Friday and Easter Monday.
  return sinceEaster === -2 || sinceEaster === 1;
}

/** By the Gregorian computus of Meeus, Jones and Butcher; its letters are theirs. */
export function easterSunday(year: number): Temporal.PlainDate {
  const a = year % 19;
  const b = Math.floor(year / 100);
  const c = year % 100;
  const d = Math.floor(b / 4);
  const e = b % 4;
  const g = Math.floor((8 * b + 13) / 25);
  const h = (19 * a + b - d - g + 15) % 30;
  const i = Math.floor(c / 4);
  const k = c % 4;
  const l = (32 + 2 * e + 2 * i - h - k) % 7;
  const m = Math.floor((a + 11 * h + 19 * l) / 433);
  const month = Math.floor((h + l - 7 * m + 90) / 25);
  const day = (h + l - 7 * m + 33 * month + 19) % 32;
  return Temporal.PlainDate.from({ year, month, day });
}
