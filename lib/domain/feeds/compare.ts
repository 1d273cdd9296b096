import type { Appointment, AppointmentChange } from "../appointment.ts";
import { compareLooks } from "../looks/compare.ts";
import type { DayLook, Look } from "../looks/day-look.ts";
import { baseOf } from "../looks/unseen.ts";

/** What is other in a feed than at the last look. */

/** A look as pages take them, of all the days that a feed was read for. */
export const feedLook = (
  appointments: readonly Appointment[],
  days: readonly string[],
  dayOf: (start: string) => string,
  page: string,
): Look => {
  const byDay = Map.groupBy(appointments, ({ start }) => dayOf(start));
  return {
    page,
    reader: "feed 1",
    questions: [],
    isWhole: true,
    days: days.map((day) => ({ day, appointments: byDay.get(day) ?? [] })),
  };
};

/**
 * The first look at a day proposes nothing. What is known has moved wherever it stands by now, also beyond the days
 * that were looked at.
 *
 * @param all every appointment of the feed, those beyond the look's days among them
 * @param now milliseconds since the epoch
 */
export function compareFeed(
  look: Look,
  all: readonly Appointment[],
  { known, dayOf }: { known: readonly DayLook[]; dayOf: (start: string) => string },
  now: number,
): AppointmentChange[] {
  const [first] = known;
  if (!first) return [];
  const looked = new Set(known.map(({ day }) => day));
  const ids = new Set(known.flatMap(({ seen }) => seen.map(({ id }) => id)));
  const elsewhere = all.filter(({ id, start }) => ids.has(id) && !looked.has(dayOf(start)));
  const further = [...Map.groupBy(elsewhere, ({ start }) => dayOf(start))].map(([day, appointments]) => ({
    day,
    appointments,
  }));
  const compared: Look = { ...look, days: [...look.days.filter(({ day }) => looked.has(day)), ...further] };
  const before = [...known, ...further.map(({ day }) => ({ ...first, day, seen: [] }))];
  return compareLooks(compared, { known: before, isWatched: () => false }, now);
}

/** More at once are no work of a day. */
const mostAtOnce = 10;

/**
 * Those changes of one look that may leave by themselves, where a practice wants that: plain ones, of single
 * appointments. A person decides on many at once, on a series, on what may be one appointment that was made anew, and
 * on invitations that nobody has answered: those anybody can put into a calendar.
 *
 * @param unanswered ids of such invitations
 */
export function plainOf(
  changes: readonly AppointmentChange[],
  unanswered: ReadonlySet<string>,
): Set<AppointmentChange> {
  if (changes.length > mostAtOnce) return new Set();
  const personOf = ({ appointment: { patient } }: AppointmentChange): string =>
    patient?.phone?.replace(/\D/gu, "").slice(-9) || patient?.name || "";
  const byPerson = Map.groupBy(changes, personOf);
  return new Set(
    changes.filter(
      (change) =>
        baseOf(change.appointment.id) === change.appointment.id &&
        !unanswered.has(change.appointment.id) &&
        byPerson.get(personOf(change))?.length === 1,
    ),
  );
}
