import { beforeEach, describe, expect, test } from "vitest";
import { fakeBrowser } from "wxt/testing/fake-browser";
import { runFirst } from "../../lib/background/sites/first-run.ts";
import { enableSite, listSites, removeSite, setSiteEnabled } from "../../lib/background/sites/sites.ts";
import { sitesItem } from "../../lib/storage/sites.ts";

/** A browser that grants hosts by match pattern, and keeps what is given back to it. */
const granted = new Set<string>();
/** Those that came with the installation, which no browser takes back. */
const required = new Set<string>();

const calendar = (url: string) => enableSite({ url, name: "", plugin: null });
const origins = async () => (await sitesItem.load()).map(({ origin }) => origin);

beforeEach(() => {
  fakeBrowser.reset();
  granted.clear();
  required.clear();
  Object.assign(fakeBrowser, {
    permissions: {
      contains: async ({ origins }: { origins: string[] }) => origins.every((origin) => granted.has(origin)),
      remove: async ({ origins }: { origins: string[] }) => {
        if (origins.some((origin) => required.has(origin)))
          throw new Error("You cannot remove required permissions.");
        for (const origin of origins) granted.delete(origin);
        return true;
      },
    },
    tabs: { query: async () => [] },
    scripting: {
      getRegisteredContentScripts: async () => [],
      unregisterContentScripts: async () => {},
      registerContentScripts: async () => {},
    },
  });
});

test("44: the integration was ticked, yet the browser had no permission: what is shown is the browser's word", async () => {
  await calendar("https://plan.example/week");
  const shown = async () => (await listSites()).map(({ enabled, granted }) => ({ enabled, granted }));
  expect(await shown()).toEqual([{ enabled: true, granted: false }]);
  granted.add("https://plan.example/*");
  expect(await shown()).toEqual([{ enabled: true, granted: true }]);
  granted.clear();
  expect(await shown()).toEqual([{ enabled: true, granted: false }]);
});

test("43: after an update of the extension an open page goes on without being loaded anew", async () => {
  granted.add("https://plan.example/*");
  await calendar("https://plan.example/week");
  const started: string[] = [];
  Object.assign(fakeBrowser, {
    tabs: { query: async () => [{ id: 4, url: "https://plan.example/week" }] },
    scripting: {
      ...fakeBrowser.scripting,
      executeScript: async ({ target, files }: { target: { tabId: number }; files: string[] }) =>
        void started.push(`${target.tabId} ${files}`),
    },
  });
  await runFirst("update");
  expect(started).toEqual(["4 /calendar-probe.js", "4 /calendar.js"]);
  await runFirst("browser_update");
  expect(started).toHaveLength(2);
});

describe("a calendar that is removed gives its host back", () => {
  test("when no other calendar needs it", async () => {
    granted.add("https://plan.example/*").add("https://other.example/*");
    const { id } = await calendar("https://plan.example/week");
    await calendar("https://other.example/");
    await removeSite(id);
    expect([...granted]).toEqual(["https://other.example/*"]);
    expect(await origins()).toEqual(["https://other.example"]);
  });

  test("but not while another enabled one is on the same host, whose pattern names no port", async () => {
    granted.add("https://plan.example/*");
    const first = await calendar("https://plan.example/");
    const second = await calendar("https://plan.example:8443/");
    await removeSite(first.id);
    expect([...granted]).toEqual(["https://plan.example/*"]);
    await removeSite(second.id);
    expect([...granted]).toEqual([]);
  });

  test("also when the other one on that host is switched off", async () => {
    granted.add("https://plan.example/*");
    const first = await calendar("https://plan.example/");
    const second = await calendar("https://plan.example:8443/");
    await setSiteEnabled(second.id, false);
    await removeSite(first.id);
    expect([...granted]).toEqual([]);
    expect(await origins()).toEqual(["https://plan.example:8443"]);
  });

  test("and keeps the others of http and https apart", async () => {
    granted.add("https://plan.example/*").add("http://plan.example/*");
    await calendar("https://plan.example/");
    const { id } = await calendar("http://plan.example/");
    await removeSite(id);
    expect([...granted]).toEqual(["https://plan.example/*"]);
  });

  test("is removed also where the browser does not take the host back", async () => {
    granted.add("https://plan.example/*");
    required.add("https://plan.example/*");
    const { id } = await calendar("https://plan.example/");
    await removeSite(id);
    expect(await origins()).toEqual([]);
  });

  test("one that is only switched off keeps it", async () => {
    granted.add("https://plan.example/*");
    const { id } = await calendar("https://plan.example/");
    await setSiteEnabled(id, false);
    expect([...granted]).toEqual(["https://plan.example/*"]);
  });
});
