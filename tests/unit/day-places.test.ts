// @vitest-environment node
import { beforeEach, describe, expect, test, vi } from "vitest";
import { fakeBrowser } from "wxt/testing/fake-browser";
import { type Place, placeToShow } from "../../entrypoints/bulk/places.ts";

/** Which calendar's day is shown where nobody said which. */

const place = (key: string, ...tabIds: number[]): Place => ({
  key,
  name: key,
  at: tabIds[0] === undefined ? { feedId: key } : { tabId: tabIds[0] },
  tabIds,
});
const [one, two, feed] = [place("one", 1), place("two", 2, 3), place("feed")];
const open = [one, two, feed];
const nothing = { chosen: null, activeTab: null, shown: null };

describe("the calendar whose day is shown", () => {
  test.for<[what: string, by: Parameters<typeof placeToShow>[1], place: Place]>([
    ["the first, where nothing is known", nothing, one],
    ["the one that is looked at", { ...nothing, activeTab: 3 }, two],
    [
      "the one that was shown, where another page is looked at",
      { ...nothing, activeTab: 9, shown: feed },
      feed,
    ],
    ["the one that is looked at, not the one that was shown", { ...nothing, activeTab: 1, shown: two }, one],
    ["the one that a person chose", { chosen: "feed", activeTab: 1, shown: one }, feed],
    ["another, where the chosen one is gone", { chosen: "gone", activeTab: 2, shown: null }, two],
  ])("%s", ([, by, expected]) => {
    expect(placeToShow(open, by)).toBe(expected);
  });

  test("stays while its page is loaded anew, and is found again in another tab", () => {
    expect(placeToShow([], { ...nothing, shown: one })).toBe(one);
    const again = place("one", 7);
    expect(placeToShow([again], { ...nothing, shown: one })).toBe(again);
  });

  test("is none where no calendar is open", () => {
    expect(placeToShow([], nothing)).toBeNull();
  });
});

describe("the calendars to choose from", () => {
  beforeEach(() => {
    vi.resetModules();
    fakeBrowser.reset();
  });

  test("are those that are read; the others are to be opened first", async () => {
    const { sitesItem } = await import("../../lib/storage/sites.ts");
    const { feedsItem } = await import("../../lib/storage/feeds.ts");
    const { saveTab } = await import("../../lib/storage/tabs.ts");
    const { findPlaces } = await import("../../entrypoints/bulk/places.ts");
    const site = (name: string, enabled = true) => {
      const origin = `https://${name}.example`;
      return { id: origin, origin, name, plugin: null, enabled };
    };
    await sitesItem.save([site("otevreny"), site("zavreny"), site("vypnuty", false), site("spojeny")]);
    const base = { origin: "https://adresa.example", kind: "ical" as const, isUnattended: false };
    const id = `feed:${crypto.randomUUID()}`;
    await feedsItem.save([
      { ...base, id, name: "Adresa", enabled: true, siteId: "https://spojeny.example" },
      { ...base, id: `feed:${crypto.randomUUID()}`, name: "Vypnutá", enabled: false, siteId: null },
    ]);
    const health = { state: "reading" as const, plugin: "sogo", appointments: 3 };
    await saveTab(4, { frameId: 0, siteId: "https://otevreny.example", health });
    await saveTab(5, { frameId: 0, siteId: "https://spojeny.example", health });
    expect(await findPlaces()).toEqual({
      open: [
        { key: "https://otevreny.example", name: "otevreny", at: { tabId: 4 }, tabIds: [4] },
        { key: id, name: "Adresa", at: { feedId: id }, tabIds: [5] },
      ],
      closed: [{ name: "zavreny", url: "https://zavreny.example" }],
    });
  });
});
