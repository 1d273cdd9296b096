import type { Appointment, AppointmentChange } from "../../domain/appointment.ts";
import { e164Of } from "../../domain/directory/patient.ts";
import { isFeedId } from "../../domain/feeds/feed.ts";
import type { Message } from "../../domain/outbox/message.ts";
import type { Settings } from "../../domain/settings.ts";
import { tellsNews } from "../../domain/text/message-kind.ts";
import { messagesStarting } from "../../storage/outbox-queries.ts";
import { knowledge } from "./directory.ts";

/**
 * One calendar that is known twice, as a page and by its official address: its appointments go by other ids in each.
 * Those of one number at one time are taken for one, so that nobody is told twice.
 */

/** Texts of other calendars about the same number and time, where either is read by its address. */
async function rowsElsewhere(
  calendarId: string,
  appointment: Appointment,
  settings: Settings,
): Promise<Message[]> {
  const known = await knowledge(calendarId, appointment, settings);
  const phone = e164Of(known.phone ?? appointment.patient?.phone ?? "", settings.sending.countries);
  if (phone === null) return [];
  const at = Date.parse(appointment.start);
  return (await messagesStarting(at, at + 1000)).filter(
    (row) =>
      row.calendarId !== calendarId &&
      row.phone === phone &&
      (isFeedId(calendarId) || isFeedId(row.calendarId)),
  );
}

/** Whether another calendar knows of the change. */
export async function isToldElsewhere(
  calendarId: string,
  { type, appointment }: AppointmentChange,
  settings: Settings,
): Promise<boolean> {
  const rows = await rowsElsewhere(calendarId, appointment, settings);
  return rows.some(({ kind, changed }) =>
    type === "cancelled"
      ? kind === "cancellation" || changed?.start === null
      : kind !== "cancellation" && tellsNews({ kind }),
  );
}

const standing: ReadonlySet<Message["state"]> = new Set([
  "planned",
  "queued",
  "held",
  "scheduled",
  "sending",
  "sent",
  "unknown",
]);

/** Whether another calendar reminds of the appointment. */
export async function isRemindedElsewhere(
  calendarId: string,
  appointment: Appointment,
  settings: Settings,
): Promise<boolean> {
  const rows = await rowsElsewhere(calendarId, appointment, settings);
  return rows.some(({ kind, state }) => kind === "reminder" && standing.has(state));
}
