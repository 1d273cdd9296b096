import { parseHTML } from "linkedom";
import { expect, test, vi } from "vitest";
import { dayAt, onlyDay, readAddress } from "../days.ts";

function show(path: string, labels: readonly string[]): Element[] {
  const cells = labels.map((label) => `<div aria-label="${label}"><i></i></div>`);
  const { document } = parseHTML(
    `<body><div data-app-section="Surface_Week">${cells.join("")}</div><p aria-label="1. prosince 2026"><i></i></p></body>`,
  );
  vi.stubGlobal("document", document);
  vi.stubGlobal("location", new URL(path, "https://outlook.office.com"));
  return [...document.querySelectorAll("i")];
}
const dayUnder = (element: Element | undefined): string | null =>
  element ? dayAt({ element, under: () => [element], point: null }) : null;

test("the address", () => {
  const week = { view: "week", day: "2026-12-01" };
  for (const path of [
    "/calendar/view/week/2026/12/1",
    "/calendar/0/view/week/2026/12/01",
    "/calendar/0/view/week/2026-12-01",
    "/calendar/jana@lekar.example/view/Week/2026/12/1",
  ])
    expect(readAddress(path), path).toEqual(week);
  expect(readAddress("/calendar/view/workweek")).toEqual({ view: "workweek", day: null });
  expect(readAddress("/mail/0/inbox")).toBeNull();
});

test("the day under the pointer is the one date that is read out", () => {
  const path = "/calendar/view/week/2026/12/1";
  const days = show(path, [
    "úterý 1. prosince 2026",
    "Jana Vzorová, 9:00 až 9:30, streda 2. decembra 2026",
    "From Tuesday, December 1, 2026 to Thursday, December 3, 2026",
    "3. prosince",
    "úterý 1. června 2027",
  ]).map(dayUnder);
  // The last one stands beside the calendar.
  expect(days).toEqual(["2026-12-01", "2026-12-02", null, null, null, null]);
});

test("only a view of one day says itself which it is", () => {
  show("/calendar/view/day/2026/12/1", []);
  expect(onlyDay()).toBe("2026-12-01");
  show("/calendar/view/day", []);
  expect(onlyDay()).toBeNull();
  show("/calendar/view/week/2026/12/1", []);
  expect(onlyDay()).toBeNull();
});
