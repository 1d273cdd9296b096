import type { NextDay } from "../../components/popup/model.ts";
import { comingOn } from "../../lib/domain/outbox/coming.ts";
import { isLetter } from "../../lib/domain/outbox/letter.ts";
import { dayBounds } from "../../lib/domain/text/when.ts";
import { messagesOfAppointment, messagesStarting } from "../../lib/storage/outbox-queries.ts";

/** Over a weekend and a holiday beside it. */
const daysAhead = 4;

/** Tomorrow, or the next day on which anybody comes; tomorrow where none is known. */
export async function readNextDay(timeZone: string, now: number): Promise<NextDay> {
  const tomorrow = Temporal.Now.plainDateISO(timeZone).add({ days: 1 });
  for (let ahead = 0; ahead < daysAhead; ahead++) {
    const day = tomorrow.add({ days: ahead });
    const bounds = dayBounds(day, timeZone);
    const rows = (await messagesStarting(bounds.from, bounds.to)).filter((row) => !isLetter(row));
    const about = new Map(
      rows.map(({ calendarId, appointment: { id } }) => [
        JSON.stringify([calendarId, id]),
        { calendarId, id },
      ]),
    );
    const appointments = await Promise.all(
      [...about.values()].map(({ calendarId, id }) => messagesOfAppointment(calendarId, id)),
    );
    const coming = comingOn(appointments, bounds, now);
    if (coming.people > 0) return { day: day.toString(), isTomorrow: ahead === 0, ...coming };
  }
  return {
    ...{ day: tomorrow.toString(), isTomorrow: true },
    ...{ people: 0, reminded: 0, confirmed: 0, call: 0 },
  };
}
