// @vitest-environment node
import { beforeEach, describe, expect, test } from "vitest";
import { browser } from "wxt/browser";
import { fakeBrowser } from "wxt/testing/fake-browser";
import type { Message } from "../../lib/domain/outbox/message.ts";
import { isReadOtherwise, reasonOf } from "../../lib/domain/site-reading/gate.ts";
import { ailmentOf } from "../../lib/domain/site-reading/health.ts";
import {
  type Measure,
  type SiteReader,
  type SiteReading,
  standingOf,
} from "../../lib/domain/site-reading/site-reading.ts";
import {
  gateOf,
  loadReading,
  readingsItem,
  rowGates,
  saveReader,
  saveReading,
} from "../../lib/storage/site-readings.ts";
import { sitesItem } from "../../lib/storage/sites.ts";
import stored from "./fixtures/stored/readings.json" with { type: "json" };

const siteId = "https://kalendar.example";
const measure = (change: Partial<Measure> = {}): Measure => ({
  people: 12,
  names: 12,
  phones: 11,
  ids: 12,
  others: ["obed"],
  days: 5,
  hasNewIds: false,
  ...change,
});
const reading = (change: Partial<SiteReading> = {}): SiteReading => ({
  version: 1,
  siteId,
  plugin: "fullcalendar",
  described: "",
  fields: null,
  excluded: ["porada"],
  measured: measure(),
  confirmedAt: 1000,
  since: 1000,
  ...change,
});
const reader = (change: Partial<SiteReader> = {}): SiteReader => ({
  siteId,
  plugin: "fullcalendar",
  isGeneral: true,
  described: "",
  ailment: null,
  ...change,
});

describe("who has to be asked", () => {
  test.for<[string, ReturnType<typeof standingOf>, SiteReader | null, SiteReading[]]>([
    ["a calendar that has not been open since", "unknown", null, [reading()]],
    ["a plugin for just this calendar", "own", reader({ isGeneral: false }), []],
    ["a general plugin of which nobody has said anything", "unconfirmed", reader(), []],
    ["one that was confirmed", "confirmed", reader(), [reading()]],
    [
      "one that was confirmed for another site",
      "unconfirmed",
      reader(),
      [reading({ siteId: "https://b.example" })],
    ],
    ["one that another plugin reads by now", "unconfirmed", reader({ plugin: "taught" }), [reading()]],
    ["one that was taught anew since", "unconfirmed", reader({ described: "{}" }), [reading()]],
    ["one that is no longer read as it was", "changed", reader({ ailment: "names" }), [reading()]],
  ])("%s", ([, standing, read, readings]) => {
    expect(standingOf(read, readings)).toBe(standing);
  });

  test("nothing leaves unless it is the plugin's own or confirmed", () => {
    expect((["own", "confirmed"] as const).map(reasonOf)).toEqual([null, null]);
    expect((["unknown", "unconfirmed", "changed"] as const).map((one) => reasonOf(one)?.code)).toEqual([
      "unconfirmed",
      "unconfirmed",
      "readingChanged",
    ]);
  });
});

describe("what was read before", () => {
  const row = (change: Partial<Message>) =>
    ({ origin: "auto", createdAt: 500, history: [{ at: 500, state: "queued" }], ...change }) as Message;
  const released = [
    { at: 500, state: "queued" },
    { at: 600, state: "held" },
    { at: 2000, state: "queued" },
  ] as const;

  test.for<[string, boolean, Partial<Message>]>([
    ["waits", true, {}],
    ["of a reminder waits, too", true, { origin: "plan" }],
    ["does not wait when it was read since", false, { createdAt: 1000 }],
    ["leaves where a person has let it go on since", false, { history: [...released] }],
    [
      "waits where a person had let it go on before",
      true,
      { history: released.map((one) => ({ ...one, at: one.at / 10 })) },
    ],
    ["leaves where a person saw each word", false, { origin: "bulk" }],
  ])("%s", ([, waits, change]) => {
    expect(isReadOtherwise(row(change), reading())).toBe(waits);
  });
});

describe("the reading's health", () => {
  test.for<[string, ReturnType<typeof ailmentOf>, Partial<Measure>]>([
    ["as it was", null, {}],
    ["an empty week", null, { people: 0, names: 0, phones: 0, ids: 0, others: [], days: 0 }],
    [
      "a week with nothing but lunches and meetings",
      null,
      { people: 0, names: 0, phones: 0, ids: 0, others: Array<string>(9).fill("obed").concat("porada") },
    ],
    ["a quiet day", null, { people: 3, names: 3, phones: 0, ids: 3, days: 1 }],
    [
      "a field with the patient gone",
      "names",
      { people: 0, names: 0, phones: 0, ids: 0, others: Array<string>(8).fill("kontrola") },
    ],
    ["names gone, numbers left", "names", { names: 0 }],
    ["numbers gone", "phones", { phones: 2 }],
    ["a few more without a number", null, { phones: 6 }],
    ["ids gone", "ids", { ids: 0 }],
    ["other ids with each look", "ids", { hasNewIds: true }],
    ["one date for the whole week", "days", { days: 1 }],
    ["one day of a few", null, { people: 6, names: 6, phones: 6, ids: 6, days: 1 }],
  ])("%s", ([, ailment, change]) => {
    expect(ailmentOf(measure(change), reading())).toBe(ailment);
  });

  test("what was rare when it was confirmed may be missing", () => {
    expect(ailmentOf(measure({ phones: 0 }), reading({ measured: measure({ phones: 2 }) }))).toBeNull();
  });

  test("nothing is held against a look that had found nobody", () => {
    const nobody = measure({ people: 0, names: 0, phones: 0, ids: 0 });
    expect(ailmentOf(measure({ names: 0 }), reading({ measured: nobody }))).toBeNull();
  });
});

describe("what is stored", () => {
  beforeEach(() => fakeBrowser.reset());
  const addSite = () =>
    sitesItem.save([{ id: siteId, origin: siteId, name: "Ordinace", plugin: null, enabled: true }]);

  test("every shape so far opens; one of a later version is as if nobody had confirmed", async () => {
    await browser.storage.local.set(stored);
    expect(await readingsItem.load()).toEqual([stored.readings[0]]);
    expect(await readingsItem.problems()).toEqual(["1"]);
    expect((await loadReading(siteId)).standing).toBe("confirmed");
    expect((await loadReading("https://sogo.example")).standing).toBe("own");
    await saveReading(reading({ siteId: "https://third.example" }));
    expect((await browser.storage.local.get("readings")).readings).toEqual([
      stored.readings[0],
      reading({ siteId: "https://third.example" }),
      stored.readings[1],
    ]);
  });

  test("a calendar asks until it is confirmed; one that was removed asks nobody", async () => {
    expect(await gateOf(siteId)).toBeNull();
    await addSite();
    expect(await gateOf(siteId)).toEqual({ code: "unconfirmed" });
    await saveReader(reader());
    expect(await gateOf(siteId)).toEqual({ code: "unconfirmed" });
    await saveReading(reading());
    expect(await gateOf(siteId)).toBeNull();
    await saveReader(reader({ ailment: "phones" }));
    expect(await gateOf(siteId)).toEqual({ code: "readingChanged" });
  });

  test("rows are kept by the same rule, and those that were read otherwise", async () => {
    await addSite();
    await saveReader(reader());
    const row = (createdAt: number, calendarId = siteId) =>
      ({
        calendarId,
        origin: "auto",
        createdAt,
        history: [{ at: createdAt, state: "queued" }],
        appointment: { title: "" },
      }) as unknown as Message;
    expect((await rowGates())(row(2000))).toEqual({ code: "unconfirmed" });
    expect((await rowGates())(row(2000, "https://gone.example"))).toBeNull();
    await saveReading(reading());
    expect((await rowGates())(row(2000))).toBeNull();
    expect((await rowGates())(row(500))).toEqual({ code: "unconfirmed" });
  });
});
