import { browser } from "wxt/browser";
import { type Called, isAbout } from "../../domain/outbox/call.ts";
import { timeZoneOf } from "../../domain/settings.ts";
import { type MarkKind, markOf } from "../../domain/thread/mark.ts";
import type { Input, Output } from "../../rpc/contract/index.ts";
import { loadCalls } from "../../storage/calls.ts";
import { messagesOfAppointment, messagesOfAppointments } from "../../storage/outbox-queries.ts";
import { loadSettings } from "../../storage/settings.ts";
import { loadWords } from "./words.ts";

/** What a calendar's page shows beside its appointments. */

/**
 * A page carries no styles of ours. What is important in here its own sheets cannot overrule. Above what a chip holds:
 * FullCalendar lifts that, and would take the press.
 */
const place = "all:initial!important;z-index:9!important;margin:1px!important;";
const places = {
  corner: `${place}position:absolute!important;top:0!important;right:0!important`,
  end: `${place}float:right!important`,
};
const button =
  "box-sizing:border-box;display:block;margin:0;min-width:18px;padding:0 4px;border:1px solid #fff;border-radius:9px;" +
  "color:#fff;font:bold 12px/16px system-ui,sans-serif;text-align:center;cursor:pointer;";

/** White on each is read at 4.5:1 and more, whatever the appointment's own colour. */
const signs: Record<MarkKind, [sign: string, colour: string]> = {
  comes: ["✓", "#1a7340"],
  declines: ["✕", "#b3261e"],
  asks: ["?", "#8a5300"],
  // The second character keeps it from being drawn as a picture.
  call: ["☎\uFE0E", "#b3261e"],
  otherTime: ["!", "#8a5300"],
  cancelled: ["!", "#b3261e"],
};

/** Of appointments that are not over by more than a day. */
export async function marksOf(
  calendarId: string,
  appointments: Input<"page.marks">["appointments"],
): Promise<Output<"page.marks">> {
  const { notices: words } = await loadWords();
  const looks = Object.fromEntries(
    Object.entries(signs).map(([kind, [sign, colour]]) => [
      kind,
      { sign, name: words.marks[kind as MarkKind], style: `${button}background:${colour}` },
    ]),
  ) as Output<"page.marks">["looks"];
  const today = Temporal.Now.zonedDateTimeISO(timeZoneOf(await loadSettings())).startOfDay();
  const due = appointments.filter(({ start }) => Date.parse(start) >= today.epochMilliseconds);
  const rows = await messagesOfAppointments(
    calendarId,
    due.map(({ id }) => id),
  );
  const calls = await loadCalls();
  const now = Date.now();
  const marks = due.flatMap(({ id, start }): Output<"page.marks">["marks"] => {
    const about: Called = { calendarId, appointmentId: id, start };
    const kind = markOf(rows.get(id) ?? [], start, now, calls.some(isAbout(about)));
    return kind ? [[id, kind]] : [];
  });
  return { marks, looks, places };
}

/** Where the options page shows everything to and from the number of a text. */
export const conversationAddress = (messageId: string) => `/options.html#odeslane/${messageId}` as const;
/** And whom to call, among them those without a number. */
const callsAddress = "/options.html#obvolat";

/** In the tab of the last one, where that is still open, else beside the calendar. */
export async function openConversation(calendarId: string, appointmentId: string): Promise<void> {
  const rows = await messagesOfAppointment(calendarId, appointmentId);
  const newest = rows.find(({ phone }) => phone !== "");
  if (rows.length === 0) return;
  const url = browser.runtime.getURL(newest ? conversationAddress(newest.id) : callsAddress);
  const open = await browser.tabs.query({ url: browser.runtime.getURL("/options.html*") });
  const last = open.find((tab) => tab.url?.includes(conversationAddress("")));
  if (last?.id === undefined) {
    await browser.tabs.create({ url });
    return;
  }
  await browser.tabs.update(last.id, { url, active: true });
  await browser.windows.update(last.windowId, { focused: true });
}
