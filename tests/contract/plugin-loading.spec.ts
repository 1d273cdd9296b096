import { rm } from "node:fs/promises";
import { join } from "node:path";
import { startFullCalendarPages } from "../../lib/plugins/fullcalendar/test/calendar/server.ts";
import type { Health } from "../../lib/rpc/contract/index.ts";
import { expect, test } from "../e2e/fixtures.ts";
import { noticesOn } from "../e2e/notices.ts";
import { day } from "./week.ts";

/** The code of a plugin comes to a page as scripts of its own; what happens when one of them does not. */

for (const missing of ["fullcalendar.js", "fullcalendar-probe.js"]) {
  test(`24: says that the calendar cannot be read when ${missing} does not load, and keeps out of its way`, async ({
    gosms,
    chromium,
  }) => {
    await using pages = await startFullCalendarPages({ today: day(2) });
    await using extension = await chromium.install({
      calendars: [pages.url],
      prepare: (build) => rm(join(build, "plugins", missing)),
    });
    await extension.configure(gosms.account);
    await extension.enable(pages.url);
    const page = await extension.context.newPage();
    const errors: string[] = [];
    page.on("pageerror", (error) => errors.push(String(error)));
    await page.goto(pages.page("v6", { date: day(2) }));

    const tabId = await extension.tabId(page.url());
    const health = () => extension.call<Health | null>("sites.health", { tabId });
    await expect.poll(health).toMatchObject({ state: "unreadable", plugin: "fullcalendar" });
    await expect.poll(() => noticesOn(page)).toContain("Tento kalendář nelze přečíst");
    const listing = await extension.call("bulk.day", { tabId, day: day(2), kind: "reminder" });
    expect(listing).toMatchObject({ ok: false, problem: "unreadable" });

    await expect(page.locator(".fc-event")).not.toHaveCount(0);
    expect(errors).toEqual([]);
  });
}
