import type { Appointment } from "../../domain/appointment.ts";
import type { FeedEvent } from "../../domain/feeds/feed.ts";
import type { EventText } from "../../domain/reading.ts";
import { timeZoneOf } from "../../domain/settings.ts";
import type { Shown } from "../../domain/site-reading/count.ts";
import { dayBounds } from "../../domain/text/when.ts";
import { loadFeedObjects } from "../../storage/feed-cache.ts";
import { loadSettings } from "../../storage/settings.ts";
import { loadReading } from "../../storage/site-readings.ts";
import { readEvent } from "../reading/event.ts";

/** What a feed holds, read as a person has confirmed it. */

export interface FeedAppointment extends Shown {
  text: EventText;
  /** An invitation without an answer: anybody may have sent it. */
  isUnanswered: boolean;
  /** It is there, and only known as it was before: where it stands by now nobody can tell. */
  isUnread: boolean;
}

/** Where a patient may be named. Whether it takes place the calendar itself says, in a field made for that. */
const textOf = ({ title, description, location, contacts }: FeedEvent): EventText => ({
  title,
  fields: JSON.stringify({ description, location, contacts }),
});

export async function feedAppointments(feedId: string): Promise<FeedAppointment[]> {
  const [objects, { sending }, { reading }] = await Promise.all([
    loadFeedObjects(feedId),
    loadSettings(),
    loadReading(feedId),
  ]);
  return objects
    .flatMap(({ events }) => events)
    .map((event) => {
      const text = textOf(event);
      const { patient, cancelled, doctor } = readEvent(text, sending.countries, reading);
      const { id, start, end, allDay, title } = event;
      const appointment: Appointment = { id, start, end, allDay, title, ...(doctor && { doctor }), patient };
      return {
        appointment,
        cancelled: cancelled || event.cancelled,
        hasOwnId: true,
        text,
        isUnanswered: event.unanswered ?? false,
        isUnread: event.unread ?? false,
      };
    })
    .toSorted(
      (a, b) =>
        a.appointment.start.localeCompare(b.appointment.start) ||
        a.appointment.id.localeCompare(b.appointment.id),
    );
}

/** Those that begin on a day, as it is kept; what is called off, or cannot be read any more, is left out. */
export async function feedDay(feedId: string, day: string): Promise<Appointment[]> {
  const { from, to } = dayBounds(Temporal.PlainDate.from(day), timeZoneOf(await loadSettings()));
  const isThen = ({ start }: Appointment): boolean => Date.parse(start) >= from && Date.parse(start) < to;
  return (await feedAppointments(feedId)).flatMap(({ appointment, cancelled, isUnread }) =>
    !cancelled && !isUnread && isThen(appointment) ? [appointment] : [],
  );
}
