import ICAL from "ical.js";
import type { CalendarObject, CalendarQuery } from "../../domain/calendar-object.ts";
import { Clocks, type ICALComponent, UnreadableCalendar } from "./clocks.ts";
import { startWork } from "./rules.ts";
import { Series } from "./series.ts";
import { bounded, Version } from "./version.ts";

/**
 * Reads iCalendar texts. `ical.js` takes the text apart and follows recurrence rules; exceptions and clocks are
 * reckoned here, for there its ways differ from what calendars show (an EXDATE that fits nothing hides the next one,
 * an UNTIL in UTC is compared with a wall clock).
 */

export { UnreadableCalendar };

const maxOccurrences = 5_000;

/** An event that cannot be read, with all by which a person can find it. */
export interface OddEvent {
  uid: string;
  summary: string;
  /** `2026-11-24`, where it says that much. */
  day: string | null;
  problem: string;
}

export interface CalendarReading {
  objects: CalendarObject[];
  odd: OddEvent[];
}

/** Spellings of others that the library does not take: a day without `VALUE=DATE`, a rule in small letters. */
const tidied = (text: string): string =>
  text
    .replace(
      /^(DTSTART|DTEND|RECURRENCE-ID|EXDATE|RDATE)((?:;(?!VALUE=)[^:;\r\n]+)*):(\d{8}(?:,\d{8})*)(?=\r?$)/gimu,
      (_, name: string, parameters: string, days: string) =>
        `${name}${parameters.replace(/;TZID=[^;:]*/giu, "")};VALUE=DATE:${days}`,
    )
    .replace(/^(?:RRULE|EXRULE)[;:].*$/gimu, (rule) => (/freq/u.test(rule) ? rule.toUpperCase() : rule));

export const unescaped = (text: string): string => text.replace(/\\([,;\\])/gu, "$1");

const messageOf = (cause: unknown): string =>
  (cause instanceof Error ? cause.message : String(cause)).slice(0, 300);

function parse(text: string): ICALComponent[] {
  const parsed: unknown[] = ICAL.parse(text);
  const all = Array.isArray(parsed[0]) ? parsed : [parsed];
  return all.map((one) => new ICAL.Component(one as ConstructorParameters<typeof ICAL.Component>[0]));
}

const events = /^BEGIN:VEVENT\r?$[\s\S]*?^END:VEVENT\r?$\n?/gimu;

/** The text without its events, and each of them alone. */
function takenApart(text: string): { frame: string; events: string[] } {
  return { frame: text.replace(events, ""), events: text.match(events) ?? [] };
}

const valueIn = (event: string, name: string): string =>
  new RegExp(`^${name}(?:;[^:\\r\\n]*)?:(.*)$`, "imu").exec(event.replace(/\r?\n[ \t]/gu, ""))?.[1]?.trim() ??
  "";

/** Of the first event in a text. */
export function oddEvent(event: string, problem: string): OddEvent {
  const [, year, month, day] = /^(\d{4})-?(\d\d)-?(\d\d)/u.exec(valueIn(event, "DTSTART")) ?? [];
  return {
    uid: bounded(unescaped(valueIn(event, "UID"))),
    summary: bounded(unescaped(valueIn(event, "SUMMARY")).replace(/\\n/giu, " ")),
    day: year ? `${year}-${month}-${day}` : null,
    problem,
  };
}

/** The calendars in a text that the library reads, and events that it does not. */
function calendarsIn(text: string): { calendars: ICALComponent[]; odd: OddEvent[] } {
  try {
    return { calendars: parse(text), odd: [] };
  } catch (cause) {
    const { frame, events } = takenApart(text);
    if (events.length < 2) throw cause;
    const odd: OddEvent[] = [];
    const good = events.filter((event) => {
      try {
        ICAL.parse(event);
        return true;
      } catch (why) {
        odd.push(oddEvent(event, messageOf(why)));
        return false;
      }
    });
    return { calendars: parse(frame.replace(/(?=^END:VCALENDAR)/imu, () => good.join(""))), odd };
  }
}

/**
 * Every event in an iCalendar text, or in several one after the other, one object for each UID; and each event that
 * cannot be read.
 *
 * @throws UnreadableCalendar where nothing in it can be
 */
export function readCalendarText(text: string, { timeZone, ...bounds }: CalendarQuery): CalendarReading {
  startWork();
  try {
    const { calendars, odd } = calendarsIn(tidied(text));
    if (calendars.length === 0 || calendars.some(({ name }) => name !== "vcalendar"))
      throw new UnreadableCalendar("no calendar");
    const all = calendars.flatMap((calendar) => {
      const clocks = new Clocks(calendar, timeZone);
      return calendar.getAllSubcomponents("vevent").map((component) => ({ component, clocks }));
    });
    const byUid = Map.groupBy(all, ({ component }) =>
      bounded(String(component.getFirstPropertyValue("uid") ?? "")),
    );
    const objects: CalendarObject[] = [];
    // Without one of its parts the others would show what may be over.
    const partial = new Set(odd.map(({ uid }) => uid).filter(Boolean));
    for (const [uid, versions] of byUid) {
      if (partial.has(uid)) continue;
      try {
        const series = new Series(versions.map(({ component, clocks }) => new Version(component, clocks)));
        objects.push(series.read(uid, bounds));
        for (const { component } of series.strays)
          odd.push(oddEvent(String(component), "a change of an occurrence that the series does not have"));
      } catch (cause) {
        odd.push(oddEvent(String(versions[0]?.component ?? ""), messageOf(cause)));
      }
    }
    const count = objects.reduce((sum, { occurrences }) => sum + occurrences.length, 0);
    if (count > maxOccurrences) throw new UnreadableCalendar("too many occurrences");
    if (objects.length === 0 && odd[0]) throw new UnreadableCalendar(odd[0].problem);
    return { objects, odd };
  } catch (cause) {
    if (cause instanceof UnreadableCalendar) throw cause;
    // Whatever the library trips over is the text's fault.
    throw new UnreadableCalendar(messageOf(cause), { cause });
  }
}

/**
 * The same of a text that must be read whole, or not at all.
 *
 * @returns nothing where the text holds no event but a task, say
 * @throws UnreadableCalendar
 */
export function readCalendar(text: string, query: CalendarQuery): CalendarObject[] {
  const { objects, odd } = readCalendarText(text, query);
  if (odd[0]) throw new UnreadableCalendar(odd[0].problem);
  return objects;
}
