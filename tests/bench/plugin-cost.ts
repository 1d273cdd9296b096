import type { Page } from "@playwright/test";
import { startEasyAppointmentsDriver } from "../../lib/plugins/easy-appointments/test/driver.ts";
import { startNextcloudCalendar } from "../../lib/plugins/nextcloud-calendar/test/driver.ts";
import { startSogoCalendar } from "../../lib/plugins/sogo/test/driver.ts";
import { type Driver, movedTo, type Visit } from "../contract/driver.ts";
import { type Extension, launchChromium } from "../e2e/chromium.ts";
import { startGosms } from "../gosms/server.ts";
import { describe, type OwnTime, ownTimes, profiled } from "./profile.ts";
import { type Measure, mustHappen } from "./report.ts";
import { monday, wednesday } from "./week.ts";

/** The same two figures for the calendars that have plugins of their own: a full page opening, and one change. */

const drivers: readonly (() => Promise<Driver>)[] = [
  startEasyAppointmentsDriver,
  startNextcloudCalendar,
  startSogoCalendar,
];
const appointments = 1000;
const day = wednesday.toString();
const seconds = 10;
const runs = 2;
const changes = 3;
/** Learned, handed over, and the page looked through once more after all that has moved on it. */
const afterwardsMs = 3000;

/** Five working days with two hundred each, and one visit in the quiet of the evening, which is moved about. */
const visits: readonly Visit[] = Array.from({ length: appointments - 1 }, (_, index) => {
  const start = monday.toPlainDateTime("07:00").add({
    days: Math.floor(index / 200),
    minutes: (index % 200) * 3,
  });
  const text = (moment: Temporal.PlainDateTime) => moment.toString({ smallestUnit: "minute" });
  return {
    name: `Pacient ${String.fromCodePoint(65 + (index % 26))}${index}`,
    phone: `601${String(index).padStart(6, "0")}`,
    start: text(start),
    end: text(start.add({ minutes: 15 })),
  };
});
const moved: Visit = {
  name: "Jana Dvořáková",
  phone: "602 000 001",
  start: `${day}T18:00`,
  end: `${day}T18:30`,
};
const places = ["19:00", "20:00", "21:00", "19:00", "18:00"].map((time) => `${day}T${time}`);

const button = (page: Page) => page.getByRole("button", { name: "Hromadná SMS" });

async function opening(page: Page, extension: Extension, driver: Driver): Promise<OwnTime[]> {
  const times: OwnTime[] = [];
  for (let run = 0; run < runs; run++) {
    const session = await extension.context.newCDPSession(page);
    times.push(
      await profiled(session, new URL(driver.url).origin, async () => {
        await page.reload();
        await page.waitForTimeout(seconds * 1000);
      }),
    );
    await session.detach();
    await button(page).waitFor();
  }
  return times;
}

async function changing(page: Page, extension: Extension, driver: Driver): Promise<OwnTime[]> {
  const times: OwnTime[] = [];
  const session = await extension.context.newCDPSession(page);
  let visit = moved;
  for (let change = 0; change < changes; change++) {
    const place = places[change % places.length] ?? moved.start;
    times.push(
      await profiled(session, new URL(driver.url).origin, async () => {
        await driver.drag?.(page, visit, place);
        await page.waitForTimeout(afterwardsMs);
      }),
    );
    visit = movedTo(visit, place);
  }
  await session.detach();
  return times;
}

async function costOf(driver: Driver): Promise<Measure[]> {
  await using gosms = await startGosms();
  await using extension = await launchChromium({ gosms, calendars: [driver.url] });
  await extension.configure(gosms.account, (settings) => {
    // One change's notice must be gone before the next, or they count down together.
    settings.sending.settleSeconds = 1;
  });
  await extension.enable(driver.url);
  await driver.seed([...visits, moved]);
  const page = await extension.context.newPage();
  await page.setViewportSize({ width: 1280, height: 1300 });
  await page.goto(driver.address({ day, view: "week" }));
  await driver.drawn(page);
  await button(page).waitFor({ timeout: 60_000 });
  const opened = await opening(page, extension, driver);
  const tabId = await extension.tabId(page.url());
  const health = await extension.call<{ appointments?: number } | null>("sites.health", { tabId });
  if (health?.appointments !== appointments)
    throw new Error(`${driver.name} shows ${JSON.stringify(health)} instead of ${appointments} appointments`);
  const learned = await changing(page, extension, driver);
  for (const [title, times] of [
    ["opening", opened],
    ["one change", learned],
  ] as const) {
    const worst = times.toSorted((a, b) => b.total.wall - a.total.wall)[0];
    if (worst) console.log(describe(`${driver.name}, ${title}:`, worst), "\n");
  }
  await mustHappen("changes came to the outbox", async () => (await extension.rows()).length, changes);
  return [
    ...ownTimes(`${driver.name}: own main-thread time, first ${seconds} s`, opened, 50),
    ...ownTimes(`${driver.name}: own main-thread time around one change by mouse`, learned, 5),
  ];
}

export async function pluginCost(): Promise<Measure[]> {
  const measures: Measure[] = [];
  for (const start of drivers) {
    await using driver = await start();
    measures.push(...(await costOf(driver)));
  }
  return measures;
}
