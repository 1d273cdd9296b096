import type { AppointmentChange, NetworkWrite, UnseenCreation } from "../../plugin-api/index.ts";
import type { Entry } from "./entry.ts";
import type { Snapshot } from "./snapshot.ts";

/**
 * Tells which changes are news, from what the page writes and what its calendars show. Every `now` and `dueAt` is
 * in milliseconds since the epoch.
 */
export interface ChangeSource {
  /** How the app's events are to be understood. */
  readonly entry: typeof Entry;
  wrote(write: NetworkWrite, now: number): AppointmentChange[] | Promise<AppointmentChange[]>;
  look(snapshot: Snapshot, now: number): AppointmentChange[];
  /** A calendar has left the page. */
  gone?(root: string, now: number): void;
  /** What has become certain by now. */
  tick(now: number): AppointmentChange[];
  /** When to ask again; `null` when nothing waits. */
  dueAt(now: number): number | null;
  /**
   * Finds out what is not known yet of the events that are shown, before somebody is told of them.
   * @returns whether something was found out
   * @throws CalendarUnreadable
   */
  complete?(): Promise<boolean>;
  /** What the server was asked for, as `ShownDays` has it, where the app itself can tell. */
  questions?(snapshot: Snapshot): string[] | null;
}

/** A creation as the request that made it tells of it. */
export interface UnseenWrite extends Omit<UnseenCreation, "start" | "title"> {
  /** In milliseconds since the epoch. */
  start: number;
}

/** What a source tells by itself. */
export interface ChangeListener {
  /** What one act of a person changed, found out later. */
  changed(act: readonly AppointmentChange[]): void;
  /** Something was created that is not shown. It is told as a change when the calendar shows it. */
  unseen(creation: UnseenWrite): void;
  /** Something was changed, and what it was cannot be told. */
  missed(title: string): void;
}
