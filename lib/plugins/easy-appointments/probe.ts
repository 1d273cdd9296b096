import { defineProbe, isFields, type Probe } from "../../plugin-api/index.ts";
import type { FromProbe, ToProbe } from "./messages.ts";
import { id } from "./plugin.json";
import { isUnread, recordOf, rowOf, unreadRecord } from "./read.ts";

/**
 * The half that runs in the page. Easy!Appointments keeps its calendars' objects in jQuery's data of their elements
 * (`fullCalendar`), and in the data of each event the appointment as its server sent it. Reads only, but for turning
 * the page on the host's request.
 */
interface CalendarApi {
  getEvents(): { extendedProps?: { data?: unknown } }[];
  gotoDate(day: string): void;
}

const isApi = (value: unknown): value is CalendarApi =>
  isFields(value) && typeof value.getEvents === "function" && typeof value.gotoDate === "function";

/** Records in one message, and in one task: keeps every task of ours far below a frame. */
const chunk = 100;
const maxRecords = 5_000;
/** jQuery draws in a task after the answer, at the latest. */
const drawnAfter = 50;

type Page = typeof globalThis & { jQuery?: (element: Element) => { data(name: string): unknown } };

function calendarsOf(selector: string): CalendarApi[] {
  const { jQuery } = globalThis as Page;
  if (typeof jQuery !== "function") return [];
  return [...document.querySelectorAll(selector)]
    .map((element) => jQuery(element).data("fullCalendar"))
    .filter(isApi);
}

const start: Probe = ({ signal, send, onMessage }) => {
  const tell = (message: FromProbe): void => send(message);
  const timers = new Set<ReturnType<typeof setTimeout>>();
  signal.addEventListener("abort", () => timers.forEach(clearTimeout));

  let asked = 0;

  async function read(ask: number): Promise<void> {
    const calendars = calendarsOf("#calendar, #calendar .calendar-wrapper");
    if (calendars.length === 0) {
      tell({ type: "unreadable", ask });
      return;
    }
    const events = calendars.flatMap((calendar) => calendar.getEvents()).slice(0, maxRecords);
    for (let from = 0; from === 0 || from < events.length; from += chunk) {
      if (from > 0) await new Promise((resolve) => setTimeout(resolve));
      // Nobody waits for these any more.
      if (signal.aborted || ask !== asked) return;
      const records = events.slice(from, from + chunk).flatMap(({ extendedProps }) => {
        const record = extendedProps?.data;
        const row = rowOf(record);
        return row ? recordOf(row) : isUnread(record) ? unreadRecord : [];
      });
      tell({ type: "records", ask, records, last: from + chunk >= events.length });
    }
  }

  /** The table shows days of its own choice, each in a calendar that must not be turned away from it. */
  function turn(day: string): boolean {
    const [calendar] = calendarsOf("#calendar");
    calendar?.gotoDate(day);
    return calendar !== undefined;
  }

  onMessage((message) => {
    const order = message as ToProbe;
    switch (order.type) {
      case "hello":
        return tell({ type: "here" });
      case "turn":
        return tell({ type: "turned", ok: turn(order.day) });
      case "read": {
        const timer = setTimeout(() => {
          timers.delete(timer);
          asked = order.ask;
          read(order.ask).catch(() => tell({ type: "unreadable", ask: order.ask }));
        }, drawnAfter);
        timers.add(timer);
      }
    }
  });
};

export default defineProbe(id, start);
