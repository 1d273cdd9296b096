import { two } from "./dates.ts";

/**
 * Fills a day into an address such as `/kalendar?od={yyyy-MM-dd}&do={yyyy-MM-dd+1}`. `epoch-s` and `epoch-ms` stand
 * for the day's first moment.
 *
 * @param startOf a day's first moment, in milliseconds since the epoch
 */
export function dayAddress(template: string, asked: string, startOf: (day: string) => number): string {
  return template.replace(/\{([^{}]+?)([+-]\d{1,3})?\}/g, (_, pattern: string, shift = "0") => {
    const date = Temporal.PlainDate.from(asked).add({ days: Number(shift) });
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
}
