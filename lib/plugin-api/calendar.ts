import type { Appointment, AppointmentChange } from "../domain/appointment.ts";
import type { UnseenCreation } from "../domain/looks/unseen.ts";
import type { EventText } from "../domain/reading.ts";
import type { Drawn } from "./drawn.ts";
import type { Event } from "./event.ts";

/**
 * What is missing when a plugin cannot read its calendar. The host words it in the user's language.
 *
 * - `calendar`: there is no calendar on the page
 * - `probe`: the part of the plugin that runs in the page did not report
 * - `data`: the calendar is there, but its data could not be reached
 * - `loading`: the calendar did not finish loading
 * - `day`: the calendar does not show the day that was asked for
 * - `timeZone`: the calendar is set to a time zone that does not exist
 * - `fields`: the appointments are there, but lack a field that is needed to read them
 * - `feed`: the page is read for its days alone, and nobody has said yet where its appointments come from
 * - `plugin`: the plugin itself failed
 */
export type Missing =
  | "calendar"
  | "probe"
  | "data"
  | "loading"
  | "day"
  | "timeZone"
  | "fields"
  | "feed"
  | "plugin";

/** The calendar could not be read. Throw this; never return an empty list instead. */
export class CalendarUnreadable extends Error {
  override name = "CalendarUnreadable";
  readonly missing: Missing;
  /** Which one, for example the name of a field. */
  readonly detail: string | undefined;

  constructor(missing: Missing, { detail, cause }: { detail?: string | undefined; cause?: unknown } = {}) {
    super(detail ? `${missing}: ${detail}` : missing, { cause });
    this.missing = missing;
    this.detail = detail;
  }
}

/** Whether an error says what is missing. By name, because each script has its own copy of the class. */
export const isUnreadable = (error: unknown): error is CalendarUnreadable =>
  error instanceof Error && error.name === "CalendarUnreadable" && "missing" in error;

/** The result of the last look at the calendar. */
export type Reading =
  /**
   * `unread`: how many more are shown, of which something is missing. `isByFeed`: none is read from the page; they come
   * from the official address that a person ties to it.
   */
  | { ok: true; appointments: number; unread?: number | undefined; isByFeed?: true }
  | { ok: false; missing: Missing; detail?: string | undefined };

/** Appointments that could not be read, out of all that were looked at for a day. */
export interface Unread {
  count: number;
  all: number;
}

/** Whole days, and every appointment that is shown of them. */
export interface ShownDays {
  /** By day, `2026-11-24`. Only appointments whose id stays theirs. */
  days: ReadonlyMap<string, readonly Appointment[]>;
  /**
   * What the calendar's server was asked for: a filter that is part of it has hidden the same from every answer. Which
   * days it names does not count. `null` where it is not known.
   */
  questions: string[] | null;
  /** No request tells what was moved, so what stands elsewhere than it was seen may only be proposed. */
  unprovenMoves?: boolean;
}

/** One thing that a calendar shows, as it was read. */
export interface InView {
  appointment: Appointment;
  cancelled: boolean;
  /** Its id is the calendar's own, not made up from what is seen of it. */
  hasOwnId: boolean;
  /** By which `drawn()`, or the plugin's `drawn.ts`, knows it; left out where that is its id. */
  name?: string;
  /** What the background read who it is about in, where the plugin does not know that by itself. */
  text?: EventText;
}

/** Everything that the host asks of a calendar. One adapter stands for all calendars of its kind on the page. */
export interface CalendarAdapter {
  /** The day that the user last pointed at or focused, or the only day that is shown. */
  selectedDay(): Temporal.PlainDate | null;
  /**
   * Every appointment that starts on the day. Turns the calendar to that day if necessary.
   * @throws CalendarUnreadable
   */
  appointmentsOn(day: Temporal.PlainDate): Promise<Appointment[]>;
  /** How many were left out of the day's list, whatever day they are of, when it was last asked for. */
  unreadOn?(day: Temporal.PlainDate): Unread | null;
  /**
   * Whether `appointmentsOn` only returns what the calendar shows at the moment, without what a filter hides. Leave it
   * out if the whole day is read.
   */
  readonly isPartial?: boolean;
  /** By whose clock the calendar shows an appointment: an IANA name. Left out where it is the browser's. */
  zoneOf?(appointmentId: string): string | null;
  /**
   * Fires once for each change that a person made in this page and that the calendar's server accepted. An appointment
   * that merely appears or disappears is not a change.
   */
  readonly onDidChange: Event<AppointmentChange>;
  /** The same if one action changed several occurrences of a recurring event. The next occurrence comes first. */
  readonly onDidChangeSeries?: Event<readonly AppointmentChange[]>;
  /**
   * Fires for changes without proof, in calendars that give none. A person decides; nothing is sent automatically.
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
   * Fires if a change was accepted but cannot be identified, so that the user learns that no text is sent. The value is
   * the appointment's title, or an empty string.
   */
  readonly onDidMiss?: Event<string>;
  /** All that is shown just now. Left out by plugins that were written for just one calendar, and know what it says. */
  inView?(): InView[];
  /**
   * The elements that show appointments, for marks beside them. Left out where `contributes.decorations` says how to find
   * them, or nobody can tell.
   */
  drawn?(): readonly Drawn[];
  /** `null` until the first look has finished. */
  readonly reading: Reading | null;
  readonly onDidRead: Event<Reading>;
}
