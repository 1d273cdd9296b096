import type { Page } from "@playwright/test";
import type { Extension } from "./chromium.ts";
import { expect, test } from "./fixtures.ts";
import { look } from "./look.ts";
import { clickDay, nextWorkday, showDay } from "./practice.ts";

/** "Hromadná SMS" by the keyboard and in the menu of a right click. */

declare const chrome: {
  contextMenus: { update(id: string, change: object): Promise<void> };
  commands: {
    getAll(): Promise<{ name: string; shortcut: string }[]>;
    onCommand: { dispatch(name: string, tab: unknown): void };
  };
  tabs: { query(filter: object): Promise<{ id: number; url?: string }[]> };
};

/** Awake: one that was stopped would leave the driver waiting for ever. */
const workerOf = async ({ context, id, call }: Extension) => {
  await call("outbox.release", null);
  const worker = context.serviceWorkers().findLast((one) => one.url().includes(id));
  if (!worker) throw new Error("no worker runs");
  return worker;
};

/** As the browser does when the keys are pressed, which no driver can do: the listener hears the same. */
const pressKeys = async (extension: Extension, page: Page) =>
  (await workerOf(extension)).evaluate(async (url) => {
    const tab = (await chrome.tabs.query({})).find((one) => one.url === url);
    chrome.commands.onCommand.dispatch("bulk", tab);
  }, page.url());

const bulkWindow = async ({ context }: Extension): Promise<Page> => {
  const isBulk = (page: Page) => page.url().includes("/bulk.html");
  await expect.poll(() => context.pages().some(isBulk)).toBe(true);
  const page = context.pages().find(isBulk);
  if (!page) throw new Error("no window");
  return page;
};

const hasEntry = async (extension: Extension) =>
  (await workerOf(extension)).evaluate(() =>
    chrome.contextMenus.update("bulk", {}).then(
      () => true,
      () => false,
    ),
  );

test("the keys open the window for the chosen day, as the button does", async ({ ready, practice }) => {
  const calendar = await ready.context.newPage();
  await calendar.goto(practice.url);
  await expect(calendar.getByRole("button", { name: "Hromadná SMS" })).toBeVisible();
  const day = nextWorkday(Temporal.PlainDate.from(nextWorkday()));
  await showDay(calendar, day);
  await clickDay(calendar, day);
  const keys = await (await workerOf(ready)).evaluate(() => chrome.commands.getAll());
  expect(keys.map(({ name }) => name)).toContain("bulk");
  await pressKeys(ready, calendar);
  const bulk = await bulkWindow(ready);
  expect(new URL(bulk.url()).searchParams.get("day")).toBe(day);
  await expect(bulk.getByRole("heading", { name: "Odeslání SMS pacientům" })).toBeVisible();
});

test("on a page that is no calendar a sentence says so", async ({ ready }) => {
  const other = await ready.open("help/cs.html");
  await pressKeys(ready, other);
  const bulk = await bulkWindow(ready);
  await expect(bulk.getByText("Na této stránce není kalendář, který Pípni čte")).toBeVisible();
  await look(bulk, "bulk-no-calendar");
});

test("the menu's entry comes and goes with the calendars that are on", async ({ extension, practice }) => {
  expect(await hasEntry(extension)).toBe(false);
  await extension.enable(practice.url);
  await expect.poll(() => hasEntry(extension)).toBe(true);
  await extension.call("sites.setEnabled", { id: new URL(practice.url).origin, enabled: false });
  await expect.poll(() => hasEntry(extension)).toBe(false);
});
