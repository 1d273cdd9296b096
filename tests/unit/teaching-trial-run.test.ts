// @vitest-environment node
import { describe, expect, it } from "vitest";
import type { DeclaredCalendar } from "../../lib/plugin-api/declared-calendar.ts";
import type { NetworkWrite } from "../../lib/plugin-api/network.ts";
import { zoneNamed } from "../../lib/plugin-kit/zone.ts";
import { isElsewhere } from "../../lib/teaching/taught-page.ts";
import { WatchedLists } from "../../lib/teaching/watched-lists.ts";

const clock = zoneNamed("Europe/Prague");
const origin = "https://kal.example";

let lastId = 0;
const exchange = (
  method: string,
  path: string,
  at: number,
  response: unknown = null,
  status = 200,
): NetworkWrite => ({
  ...{ id: ++lastId, answerId: lastId, method, url: `${origin}${path}`, status, location: null },
  ...{ redirected: false, body: null, response: response === null ? null : JSON.stringify(response) },
  ...{ startedAt: at - 100, endedAt: at },
});
const visit = (id: string, time: string) => ({
  id,
  name: "Zkouška Zkušební",
  start: `2026-11-24T${time}:00`,
});

const listed: DeclaredCalendar = {
  timeZone: clock.id,
  events: { source: "network" },
  network: [
    {
      ...{ kind: "list", method: "GET", url: "/visits\\?", items: "$.items" },
      fields: { id: "id", start: "start", patient: "name" },
    },
  ],
};

describe("a page that goes on from the answers to its changes, and never asks for its list again", () => {
  it("has what was made, where it was moved to, and no longer what was cancelled", () => {
    const lists = new WatchedLists(listed, clock);
    lists.hear(exchange("GET", "/visits?from=2026-11-24", 1_000, { items: [] }));
    const shown = (at: number, trial = lists.entries(at, null).get("v1") ?? null) =>
      [...lists.entries(at, trial).values()].map(
        ({ id, start }) => `${id} ${clock.marker(start).slice(11, 16)}`,
      );

    lists.hear(exchange("POST", "/visits", 2_000, { data: visit("v1", "13:00") }, 201));
    expect(shown(5_000)).toEqual(["v1 13:00"]);
    expect(lists.answeredId("v1")).toBe("$.data.id");
    lists.hear(exchange("PATCH", "/visits/v1", 6_000, { data: visit("v1", "13:30") }));
    expect(shown(9_000)).toEqual(["v1 13:30"]);
    const trial = lists.entries(9_000, null).get("v1") ?? null;
    lists.hear(exchange("DELETE", "/visits/v1", 10_000, null, 204));
    expect(shown(13_000, trial)).toEqual([]);
    // The trial goes on with another one.
    expect(shown(13_500, null)).toEqual([]);
    lists.hear(exchange("POST", "/visits", 14_000, { data: visit("v2", "15:00") }, 201));
    expect(shown(17_000, null)).toEqual(["v2 15:00"]);
  });
});

it("a list that goes on in parts is told from one", () => {
  const lists = new WatchedLists(listed, clock);
  lists.hear(exchange("GET", "/visits?all=1", 1_000, { items: [visit("v1", "13:00")] }));
  expect(lists.isPart).toBe(false);
  lists.hear(exchange("GET", "/visits?all=1&since=4", 2_000, { items: [] }));
  expect(lists.isPart).toBe(true);
});

describe("a page of the calendar on which no appointments are listed", () => {
  const drawn: DeclaredCalendar = {
    path: "/kniha/den",
    present: ["h1"],
    day: { label: { sel: "h1" } },
    events: { source: "dom", selector: ".radek" },
  };
  const none = new Map();
  it("such as the form of one, is no day on which all of them are gone", () => {
    expect(isElsewhere(drawn, { days: [], entries: none }, `${origin}/kniha/den?x=1`)).toBe(true);
    expect(isElsewhere(drawn, { days: ["2026-11-24"], entries: none }, `${origin}/kniha/upravit`)).toBe(true);
    expect(isElsewhere(drawn, { days: ["2026-11-24"], entries: none }, `${origin}/kniha/den`)).toBe(false);
    const { day: _, ...plain } = drawn;
    expect(isElsewhere(plain, { days: [], entries: none }, `${origin}/kniha/den`)).toBe(false);
    expect(isElsewhere(listed, { days: [], entries: none }, `${origin}/other`)).toBe(false);
  });
});
