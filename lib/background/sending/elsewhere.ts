import type { Appointment, AppointmentChange } from "../../domain/appointment.ts";
import { e164Of } from "../../domain/directory/patient.ts";
import { isFeedId } from "../../domain/feeds/feed.ts";
import type { Message } from "../../domain/outbox/message.ts";
import { remindsByItself } from "../../domain/outbox/predicates.ts";
import type { Settings } from "../../domain/settings.ts";
import { tellsNews } from "../../domain/text/message-kind.ts";
import { isSameVisit } from "../../domain/thread/same-patient.ts";
import { messagesStarting } from "../../storage/outbox-queries.ts";
import { knowledge } from "./directory.ts";

/**
 * One calendar that is known twice, as a page and by its official address: its appointments go by other ids in each.
 * Those of one number at one time are taken for one, so that nobody is told twice.
 */

/** Texts about appointments that begin at the same time. */
function rowsAt({ start }: Appointment): Promise<Message[]> {
  const at = Date.parse(start);
  return messagesStarting(at, at + 1000);
}

/** Texts about the same number and time; of other calendars than this, where either is read by its address. */
async function rowsAbout(
  calendarId: string,
  appointment: Appointment,
  settings: Settings,
): Promise<Message[]> {
  const known = await knowledge(calendarId, appointment, settings);
  const phone = e164Of(known.phone ?? appointment.patient?.phone ?? "", settings.sending.countries);
  if (phone === null) return [];
  return (await rowsAt(appointment)).filter(
    (row) => row.phone === phone && (isFeedId(calendarId) || isFeedId(row.calendarId)),
  );
}

/**
 * Whether another calendar knows of a feed's change.
 *
 * A page shows what was done in it long before some servers' addresses do: whatever it has told once of that time is
 * known. Feeds are two calendars, and an appointment may go from one to the other and back: of those counts what was
 * told last.
 */
export async function isToldElsewhere(
  feedId: string,
  { type, appointment }: AppointmentChange,
  settings: Settings,
): Promise<boolean> {
  const rows = (await rowsAbout(feedId, appointment, settings)).filter(tellsNews);
  const isOff = ({ kind, changed }: Message): boolean => kind === "cancellation" || changed?.start === null;
  const isKnown = (row: Message): boolean =>
    type === "cancelled" ? isOff(row) : row.kind !== "cancellation";
  if (rows.some((row) => !isFeedId(row.calendarId) && isKnown(row))) return true;
  const last = rows
    .filter((row) => isFeedId(row.calendarId) && !gaveWay(row))
    .reduce<Message | null>((best, row) => (best && best.createdAt > row.createdAt ? best : row), null);
  return last !== null && last.calendarId !== feedId && isOff(last) === (type === "cancelled");
}

/** Because of what its calendar said later. */
const gaveWay = ({ reason }: Message): boolean =>
  reason?.code === "superseded" || reason?.code === "takenBack";

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
  const rows = await rowsAbout(calendarId, appointment, settings);
  return rows.some(
    (row) => row.calendarId !== calendarId && row.kind === "reminder" && standing.has(row.state),
  );
}

/** Reminders of the same visit under another id, or in another calendar: see `takeRemindersAlong`. */
export async function remindersElsewhere({ subject, phone, appointment }: Message): Promise<Message[]> {
  return (await rowsAt(appointment)).filter(
    (row) =>
      row.subject !== subject &&
      row.phone === phone &&
      remindsByItself(row) &&
      isSameVisit(row.appointment, appointment),
  );
}
