import type { DayRequest } from "../domain/reading.ts";
import { fillDays, mapTexts } from "../plugin-api/day-address.ts";
import type { DeclaredCalendar } from "../plugin-api/declared-calendar.ts";
import { zoneNamed } from "../plugin-kit/zone.ts";
import { two } from "./dates.ts";

/** How another day is asked for. The background says it, so that a page need not carry it. */

/**
 * Fills a day into a text such as `/kalendar?od={yyyy-MM-dd}&do={yyyy-MM-dd+1}`. `epoch-s` and `epoch-ms` stand for
 * the day's first moment.
 *
 * @param startOf a day's first moment, in milliseconds since the epoch
 */
export const dayAddress = (template: string, asked: string, startOf: (day: string) => number): string =>
  fillDays(template, (pattern, shift) => {
    const date = Temporal.PlainDate.from(asked).add({ days: shift });
    const { year, month, day } = date;
    const startMs = startOf(date.toString());
    const values: Record<string, string | number> = {
      yyyy: year,
      MM: two(month),
      M: month,
      dd: two(day),
      d: day,
      "epoch-s": startMs / 1000,
      "epoch-ms": startMs,
    };
    return pattern.replace(/epoch-m?s|yyyy|MM?|dd?/g, (token) => String(values[token] ?? token));
  });

/** `null` where the calendar says of no address at which another day stands. */
export function dayRequest({ day, timeZone }: DeclaredCalendar, asked: string): DayRequest | null {
  if (day?.fetch === undefined) return null;
  const clock = zoneNamed(timeZone);
  const filled = mapTexts(day.fetch, (text) =>
    dayAddress(text, asked, (date) => clock.epochMs(`${date}T00:00:00`)),
  );
  if (typeof filled === "string") return { url: filled, body: null, type: "" };
  return "form" in filled
    ? {
        url: filled.url,
        body: new URLSearchParams(filled.form).toString(),
        type: "application/x-www-form-urlencoded",
      }
    : { url: filled.url, body: JSON.stringify(filled.json), type: "application/json" };
}
