// @vitest-environment node
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { Feed } from "../../lib/domain/feeds/feed.ts";
import { type Clinic, openClinic } from "./support/clinic.ts";
import { type FeedServer, startFeedServer } from "./support/feed-server.ts";
import { addFeed, grantHosts, tomorrowAt } from "./support/feeds.ts";
import { event } from "./support/icalendar.ts";

/** On a phone another patient is written over the one who had the appointment, or into a time that was kept free. */

const realFetch = globalThis.fetch;
let clinic: Clinic;
let server: FeedServer;
let feed: Feed;
beforeEach(async () => {
  clinic = await openClinic();
  grantHosts(realFetch);
  server = await startFeedServer();
  feed = await addFeed({ url: server.ical("a") }, "ical", { isUnattended: true });
});
afterEach(async () => {
  vi.restoreAllMocks();
  vi.useRealTimers();
  await server[Symbol.asyncDispose]();
  await clinic[Symbol.asyncDispose]();
});

const entry = (title: string, uid = "1", hour = 9) =>
  event({ uid, start: `;TZID=Europe/Prague:${tomorrowAt(hour)}`, lines: [`SUMMARY:${title}`] });
async function read(...events: string[]) {
  const { refreshFeed } = await import("../../lib/background/looks/refresh-feed.ts");
  server.say("a", events);
  await refreshFeed(feed, []);
  await clinic.dispatcher.dispatch();
}
const rows = async () =>
  (await clinic.outbox.listSince(0, Number.MAX_SAFE_INTEGER))
    .map(({ kind, state, phone, reason }) =>
      `${kind} ${phone.slice(-3)} ${state} ${reason?.code ?? ""}`.trim(),
    )
    .toSorted();

describe("another patient in the place of one", () => {
  test("is proposed: the one has it no longer, and the other has it", async () => {
    await read(entry("Jana Vzorová 601 000 001"));
    await read(entry("Petr Ukázka 601 000 002"));
    const proposed = ["cancellation 001 held disappeared", "confirmation 002 held appeared"];
    expect(await rows()).toEqual(proposed);
    await read(entry("Petr Ukázka 601 000 002"));
    expect(await rows()).toEqual(proposed);
    expect(clinic.gosms.messages).toEqual([]);
  });

  test("at another time as well", async () => {
    await read(entry("Jana Vzorová 601 000 001"));
    await read(entry("Petr Ukázka 601 000 002", "1", 14));
    expect(await rows()).toEqual(["cancellation 001 held disappeared", "confirmation 002 held appeared"]);
  });

  test("and a third in the place of that one", async () => {
    await read(entry("Jana Vzorová 601 000 001"));
    await read(entry("Petr Ukázka 601 000 002"));
    const { releaseThese } = clinic.dispatcher;
    await releaseThese(await clinic.outbox.listSince(0, Number.MAX_SAFE_INTEGER));
    await clinic.dispatcher.dispatch();
    await read(entry("Eva Příkladová 601 000 003"));
    expect(await rows()).toEqual([
      "cancellation 001 sent",
      "cancellation 002 held disappeared",
      "confirmation 002 sent",
      "confirmation 003 held appeared",
    ]);
  });

  test("who was told of it already hears nothing by itself", async () => {
    await read(entry("Karel Jiný 601 000 009", "9", 18));
    await read(entry("Karel Jiný 601 000 009", "9", 18), entry("Jana Vzorová 601 000 001"));
    expect(await rows()).toEqual(["confirmation 001 sent"]);
    await read(entry("Karel Jiný 601 000 009", "9", 18), entry("Petr Ukázka 601 000 002"));
    expect(await rows()).toEqual([
      "cancellation 001 held disappeared",
      "confirmation 001 sent",
      "confirmation 002 held appeared",
    ]);
  });
});

test("a patient in a time that was kept free is proposed", async () => {
  await read(entry("VOLNO"));
  await read(entry("Petr Ukázka 601 000 002"));
  expect(await rows()).toEqual(["confirmation 002 held appeared"]);
});

test.for([
  ["a corrected name", "Jana Vzorova 601 000 001"],
  ["a corrected number", "Jana Vzorová 601 000 003"],
  ["a note", "Jana Vzorová 601 000 001 kontrola"],
])("%s is no other patient", async ([, title]) => {
  await read(entry("Jana Vzorová 601 000 001"));
  await read(entry(title ?? ""));
  expect(await rows()).toEqual([]);
});

test("whoever is read otherwise since somebody confirmed it anew is no other patient", async () => {
  await read(entry("Jana Vzorová 601 000 001"));
  const { loadReading, saveReading } = await import("../../lib/storage/site-readings.ts");
  const { reading } = await loadReading(feed.id);
  const now = Date.now() + 60_000;
  vi.spyOn(Date, "now").mockReturnValue(now);
  if (reading) await saveReading({ ...reading, confirmedAt: now - 1_000 });
  await read(entry("Petr Ukázka 601 000 002"));
  expect(await rows()).toEqual([]);
});

test("many at once are another way of reading, and no work of a day", async () => {
  const many = (shift: number) =>
    Array.from({ length: 12 }, (_, at) =>
      entry(
        `${["Adam", "Božena", "Cyril", "Dana", "Emil", "Františka"][(at + shift) % 6]} Vzor 601 000 0${at + 10 + shift * 20}`,
        String(at),
        7 + at,
      ),
    );
  await read(...many(0));
  await read(...many(1));
  expect(await rows()).toEqual([]);
});
