import type { Page } from "@playwright/test";
import type { DayLook } from "../../lib/domain/looks/day-look.ts";
import { type Desk, openDesk } from "../e2e/desk.ts";
import { expect, test } from "../e2e/fixtures.ts";
import { bound } from "../machine.ts";
import { type Driver, movedTo, type Visit } from "./driver.ts";
import { button } from "./run.ts";

/** What nobody saw happen: noticed at the next look by whatever page of whatever browser, and only proposed. */

/** A working week that is still to come. */
const monday = (() => {
  const today = Temporal.Now.plainDateISO("Europe/Prague");
  return today.add({ days: 8 - today.dayOfWeek });
})();
const wall = (days: number, time: string): string => `${monday.add({ days })}T${time}`;
const visit = (name: string, phone: string, days: number, [start, end]: [string, string]): Visit => ({
  ...{ name, phone },
  start: wall(days, start),
  end: wall(days, end),
});

export const jana = visit("Jana Dvořáková", "601 000 001", 2, ["09:00", "09:30"]);
const petr = visit("Petr Svoboda", "602 000 002", 2, ["11:00", "11:30"]);
const eva = visit("Eva Smyšlená", "603 000 003", 2, ["13:00", "13:30"]);
const filip = visit("Filip Zkušební", "604 000 004", 3, ["10:00", "10:30"]);
/** Every Tuesday. */
const olga: Visit = { ...visit("Olga Zkušební", "605 000 005", -13, ["15:00", "15:30"]), weekly: true };
export const day = jana.start.slice(0, 10);

export const looks = async ({ now }: Desk): Promise<DayLook[]> => (await now.stored("looks")) as DayLook[];
export const proposals = async ({ now }: Desk): Promise<string[]> =>
  (await now.rows())
    .filter(({ state }) => state === "held")
    .map(({ kind, reason, appointment }) => `${kind} ${appointment.patient?.name}: ${reason?.code}`)
    .sort();

/** The calendar's page, once the background knows how it looks. */
export async function openLooked(desk: Desk, driver: Driver): Promise<Page> {
  const before = await pagesThatLooked(desk);
  const page = await desk.now.context.newPage();
  await page.setViewportSize({ width: 1280, height: 1300 });
  await page.goto(driver.address({ day, view: "week" }));
  await driver.drawn(page);
  await expect(button(page)).toHaveCount(1, { timeout: bound(20_000) });
  await expect
    .poll(async () => (await pagesThatLooked(desk)).difference(before).size, { timeout: bound(30_000) })
    .toBe(1);
  return page;
}
const pagesThatLooked = async (desk: Desk): Promise<Set<string>> =>
  new Set((await looks(desk)).filter((look) => look.day === day).map(({ page }) => page));

/** Looks are told a few seconds after each reading. */
export const untilTold = (page: Page): Promise<void> => page.waitForTimeout(6_000);

/** From now on the calendar's server takes what the page asks it for, and its answers come to nobody. */
async function muteServer(page: Page, driver: Driver): Promise<{ hasTaken(): boolean }> {
  let hasTaken = false;
  await page.route("**/*", async (route) => {
    if (!driver.isWrite(route.request())) return route.fallback();
    await route.fetch();
    hasTaken = true;
  });
  return { hasTaken: () => hasTaken };
}

export function looksSuite(name: string, start: () => Promise<Driver>): void {
  test.describe(`what nobody saw happen in ${name}`, () => {
    // Each starts the calendar, and the browser twice.
    test.describe.configure({ timeout: bound(300_000) });

    test("is proposed at the next look, and nothing else is", async ({ gosms }) => {
      await using driver = await start();
      await using desk = await openDesk(gosms, driver);
      await driver.seed([jana, filip, olga]);
      const page = await openLooked(desk, driver);
      // Told by the page itself, and so no news later.
      await driver.create(page, petr);
      await expect.poll(() => gosms.messages.length, { timeout: bound(20_000) }).toBe(1);
      await untilTold(page);
      const server = await muteServer(page, driver);
      await driver.create(page, eva);
      await expect.poll(() => server.hasTaken(), { timeout: bound(20_000) }).toBe(true);
      await desk.restart("kill");
      await driver.elsewhere.move(filip, wall(3, "14:00"));
      const again = await openLooked(desk, driver);
      // Filip has never heard of his appointment, and so is to hear of it as it is by now.
      const found = ["Eva Smyšlená", "Filip Zkušební"].map((who) => `confirmation ${who}: appeared`);
      await expect.poll(() => proposals(desk), { timeout: bound(20_000) }).toEqual(found);
      // Neither is it proposed anew, nor anything that others do while the page is open.
      await driver.elsewhere.create(movedTo(jana, wall(4, "09:00")));
      await driver.refresh(again);
      await untilTold(again);
      expect(await proposals(desk)).toEqual(found);
      expect(gosms.messages).toHaveLength(1);
    });

    test("is nothing that was hidden and is shown again", async ({ gosms }) => {
      await using driver = await start();
      await using desk = await openDesk(gosms, driver);
      await driver.seed([jana, petr, olga]);
      const page = await openLooked(desk, driver);
      await driver.filter?.(page);
      await untilTold(page);
      await desk.restart("close");
      const again = await openLooked(desk, driver);
      for (let turns = 0; turns < 2; turns++) {
        await driver.filter?.(again);
        await untilTold(again);
      }
      await desk.restart("close");
      await openLooked(desk, driver);
      expect(await proposals(desk)).toEqual([]);
      expect(await desk.now.rows()).toEqual([]);
    });
  });
}
