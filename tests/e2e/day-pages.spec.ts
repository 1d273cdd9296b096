import { expect, type Page } from "@playwright/test";
import { startDayPages } from "../calendars/day-pages.ts";
import { bound } from "../machine.ts";
import type { Extension } from "./chromium.ts";
import { visitText } from "./feed-texts.ts";
import { test } from "./fixtures.ts";
import { look } from "./look.ts";
import { nextWorkday } from "./practice.ts";

/** Pages of which only the day is read, and the official address that says what stands there. */

const day = String(nextWorkday());
const feed = (): string => visitText("1", 9, "Jana Vzorová");

/** Presses "Hromadná SMS" on a page, and gives the window that opens. */
async function pressBulk(extension: Extension, page: Page): Promise<Page> {
  const [window] = await Promise.all([
    extension.context.waitForEvent("page"),
    page.getByRole("button", { name: "Hromadná SMS" }).click(),
  ]);
  return window;
}

for (const [plugin, address, columns] of [
  ["google-calendar", "google", ".column"],
  ["outlook-web", "outlook", ".column"],
] as const) {
  test(`${plugin}: the day of the page, and the appointments of the address that belongs to it`, async ({
    chromium,
    gosms,
  }) => {
    await using pages = await startDayPages(feed);
    await using extension = await chromium.install({ calendars: [pages.url] });
    await extension.configure(gosms.account);
    await extension.enable(pages.url, "Stránka kalendáře", plugin);
    const page = await extension.context.newPage();
    await page.setViewportSize({ width: 1280, height: 900 });
    await page.goto(pages[address]("week", day));
    const index = Temporal.PlainDate.from(day).dayOfWeek - 1;
    await page.locator(columns).nth(index).click();

    // Without an address nothing is taken for an empty day.
    const lacking = await pressBulk(extension, page);
    await expect(lacking.getByText("Z této stránky Pípni čte jen den.")).toBeVisible({
      timeout: bound(20_000),
    });
    await look(lacking, `bulk-${plugin}-untied`);
    await lacking.close();

    await extension.call("feeds.add", { url: pages.feed, name: "Adresa kalendáře", user: "", password: "" });
    const options = await extension.open("options.html#kalendare");
    const row = options.locator("li.calendar", { hasText: "Adresa kalendáře" });
    await row.getByLabel("Patří ke stránce").selectOption("Stránka kalendáře");
    await expect(row.getByLabel("Patří ke stránce")).toHaveValue(pages.url);
    await expect(options.getByText("čte se den, termíny z přiřazené adresy")).toBeVisible();
    await look(options, `options-${plugin}`);
    await options.close();

    // The reading is confirmed first, and the day is kept meanwhile.
    await page.bringToFront();
    const window = await pressBulk(extension, page);
    await window.getByRole("button", { name: /^Potvrdit/u }).click();
    const opened = () => extension.context.pages().find((one) => one.url().includes("/bulk.html"));
    await expect.poll(() => opened() !== undefined, { timeout: bound(20_000) }).toBe(true);
    const bulk = opened() as Page;
    await expect(bulk.getByText("Jana Vzorová")).toBeVisible({ timeout: bound(20_000) });
    expect(new URL(bulk.url()).searchParams.get("day")).toBe(day);
    await bulk.close();

    // The view of a day says by itself which it is, in each language.
    for (const language of ["cs", "sk", "en"]) {
      await page.goto(pages[address]("day", day, language));
      const direct = await pressBulk(extension, page);
      await expect(direct.getByText("Jana Vzorová")).toBeVisible({ timeout: bound(20_000) });
      expect(new URL(direct.url()).searchParams.get("day")).toBe(day);
      await direct.close();
    }
    // Nothing was read twice: what leaves is the feed's, and of the page itself there is no row.
    expect(await extension.rows()).toEqual([]);
  });
}
