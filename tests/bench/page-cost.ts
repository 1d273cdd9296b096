import type { BrowserContext, Page } from "@playwright/test";
import type { EventInput } from "../../lib/plugins/fullcalendar/test/calendar/events.ts";
import { VERSIONS } from "../../lib/plugins/fullcalendar/test/calendar/page.ts";
import { startFullCalendarPages } from "../../lib/plugins/fullcalendar/test/calendar/server.ts";
import { launchChromium } from "../e2e/chromium.ts";
import { startGosms } from "../gosms/server.ts";
import { describe, type OwnTime, ownTimes, profiled } from "./profile.ts";
import { forInformation, type Measure, median, ms, spread } from "./report.ts";
import { monday, wednesday } from "./week.ts";

/** What the extension takes of a page's main thread while a full calendar opens. */

const appointments = 1000;
const seconds = 10;
const runs = 2;
export const day = wednesday.toString();

/** A week of five working days with two hundred appointments each. */
export const events = Array.from({ length: appointments }, (_, index): EventInput => {
  const ofDay = index % 200;
  const start = monday.toPlainDateTime("07:00").add({
    days: Math.floor(index / 200),
    minutes: ofDay * 3,
  });
  const phone = `+420 601 ${String(index).padStart(6, "0")}`;
  return {
    id: index + 1,
    title: `Pacient ${index + 1}`,
    start: start.toString(),
    end: start.add({ minutes: 15 }).toString(),
    patient: { id: index + 1, firstName: "Pacient", lastName: String(index + 1), phone },
  };
});

/** Reloaded rather than opened: a new page may begin in one process and go on in another, which loses samples. */
export async function loaded(context: BrowserContext, page: Page): Promise<OwnTime> {
  const session = await context.newCDPSession(page);
  const own = await profiled(session, new URL(page.url()).origin, async () => {
    await page.reload();
    await page.waitForTimeout(seconds * 1000);
  });
  await session.detach();
  return own;
}

export async function pageCost(): Promise<Measure[]> {
  await using gosms = await startGosms();
  await using pages = await startFullCalendarPages({ today: day, events });
  await using extension = await launchChromium({ gosms, calendars: [pages.url] });
  await extension.configure(gosms.account);
  await extension.enable(pages.url);
  const site = new URL(pages.url).origin;
  const page = await extension.context.newPage();
  const measures: Measure[] = [];
  const details: string[] = [];
  for (const version of VERSIONS) {
    await extension.call("sites.setEnabled", { id: site, enabled: true });
    await page.goto(pages.page(version, { date: day }));
    const button = page.getByRole("button", { name: "Hromadná SMS" });
    await button.waitFor();
    const withUs: OwnTime[] = [];
    for (let run = 0; run < runs; run++) {
      withUs.push(await loaded(extension.context, page));
      await button.waitFor();
    }
    const tabId = await extension.tabId(page.url());
    const health = await extension.call<{ appointments?: number } | null>("sites.health", { tabId });
    if (health?.appointments !== appointments)
      throw new Error(`${version} shows ${JSON.stringify(health)} instead of ${appointments} appointments`);
    await extension.call("sites.setEnabled", { id: site, enabled: false });
    const without = await loaded(extension.context, page);
    if (without.total.wall > 0) throw new Error("the extension was there although it was switched off");

    const busy = withUs.map((one) => one.busy.cpu);
    measures.push(
      ...ownTimes(`${version}: own main-thread time, first ${seconds} s`, withUs, 50),
      forInformation(
        `${version}: the page altogether, against ${ms(without.busy.cpu)} without the extension (${spread(busy)})`,
        `${(median(busy) / without.busy.cpu).toFixed(2)} ×`,
      ),
    );
    const worst = withUs.toSorted((a, b) => b.total.wall - a.total.wall)[0];
    if (worst) details.push(describe(`${version}, samples every ${worst.interval.toFixed(2)} ms:`, worst));
  }
  console.log(details.join("\n"), "\n");
  return measures;
}
