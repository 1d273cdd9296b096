import type { Appointment, AppointmentChange } from "../appointment.ts";
import { type DayLook, type Look, type Seen, wayOf } from "./day-look.ts";
import { baseOf } from "./unseen.ts";

/** No practice sees more people in a day. */
const mostSeen = 2_000;

export interface Before {
  /** All that is known of the calendar, in whatever way it was read. */
  known: readonly DayLook[];
  /** Whether the page that read a day is still there: it has told by itself what was done in it. */
  isWatched(page: string): boolean;
}

/**
 * What is other than at the last look, on days that were looked at before in the same way, and that no page has watched
 * since: what somebody did here just before the browser died is among it. Of what has begun nobody need hear.
 *
 * @param now milliseconds since the epoch
 */
export function compareLooks(look: Look, { known, isWatched }: Before, now: number): AppointmentChange[] {
  if (look.questions === null) return look.unprovenMoves ? movesIn(look, { known, isWatched }, now) : [];
  const way = wayOf(look);
  const before = new Map(
    known.flatMap((row) => (row.way === way && !isWatched(row.page) ? [[row.day, row] as const] : [])),
  );
  const days = look.days.flatMap(({ day, appointments }) => {
    const last = before.get(day);
    return last ? [{ last, appointments }] : [];
  });
  if (days.length === 0) return [];
  // Where several looks saw it, the last one of this kind knows best.
  const all = known
    .toSorted((a, b) => Number(a.way === way) - Number(b.way === way) || a.at - b.at)
    .flatMap(({ seen }) => seen);
  const byId = new Map(all.map((one) => [one.id, one]));
  const bases = new Set(all.map(({ id }) => baseOf(id)));
  const shown = new Set(look.days.flatMap(({ appointments }) => appointments.map(({ id }) => id)));
  // Of a series that was moved as a whole all occurrences are others, and nobody can tell which of them is which.
  const recast = new Set([...shown].filter((id) => !byId.has(id)).map(baseOf));
  const isComing = ({ start }: { start: string }): boolean => Date.parse(start) > now;
  const changeOf = (appointment: Appointment): AppointmentChange[] => {
    if (appointment.patient === null || !isComing(appointment)) return [];
    const was = byId.get(appointment.id);
    // Of a series that is known nobody can tell which occurrence is new.
    if (!was) return bases.has(baseOf(appointment.id)) ? [] : [{ type: "created", appointment }];
    return was.start === appointment.start ? [] : [{ type: "moved", appointment, previousStart: was.start }];
  };
  const isGone = (one: Seen): boolean =>
    one.patient !== null && isComing(one) && !shown.has(one.id) && !recast.has(baseOf(one.id));
  return days.flatMap(({ last, appointments }) => [
    ...appointments.flatMap(changeOf),
    ...(look.isWhole ? last.seen.filter(isGone).map(vanished) : []),
  ]);
}

/** More at once are no moves: what was taken for ids is none. */
const movesAtOnce = 10;

/** What stands elsewhere than some page saw it that is no longer there. Nothing is said of what is new or gone. */
function movesIn(look: Look, { known, isWatched }: Before, now: number): AppointmentChange[] {
  const way = wayOf(look);
  const byId = new Map(
    known
      .filter((row) => row.way === way)
      .flatMap(({ page, seen }) => seen.map((one) => [one.id, { ...one, page }] as const)),
  );
  const shown = look.days.flatMap(({ appointments }) => appointments);
  const moves = shown.flatMap((appointment): AppointmentChange[] => {
    const was = byId.get(appointment.id);
    if (!was || was.start === appointment.start || isWatched(was.page)) return [];
    if (appointment.patient === null || Date.parse(appointment.start) <= now) return [];
    return [{ type: "moved", appointment, previousStart: was.start }];
  });
  return moves.length > movesAtOnce ? [] : moves;
}

const vanished = ({ id, start, patient }: Seen): AppointmentChange => ({
  type: "cancelled",
  appointment: { id, start, end: null, allDay: false, title: patient?.name ?? "", patient },
});

/**
 * What is to be kept of a look, day by day; nothing of days that are kept so already.
 *
 * @param known what is kept of these days in this way; of others, what has moved from there is dropped
 */
export function looksToKeep(
  look: Look,
  calendarId: string,
  known: readonly DayLook[],
  at: number,
): DayLook[] {
  const way = wayOf(look);
  const shown = new Set(look.days.flatMap(({ appointments }) => appointments.map(({ id }) => id)));
  const looked = new Set(look.days.map(({ day }) => day));
  // What has moved stays on no other day.
  const left = known
    .filter((row) => row.way === way && !looked.has(row.day) && row.seen.some(({ id }) => shown.has(id)))
    .map((row) => ({ ...row, seen: row.seen.filter(({ id }) => !shown.has(id)) }));
  const kept = look.days.flatMap(({ day, appointments }) => {
    const before = known.find((row) => row.way === way && row.day === day);
    const seen = appointments.map(({ id, start, patient }) => ({
      id,
      start,
      patient: look.isWhole ? patient : null,
    }));
    // What a filter may hide just now stays known.
    const hidden = look.isWhole ? [] : (before?.seen ?? []).filter(({ id }) => !shown.has(id));
    const after = {
      calendarId,
      way,
      day,
      page: look.page,
      at,
      seen: [...seen, ...hidden].slice(0, mostSeen),
    };
    return before && isSame(before, after) ? [] : [after];
  });
  return [...left, ...kept];
}

const isSame = (a: DayLook, b: DayLook): boolean =>
  a.page === b.page && JSON.stringify(a.seen) === JSON.stringify(b.seen);
