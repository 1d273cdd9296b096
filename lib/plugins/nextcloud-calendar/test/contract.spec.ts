import type { Page } from "@playwright/test";
import type { Case } from "../../../../tests/contract/cases.ts";
import { movedTo, type Visit } from "../../../../tests/contract/driver.ts";
import { marksAppointments } from "../../../../tests/contract/marks.ts";
import { expected, type Report, type Run } from "../../../../tests/contract/run.ts";
import { contractSuite } from "../../../../tests/contract/suite.ts";
import * as week from "../../../../tests/contract/week.ts";
import { expect, test } from "../../../../tests/e2e/fixtures.ts";
import { look } from "../../../../tests/e2e/look.ts";
import { noticesOn } from "../../../../tests/e2e/notices.ts";
import { bound } from "../../../../tests/machine.ts";
import { calendarObject } from "../../../../tests/unit/support/icalendar.ts";
import { eventOf, type NextcloudDriver, startNextcloudCalendar, uidOf } from "./driver.ts";

/** Days of a month whose 23rd is the week's Monday. Of a series only what is to come is news. */
const day = (of: number): string => week.day(of - 23);
const wall = (of: number, time: string): string => week.at(of - 23, time);
const instant = (of: number, time: string): string => week.instant(of - 23, time);

/** What only CalDAV has: series, exceptions, events that are called off, and versions. */

const jana: Visit = {
  name: "Jana Dvořáková",
  phone: "+420 601 000 001",
  start: wall(25, "09:00"),
  end: wall(25, "09:30"),
};
/** Every Tuesday; the one of the week that is shown is the 24th. */
const olga: Visit = {
  name: "Olga Zkušební",
  phone: "603000005",
  start: wall(10, "10:00"),
  end: wall(10, "10:30"),
};
const shown = { day: day(25), view: "week" } as const;
const four = ["RRULE:FREQ=WEEKLY;COUNT=4"];
const silence = 1_000;

type Cloud = Run<NextcloudDriver>;

/** `moved 2026-11-24T09:00:00Z from …`, in short. */
const told = ({ change }: Report): string => {
  const from = change.type === "moved" ? ` from ${change.previousStart}` : "";
  return `${change.type} ${change.appointment.start}${from} ${change.appointment.patient?.name}`;
};
const reports = async (run: Cloud): Promise<string[]> => (await run.reports()).map(told);

/** These, and nothing after them. */
async function expectOnly(run: Cloud, page: Page, wanted: readonly string[]): Promise<void> {
  await expect.poll(() => reports(run), { timeout: run.patience }).toEqual([...wanted]);
  await page.waitForTimeout(silence);
  expect(await reports(run)).toEqual([...wanted]);
}

async function openSeries(run: Cloud): Promise<Page> {
  const { cloud, timeZone } = run.driver;
  await cloud.elsewhere.fill(calendarObject(eventOf(olga, timeZone, four), eventOf(jana, timeZone)));
  const page = await run.open(shown);
  await run.forget();
  await run.driver.editor.open(page, olga.name);
  return page;
}

const own: readonly Case<NextcloudDriver>[] = [
  {
    name: "reports the one occurrence that is deleted (EXDATE)",
    async check(run) {
      const page = await openSeries(run);
      await run.driver.editor.press(page, "Smazat tento výskyt");
      await expectOnly(run, page, [`cancelled ${instant(24, "10:00")} Olga Zkušební`]);
      expect(await run.list(page, day(24))).toEqual([]);
      await run.leave(page);
    },
  },
  {
    name: "reports the one occurrence that is moved, and moved again (RECURRENCE-ID)",
    async check(run) {
      const page = await openSeries(run);
      const { editor } = run.driver;
      await editor.fillTimes(page, { start: wall(26, "14:00"), end: wall(26, "14:30") });
      await editor.press(page, "Aktualizovat tento výskyt");
      const first = `moved ${instant(26, "14:00")} from ${instant(24, "10:00")} Olga Zkušební`;
      await expectOnly(run, page, [first]);
      await editor.open(page, olga.name);
      await editor.fillTimes(page, { start: wall(27, "14:00"), end: wall(27, "14:30") });
      await editor.press(page, "Aktualizovat tento výskyt");
      await expectOnly(run, page, [
        first,
        `moved ${instant(27, "14:00")} from ${instant(26, "14:00")} Olga Zkušební`,
      ]);
      const ids = (await run.reports()).map(({ change }) => change.appointment.id);
      expect(new Set(ids).size).toBe(1);
      await run.leave(page);
    },
  },
  {
    name: "reports what is called off and on again (STATUS), and does not list it meanwhile",
    async check(run) {
      const { cloud, timeZone, editor } = run.driver;
      await cloud.elsewhere.fill(calendarObject(eventOf(jana, timeZone)));
      const page = await run.open(shown);
      await run.forget();
      const set = async (status: string) => {
        await editor.open(page, jana.name);
        await editor.of(page).getByLabel("Stav").selectOption(status);
        await editor.press(page, "Aktualizovat");
      };
      await set("CANCELLED");
      await expectOnly(run, page, [`cancelled ${instant(25, "09:00")} Jana Dvořáková`]);
      expect(await run.list(page, day(25))).toEqual([]);
      await set("CONFIRMED");
      await expectOnly(run, page, [
        `cancelled ${instant(25, "09:00")} Jana Dvořáková`,
        `created ${instant(25, "09:00")} Jana Dvořáková`,
      ]);
      expect(await run.list(page, day(25))).toEqual([expected(jana, timeZone)]);
      await run.leave(page);
    },
  },
  {
    name: "reports an occurrence and all that follow: moved, and ended",
    async check(run) {
      const page = await openSeries(run);
      const { editor } = run.driver;
      await editor.fillTimes(page, { start: wall(24, "15:00"), end: wall(24, "15:30") });
      await editor.press(page, "Aktualizovat tento a všechny budoucí");
      const moved = [
        `moved ${instant(24, "15:00")} from ${instant(24, "10:00")} Olga Zkušební`,
        `moved ${instant(31, "15:00")} from ${instant(31, "10:00")} Olga Zkušební`,
      ];
      await expectOnly(run, page, moved);
      await editor.open(page, olga.name);
      await editor.press(page, "Smazat tento a všechny budoucí");
      await expectOnly(run, page, [
        ...moved,
        `cancelled ${instant(24, "15:00")} Olga Zkušební`,
        `cancelled ${instant(31, "15:00")} Olga Zkušební`,
      ]);
      await run.leave(page);
    },
  },
  {
    name: "reports nothing that a newer version on the server refuses (412)",
    async check(run) {
      const { cloud, timeZone, move, calmDown } = run.driver;
      await cloud.elsewhere.fill(calendarObject(eventOf(jana, timeZone)));
      const page = await run.open(shown);
      await run.forget();
      const theirs = movedTo(jana, wall(26, "11:00"));
      await cloud.elsewhere.put(uidOf(jana), calendarObject(eventOf(theirs, timeZone)));
      const refused = page.waitForResponse((response) => response.request().method() === "PUT");
      await move(page, jana, wall(27, "12:00"));
      expect((await refused).status()).toBe(412);
      await calmDown(page);
      await expectOnly(run, page, []);
      // What the page reads then is what its next change departs from.
      await run.driver.refresh(page);
      await expect(page.locator(".fc-event", { hasText: jana.name })).toContainText("11:00");
      await move(page, theirs, wall(27, "12:00"));
      await expectOnly(run, page, [
        `moved ${instant(27, "12:00")} from ${instant(26, "11:00")} Jana Dvořáková`,
      ]);
      await run.leave(page);
    },
  },
  {
    name: "reports nothing for an appointment that is put into another calendar, and still knows it",
    async check(run) {
      const { cloud, timeZone, editor, move } = run.driver;
      await cloud.elsewhere.fill(calendarObject(eventOf(jana, timeZone)));
      const page = await run.open(shown);
      await run.forget();
      await editor.open(page, jana.name);
      await editor.of(page).getByLabel("Kalendář").selectOption({ label: "Práce" });
      const done = page.waitForResponse((response) => response.request().method() === "MOVE");
      await editor.press(page, "Aktualizovat");
      expect((await done).ok()).toBe(true);
      await expect(editor.of(page)).toBeHidden();
      await expectOnly(run, page, []);
      await move(page, jana, wall(26, "12:00"));
      await expectOnly(run, page, [
        `moved ${instant(26, "12:00")} from ${instant(25, "09:00")} Jana Dvořáková`,
      ]);
      await run.leave(page);
    },
  },
  {
    name: "is the same calendar behind the address of each popover, and on the way back",
    async check(run) {
      const { cloud, timeZone, editor, create } = run.driver;
      await cloud.elsewhere.fill(calendarObject(eventOf(jana, timeZone)));
      const page = await run.open(shown);
      await run.forget();
      const isThere = async () => {
        // Whatever the browser makes of the new address, it does so within this.
        await page.waitForTimeout(silence);
        expect(await run.health(page)).toMatchObject({ state: "reading" });
        expect(await run.list(page, day(25))).toContain(expected(jana, timeZone));
      };
      await page.locator(".fc-event", { hasText: jana.name }).first().click();
      await expect(editor.of(page)).toBeVisible();
      expect(page.url()).toMatch(/\/edit\/popover\//);
      await isThere();
      await page.goBack();
      await expect(editor.of(page)).toBeHidden();
      await isThere();
      await page.getByRole("button", { name: "Nová událost" }).click();
      expect(page.url()).toMatch(/\/new\/popover\/0\/\d+\/\d+/);
      await isThere();
      await editor.press(page, "Zrušit");
      const eva = { ...jana, name: "Eva Smyšlená", start: wall(26, "09:00"), end: wall(26, "09:30") };
      await create(page, eva);
      await expectOnly(run, page, [`created ${instant(26, "09:00")} Eva Smyšlená`]);
      await run.leave(page);
    },
  },
  {
    name: "tells both of an appointment that gets another patient, and nothing of a corrected spelling",
    async check(run) {
      const { cloud, timeZone, editor } = run.driver;
      await cloud.elsewhere.fill(calendarObject(eventOf(jana, timeZone)));
      const page = await run.open(shown);
      await run.forget();
      const rename = async (from: string, to: string) => {
        await editor.open(page, from);
        await editor.of(page).getByLabel("Název události").fill(to);
        await editor.press(page, "Aktualizovat");
        await expect(editor.of(page)).toBeHidden();
      };
      await rename(jana.name, "Jana Dvořaková +420 601 000 001");
      await expectOnly(run, page, []);
      await rename("Jana Dvořaková", "Petr Novák 601 000 002");
      await expectOnly(run, page, [`patientChanged ${instant(25, "09:00")} Petr Novák`]);
      const [report] = await run.reports();
      expect(report?.change).toMatchObject({
        previousPatient: { name: "Jana Dvořaková", phone: "+420 601 000 001" },
        appointment: { patient: { phone: "601 000 002" } },
      });
      await run.leave(page);
    },
  },
  {
    name: "says that a list may be short, and takes what a calendar that is hidden holds for no news",
    async check(run) {
      const { cloud, timeZone, filter } = run.driver;
      await cloud.elsewhere.fill(calendarObject(eventOf(jana, timeZone)));
      const page = await run.open(shown);
      await run.forget();
      await filter?.(page);
      await expect(page.locator(".fc-event", { hasText: jana.name })).toHaveCount(0);
      expect(await run.listing(page, day(25))).toMatchObject({ ok: true, rows: [], isPartial: true });
      await filter?.(page);
      await expect(page.locator(".fc-event", { hasText: jana.name })).toBeVisible();
      await expectOnly(run, page, []);
      await run.leave(page);
    },
  },
  {
    name: "puts its button where the header's own keep their boxes, at every width",
    async check(run) {
      const { cloud, timeZone } = run.driver;
      await cloud.elsewhere.fill(calendarObject(eventOf(jana, timeZone)));
      const page = await run.open(shown);
      const ours = page.getByRole("button", { name: "Hromadná SMS" });
      for (const width of [1280, 1024, 800, 480]) {
        await page.setViewportSize({ width, height: 900 });
        await page.waitForTimeout(2_000);
        await expect(ours).toBeVisible();
        await page.screenshot({ path: `.artifacts/shots/nextcloud-header-${width}.png` });
        const boxes = () =>
          page.locator(".app-navigation-header button:visible:not([data-pipni])").evaluateAll((all) =>
            all
              .filter((one) => one.textContent?.trim() !== "Hromadná SMS")
              .map((one) => one.getBoundingClientRect())
              .map(({ x, y, width, height }) => [x, y, width, height].map(Math.round)),
          );
        const [beside, box] = [await boxes(), await ours.boundingBox()];
        const handle = await ours.elementHandle();
        await handle?.evaluate((one) => (one as HTMLElement).style.setProperty("display", "none"));
        expect(beside, `${width} px`).toEqual(await boxes());
        await handle?.evaluate((one) => (one as HTMLElement).style.removeProperty("display"));
        if (!box) throw new Error("the button is nowhere");
        for (const [x = 0, y = 0, wide = 0, high = 0] of beside)
          expect(
            x < box.x + box.width && box.x < x + wide && y < box.y + box.height && box.y < y + high,
            `${width} px: ${JSON.stringify([x, y, wide, high])} lies under ${JSON.stringify(box)}`,
          ).toBe(false);
        expect(box.x + box.width).toBeLessThanOrEqual(width);
      }
      await page.close();
    },
  },
  {
    name: "hears a page that saves by fetch, too",
    async check(run) {
      const { cloud, create, cancel } = run.driver;
      await cloud.elsewhere.fill(calendarObject());
      const page = await run.visit(cloud.page({ day: shown.day }, { transport: "fetch" }));
      await run.forget();
      await create(page, jana);
      await expectOnly(run, page, [`created ${instant(25, "09:00")} Jana Dvořáková`]);
      await cancel(page, jana);
      await expectOnly(run, page, [
        `created ${instant(25, "09:00")} Jana Dvořáková`,
        `cancelled ${instant(25, "09:00")} Jana Dvořáková`,
      ]);
      await run.leave(page);
    },
  },
  {
    name: "says so when what was accepted cannot be understood, and goes on",
    async check(run) {
      const { cloud, create } = run.driver;
      await cloud.elsewhere.fill(calendarObject());
      const page = await run.open(shown);
      await run.forget();
      await page.route("**/nonsense.ics", (route) => route.fulfill({ status: 201 }));
      await page.evaluate(([url, body]) => fetch(url, { method: "PUT", body }).then(({ status }) => status), [
        `${cloud.url}/remote.php/dav/calendars/jana/personal/nonsense.ics`,
        calendarObject(eventOf(jana, "Europe/Prague", ["RRULE:FREQ=DAILY;BYMONTHDAY=31;BYMONTH=2"])),
      ] as const);
      await expect
        .poll(() => noticesOn(page), { timeout: run.patience })
        .toContain("Změnu se nepodařilo předat");
      expect(await noticesOn(page)).toContain(jana.name);
      await create(page, { ...jana, name: "Eva Smyšlená" });
      await expectOnly(run, page, [`created ${instant(25, "09:00")} Eva Smyšlená`]);
      await page.close();
    },
  },
  {
    name: "reports what is written while the background sleeps",
    async check(run) {
      const { cloud, create } = run.driver;
      await cloud.elsewhere.fill(calendarObject());
      const page = await run.open(shown);
      await run.forget();
      await run.extension.stopWorker();
      await create(page, jana);
      await expectOnly(run, page, [`created ${instant(25, "09:00")} Jana Dvořáková`]);
      await run.leave(page);
    },
  },
  {
    name: "lists the same moments in another zone than the browser's",
    async check(run) {
      const { cloud, timeZone, address } = run.driver;
      await cloud.elsewhere.fill(calendarObject(eventOf(jana, timeZone)));
      const page = await run.visit(address({ ...shown, timeZone: "America/New_York" }));
      await expect(page.locator(".fc-event", { hasText: jana.name })).toContainText("3:00");
      expect(await run.list(page, day(25))).toEqual([expected(jana, timeZone)]);
      expect(await run.listing(page, day(25))).toMatchObject({
        otherClock: { zone: "America/New_York", name: jana.name, shown: "3:00", told: "9:00" },
      });
      await run.leave(page);
    },
  },
];

contractSuite("Nextcloud Calendar", startNextcloudCalendar, [...own, marksAppointments]);

test("an appointment made in the page is one text with the right time", async ({ gosms, chromium }) => {
  await using cloud = await startNextcloudCalendar();
  await using extension = await chromium.install({ calendars: [cloud.url] });
  await extension.configure(gosms.account, (settings) => {
    settings.sending.settleSeconds = 0;
  });
  await extension.enable(cloud.url);
  const day = Temporal.Now.plainDateISO("Europe/Prague").add({ days: 2 });
  const page = await extension.context.newPage();
  await page.setViewportSize({ width: 1280, height: 1300 });
  await page.goto(cloud.address({ day: day.toString() }));
  await expect(page.getByRole("button", { name: "Hromadná SMS" })).toHaveCount(1);
  await cloud.create(page, { ...jana, start: `${day}T14:30`, end: `${day}T15:00` });
  await expect.poll(() => gosms.messages.length, { timeout: bound(20_000) }).toBe(1);
  await page.waitForTimeout(silence);
  expect(gosms.messages).toHaveLength(1);
  expect(gosms.messages[0]).toMatchObject({ recipients: ["+420601000001"] });
  expect(gosms.messages[0]?.text).toMatch(
    new RegExp(`potvrzujeme Vas termin .*${day.day}\\. ?${day.month}\\..* v 14:30`, "u"),
  );
});

test("a whole series called off is one question in the popup, and leaves on one press", async ({
  gosms,
  chromium,
}) => {
  await using cloud = await startNextcloudCalendar();
  await using extension = await chromium.install({ calendars: [cloud.url] });
  await extension.configure(gosms.account, (settings) => {
    settings.sending.settleSeconds = 0;
    settings.sending.seriesDays = 20;
  });
  await extension.enable(cloud.url);
  const { timeZone, editor } = cloud;
  // The first Tuesdays are over or stay, and the last ones lie too far ahead.
  await cloud.cloud.elsewhere.fill(calendarObject(eventOf(olga, timeZone, ["RRULE:FREQ=WEEKLY;COUNT=8"])));
  const page = await extension.context.newPage();
  await page.setViewportSize({ width: 1280, height: 1300 });
  await page.goto(cloud.address(shown));
  await expect(page.getByRole("button", { name: "Hromadná SMS" })).toHaveCount(1);
  await editor.open(page, olga.name);
  await editor.press(page, "Smazat tento a všechny budoucí");
  await expect
    .poll(() => noticesOn(page), { timeout: bound(20_000) })
    .toContain("na vaše rozhodnutí v okně Pípni");
  expect(await noticesOn(page)).toContain("SMS zatím neodejde: Olga Zkušební");
  expect(await noticesOn(page)).toMatch(/O \d dalších? termín(u|ech) za více než 20 dnů se nepíše/u);
  const waiting = (await extension.rows()).length;
  expect(waiting).toBeGreaterThan(1);
  expect(gosms.messages).toHaveLength(0);

  const popup = await extension.open("popup.html");
  const question = popup.getByRole("region", { name: "Opakovaný termín: Olga Zkušební" });
  await expect(question).toContainText("na vaše rozhodnutí");
  await look(popup, "popup-series", [360, 400]);
  await question.getByRole("button", { name: /^Odeslat (obě|vš)/u }).click();
  await expect.poll(() => gosms.messages.length, { timeout: bound(20_000) }).toBe(waiting);
  await expect(question).toHaveCount(0);
  expect(gosms.messages.every(({ text }) => text.includes("zrusen"))).toBe(true);
  expect(new Set(gosms.messages.map(({ text }) => text)).size).toBe(waiting);
});
