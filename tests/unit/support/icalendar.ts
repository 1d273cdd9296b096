/** iCalendar texts for tests, in the form in which CalDAV clients write them. */

export interface EventText {
  /** What follows `DTSTART`: `;TZID=Europe/Prague:20261124T080000`, `:20261124T070000Z` … */
  start: string;
  /** What follows `DTEND`. */
  end?: string;
  uid?: string;
  lines?: readonly string[];
}

export const event = ({ start, end, uid = "a@test", lines = [] }: EventText): string =>
  [
    "BEGIN:VEVENT",
    `UID:${uid}`,
    "DTSTAMP:20260101T000000Z",
    `DTSTART${start}`,
    ...(end === undefined ? [] : [`DTEND${end}`]),
    ...lines,
    "END:VEVENT",
  ].join("\r\n");

export const calendarObject = (...components: readonly string[]): string =>
  ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Test//CS", ...components, "END:VCALENDAR", ""].join("\r\n");

/** Prague's clock as Outlook writes it, under a name that only Windows knows. */
export const outlookZone = (id: string): string =>
  [
    "BEGIN:VTIMEZONE",
    `TZID:${id}`,
    "BEGIN:STANDARD",
    "DTSTART:16011028T030000",
    "RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10",
    "TZOFFSETFROM:+0200",
    "TZOFFSETTO:+0100",
    "END:STANDARD",
    "BEGIN:DAYLIGHT",
    "DTSTART:16010325T020000",
    "RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3",
    "TZOFFSETFROM:+0100",
    "TZOFFSETTO:+0200",
    "END:DAYLIGHT",
    "END:VTIMEZONE",
  ].join("\r\n");
