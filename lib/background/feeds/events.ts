import type { Occurrence } from "../../domain/calendar-object.ts";
import type { FeedEvent } from "../../domain/feeds/feed.ts";
import {
  type CalendarReading,
  oddEvent,
  readCalendarText,
  UnreadableCalendar,
  unescaped,
} from "../icalendar/read.ts";

/** From the text of a whole calendar to what takes place in the time that anybody asks for. */

export interface FeedReading {
  events: FeedEvent[];
  /** Events that could not be read, each by itself. */
  odd: { title: string; day: string | null }[];
  /** The UIDs of which nothing could be read. They are there all the same. */
  unread: ReadonlySet<string>;
}

export interface FeedWindow {
  /** IANA, of the practice. */
  timeZone: string;
  /** In milliseconds since the epoch. */
  from: number;
  to: number;
}

const dayMs = 86_400_000;
/** Clocks differ by less than this. */
const slackMs = 2 * dayMs;
/** Nobody has as many appointments in half a year. */
const mostEvents = 5_000;
const mostOdd = 500;
/** An id is no longer than an appointment's may be, with the start of an occurrence. */
const longestUid = 250;
/** Read together, so that the library need not begin anew for each; each has its share of the time for rules. */
const together = 40;

const events = /^BEGIN:VEVENT\r?$[\s\S]*?^END:VEVENT\r?$\n?/gimu;
const valueIn = (event: string, name: string): string =>
  new RegExp(`^${name}(?:;[^:\\r\\n]*)?:(.*)$`, "imu").exec(event)?.[1]?.trim() ?? "";

/** `20261124T080000` as if it were UTC; `null` for what is none. */
function dayIn(value: string): number | null {
  const [, year, month, day] = /^(\d{4})-?(\d\d)-?(\d\d)/u.exec(value) ?? [];
  const at = Date.parse(`${year}-${month}-${day}T00:00:00Z`);
  return Number.isNaN(at) ? null : at;
}

const isRecurring = (event: string): boolean => /^(?:RRULE|RDATE)[;:]/imu.test(event);

/** Whether an event may have anything to do with the time. What cannot be told by a glance is read in full. */
function concerns(event: string, from: number, to: number): boolean {
  const start = dayIn(valueIn(event, "DTSTART"));
  if (start === null) return true;
  if (start > to + slackMs) return false;
  if (!isRecurring(event)) return start >= from - slackMs || (dayIn(valueIn(event, "DTEND")) ?? 0) >= from;
  if (/^RDATE[;:]/imu.test(event)) return true;
  const until = /UNTIL=(\d{8})/iu.exec(valueIn(event, "RRULE"))?.[1];
  return until === undefined || (dayIn(until) ?? to) >= from - slackMs;
}

/**
 * The text without its events, and those that concern the time, all of one UID together.
 * @param known UIDs that were seen before: where they have gone is told wherever that is
 */
function sift(text: string, { from, to }: FeedWindow, known: ReadonlySet<string>) {
  const all = (text.match(events) ?? []).map((event) => {
    const unfolded = event.replace(/\r?\n[ \t]/gu, "");
    return { event, unfolded, uid: unescaped(valueIn(unfolded, "UID")) };
  });
  const byUid = Map.groupBy(all, ({ uid }) => uid);
  const groups = [...byUid].flatMap(([uid, versions]) =>
    known.has(uid) || versions.some(({ unfolded }) => concerns(unfolded, from, to))
      ? [versions.map(({ event }) => event).join("")]
      : [],
  );
  const single = [...byUid].flatMap(([uid, [only, other]]) =>
    only && !other && !isRecurring(only.unfolded) ? [uid] : [],
  );
  return { frame: text.replace(events, ""), groups, single: new Set(single) };
}

const instantOf = (epochMs: number): string =>
  Temporal.Instant.fromEpochMilliseconds(epochMs).toString({ smallestUnit: "second" });

function eventOf(uid: string, occurrence: Occurrence): FeedEvent {
  const { inSeries, original, start, end, allDay, title, description, location, cancelled, unanswered } =
    occurrence;
  return {
    id: inSeries ? `${uid}@${instantOf(original)}` : uid,
    start: instantOf(start),
    end: end === null ? null : instantOf(end),
    allDay,
    title: title.slice(0, 500).toWellFormed(),
    description,
    location,
    contacts: occurrence.contacts ?? "",
    cancelled,
    ...(unanswered && { unanswered }),
  };
}

/**
 * Reads the text of a calendar. An event that cannot be read is named, and takes no other with it.
 *
 * @throws UnreadableCalendar where the text is no calendar, or too much of one
 */
export function readFeedText(
  text: string,
  window: FeedWindow,
  known: ReadonlySet<string> = new Set(),
): FeedReading {
  const { frame, groups, single } = sift(text, window, known);
  if (!/^BEGIN:VCALENDAR\r?$/imu.test(frame)) throw new UnreadableCalendar("no calendar");
  const found: Pick<FeedReading, "events" | "odd"> = { events: [], odd: [] };
  const unread = new Set<string>();
  const read = (some: readonly string[]): CalendarReading =>
    readCalendarText(
      frame.replace(/(?=^END:VCALENDAR)/imu, () => some.join("")),
      window,
    );
  const take = ({ objects, odd }: CalendarReading): void => {
    for (const { uid, occurrences } of objects) {
      if (uid === "" || uid.length > longestUid)
        found.odd.push({ title: occurrences[0]?.title.slice(0, 500) ?? "", day: null });
      else found.events.push(...occurrences.map((one) => eventOf(uid, one)));
    }
    const isRead = new Set(objects.map(({ uid }) => uid));
    for (const { uid, summary, day } of odd) {
      // Of a series of which nothing is read, any day may lack one.
      const isOnItsDay = isRead.has(uid) || single.has(uid);
      found.odd.push({ title: summary.slice(0, 500), day: isOnItsDay ? day : null });
      if (!isRead.has(uid)) unread.add(uid);
    }
    if (found.events.length > mostEvents) throw new UnreadableCalendar("too many events");
  };
  const readTogether = (some: readonly string[]): void => {
    let reading: CalendarReading;
    try {
      reading = read(some);
    } catch (error) {
      if (!(error instanceof UnreadableCalendar)) throw error;
      const [only = ""] = some;
      if (some.length > 1) for (const one of some) readTogether([one]);
      else {
        take({ objects: [], odd: [oddEvent(only, error.message)] });
      }
      return;
    }
    take(reading);
  };
  for (let at = 0; at < groups.length; at += together) readTogether(groups.slice(at, at + together));
  return { events: found.events, odd: found.odd.slice(0, mostOdd), unread };
}
