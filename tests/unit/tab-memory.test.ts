import { beforeEach, expect, test, vi } from "vitest";
import { browser } from "wxt/browser";
import { fakeBrowser } from "wxt/testing/fake-browser";
import { forgetTab, recall, remember } from "../../lib/storage/tab-memory.ts";

/** What plugins keep for a tab. */

const origin = "https://kalendar.example";

beforeEach(() => {
  fakeBrowser.reset();
});

test("each plugin gets back what it keeps for its tab and its site, and nothing of others", async () => {
  await remember(1, origin, { plugin: "a", key: "day", value: { shown: [1, null] } });
  await remember(1, origin, { plugin: "b", key: "day", value: "other" });
  await remember(1, "https://other.example", { plugin: "a", key: "day", value: "other" });
  await remember(11, origin, { plugin: "a", key: "day", value: "other" });
  expect(await recall(1, origin, "a")).toEqual({ day: { shown: [1, null] } });
  await forgetTab(1);
  expect(await recall(1, origin, "a")).toEqual({});
  expect(await recall(11, origin, "a")).toEqual({ day: "other" });
});

test("one value that nobody can read takes no other one with it", async () => {
  const told = vi.spyOn(console, "error").mockImplementation(() => {});
  await remember(1, origin, { plugin: "a", key: "good", value: 7 });
  await remember(1, origin, { plugin: "a", key: "torn", value: "x" });
  const [torn = ""] = Object.keys(await browser.storage.session.get(null)).filter((key) =>
    key.endsWith("torn"),
  );
  await browser.storage.session.set({ [torn]: '{"half' });
  expect(await recall(1, origin, "a")).toEqual({ good: 7 });
  expect(told).toHaveBeenCalledOnce();
  await remember(1, origin, { plugin: "a", key: "torn", value: "whole" });
  expect(await recall(1, origin, "a")).toEqual({ good: 7, torn: "whole" });
});
