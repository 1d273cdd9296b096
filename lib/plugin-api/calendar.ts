import type { Appointment, AppointmentChange } from "../domain/appointment.ts";
import type { UnseenCreation } from "../domain/looks/unseen.ts";
import type { Event } from "./event.ts";

/**
 * What a plugin may miss. The host says it in the user's language.
 *
 * - `calendar`: there is no calendar on the page
 * - `probe`: the part of the plugin that runs in the page gave no sign of life
 * - `data`: the calendar is there, its data could not be reached
 * - `loading`: the calendar did not finish loading
 * - `day`: the calendar does not show the day that was asked for
 * - `timeZone`: the calendar is set to a time zone that does not exist
 * - `fields`: the appointments are there and lack something without which they cannot be read
 * - `plugin`: the plugin itself failed
 */
export type Missing = "calendar" | "probe" | "data" | "loading" | "day" | "timeZone" | "fields" | "plugin";

/** The calendar could not be read. Never answer an empty list in its place. */
export class CalendarUnreadable extends Error {
  override name = "CalendarUnreadable";
  readonly missing: Missing;
  /** Which one, where there are several: the name of a field, say. */
  readonly detail: string | undefined;

  constructor(missing: Missing, { detail, cause }: { detail?: string | undefined; cause?: unknown } = {}) {
    super(detail ? `${missing}: ${detail}` : missing, { cause });
    this.missing = missing;
    this.detail = detail;
  }
}

/** An error that says what is missing. It may come from a script with a class of its own. */
export const isUnreadable = (error: unknown): error is CalendarUnreadable =>
  error instanceof Error && error.name === "CalendarUnreadable" && "missing" in error;

/** What the last look at the calendar gave. */
export type Reading =
  | { ok: true; appointments: number }
  | { ok: false; missing: Missing; detail?: string | undefined };

/** Whole days, and every appointment that is shown of them. */
export interface ShownDays {
  /** By day, `2026-11-24`. Only appointments whose id stays theirs. */
  days: ReadonlyMap<string, readonly Appointment[]>;
  /**
   * What the calendar's server was asked for: a filter that is part of it has hidden the same from every answer. Which
   * days it names does not count. `null` where it is not known.
   */
  questions: string[] | null;
}

/** Everything the host asks of a calendar. One adapter speaks for all calendars of its kind on the page. */
export interface CalendarAdapter {
  /** The day column that the user last pointed at or focused, or the one day that is shown. */
  selectedDay(): Temporal.PlainDate | null;
  /**
   * Every appointment that starts on the day; turns the calendar's page if it must.
   * @throws CalendarUnreadable
   */
  appointmentsOn(day: Temporal.PlainDate): Promise<Appointment[]>;
  /**
   * Whether `appointmentsOn` can tell only of what the calendar shows just now: what a filter of the page hides is
   * not among it. Left out where the whole day is read.
   */
  readonly isPartial?: boolean;
  /**
   * A change that a person made in this page and that the calendar's server accepted; each once.
   * What merely appeared or vanished is no change.
   */
  readonly onDidChange: Event<AppointmentChange>;
  /** The same for what one act of a person changed at several occurrences of a recurring event, the next first. */
  readonly onDidChangeSeries?: Event<readonly AppointmentChange[]>;
  /**
   * What seems to have changed, for calendars that give no proof of it. A person is told, and nothing is sent.
   */
  readonly onDidGuess?: Event<AppointmentChange>;
  /**
   * Something was created, and accepted, that the calendar does not show: on another day, or where a filter hides it.
   * It is kept until the appointment is seen, by whatever page, also when this one is gone. `onDidChange` may tell it
   * first. The same may be told once more when more is known of it.
   */
  readonly onDidCreateUnseen: Event<UnseenCreation>;
  /**
   * What the calendar shows now, without turning it; `null` where it shows nothing for certain. So that what was waited
   * for is told, and what changed while no page was open is noticed.
   */
  shown?(): Promise<ShownDays | null>;
  /**
   * Something was changed in this page, and accepted, and what it was cannot be told: the user should know that no
   * text leaves. With the title of the appointment, or nothing where that is not known.
   */
  readonly onDidMiss?: Event<string>;
  /** `null` until the first look is over. */
  readonly reading: Reading | null;
  readonly onDidRead: Event<Reading>;
}
