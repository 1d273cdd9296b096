/**
 * How a plugin learns what a person changed: each has one in its `changes.ts`, named `Changes`.
 *
 * A request of the page that the calendar's server accepted is the cause of a change; what the calendar shows, or
 * what its server answers, tells what the change was. Neither is enough alone: colleagues work in the same calendar,
 * filters hide appointments, and pages are turned. In doubt nothing is reported.
 *
 * A detector has no clock of its own. Every `now` is in milliseconds since the epoch.
 *
 * @example
 * context.onDidWrite((write) => report(detector.wrote(write, Date.now())));
 * setTimeout(() => report(detector.tick(Date.now())), detector.dueAt(Date.now()) - Date.now());
 */
export interface ChangeDetector<Seen, Write, Told> {
  /** The calendar's state, as its page shows it or as its server told it. */
  look(seen: Seen, now: number): Told;
  /** A request of the page that is over. */
  wrote(write: Write, now: number): Told;
  /** What has become certain, or has waited too long, by now. */
  tick(now: number): Told;
  /** When to call `tick`; `null` when nothing waits. */
  dueAt(now: number): number | null;
}
