import { describe, expect, it } from "vitest";
import { createEmitter } from "../../../plugin-api/event.ts";
import type { CalendarAdapter, PluginContext } from "../../../plugin-api/index.ts";
import type { ChangeSource } from "../change-source.ts";
import { Entry } from "../entry.ts";
import type { FromProbe, ToProbe } from "../messages.ts";
import { readCalendars } from "../reader.ts";
import { selectedIn } from "../selected-in.ts";
import type { EventStore } from "../store.ts";

const at = (day: string): Date => new Date(`${day}T00:00:00Z`);
/** Whatever stands for an element: nothing is asked of it. */
const root = (): Element => ({}) as Element;
const [first, second] = [root(), root()];
type Calendar = [Element, { calendar: { store: { drawn(): ReturnType<EventStore["drawn"]> } } }];
const calendar = (of: Element, from: string, to: string): Calendar => {
  const span = { start: at(from), end: at(to) };
  return [of, { calendar: { store: { drawn: () => ({ activeRange: span, currentRange: span }) } } }];
};
const empty: Calendar = [
  first,
  {
    calendar: {
      store: {
        drawn() {
          throw new Error("nothing is drawn");
        },
      },
    },
  },
];
const tuesday = { root: first, day: "2026-11-24" };

describe("the day that is selected", () => {
  const week = calendar(first, "2026-11-23", "2026-11-30");
  const nextWeek = calendar(first, "2026-11-30", "2026-12-07");
  const otherWeek = calendar(second, "2026-11-23", "2026-11-30");
  const otherDay = calendar(second, "2026-11-26", "2026-11-27");
  const oneDay = calendar(first, "2026-11-26", "2026-11-27");

  it.for([
    ["one that is shown", [week], tuesday, "2026-11-24"],
    ["the week's first day", [week], { root: first, day: "2026-11-23" }, "2026-11-23"],
    ["the day after its last one", [week], { root: first, day: "2026-11-30" }, null],
    ["of a week that is no longer shown", [nextWeek], tuesday, null],
    ["the only one, whatever was selected", [oneDay], tuesday, "2026-11-26"],
    ["the only one of another calendar", [week, otherDay], null, "2026-11-26"],
    ["of the calendar that was pointed at", [week, otherDay], tuesday, "2026-11-24"],
    ["of a calendar that is gone", [otherWeek], tuesday, null],
    ["none without a word", [week], null, null],
    ["none while nothing is drawn", [empty], tuesday, null],
    ["beside a calendar of which nothing is drawn", [empty, otherDay], null, "2026-11-26"],
  ] as const)("%s", ([, calendars, last, day]) => {
    expect(selectedIn(new Map(calendars), last)).toBe(day);
  });

  it("of a month, also in the days around it", () => {
    const days = {
      activeRange: { start: at("2026-10-26"), end: at("2026-12-07") },
      currentRange: { start: at("2026-11-01"), end: at("2026-12-01") },
    };
    const month: Calendar = [first, { calendar: { store: { drawn: () => days } } }];
    expect(selectedIn(new Map([month]), { root: first, day: "2026-10-27" })).toBe("2026-10-27");
  });
});

/** The plugin's half, with a page that shows a week, and what is selected there. */
function open(page: { day: string | null }): CalendarAdapter & Disposable {
  const heard = createEmitter<unknown>();
  const nothing = createEmitter<never>();
  const context = {
    signal: new AbortController().signal,
    createEmitter,
    subscriptions: new DisposableStack(),
    onDidWrite: nothing.event,
    probe: {
      onMessage: heard.event,
      send(message: ToProbe) {
        if (message.type === "where" && page.day !== null) tell({ type: "day", day: page.day });
      },
    },
  };
  const tell = (message: FromProbe): void => heard.fire(message);
  const quiet: ChangeSource = {
    entry: Entry,
    wrote: () => [],
    look: () => [],
    tick: () => [],
    dueAt: () => null,
  };
  return readCalendars(context as unknown as PluginContext, () => quiet);
}

describe("at a press of the button", () => {
  it("the page is asked anew, for what was read of it may be behind", () => {
    const page = { day: "2026-11-24" as string | null };
    using adapter = open(page);
    expect(adapter.selectedDay()?.toString()).toBe("2026-11-24");
    // It is turned, and nothing of that has been read.
    page.day = null;
    expect(adapter.selectedDay()).toBeNull();
    page.day = "2026-12-01";
    expect(adapter.selectedDay()?.toString()).toBe("2026-12-01");
  });
});
