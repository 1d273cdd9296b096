import { expect, test } from "vitest";
import { browser } from "wxt/browser";
import { fakeBrowser } from "wxt/testing/fake-browser";
import type { Feed } from "../../lib/domain/feeds/feed.ts";
import { addFeed, changeFeed, feedById, feedOfSite, feedsItem, tieFeed } from "../../lib/storage/feeds.ts";

/** A feed belongs to one page, and a page has one feed. */

const page = "https://calendar.example";
const idOf = (last: number): string => `feed:00000000-0000-4000-8000-00000000000${last}`;
const feed = (last: number): Feed => ({
  id: idOf(last),
  name: `Kalendář ${last}`,
  origin: "https://feeds.example",
  kind: "ical",
  enabled: true,
  isUnattended: false,
  siteId: null,
});

test("a page has the feed that was tied to it last, while that one is on", async () => {
  fakeBrowser.reset();
  await addFeed(feed(1));
  await addFeed(feed(2));
  expect(await feedOfSite(page)).toBeNull();
  await tieFeed(idOf(1), page);
  await tieFeed(idOf(2), page);
  expect((await feedOfSite(page))?.id).toBe(idOf(2));
  expect((await feedById(idOf(1)))?.siteId).toBeNull();
  await changeFeed(idOf(2), { enabled: false });
  expect(await feedOfSite(page)).toBeNull();
  await tieFeed(idOf(2), null);
  expect((await feedById(idOf(2)))?.siteId).toBeNull();
});

test("a feed that was kept before there were ties is read", async () => {
  fakeBrowser.reset();
  const { siteId: _, ...before } = feed(1);
  await addFeed(feed(1));
  const stored = await browser.storage.local.get("feeds");
  const text = JSON.stringify(stored.feeds).replace(',"siteId":null', "");
  expect(JSON.parse(text)).not.toEqual(stored.feeds);
  await browser.storage.local.set({ feeds: JSON.parse(text) });
  expect(await feedsItem.load()).toEqual([{ ...before, siteId: null }]);
  expect(await feedsItem.problems()).toEqual([]);
});
