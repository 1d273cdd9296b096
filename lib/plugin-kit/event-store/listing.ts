import { type Appointment, CalendarUnreadable, type Missing } from "../../plugin-api/index.ts";
import type { RawView } from "./messages.ts";
import { type Snapshot, shownBy } from "./snapshot.ts";

const turnTimeout = 15_000;
/** A calendar that does not show a day this long after it was told to, never will: it hides weekends, say. */
const turnPatience = 4_000;
const lookEvery = 50;

const shows = (view: RawView, day: string): boolean =>
  view.activeStart <= `${day}T00:00:00` && `${day}T00:00:00` < view.activeEnd;

/** The calendars of a page, as far as listing a day needs them. */
export interface Shown {
  snapshots(): Snapshot[];
  /** Tells a calendar to show a day. */
  turnTo(root: string, day: string): void;
  /** Why there is nothing to list, as long as no calendar can be read. */
  missing(): Missing | null;
  /** What the user was told is missing. */
  told(): Missing | null;
  signal: AbortSignal;
}

/**
 * Every appointment of a day, in all calendars of the page; turns them to that day if it must.
 * @throws CalendarUnreadable
 */
export async function listDay(shown: Shown, day: string): Promise<Appointment[]> {
  const until = Date.now() + turnTimeout;
  const asked = new Map<string, number>();
  for (;;) {
    const all = shown.snapshots();
    if (all.length > 0 && all.every(({ stable, view }) => stable && shows(view, day)))
      return appointmentsIn(all, day);
    for (const { view, stable } of all) {
      if (shows(view, day) || !stable) continue;
      if (view.isFixed) throw new CalendarUnreadable("day");
      const askedAt = asked.get(view.root);
      if (askedAt === undefined) {
        asked.set(view.root, Date.now());
        shown.turnTo(view.root, day);
      } else if (Date.now() - askedAt > turnPatience) throw new CalendarUnreadable("day");
    }
    if (Date.now() >= until) throw new CalendarUnreadable(whyNot(all, day, shown));
    await new Promise((resolve) => setTimeout(resolve, lookEvery));
    if (shown.signal.aborted) throw new CalendarUnreadable("calendar");
  }
}

function whyNot(all: readonly Snapshot[], day: string, { missing, told }: Shown): Missing {
  if (all.length === 0) return missing() ?? "calendar";
  const said = told();
  if (said) return said;
  return all.every(({ stable }) => stable) && all.some(({ view }) => !shows(view, day)) ? "day" : "loading";
}

function appointmentsIn(all: readonly Snapshot[], day: string): Appointment[] {
  const appointments = [...shownBy(all)]
    .filter(([, { raw }]) => raw.start.startsWith(day))
    .sort(([, a], [, b]) => a.start - b.start)
    .map(([id, entry]) => entry.appointment(id));
  // An app may know by its own id that two of them are one.
  return [...new Map(appointments.map((one) => [one.id, one])).values()];
}
