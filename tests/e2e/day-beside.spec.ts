import { startGosms } from "../gosms/server.ts";
import { bound } from "../machine.ts";
import { allowNotifications } from "./build.ts";
import { launchChromium } from "./chromium.ts";
import { expect, test } from "./fixtures.ts";
import { look } from "./look.ts";
import { bulkItems } from "./patients.ts";

/** The day where a receptionist works, and what the browser tells them while they look at something else. */

test("the day stands beside the menu and beside the calendar, and a dry run of it sends nothing", async ({
  ready,
  practice,
  gosms,
}) => {
  const day = await ready.open("bulk.html?menu");
  await expect(day.getByText("Žádný kalendář není otevřený")).toBeVisible();
  await look(day, "day-no-calendar");
  const calendar = await ready.context.newPage();
  await calendar.goto(practice.url);
  await expect(calendar.getByRole("button", { name: "Hromadná SMS" })).toBeVisible();
  await expect(day.getByRole("button", { name: /^Odeslat \d/u })).toBeVisible();
  await expect(day.getByRole("link", { name: "Den", exact: true })).toHaveAttribute("aria-current", "page");
  await look(day, "day-in-menu");

  await day.getByRole("button", { name: "Nanečisto" }).click();
  await expect(day.getByText(/^Nanečisto: takto by odešlo \d/u)).toBeVisible();
  await expect(day.getByText(/^Dobry den, pripominame/u).first()).toBeVisible();
  await expect(day.getByRole("button", { name: /^Odeslat/u })).toHaveCount(0);
  await look(day, "day-dry");
  await day.getByRole("button", { name: "Ukončit nanečisto" }).click();
  await expect(day.getByRole("button", { name: /^Odeslat \d/u })).toBeVisible();
  expect(gosms.messages).toEqual([]);

  const panel = await ready.open("sidepanel.html");
  await expect(panel.getByRole("button", { name: /^Odeslat \d/u })).toBeVisible();
  await look(panel, "day-panel", [360]);
  await day.getByRole("link", { name: "Zprávy", exact: true }).click();
  await expect(day.getByRole("heading", { level: 1, name: "Zprávy" })).toBeVisible();
});

declare const chrome: {
  notifications: {
    getAll(): Promise<Record<string, unknown>>;
    onClicked: { dispatch(id: string): void };
  };
};

test("what nobody knows the outcome of is told on the screen, and a click on it opens what waits", async () => {
  test.setTimeout(bound(60_000));
  await using gosms = await startGosms({ http2: false });
  await using extension = await launchChromium({ gosms, calendars: [], prepare: allowNotifications });
  await extension.configure(gosms.account, (settings) => {
    settings.sending.settleSeconds = 0;
    settings.notifications.unknown = true;
  });
  gosms.faults.add({ kind: "dropAfter" });
  await extension.call("bulk.send", { calendarId: "test", items: bulkItems(1) });
  const worker = extension.context.serviceWorkers()[0];
  const shown = () => worker?.evaluate(async () => Object.keys(await chrome.notifications.getAll()));
  await expect.poll(shown, { timeout: bound(20_000) }).toEqual(["pipni-unknown"]);
  // The one that is open already is shown again.
  const inbox = extension.context.pages().find((page) => page.url().includes("options.html"));
  if (!inbox) throw new Error("installing opens the options page");
  await worker?.evaluate(() => chrome.notifications.onClicked.dispatch("pipni-unknown"));
  await expect(inbox.getByRole("heading", { level: 1, name: "Čeká na vás" })).toBeVisible();
  await expect.poll(shown).toEqual([]);
});
