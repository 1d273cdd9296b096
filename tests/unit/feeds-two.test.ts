// @vitest-environment node
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { Feed } from "../../lib/domain/feeds/feed.ts";
import { type Clinic, openClinic } from "./support/clinic.ts";
import { type FeedServer, startFeedServer } from "./support/feed-server.ts";
import { addFeed, grantHosts, visit } from "./support/feeds.ts";

/** Two calendars of one practice, such as one for each doctor: what goes from one to the other is not called off. */

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

const openFeeds = async (options = { isUnattended: true }): Promise<Feed[]> => [
  await addFeed({ url: server.ical("a") }, "ical", options),
  await addFeed({ url: server.ical("b") }, "ical", options),
];
/** What each of them holds, beside one that never changes. */
const say = (a: readonly string[], b: readonly string[]) => {
  server.say("a", [visit("91", 18), ...a]);
  server.say("b", [visit("92", 18), ...b]);
};
/** The job that reads them is due. */
async function readAll() {
  const now = Date.now() + 600_000;
  vi.spyOn(Date, "now").mockReturnValue(now);
  const { feeds } = await import("../../lib/background/jobs/feeds.ts");
  await feeds.run();
  await clinic.dispatcher.dispatch();
}
/** A person looks at one of them. */
async function readOne(feed: Feed | undefined) {
  const { refreshFeed } = await import("../../lib/background/looks/refresh-feed.ts");
  if (feed) await refreshFeed(feed, []);
  await clinic.dispatcher.dispatch();
}
/** What was sent, in its order. */
const sent = async () =>
  (await clinic.outbox.listSince(0, Number.MAX_SAFE_INTEGER))
    .filter(({ state }) => state === "sent")
    .toSorted((a, b) => a.createdAt - b.createdAt)
    .map(({ kind }) => kind);
const held = async () =>
  (await clinic.outbox.listSince(0, Number.MAX_SAFE_INTEGER))
    .filter(({ state }) => state === "held")
    .map(({ kind, appointment }) => `${kind} ${appointment.id}`);

/** The times of which GoSMS is to remind, once what is due was done. */
async function standing(): Promise<(string | undefined)[]> {
  const { withdrawReminders } = await import("../../lib/background/sending/reminders.ts");
  for (let round = 0; round < 3; round++) {
    vi.spyOn(Date, "now").mockReturnValue(Date.now() + 60_000);
    await clinic.dispatcher.dispatch();
    await withdrawReminders();
  }
  return clinic.gosms.messages
    .filter(({ scheduled, deletedAt }) => scheduled !== null && deletedAt === null)
    .map(({ text }) => / v (\d+:\d\d)/u.exec(text)?.[1]);
}

describe.for([
  ["into the second", 0],
  ["into the first", 1],
] as const)("an appointment that goes %s calendar at its time", ([, from]) => {
  const here = (...events: string[]) => (from === 0 ? say(events, []) : say([], events));
  const there = (...events: string[]) => (from === 0 ? say([], events) : say(events, []));

  test("stands: nobody hears that it is cancelled", async () => {
    await openFeeds();
    here();
    await readAll();
    here(visit("1", 9));
    await readAll();
    expect(await sent()).toEqual(["confirmation"]);
    there(visit("1", 9));
    await readAll();
    await readAll();
    expect(await sent()).toEqual(["confirmation"]);
    expect(await held()).toEqual([]);
  });

  test.for([
    ["called off", () => there(), []],
    ["moved", () => there(visit("1", 14, [], 6)), ["14:00"]],
    ["not touched", () => {}, ["9:00"]],
  ] as const)(
    "takes its reminders along: %s there, it is reminded of only as it is",
    async ([, then, left]) => {
      await clinic.set(({ reminders }) => {
        reminders.enabled = true;
      });
      await openFeeds();
      here();
      await readAll();
      here(visit("1", 9, [], 6));
      await readAll();
      expect(await standing()).toEqual(["9:00"]);
      there(visit("1", 9, [], 6));
      await readAll();
      await readAll();
      expect(await standing()).toEqual(["9:00"]);
      then();
      await readAll();
      await readAll();
      expect(await standing()).toEqual(left);
    },
  );

  describe("whose reminder", () => {
    beforeEach(() =>
      clinic.set(({ reminders }) => {
        reminders.enabled = true;
      }),
    );
    const went = async (days: number) => {
      await openFeeds();
      here();
      await readAll();
      here(visit("1", 9, [], days));
      await readAll();
      return () => there(visit("1", 9, [], days));
    };
    const reminders = async () =>
      (await clinic.outbox.listSince(0, Number.MAX_SAFE_INTEGER)).filter(({ schedule }) => schedule !== null);

    test("GoSMS does not give up yet is not handed over a second time", async () => {
      const goes = await went(6);
      expect(await standing()).toEqual(["9:00"]);
      clinic.gosms.faults.add({ kind: "500", path: "delete", times: "always" });
      goes();
      await readAll();
      await readAll();
      expect(await standing()).toEqual(["9:00"]);
      expect((await reminders()).map(({ state }) => state).toSorted()).toEqual(["planned", "withdrawing"]);
      clinic.gosms.faults.clear();
      vi.spyOn(Date, "now").mockReturnValue(Date.now() + 600_000);
      expect(await standing()).toEqual(["9:00"]);
      expect((await reminders()).map(({ state }) => state).toSorted()).toEqual(["scheduled", "skipped"]);
    });

    test("is late, for nothing is sent for a while, stays as it is", async () => {
      await clinic.set(({ sending }) => {
        sending.paused = true;
      });
      const goes = await went(6);
      const [row] = await reminders();
      vi.spyOn(Date, "now").mockReturnValue((row?.schedule?.sendAt ?? 0) + 60_000);
      goes();
      await readAll();
      await readAll();
      expect(await reminders()).toMatchObject([{ id: row?.id, state: "planned" }]);
    });
  });

  test("is proposed to nobody as gone where a person decides on all", async () => {
    await openFeeds({ isUnattended: false });
    here(visit("1", 9));
    await readAll();
    there(visit("1", 9));
    await readAll();
    expect(await held()).toEqual(["confirmation 1"]);
  });

  test("and is called off there is cancelled once", async () => {
    await openFeeds();
    here();
    await readAll();
    here(visit("1", 9));
    await readAll();
    there(visit("1", 9));
    await readAll();
    there();
    await readAll();
    await readAll();
    expect(await sent()).toEqual(["confirmation", "cancellation"]);
  });

  test.for([
    ["left", [from]],
    ["left after the other one", [1 - from, from]],
  ] as const)("stands, too, where a person looks at the one that it %s", async ([, looked]) => {
    const feeds = await openFeeds();
    here();
    await readAll();
    here(visit("1", 9));
    await readAll();
    there(visit("1", 9));
    for (const at of looked) await readOne(feeds[at]);
    await readAll();
    expect(await sent()).toEqual(["confirmation"]);
    there();
    await readAll();
    expect(await sent()).toEqual(["confirmation", "cancellation"]);
  });
});

test("what stands in both and is gone from both is cancelled once", async () => {
  await openFeeds();
  say([], []);
  await readAll();
  say([visit("1", 9)], [visit("1", 9)]);
  await readAll();
  expect(await sent()).toEqual(["confirmation"]);
  say([], []);
  await readAll();
  await readAll();
  expect(await sent()).toEqual(["confirmation", "cancellation"]);
});

test("of two of one family at one time, in two calendars, the one that is gone is cancelled", async () => {
  const sibling = visit("1", 9).replace("UID:1", "UID:2").replace("Jana Vzorová 1", "Karel Vzor");
  await openFeeds();
  say([visit("1", 9)], [sibling]);
  await readAll();
  say([], [sibling]);
  await readAll();
  expect(await sent()).toEqual(["cancellation"]);
});

test("what a calendar that is no longer read showed last keeps nothing from being cancelled", async () => {
  const [, second] = await openFeeds();
  say([visit("1", 9)], [visit("1", 9)]);
  await readAll();
  const { changeFeed } = await import("../../lib/storage/feeds.ts");
  if (second) await changeFeed(second.id, { enabled: false });
  say([], [visit("1", 9)]);
  await readAll();
  expect(await sent()).toEqual(["cancellation"]);
});

test("one that goes to a calendar that cannot be read just then hears in the end that it stands", async () => {
  const feeds = await openFeeds();
  say([], []);
  await readAll();
  say([visit("1", 9)], []);
  await readAll();
  say([], [visit("1", 9)]);
  const secrets = await import("../../lib/storage/secrets.ts");
  const access = { user: "", password: "" };
  await secrets.saveFeedAccess(feeds[1]?.id ?? "", { url: server.ical("none"), ...access });
  server.break("none");
  await readAll();
  expect(await sent()).toEqual(["confirmation", "cancellation"]);
  await secrets.saveFeedAccess(feeds[1]?.id ?? "", { url: server.ical("b"), ...access });
  await readAll();
  expect(await sent()).toEqual(["confirmation", "cancellation", "confirmation"]);
  say([], []);
  await readAll();
  expect((await sent()).at(-1)).toBe("cancellation");
});

test("one that is made anew at its time is not gone", async () => {
  await openFeeds({ isUnattended: false });
  say([visit("1", 9)], []);
  await readAll();
  say([visit("1", 9).replace("UID:1", "UID:3")], []);
  await readAll();
  expect(await held()).toEqual(["confirmation 3"]);
});
