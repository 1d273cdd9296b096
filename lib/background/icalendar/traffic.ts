import type {
  CalendarEvent,
  CalendarListing,
  CalendarObject,
  CalendarQuery,
  Occurrence,
} from "../../domain/calendar-object.ts";
import { type OddEvent, oddEvent as oddCalendar, readCalendarText, UnreadableCalendar } from "./read.ts";

/** Calendars in the requests of a page and in the answers to them, as text of iCalendar, alone or within WebDAV. */

const dayMs = 86_400_000;
/** Around now, where nobody says for which time events were asked. */
const usual = { before: 30 * dayMs, after: 365 * dayMs };
const longest = 400 * dayMs;
const maxEvents = 5_000;
/** Characters in which a request must have said for which time it asks. */
const maxQuestion = 10_000;
/** Of the worker's time for one text, in milliseconds. */
const patience = 2_000;

const isoOf = (epochMs: number): string =>
  Temporal.Instant.fromEpochMilliseconds(epochMs).toString({ smallestUnit: "second" });

const dayIn = (timeZone: string, epochMs: number): string =>
  Temporal.Instant.fromEpochMilliseconds(epochMs).toZonedDateTimeISO(timeZone).toPlainDate().toString();

function eventOf(uid: string, occurrence: Occurrence, href: string | null, timeZone: string): CalendarEvent {
  const { inSeries, original, start, end, allDay, title, description, location, contacts, cancelled } =
    occurrence;
  const moment = (epochMs: number): string => (allDay ? dayIn(timeZone, epochMs) : isoOf(epochMs));
  const recurrenceId = inSeries ? isoOf(original) : null;
  return {
    id: recurrenceId === null ? uid : `${uid}@${recurrenceId}`,
    uid,
    recurrenceId,
    start: moment(start),
    end: end === null ? null : moment(end),
    summary: title,
    description,
    location,
    contacts: contacts ?? "",
    status: cancelled ? "cancelled" : "confirmed",
    href,
  };
}

const entities: Readonly<Record<string, string>> = { lt: "<", gt: ">", quot: '"', apos: "'", amp: "&" };

/** Text out of XML. */
const unescapeXml = (xml: string): string =>
  xml.includes("<![CDATA[")
    ? xml
    : xml.replace(/&(?:#(\d{1,7})|#x([\da-f]{1,6})|(\w{2,4}));/gi, (whole, decimal, hex, name) => {
        if (name) return entities[name.toLowerCase()] ?? whole;
        const code = decimal ? Number(decimal) : Number.parseInt(hex, 16);
        return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
      });

const begin = "BEGIN:VCALENDAR";
const end = "END:VCALENDAR";
const multistatus = /^\s{0,100}(?:<\?xml[^>]{0,200}>\s{0,100})?<(?:[\w-]{1,20}:)?multistatus[\s/>]/;
const endOfResponse = /<\/(?:[\w-]{1,20}:)?response>/;
const address = /<(?:[\w-]{1,20}:)?href(?:\s[^>]{0,200})?>([^<]{0,4000})</;
const timeRange = /<(?:[\w-]{1,20}:)?time-range\s([^>]{0,300})>/;

/** All of them, one after the other. By hand: an expression would look for the end again and again where there is none. */
function calendarIn(text: string): string | null {
  const from = text.indexOf(begin);
  const to = text.lastIndexOf(end);
  return from < 0 || to < from ? null : text.slice(from, to + end.length);
}

/** Every calendar in a text, with its address; `null` where the text is nothing of the kind. */
function calendarsIn(text: string): { href: string | null; text: string }[] | null {
  if (!multistatus.test(text)) {
    const calendar = calendarIn(text);
    return calendar === null ? null : [{ href: null, text: calendar }];
  }
  return text.split(endOfResponse).flatMap((one) => {
    const calendar = calendarIn(unescapeXml(one));
    const href = unescapeXml(address.exec(one)?.[1] ?? "").trim() || null;
    return calendar === null ? [] : [{ href, text: calendar }];
  });
}

/** The time for which a WebDAV request asks; `null` where it names none. */
function askedIn(text: string): { from: number; to: number } | null {
  const attributes = timeRange.exec(text.slice(0, maxQuestion))?.[1];
  const [from, to] = ["start", "end"].map((name) => {
    const pattern = new RegExp(`\\b${name}=["'](\\d{4})(\\d\\d)(\\d\\d)T(\\d\\d)(\\d\\d)(\\d\\d)Z["']`);
    const [, year, month, day, hour, minute, second] = pattern.exec(attributes ?? "") ?? [];
    return Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
  });
  if (!Number.isFinite(from) || !Number.isFinite(to)) return null;
  const bounds = { from: from ?? 0, to: to ?? 0 };
  return bounds.from < bounds.to && bounds.to - bounds.from <= longest ? bounds : null;
}

/** One that cannot be read, on its day and without a time: nobody is texted about it, and everybody sees it. */
const eventOfOdd = ({ uid, summary, day, href }: OddEvent & Where): CalendarEvent[] =>
  day === null
    ? []
    : [
        {
          id: uid || `${href ?? ""} ${summary}`,
          uid,
          recurrenceId: null,
          start: day,
          end: null,
          summary: `⚠ ${summary}`.slice(0, 4_000),
          description: "",
          location: "",
          contacts: "",
          status: "confirmed",
          href,
        },
      ];

interface Where {
  href: string | null;
}

/** @throws UnreadableCalendar where nothing can be read */
function listingOf(text: string, query: CalendarQuery): CalendarListing | null {
  const calendars = calendarsIn(text);
  if (!calendars) return null;
  const until = performance.now() + patience;
  const read: [CalendarObject, string | null][] = [];
  const odd: (OddEvent & Where)[] = [];
  for (const { href, text } of calendars) {
    if (performance.now() > until) throw new UnreadableCalendar("too long to read");
    try {
      const found = readCalendarText(text, query);
      read.push(...found.objects.map((object): [CalendarObject, string | null] => [object, href]));
      odd.push(...found.odd.map((one) => ({ ...one, href })));
    } catch (error) {
      // One of several: the others are read, and it is named.
      if (!(error instanceof UnreadableCalendar) || calendars.length < 2) throw error;
      odd.push({ ...oddCalendar(text, error.message), href });
    }
  }
  const [first] = odd;
  if (first && read.length === 0) throw new UnreadableCalendar(first.problem);
  const events = [
    ...read.flatMap(([{ uid, occurrences }, href]) =>
      occurrences.map((occurrence) => eventOf(uid, occurrence, href, query.timeZone)),
    ),
    ...odd.flatMap(eventOfOdd),
  ];
  if (events.length > maxEvents) throw new UnreadableCalendar("too many events");
  const [only] = events;
  const isSingle = read.length === 1 && events.length === 1 && only?.recurrenceId === null;
  return {
    ...(isSingle ? only : {}),
    events,
    from: isoOf(query.from),
    to: isoOf(query.to),
    ...(odd.length > 0 && {
      unreadable: odd.map(({ uid, summary, href, problem }) => ({ uid, summary, href, problem })),
    }),
  };
}

export interface Traffic {
  /** `null` where there is none. */
  body: string | null;
  response: string | null;
}

/**
 * The same with a `CalendarListing`, as JSON, in the place of each text that is a calendar or asks for some; all else
 * stays as it is, and so does a calendar that cannot be read.
 *
 * @param now milliseconds since the epoch
 */
export function readTraffic({ body, response }: Traffic, timeZone: string, now: number): Traffic {
  const asked = body === null ? null : askedIn(body);
  const bounds = asked ?? { from: now - usual.before, to: now + usual.after };
  const told = (text: string | null): string | null => {
    if (text === null) return null;
    try {
      const listing = listingOf(text, { timeZone, ...bounds });
      return listing ? JSON.stringify(listing) : text;
    } catch (error) {
      if (error instanceof UnreadableCalendar) return text;
      throw error;
    }
  };
  const question: CalendarListing | null = asked && {
    events: [],
    from: isoOf(asked.from),
    to: isoOf(asked.to),
  };
  return { body: question ? JSON.stringify(question) : told(body), response: told(response) };
}
