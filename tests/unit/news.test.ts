// @vitest-environment node
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeEach, describe, expect, test } from "vitest";
import { fakeBrowser } from "wxt/testing/fake-browser";
import { bringsNews, newsVersions } from "../../lib/domain/news.ts";

/** After an update one line says that there is something new, until somebody has read it. */

const { version } = JSON.parse(readFileSync(join(import.meta.dirname, "../../package.json"), "utf8"));

test("this version has news, and the newest stand first", () => {
  expect(newsVersions[0]).toBe(version);
});

test.for<[to: string, from: string | undefined, isNew: boolean]>([
  ["1.0.0", "0.1.0", true],
  ["0.1.0", "0.0.9", true],
  ["0.1.0", undefined, true],
  ["0.1.0", "0.1.0", false],
  ["9.9.9", "0.1.0", false],
])("an update to %s from %s", ([to, from, isNew]) => {
  expect(bringsNews(to, from)).toBe(isNew);
});

describe("the first run of a version", () => {
  beforeEach(() => {
    fakeBrowser.reset();
    Object.assign(fakeBrowser.runtime, { getManifest: () => ({ version }) });
  });

  test.for<[reason: string, previous: string | undefined, unread: string | null]>([
    ["update", "0.0.9", version],
    ["update", version, null],
    ["install", undefined, null],
    ["browser_update", "0.0.9", null],
  ])("after %s from %s", async ([reason, previous, unread]) => {
    const { noteNews } = await import("../../lib/background/sites/first-run.ts");
    const { unreadNewsItem } = await import("../../lib/storage/news.ts");
    await noteNews(reason, previous);
    expect(await unreadNewsItem.load()).toBe(unread);
  });
});
