// @vitest-environment node
import { parseHTML } from "linkedom";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { answerDrawn, askDrawn, forgetDrawn } from "../../lib/plugin-api/drawn.ts";
import { eventName } from "../../lib/plugin-kit/fullcalendar/drawn.ts";
import { objectOf } from "../../lib/plugins/nextcloud-calendar/event-id.ts";

/** Which elements show which appointments, asked across the two worlds of a page. */

const page = '<i class="event" id="a"></i><i class="event" id="b"></i><i id="c"></i>';
const asked = (): unknown[] => askDrawn(".event").map(([{ id }, name]) => [id, name]);
const html = (): string => document.body.innerHTML;

beforeEach(() => {
  const { document } = parseHTML(`<!doctype html><html><body>${page}</body></html>`);
  // Whose events know nothing of signals.
  const querySelectorAll = (selector: string) => document.querySelectorAll(selector);
  vi.stubGlobal("document", Object.assign(new EventTarget(), { querySelectorAll, body: document.body }));
});
afterEach(() => {
  forgetDrawn();
  vi.unstubAllGlobals();
});

describe("the two worlds", () => {
  test("each element comes with its name, and nothing is left of that", () => {
    answerDrawn(({ id }) => `${id}|1`);
    expect(asked()).toEqual([
      ["a", "a|1"],
      ["b", "b|1"],
    ]);
    forgetDrawn();
    expect(html()).toBe(page);
  });

  test("where the page's objects are odd, the others are told all the same", () => {
    answerDrawn(({ id }) => {
      if (id === "a") throw new TypeError("no such thing");
      return id;
    });
    expect(asked()).toEqual([["b", "b"]]);
  });

  test("an element that shows something else by now has another name, or none", () => {
    let shift = 0;
    answerDrawn(({ id }) => (id === "a" ? `${++shift}` : shift < 2 ? id : undefined));
    expect(asked()).toEqual([
      ["a", "1"],
      ["b", "b"],
    ]);
    expect(asked()).toEqual([["a", "2"]]);
  });

  test("nobody answers before the other half is there, or once nothing more is asked", () => {
    expect(asked()).toEqual([]);
    answerDrawn(({ id }) => id);
    forgetDrawn();
    expect(asked()).toEqual([]);
  });

  test("a script that comes once more takes the first one's place", () => {
    answerDrawn(() => "old");
    answerDrawn(() => "new");
    expect(asked()).toEqual([
      ["a", "new"],
      ["b", "new"],
    ]);
  });
});

describe("an event of FullCalendar", () => {
  const start = new Date("2026-11-24T08:00:00Z");
  const eventRange = { def: { publicId: "42###1" }, instance: { defId: "1", range: { start, end: start } } };
  const nameOf = (own: object, idOf?: (id: string) => string) => eventName(own as Element, idOf);

  test.for<[version: string, own: object]>([
    ["5 and 6", { fcSeg: { eventRange } }],
    ["7", { fcEventRange: eventRange }],
  ])("of version %s is named by its id and start", ([, own]) => {
    expect(nameOf(own)).toBe(`42###1|${start.getTime()}`);
    expect(nameOf(own, objectOf)).toBe(`42|${start.getTime()}`);
  });

  test.for<[what: string, own: object]>([
    ["without an id", { fcSeg: { eventRange: { ...eventRange, def: {} } } }],
    ["of which nothing is known", {}],
  ])("%s is none of ours", ([, own]) => expect(nameOf(own)).toBeUndefined());
});
