/** Dates as calendars write them out for screen readers, in the languages of Pípni. */

interface WrittenDate {
  /** `null` where only day and month stand there. */
  year: number | null;
  month: number;
  day: number;
}

const languages = ["cs", "sk", "en"];

/** The names that stand beside a day: in Czech and Slovak they are declined. */
const months: ReadonlyMap<string, number> = new Map(
  languages.flatMap((language) => {
    const format = new Intl.DateTimeFormat(language, { day: "numeric", month: "long", timeZone: "UTC" });
    return Array.from({ length: 12 }, (_, month): [string, number] => {
      const parts = format.formatToParts(Date.UTC(2026, month, 1));
      return [(parts.find(({ type }) => type === "month")?.value ?? "").toLowerCase(), month + 1];
    });
  }),
);

const name = `(${[...months.keys()].join("|")})`;
const year = String.raw`(?:,?\s+(\d{4})(?!\d))?`;
const boundary = String.raw`(?<![\p{L}\d])`;
const dayFirst = new RegExp(String.raw`${boundary}(\d{1,2})\.?\s+${name}(?!\p{L})${year}`, "gu");
const monthFirst = new RegExp(String.raw`${boundary}${name}\s+(\d{1,2})(?!\d)${year}`, "gu");

/** Every date in a text. */
export function datesIn(text: string): WrittenDate[] {
  const lower = text.slice(0, 1_000).toLowerCase();
  const found = (day: string, month: string, written: string | undefined): WrittenDate => ({
    year: written === undefined ? null : Number(written),
    month: months.get(month) ?? 0,
    day: Number(day),
  });
  const first = [...lower.matchAll(dayFirst)].map(([, day = "", month = "", at]) => found(day, month, at));
  if (first.length > 0) return first;
  return [...lower.matchAll(monthFirst)].map(([, month = "", day = "", at]) => found(day, month, at));
}

/** `2026-12-01`, unless there is no such day. */
export function dayText(y: number, month: number, day: number): string | null {
  try {
    return Temporal.PlainDate.from({ year: y, month, day }, { overflow: "reject" }).toString();
  } catch {
    return null;
  }
}

/** The one day that a text names with its year. */
export function soleDayIn(text: string): string | null {
  const days = new Set(
    datesIn(text).map(({ year: y, month, day }) => (y === null ? null : dayText(y, month, day))),
  );
  const [only] = days;
  return days.size === 1 ? (only ?? null) : null;
}

/** Whether a text names this day, or none at all. */
export function mayName(text: string, day: string): boolean {
  const { year: y, month, day: ofMonth } = Temporal.PlainDate.from(day);
  const named = datesIn(text);
  return (
    named.length === 0 ||
    named.some((one) => one.month === month && one.day === ofMonth && (one.year === null || one.year === y))
  );
}
