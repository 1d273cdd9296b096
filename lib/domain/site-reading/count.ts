import type { Appointment } from "../appointment.ts";
import type { Measure } from "./site-reading.ts";
import { plainTitle } from "./title.ts";

const maxOthers = 300;

export interface Shown {
  appointment: Appointment;
  cancelled: boolean;
  hasOwnId: boolean;
}

/** Digits with words or a question mark to them are for a person to look at: no number was read. */
const isPlain = (phone: string | null | undefined): boolean => !!phone && !/\p{L}|\?$/u.test(phone);

/** What a calendar shows, in numbers. What lasts all day is told to nobody, and counts as little as what is cancelled. */
export function countShown(shown: readonly Shown[]): Omit<Measure, "hasNewIds"> {
  const counted = shown.filter(({ appointment, cancelled }) => !cancelled && !appointment.allDay);
  const withPerson = counted.filter(({ appointment }) => appointment.patient !== null);
  return {
    people: withPerson.length,
    names: withPerson.filter(({ appointment }) => appointment.patient?.name).length,
    phones: withPerson.filter(({ appointment }) => isPlain(appointment.patient?.phone)).length,
    ids: withPerson.filter(({ hasOwnId }) => hasOwnId).length,
    others: counted
      .filter(({ appointment }) => appointment.patient === null)
      .slice(0, maxOthers)
      .map(({ appointment }) => plainTitle(appointment.title)),
    days: new Set(counted.map(({ appointment }) => appointment.start.slice(0, 10))).size,
  };
}
