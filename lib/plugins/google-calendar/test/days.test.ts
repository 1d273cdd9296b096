import { parseHTML } from "linkedom";
import { expect, test, vi } from "vitest";
import { dayOf, dayOfKey, onlyDay, readAddress } from "../days.ts";

const keyOf = (year: number, month: number, day: number): number => ((year - 1970) << 9) | (month << 5) | day;

/** A page at an address with columns of these days. */
function show(path: string, html: string): Element[] {
  const { document } = parseHTML(`<body><div role="main">${html}</div></body>`);
  vi.stubGlobal("document", document);
  vi.stubGlobal("location", new URL(path, "https://calendar.google.com"));
  return [...document.querySelectorAll("[data-datekey]")];
}
const column = (key: number, label = ""): string =>
  `<div data-datekey="${key}"><h2 aria-label="${label}"></h2></div>`;

test("the address", () => {
  const week = { view: "week", day: "2026-12-01" };
  expect(readAddress("/calendar/u/0/r/week/2026/12/1")).toEqual(week);
  expect(readAddress("/calendar/r/week/2026/12/1")).toEqual(week);
  expect(readAddress("/calendar/u/1/r")).toEqual({ view: "", day: null });
  expect(readAddress("/calendar/u/0/r/day/2026/2/30")).toEqual({ view: "day", day: null });
  for (const other of ["/calendar/u/0/embed", "/calendar/", "/r/week/2026/12/1"])
    expect(readAddress(other)).toBeNull();
});

test("the key of a day", () => {
  expect(dayOfKey(String(keyOf(2026, 12, 1)))).toBe("2026-12-01");
  expect(dayOfKey(String(keyOf(2028, 2, 29)))).toBe("2028-02-29");
  for (const odd of [null, "", "1e3", "-5", String(keyOf(2026, 2, 30)), String(keyOf(2026, 13, 1))])
    expect(dayOfKey(odd)).toBeNull();
});

test("a day whose label or address says another one is none", () => {
  const path = "/calendar/u/0/r/week/2026/12/1";
  const first = keyOf(2026, 12, 1);
  const days = (html: string, at = path) => show(at, html).map(dayOf);
  expect(days(column(first) + column(first + 1))).toEqual(["2026-12-01", "2026-12-02"]);
  expect(days(column(first, "úterý 1. prosince"))).toEqual(["2026-12-01"]);
  expect(days(column(first, "streda 2. decembra"))).toEqual([null]);
  expect(days(column(first, "Monday, November 30, 2026"))).toEqual([null]);
  expect(days(column(first), "/calendar/u/0/r/week/2026/10/1")).toEqual([null]);
  expect(days(column(first), "/calendar/u/0/r/settings/2026")).toEqual(["2026-12-01"]);
  expect(days(column(first), "/calendar/embed")).toEqual([null]);
  // What is written on an event is no label of its column.
  const chip = '<div data-eventchip data-eventid="x" aria-label="3. prosince 2026"></div>';
  expect(days(`<div data-datekey="${first}">${chip}</div>`)).toEqual(["2026-12-01"]);
});

test("the only day that is shown", () => {
  const first = keyOf(2026, 12, 1);
  show("/calendar/u/0/r/day/2026/12/1", column(first) + column(first));
  expect(onlyDay()).toBe("2026-12-01");
  show("/calendar/u/0/r/day", column(first));
  expect(onlyDay()).toBe("2026-12-01");
  show("/calendar/u/0/r/day/2026/12/2", column(first));
  expect(onlyDay()).toBeNull();
  show("/calendar/u/0/r/week/2026/12/1", column(first) + column(first + 1));
  expect(onlyDay()).toBeNull();
});
