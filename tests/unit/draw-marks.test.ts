// @vitest-environment node
import { parseHTML } from "linkedom";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { followMarks } from "../../lib/page/marks.ts";
import type { CalendarAdapter, InView, Reading } from "../../lib/plugin-api/calendar.ts";
import { createEmitter } from "../../lib/plugin-api/event.ts";
import type { PluginManifest } from "../../lib/plugin-api/manifest.ts";

/** Marks in a page's elements, with the background's answers made up. What a browser decides, others play. */

const manifest = { contributes: {} } as PluginManifest;
const looks = Object.fromEntries(
  ["comes", "declines", "asks", "call", "otherTime", "cancelled"].map((kind) => [
    kind,
    { sign: kind, name: kind, style: "" },
  ]),
);
const shown = (id: string, change: Partial<InView> = {}): InView => ({
  appointment: { id, start: "2026-11-24T08:00:00Z", end: null, allDay: false, title: "", patient: null },
  cancelled: false,
  hasOwnId: true,
  ...change,
});

let view: InView[];
let kinds: [string, string][];
let asked: string[][];
const readings = createEmitter<Reading>();
const adapter = { inView: () => view, onDidRead: readings.event } as unknown as CalendarAdapter;
const call = async (_: string, { appointments }: { appointments: { id: string }[] }) => {
  asked.push(appointments.map(({ id }) => id));
  return { marks: kinds, looks, places: { corner: "", end: "" } };
};

const nodes = () => [...document.querySelectorAll("[id]")];
const teller = { tell: () => nodes().map((node) => [node, node.id] as const), stop: vi.fn() };
const start = () => followMarks(teller)(adapter, manifest, call as never);
const marked = () =>
  [...document.querySelectorAll('[data-pipni="mark"]')].map((host) => host.closest("[id]")?.id);
/** Whatever is under way is over. */
const settled = () => new Promise((resolve) => setTimeout(resolve));

const page =
  '<i id="a"></i><table><tbody><tr id="b"><td>8:00</td><td>Jana</td></tr></tbody></table><i id="c"></i>';

beforeEach(() => {
  const { document } = parseHTML(`<!doctype html><html><body>${page}</body></html>`);
  vi.stubGlobal("document", document);
  vi.stubGlobal("getComputedStyle", () => ({ position: "static" }));
  [view, kinds, asked] = [
    ["a", "b", "c"].map((id) => shown(id)),
    [
      ["a", "comes"],
      ["b", "asks"],
    ],
    [],
  ];
  teller.stop.mockClear();
});
afterEach(() => vi.unstubAllGlobals());

test("stand in the elements of which there is something to say, in a table in a cell, and go without a trace", async () => {
  const marks = start();
  await settled();
  expect(marked()).toEqual(["a", "b"]);
  expect(document.querySelector("#b > *:last-child > [data-pipni]")).not.toBeNull();
  expect(document.querySelector("[data-pipni]")?.shadowRoot).toBeNull();
  marks[Symbol.dispose]();
  expect(document.body.innerHTML).toBe(page);
  expect(teller.stop).toHaveBeenCalledOnce();
  marks.draw();
  expect(marked()).toEqual([]);
});

test("stay as they are while the page changes elsewhere, and are asked for once", async () => {
  using marks = start();
  await settled();
  const before = [...document.querySelectorAll("[data-pipni]")];
  readings.fire({ ok: true, appointments: 3 });
  await settled();
  marks.draw();
  expect([...document.querySelectorAll("[data-pipni]")]).toEqual(before);
  expect(asked).toEqual([["a", "b", "c"]]);
  // A page that draws an element anew takes the mark away with it.
  before[0]?.remove();
  marks.draw();
  expect(marked()).toEqual(["a", "b"]);
});

test("follow what was answered since, and what the calendar shows", async () => {
  using marks = start();
  await settled();
  kinds = [["c", "declines"]];
  marks.refresh();
  await settled();
  expect(marked()).toEqual(["c"]);
  view = [shown("c", { cancelled: true }), shown("a", { hasOwnId: false }), shown("x", { name: "b" })];
  kinds = [["x", "call"]];
  readings.fire({ ok: true, appointments: 1 });
  await settled();
  expect(asked.at(-1)).toEqual(["x"]);
  expect(marked()).toEqual(["b"]);
});
