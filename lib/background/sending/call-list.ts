import { type Call, isAbout } from "../../domain/outbox/call.ts";
import { isUnreachable, unreached } from "../../domain/outbox/call-list.ts";
import { isLetter } from "../../domain/outbox/letter.ts";
import { type Message, statusOf } from "../../domain/outbox/message.ts";
import { timeZoneOf } from "../../domain/settings.ts";
import { dayBounds } from "../../domain/text/when.ts";
import { readReply } from "../../domain/thread/reply.ts";
import { type Thread, threadOf } from "../../domain/thread/thread.ts";
import type { Output, ToCall } from "../../rpc/contract/index.ts";
import { loadCalls } from "../../storage/calls.ts";
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
  const now = Date.now();
  const rows = new Map<string, ToCall>();
  const seen = new Set<string>();
  const coming = (await messagesStarting(from, to)).filter((row) => !isLetter(row));
  for (const { calendarId, appointment } of coming) {
    const key = JSON.stringify([calendarId, appointment.id]);
    if (seen.has(key)) continue;
    seen.add(key);
    const about = await messagesOfAppointment(calendarId, appointment.id);
    const threads = [...Map.groupBy(about, ({ subject }) => subject).values()].map((one) =>
      threadOf(one, now),
    );
    const declining = decliner(threads);
    const asking = declining ? null : asker(threads);
    const newest = declining ?? asking?.row ?? unreached(about);
    const start = newest && Date.parse(newest.appointment.start);
    // By its newest text it may be on another day.
    if (!newest || start === null || start < from || start >= to) continue;
    rows.set(key, {
      calendarId,
      appointment: newest.appointment,
      phone: newest.phone,
      kind: newest.kind,
      status: statusOf(newest),
      reason: declining ? { code: "declined" } : newest.reason,
      answer: asking?.text ?? null,
      called: null,
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
      rows.set(key, {
        calendarId: tab.site.id,
        appointment,
        phone: "",
        kind: null,
        status: null,
        reason: blocked,
        answer: null,
        called: null,
      });
    }
  }
  const sorted = [...rows.values()].sort((a, b) => a.appointment.start.localeCompare(b.appointment.start));
  const calls = await loadCalls();
  return { rows: sorted.map((row) => withCall(row, calls)), listed };
}

function withCall(row: ToCall, calls: readonly Call[]): ToCall {
  const { calendarId, appointment } = row;
  const { id: appointmentId, start } = appointment;
  const call = calls.find(isAbout({ calendarId, appointmentId, start }));
  return { ...row, called: call ? { at: call.at, note: call.note } : null };
}

/** The newest text about the appointment of somebody whose answer waits to be read and is no plain word. */
function asker(threads: readonly Thread[]): { row: Message; text: string } | null {
  for (const { unread, heard } of threads) {
    const [row] = heard;
    if (!unread || !row) continue;
    const says = readReply(unread.text, row.appointment.patient?.name);
    // Neither a yes nor a wish for no texts asks for a call.
    if (says === null || says === "declines") return { row, text: unread.text };
  }
  return null;
}

/** The newest text about the appointment of somebody who answered that they do not come. */
function decliner(threads: readonly Thread[]): Message | null {
  for (const { answer, believes, heard } of threads) {
    const [newest] = heard;
    if (answer?.verdict === "declines" && believes.type !== "cancelled" && newest) return newest;
  }
  return null;
}
