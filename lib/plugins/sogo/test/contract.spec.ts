import type { Page } from "@playwright/test";
import { notices } from "../../../../lib/i18n/cs/notices.ts";
import type { Case } from "../../../../tests/contract/cases.ts";
import { movedTo, type Visit } from "../../../../tests/contract/driver.ts";
import { marksAppointments } from "../../../../tests/contract/marks.ts";
import { expected, type Report, type Run } from "../../../../tests/contract/run.ts";
import { contractSuite } from "../../../../tests/contract/suite.ts";
import { at, day, instant } from "../../../../tests/contract/week.ts";
import { expect, test } from "../../../../tests/e2e/fixtures.ts";
import { marksOn } from "../../../../tests/e2e/marks-on.ts";
import { noticesOn } from "../../../../tests/e2e/notices.ts";
import { bound } from "../../../../tests/machine.ts";
import { calendarObject } from "../../../../tests/unit/support/icalendar.ts";
import { openWorkstation } from "./calendar/workstation.ts";
import { editor, eventOf, type SogoDriver, startSogoCalendar, titleOf } from "./driver.ts";

/** What only SOGo has: occurrences with names of their own, a list to delete several from, and a zone for each user. */

type Calendar = Run<SogoDriver>;

const jana: Visit = {
  name: "Jana Dvořáková",
  phone: "+420 601 000 001",
  start: at(2, "09:00"),
  end: at(2, "09:30"),
};
/** Every Tuesday. */
const olga: Visit = {
  name: "Olga Zkušební",
  phone: "603000005",
  start: at(-27, "10:00"),
  end: at(-27, "10:30"),
  weekly: true,
};
const shown = { day: day(2), view: "week" } as const;
const silence = 1_000;

const told = ({ change }: Report): string => {
  const from = change.type === "moved" ? ` from ${change.previousStart}` : "";
  return `${change.type} ${change.appointment.start}${from} ${change.appointment.patient?.name}`;
};
const reports = async (run: Calendar): Promise<string[]> => (await run.reports()).map(told).sort();

/** These, and nothing after them. */
async function expectOnly(run: Calendar, page: Page, wanted: readonly string[]): Promise<void> {
  await expect.poll(() => reports(run), { timeout: run.patience }).toEqual([...wanted].sort());
  await page.waitForTimeout(silence);
  expect(await reports(run)).toEqual([...wanted].sort());
}

async function openSeries(run: Calendar): Promise<Page> {
  await run.driver.seed([olga, jana]);
  const page = await run.open(shown);
  await run.forget();
  return page;
}

async function remove(run: Calendar, page: Page, visit: Visit, which: string): Promise<void> {
  await run.driver.open(page, visit);
  await editor(page).getByRole("button", { name: "Smazat událost" }).locator("visible=true").click();
  await page.getByRole("menuitem", { name: which }).locator("visible=true").click();
}

const own: readonly Case<SogoDriver>[] = [
  {
    name: "keeps its button in sight when the window becomes narrow, where SOGo shows its list alone",
    async check(run) {
      await run.driver.seed([jana]);
      const page = await run.open(shown);
      const button = page.getByRole("button", { name: "Hromadná SMS" });
      await expect(button).toBeVisible();
      const wide = page.viewportSize();
      await page.setViewportSize({ width: 360, height: 800 });
      await expect(button).toBeVisible();
      if (wide) await page.setViewportSize(wide);
      await expect(button).toBeVisible();
      await expect(button).toHaveCount(1);
      await run.leave(page);
    },
  },
  {
    name: "reports the one occurrence that is moved, and deleted",
    async check(run) {
      const page = await openSeries(run);
      const tuesday = { ...olga, start: at(1, "10:00"), end: at(1, "10:30") };
      await run.driver.drag?.(page, tuesday, at(3, "13:00"));
      await page.getByRole("button", { name: "Pouze toto opakování" }).click();
      const moved = `moved ${instant(3, "13:00")} from ${instant(1, "10:00")} Olga Zkušební`;
      await expectOnly(run, page, [moved]);
      await remove(run, page, olga, "Smazat toto opakování");
      await expectOnly(run, page, [moved, `cancelled ${instant(3, "13:00")} Olga Zkušební`]);
      const ids = (await run.reports()).map(({ change }) => change.appointment.id);
      expect(new Set(ids).size).toBe(1);
      await run.leave(page);
    },
  },
  {
    name: "reports nothing of a series that is deleted as a whole, and says so",
    async check(run) {
      const page = await openSeries(run);
      await remove(run, page, olga, "Smazat všechna opakování");
      await expect
        .poll(() => noticesOn(page), { timeout: run.patience })
        .toContain("SMS neodejde: Olga Zkušební");
      await expectOnly(run, page, []);
      expect(await run.list(page, day(1))).toEqual([]);
      await run.leave(page);
    },
  },
  {
    name: "reports each of several that are deleted at once",
    async check(run) {
      const { driver } = run;
      const first = jana;
      const second = { ...movedTo(jana, at(2, "11:00")), name: "Petr Novák" };
      const third = { ...movedTo(jana, at(2, "13:00")), name: "Eva Smyšlená" };
      await driver.seed([first, second, third]);
      const page = await run.open(shown);
      await run.forget();
      const names = await Promise.all(
        [first, second].map(async ({ name }) => (await driver.workstation.find(name)).name),
      );
      // SOGo 5.8 lets nobody pick several appointments any more, but its server still takes what pages send that do.
      await page.evaluate(
        async (uids) => {
          const token = document.cookie.split("; ").find((one) => one.startsWith("XSRF-TOKEN="));
          const request = new XMLHttpRequest();
          request.open("POST", "personal/batchDelete");
          request.setRequestHeader("content-type", "application/json");
          request.setRequestHeader("X-XSRF-TOKEN", token?.split("=")[1] ?? "");
          request.send(JSON.stringify({ uids }));
        },
        [...names, "nobody.ics"],
      );
      await expectOnly(run, page, [
        `cancelled ${instant(2, "09:00")} Jana Dvořáková`,
        `cancelled ${instant(2, "11:00")} Petr Novák`,
      ]);
      expect(await run.list(page, shown.day)).toEqual([expected(third, driver.timeZone)]);
      await run.leave(page);
    },
  },
  {
    name: "tells both of an appointment that gets another patient, and nothing of a corrected spelling",
    async check(run) {
      const { driver } = run;
      await driver.seed([jana]);
      const page = await run.open(shown);
      await run.forget();
      await driver.rename(page, jana, "Jana Dvořaková +420 601 000 001");
      await expectOnly(run, page, []);
      await driver.rename(page, { ...jana, name: "Jana Dvořaková" }, "Petr Novák 601 000 002");
      await expect.poll(async () => (await run.reports()).length, { timeout: run.patience }).toBe(1);
      const [report] = await run.reports();
      expect(report?.change).toMatchObject({
        type: "patientChanged",
        appointment: { patient: { name: "Petr Novák", phone: "601 000 002" } },
        previousPatient: { name: "Jana Dvořaková", phone: "+420 601 000 001" },
      });
      await run.leave(page);
    },
  },
  {
    name: "says that a list is partial while a calendar is not ticked",
    async check(run) {
      const { driver } = run;
      await driver.seed([jana]);
      const page = await run.open(shown);
      const day = jana.start.slice(0, 10);
      const isPartial = async () => {
        const listing = await run.listing(page, day);
        return listing.ok && listing.isPartial === true;
      };
      const before = await isPartial();
      await driver.filter?.(page);
      expect(await run.list(page, day)).toEqual([]);
      expect(await isPartial()).toBe(true);
      await driver.filter?.(page);
      expect(await run.list(page, day)).toEqual([expected(jana, driver.timeZone)]);
      expect(await isPartial()).toBe(before);
      await run.leave(page);
    },
  },
  {
    name: "marks one of two appointments that look the same, and says the same in the view of a month",
    async check(run) {
      const { driver, extension, patience } = run;
      await driver.seed([jana, jana, { ...jana, name: "Petr Novák", phone: "601000002" }]);
      await extension.call("sites.setMarks", { shown: true });
      const page = await run.open(shown);
      const listing = await run.listing(page, day(2));
      const told = listing.ok
        ? listing.rows.filter(({ appointment: { title } }) => title === titleOf(jana))
        : [];
      expect(told).toHaveLength(2);
      const appointment = told[1]?.appointment;
      if (!appointment) throw new Error("there is no second one");
      const start = instant(2, "10:00");
      const items = [
        { appointment: { ...appointment, start }, kind: "reminder", text: "Připomínáme termín" },
      ];
      await extension.call("bulk.send", { calendarId: new URL(driver.url).origin, items });
      const expectMarked = async () => {
        await expect.poll(() => marksOn(page), { timeout: patience }).toEqual([notices.marks.otherTime]);
        // What SOGo itself opens says which of them it is.
        const opened = page.waitForRequest((request) => request.url().endsWith(".ics/view"));
        await page.locator('.sg-event:has([data-pipni="mark"]) .text').click();
        expect((await opened).url()).toContain(`/${appointment.id}/`);
        await expect(editor(page).first()).toBeVisible();
        await driver.calmDown(page);
      };
      await expectMarked();
      await driver.redraw(page);
      await expectMarked();
      await page.getByLabel("Měsíc", { exact: true }).locator("visible=true").first().click();
      await expect(page.locator("sg-calendar-month-day")).not.toHaveCount(0);
      await expectMarked();
      await extension.call("sites.setMarks", { shown: false });
      await run.leave(page);
    },
  },
  {
    name: "lists the days of whoever's SOGo is set to another zone than the browser's",
    async check(run) {
      const { sogo, addressOf, signIn, timeZone } = run.driver;
      const { doctor, traveller } = sogo.users;
      const workstation = await openWorkstation(sogo, traveller);
      await workstation.clear();
      const early = { ...jana, start: at(2, "03:00"), end: at(2, "03:30") };
      await workstation.import(calendarObject(eventOf(early)));
      const page = await run.extension.context.newPage();
      await signIn(page, traveller);
      try {
        await run.leave(page);
        const theirs = await run.visit(addressOf(traveller, shown));
        // At three in the morning in Prague it is still the day before in New York.
        expect(await run.list(theirs, day(1))).toEqual([expected(early, timeZone)]);
        expect(await run.list(theirs, day(2))).toEqual([]);
        await signIn(theirs, doctor);
        await theirs.close();
      } finally {
        await workstation.clear();
      }
    },
  },
];

function start(): Promise<SogoDriver> {
  // SOGo and all that it needs may have to be installed first.
  test.setTimeout(bound(300_000));
  return startSogoCalendar();
}

contractSuite("SOGo 5", start, [...own, marksAppointments]);
