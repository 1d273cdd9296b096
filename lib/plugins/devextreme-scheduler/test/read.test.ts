import { afterEach, describe, expect, it, vi } from "vitest";
import { wallClock } from "../../../plugin-kit/event-store/wall-clock.ts";
import { zoneNamed } from "../../../plugin-kit/zone.ts";
import { scheduler } from "../read.ts";

/** What no stand-in on a page has: other ways to the object, and a version that knows less. */

const clock = wallClock(zoneNamed("Europe/Prague"));
const root = (keys: object = {}): Element => keys as Element;
type Owner = Parameters<typeof scheduler.event>[1];

interface Options {
  root?: unknown;
  items?: object[];
  options?: Record<string, unknown>;
}

/** One that has no `getOccurrences`. */
const older = ({ root, items = [], options = {} }: Options = {}): Owner =>
  ({
    element: () => root,
    option: (name: string) =>
      ({
        textExpr: "text",
        startDateExpr: "startDate",
        endDateExpr: "endDate",
        allDayExpr: "allDay",
        ...options,
      })[name],
    getDataSource: () => ({ items: () => items, key: () => "id" }),
    getStartViewDate: () => new Date("2026-11-30T00:00"),
    getEndViewDate: () => new Date("2026-12-06T23:59"),
  }) as unknown as Owner;

const read = (owner: Owner) =>
  [...scheduler.items(owner)].map((item) => {
    try {
      return scheduler.event(item, owner, clock);
    } catch (error) {
      return String(error);
    }
  });
const shownAt = (wall: number | undefined): string => new Date(wall ?? Number.NaN).toISOString().slice(0, 16);

afterEach(() => vi.unstubAllGlobals());

describe("the object of an element", () => {
  const found = (one: Element) => {
    vi.stubGlobal("document", { querySelectorAll: () => [one] });
    const { candidates, found: all } = scheduler.find();
    return [candidates, all.get(one)];
  };
  it("by the library's own script", () => {
    const one = root();
    const owner = older({ root: one });
    vi.stubGlobal("DevExpress", {
      ui: { dxScheduler: { getInstance: (element: Element) => (element === one ? owner : undefined) } },
    });
    expect(found(one)).toEqual([1, owner]);
    expect(found(root())).toEqual([1, undefined]);
  });

  it("by jQuery, whether or not the page has it at hand", () => {
    const held: { dxScheduler?: unknown } = {};
    const one = root({ jQuery370012: held });
    const owner = older({ root: [one] });
    held.dxScheduler = owner;
    expect(found(one)).toEqual([1, owner]);
    const other = root();
    const second = older({ root: [other] });
    vi.stubGlobal("jQuery", () => ({
      data: (name: string) => (name === "dxScheduler" ? second : undefined),
    }));
    expect(found(other)).toEqual([1, second]);
  });

  it("by what its React component keeps, and not another one's", () => {
    const fiber: { memoizedState?: unknown; return: null } = { return: null };
    const one = root({ __reactFiber$x: { memoizedState: null, return: fiber } });
    const [owner, other] = [older({ root: one }), older({ root: root() })];
    const hooks = {
      memoizedState: { current: other },
      next: { memoizedState: { current: owner }, next: null },
    };
    fiber.memoizedState = hooks;
    expect(found(one)).toEqual([1, owner]);
  });

  it("not at all: then it is said that the calendar cannot be read", () => {
    expect(found(root({ dxRemoveEvent: () => {} }))).toEqual([1, undefined]);
  });
});

describe("a version that cannot tell when a series takes place", () => {
  it("has its single appointments read, and the series counted as unread", () => {
    const items = [
      {
        id: 1,
        text: "Jana Vzorová",
        startDate: "2026-12-01T09:00:00",
        endDate: "2026-12-01T09:30:00",
        phone: "1",
      },
      { id: 2, text: "Petr Ukázka", startDate: "2026-11-02T08:00:00Z", recurrenceRule: "FREQ=WEEKLY" },
    ];
    const options = { recurrenceRuleExpr: "recurrenceRule" };
    const [jana, petr] = read(older({ items, options }));
    expect(jana).toMatchObject({
      id: "1",
      title: "Jana Vzorová",
      allDay: false,
      data: { id: 1, phone: "1" },
    });
    expect(petr).toContain("series");
  });
});

describe("an item", () => {
  const one = (item: object, options: Record<string, unknown> = {}) => {
    const [event] = read(older({ items: [item], options }));
    if (typeof event === "string") throw new Error(event);
    return event;
  };

  it("by the app's own names, also of functions and of fields within others", () => {
    const item = {
      visit: { from: "2026-12-01T08:00:00Z", to: Date.UTC(2026, 11, 1, 9) },
      who: { name: "Jana" },
    };
    const options = {
      textExpr: ({ who }: typeof item) => who.name,
      startDateExpr: "visit.from",
      endDateExpr: "visit.to",
    };
    const event = one(item, options);
    expect([event?.title, shownAt(event?.start.wall), shownAt(event?.end?.wall)]).toEqual([
      "Jana",
      "2026-12-01T09:00",
      "2026-12-01T10:00",
    ]);
  });

  it("lasts until its last day's end where it has no hours", () => {
    const event = one({ startDate: "2026-12-03", endDate: "2026-12-04", allDay: true });
    expect([shownAt(event?.start.wall), shownAt(event?.end?.wall)]).toEqual([
      "2026-12-03T00:00",
      "2026-12-05T00:00",
    ]);
  });

  it("is left out where the app hides it, and read where it is only locked", () => {
    const times = { startDate: "2026-12-01T09:00:00", endDate: "2026-12-01T09:30:00" };
    expect(one({ ...times, visible: false })).toBeNull();
    expect(one({ ...times, hidden: false }, { visibleExpr: "hidden" })).toBeNull();
    expect(one({ ...times, disabled: true })).not.toBeNull();
  });
});
