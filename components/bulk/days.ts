/** `úterý 24. 11. 2026` */
export const dayInWords = (day: string, locale: string): string =>
  new Intl.DateTimeFormat(locale, {
    weekday: "long",
    day: "numeric",
    month: "numeric",
    year: "numeric",
    timeZone: "UTC",
  }).format(Temporal.PlainDate.from(day).toZonedDateTime("UTC").epochMilliseconds);

/** A day that somebody may have meant; while a year is being typed, it is not. */
export function parseDay(value: string): string | null {
  const [year = ""] = value.split("-");
  return /^\d{4}-\d{2}-\d{2}$/u.test(value) && Number(year) >= 2000 ? value : null;
}

export const shiftDay = (day: string, days: number): string =>
  Temporal.PlainDate.from(day).add({ days }).toString();

/** By the clock of the computer at the desk. */
export const today = (): string => Temporal.Now.plainDateISO().toString();
