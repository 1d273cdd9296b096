// @vitest-environment node
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { Feed } from "../../lib/domain/feeds/feed.ts";
import { type Clinic, openClinic } from "./support/clinic.ts";
import { type FeedServer, startFeedServer } from "./support/feed-server.ts";
import { addFeed, grantHosts, tomorrowAt, visit } from "./support/feeds.ts";
import { event } from "./support/icalendar.ts";

/** Calendars by their official addresses as they change from look to look, with the real background. */

const realFetch = globalThis.fetch;
let clinic: Clinic;
let server: FeedServer;
beforeEach(async () => {
  clinic = await openClinic();
  grantHosts(realFetch);
  server = await startFeedServer();
});
afterEach(async () => {
  vi.restoreAllMocks();
  vi.useRealTimers();
  await server[Symbol.asyncDispose]();
  await clinic[Symbol.asyncDispose]();
});

async function refresh(feed: Feed) {
  const { refreshFeed } = await import("../../lib/background/looks/refresh-feed.ts");
  const { feedById } = await import("../../lib/storage/feeds.ts");
  const { state, told } = await refreshFeed((await feedById(feed.id)) ?? feed, []);
  return { problem: state.problem, told };
}
const told = async () =>
  (await clinic.outbox.listSince(0, Number.MAX_SAFE_INTEGER))
    .map(({ kind, state, reason, appointment: { id } }) =>
      `${kind} ${id} ${state} ${reason?.code ?? ""}`.trim(),
    )
    .toSorted();
const listing = async (feed: Feed, days: number) => {
  const { listDay } = await import("../../lib/background/sending/day-listing.ts");
  const day = Temporal.Now.plainDateISO("Europe/Prague").add({ days }).toString();
  return listDay({ feedId: feed.id }, day);
};

describe.for(["ical", "dav"] as const)("%s: an appointment that can no longer be read", (kind) => {
  const open = (options = {}) =>
    addFeed({ url: server[kind]("a") }, kind === "dav" ? "caldav" : "ical", options);
  const others = [visit("2", 10), visit("3", 11)];
  const unreadable = event({
    uid: "1",
    start: `;TZID=Zóna telefonu:${tomorrowAt(15)}`,
    lines: ["SUMMARY:Jana Vzorová 1", "DESCRIPTION:tel. 601 000 001"],
  });

  test("is not gone: nobody is told that it is cancelled", async () => {
    server.say("a", [visit("1", 9), ...others]);
    const feed = await open({ isUnattended: true });
    await refresh(feed);
    server.say("a", [unreadable, ...others]);
    await refresh(feed);
    await refresh(feed);
    await clinic.dispatcher.dispatch();
    expect(await told()).toEqual([]);
    expect(clinic.gosms.messages).toEqual([]);
  });

  test("is not listed where it stood, and counted among the unread", async () => {
    server.say("a", [visit("1", 9), ...others]);
    const feed = await open();
    await refresh(feed);
    server.say("a", [unreadable, ...others]);
    await refresh(feed);
    expect(await listing(feed, 1)).toMatchObject({
      ok: true,
      appointments: [{ id: "2" }, { id: "3" }],
      unread: { count: 1, all: 3 },
    });
  });

  test("has moved once it is read again, and is gone once it is there no more", async () => {
    server.say("a", [visit("1", 9), visit("4", 12), ...others]);
    const feed = await open();
    await refresh(feed);
    server.say("a", [unreadable, unreadable.replace("UID:1", "UID:4"), ...others]);
    await refresh(feed);
    server.say("a", [visit("1", 15), ...others]);
    await refresh(feed);
    expect(await told()).toEqual(["cancellation 4 held disappeared", "confirmation 1 held appeared"]);
  });
});

test.for([
  [503, "busy", []],
  [500, "server", []],
  [403, null, []],
  [404, null, ["cancellation 1 held disappeared"]],
] as const)(
  "an event that a CalDAV server lists no longer, and answers with %i, is gone with 404 alone",
  async ([status, problem, proposed]) => {
    server.say("a", [visit("1", 9), visit("2", 10)]);
    const feed = await addFeed({ url: server.dav("a") }, "caldav");
    await refresh(feed);
    server.say("a", [visit("2", 10)]);
    server.refuse("a", "1", status);
    expect((await refresh(feed)).problem).toBe(problem);
    expect(await told()).toEqual(proposed);
  },
);

test("a series on a CalDAV server that nobody touches goes on beyond the half year of its first reading", async () => {
  const weekly = event({
    uid: "s",
    start: `;TZID=Europe/Prague:${tomorrowAt(9)}`,
    lines: ["RRULE:FREQ=WEEKLY", "SUMMARY:Jana Vzorová", "DESCRIPTION:tel. 601 000 001"],
  });
  server.say("a", [weekly, visit("0", 10)]);
  const feed = await addFeed({ url: server.dav("a") }, "caldav");
  await refresh(feed);
  const begin = Date.now();
  // Something else changes every three days, and the series never.
  for (let days = 3; days <= 60; days += 3) {
    const at = begin + days * 86_400_000;
    vi.spyOn(Date, "now").mockReturnValue(at);
    server.say("a", [weekly, visit(String(days), 10, [], days + 2)]);
    await refresh(feed);
  }
  const day = await listing(feed, 1 + 7 * 33);
  expect(day).toMatchObject({ ok: true, appointments: [{ title: "Jana Vzorová" }] });
});

test("an iCal calendar that keeps all that was goes on being read", async () => {
  const begin = Date.now();
  const on = (days: number) =>
    Array.from({ length: 200 }, (_, at) => visit(`${days}-${at}`, 6 + (at % 12), [], days));
  const until = (last: number) => Array.from({ length: last / 10 }, (_, tens) => on(tens * 10)).flat();
  server.say("a", until(180));
  const feed = await addFeed({ url: server.ical("a") }, "ical", { isConfirmed: false });
  expect(await refresh(feed)).toMatchObject({ problem: null });
  vi.spyOn(Date, "now").mockReturnValue(begin + 100 * 86_400_000);
  server.say("a", until(280));
  expect(await refresh(feed)).toMatchObject({ problem: null });
  const { feedState } = await import("../../lib/storage/feeds.ts");
  expect((await feedState(feed.id))?.events).toBe(18 * 200);
}, 60_000);
