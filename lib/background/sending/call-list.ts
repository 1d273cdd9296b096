import { isUnreachable, unreached } from "../../domain/outbox/call-list.ts";
import { type Message, statusOf } from "../../domain/outbox/message.ts";
import { timeZoneOf } from "../../domain/settings.ts";
import { dayBounds } from "../../domain/text/when.ts";
import { threadOf } from "../../domain/thread/thread.ts";
import type { Output, ToCall } from "../../rpc/contract/index.ts";
import { messagesOfAppointment, messagesStarting } from "../../storage/outbox-queries.ts";
import { loadSettings } from "../../storage/settings.ts";
import { bulkDay, type OpenCalendar } from "./bulk.ts";

/**
 * Those who come on a day and whom no text told: by the outbox, and by the calendars that are open, which alone know
 * of patients for whom there never was a text.
 *
 * @param placeholders names of those that plugins contribute
 */
export async function callList(
  day: string,
  tabs: readonly OpenCalendar[],
  placeholders: readonly string[],
): Promise<Output<"calls.day">> {
  const timeZone = timeZoneOf(await loadSettings());
  const { from, to } = dayBounds(Temporal.PlainDate.from(day), timeZone);
  const rows = new Map<string, ToCall>();
  const seen = new Set<string>();
  for (const { calendarId, appointment } of await messagesStarting(from, to)) {
    const key = JSON.stringify([calendarId, appointment.id]);
    if (seen.has(key)) continue;
    seen.add(key);
    const about = await messagesOfAppointment(calendarId, appointment.id);
    const declining = decliner(about);
    const newest = declining ?? unreached(about);
    const start = newest && Date.parse(newest.appointment.start);
    // By its newest text it may be on another day.
    if (!newest || start === null || start < from || start >= to) continue;
    rows.set(key, {
      appointment: newest.appointment,
      phone: newest.phone,
      kind: newest.kind,
      status: statusOf(newest),
      reason: declining ? { code: "declined" } : newest.reason,
    });
  }
  let listed = false;
  for (const tab of tabs) {
    const shown = await bulkDay(tab, day, "reminder", placeholders);
    if (!shown.ok) continue;
    listed = true;
    for (const { appointment, blocked } of shown.rows) {
      const key = JSON.stringify([tab.site.id, appointment.id]);
      if (seen.has(key) || !blocked || !isUnreachable(blocked)) continue;
      rows.set(key, { appointment, phone: "", kind: null, status: null, reason: blocked });
    }
  }
  return {
    rows: [...rows.values()].sort((a, b) => a.appointment.start.localeCompare(b.appointment.start)),
    listed,
  };
}

/** The newest text about the appointment of somebody who answered that they do not come. */
function decliner(about: readonly Message[]): Message | null {
  const now = Date.now();
  for (const rows of Map.groupBy(about, ({ subject }) => subject).values()) {
    const { answer, believes, heard } = threadOf(rows, now);
    const [newest] = heard;
    if (answer?.verdict === "declines" && believes.type === "at" && newest) return newest;
  }
  return null;
}
