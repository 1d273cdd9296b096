import { expect, type Page } from "@playwright/test";
import type { Case } from "../../../../tests/contract/cases.ts";
import { movedTo, type Visit } from "../../../../tests/contract/driver.ts";
import { marksAppointments } from "../../../../tests/contract/marks.ts";
import { expected, type Run } from "../../../../tests/contract/run.ts";
import { contractSuite } from "../../../../tests/contract/suite.ts";
import { at, day, instant } from "../../../../tests/contract/week.ts";
import { type EasyAppointmentsDriver, startEasyAppointmentsDriver } from "./driver.ts";

type EasyRun = Run<EasyAppointmentsDriver>;

const wednesday = day(2);
const jana: Visit = {
  name: "Jana Dvořáková",
  phone: "+420 601 000 001",
  start: `${wednesday}T09:00`,
  end: `${wednesday}T09:30`,
};
const petr: Visit = {
  name: "Petr Novák",
  phone: "601000002",
  start: `${wednesday}T11:00`,
  end: `${wednesday}T11:30`,
};
/** How long nothing may come of what is no news. */
const silence = 1_000;
const week = { day: wednesday, view: "week" } as const;
const listed = (...visits: readonly Visit[]) => visits.map((one) => expected(one, "Europe/Prague"));

/** The page with these alone, of which nothing has been reported yet. */
async function openWeek(run: EasyRun, ...visits: Visit[]): Promise<Page> {
  run.driver.seed(visits);
  const page = await run.open(week);
  await run.forget();
  return page;
}

/** Jana with one provider, Petr with another. */
function seedTwoProviders({ seed, server: { db } }: EasyAppointmentsDriver): void {
  seed([jana, petr]);
  const [, second] = db.appointments;
  if (!second) throw new Error("nothing was seeded");
  db.change(second.id, { id_users_provider: 3 });
}

/** Type and start of everything reported, once there is as much of it. */
async function history(run: EasyRun, count: number): Promise<string[]> {
  const read = async () =>
    (await run.reports()).map(({ change }) => `${change.type} ${change.appointment.start}`);
  await expect.poll(async () => (await read()).length, { timeout: run.patience }).toBe(count);
  return read();
}

async function isPartial(run: EasyRun, page: Page): Promise<boolean> {
  const listing = await run.listing(page, wednesday);
  return listing.ok && listing.isPartial === true;
}

const setStatus = async ({ driver }: EasyRun, page: Page, visit: Visit, status: string): Promise<void> => {
  await driver.edit(page, visit, (dialog) => dialog.locator("#appointment-status").selectOption(status));
  await expect(page.locator("#appointments-modal")).toBeHidden();
};

const own: readonly Case<EasyAppointmentsDriver>[] = [
  {
    name: "lists neither unavailabilities nor cancelled appointments, and takes a mobile number first",
    async check(run) {
      const { db } = run.driver.server;
      run.driver.seed([jana, petr]);
      const [first, second] = db.appointments;
      if (!first || !second) throw new Error("nothing was seeded");
      db.change(second.id, { status: "Cancelled" });
      const times = { start_datetime: `${wednesday} 14:00:00`, end_datetime: `${wednesday} 15:00:00` };
      db.block({ ...times, id_users_provider: 2, notes: "Školení" });
      const customer = db.customer({ ...db.customerOf(first), mobile_number: "777000777" });
      db.change(first.id, { id_users_customer: customer.id });
      const page = await run.open(week);
      expect(await run.list(page, wednesday)).toEqual(listed({ ...jana, phone: "777000777" }));
      await run.leave(page);
    },
  },
  {
    name: "takes the status Cancelled for a cancellation, and its end for a new appointment",
    async check(run) {
      const page = await openWeek(run, jana);
      for (const status of ["Confirmed", "Cancelled", "Booked"]) await setStatus(run, page, jana, status);
      expect(await history(run, 2)).toEqual([
        `cancelled ${instant(2, "09:00")}`,
        `created ${instant(2, "09:00")}`,
      ]);
      await run.leave(page);
    },
  },
  {
    name: "reports nothing for a conflict, by dialog and by mouse, and lists what the server has",
    async check(run) {
      const { driver } = run;
      const page = await openWeek(run, jana, petr);
      await driver.create(page, { ...jana, name: "Eva Smyšlená", start: petr.start, end: petr.end });
      await driver.calmDown(page);
      await driver.drag?.(page, jana, petr.start);
      await driver.calmDown(page);
      expect(await run.list(page, wednesday)).toEqual(listed(jana, petr));
      await driver.move(page, petr, `${wednesday}T13:00`);
      expect(await history(run, 1)).toEqual([`moved ${instant(2, "13:00")}`]);
      await run.leave(page);
    },
  },
  {
    name: "reports what was saved in spite of a conflict, once, and not what gave way to one",
    async check(run) {
      const { driver } = run;
      driver.seed([jana, petr]);
      const times = { start_datetime: `${wednesday} 14:00:00`, end_datetime: `${wednesday} 15:00:00` };
      driver.server.db.block({ ...times, id_users_provider: 2, notes: "Školení" });
      const page = await run.open(week);
      await run.forget();
      await driver.create(page, { ...jana, name: "Eva Smyšlená", start: petr.start, end: petr.end });
      await driver.answer(page, "Cancel");
      await page.locator("#close-dialog").click();
      await driver.move(page, jana, `${wednesday}T14:15`);
      await driver.answer(page, "Continue");
      expect(await history(run, 1)).toEqual([`moved ${instant(2, "14:15")}`]);
      await driver.create(page, { ...jana, name: "Eva Smyšlená", start: petr.start, end: petr.end });
      await driver.answer(page, "Continue");
      expect(await history(run, 2)).toEqual([
        `moved ${instant(2, "14:15")}`,
        `created ${instant(2, "11:00")}`,
      ]);
      await page.waitForTimeout(silence);
      expect(await run.reports()).toHaveLength(2);
      expect(driver.server.forced()).toBe(2);
      await run.leave(page);
    },
  },
  {
    name: "reports a drag that is undone by the toast as a move there and a move back",
    async check(run) {
      const { driver } = run;
      const page = await openWeek(run, jana);
      await driver.drag?.(page, jana, `${wednesday}T10:00`);
      await history(run, 1);
      await page.locator(".backend-notification").getByRole("button", { name: "Undo" }).click();
      await history(run, 2);
      await page.waitForTimeout(silence);
      expect(await history(run, 2)).toEqual([`moved ${instant(2, "10:00")}`, `moved ${instant(2, "09:00")}`]);
      expect(await run.list(page, wednesday)).toEqual(listed(jana));
      await run.leave(page);
    },
  },
  {
    name: "reports a deletion once the last question is answered, whichever way leads there",
    async check(run) {
      const { driver } = run;
      const page = await openWeek(run, jana, petr);
      const ask = async (visit: Visit, ...answers: string[]) => {
        await page.locator("#calendar").getByText(visit.name).first().click();
        await page.locator(".popover").getByRole("button", { name: "Delete" }).click();
        for (const one of answers) await driver.answer(page, one);
      };
      await ask(jana, "Cancel");
      await ask(jana, "Yes", "Cancel");
      await page.waitForTimeout(silence);
      expect(await run.reports()).toEqual([]);
      await ask(jana, "No");
      expect(await history(run, 1)).toEqual([`cancelled ${instant(2, "09:00")}`]);
      await ask(petr, "Yes", "Delete");
      expect(await history(run, 2)).toEqual([
        `cancelled ${instant(2, "09:00")}`,
        `cancelled ${instant(2, "11:00")}`,
      ]);
      await run.leave(page);
    },
  },
  {
    name: "tells both of an appointment that is given to another customer, and nothing of a corrected spelling",
    async check(run) {
      const { driver } = run;
      driver.seed([jana, petr]);
      const [first] = driver.server.db.appointments;
      if (!first) throw new Error("nothing was seeded");
      // A number that the form does not show.
      driver.server.db.customerRecord(first.id_users_customer, { mobile_number: "777000777" });
      const page = await run.open(week);
      await run.forget();
      await driver.edit(page, jana, (dialog) => dialog.getByLabel("Last Name").fill("Dvořaková"));
      await expect(page.locator("#calendar").getByText("Dvořaková")).toBeVisible();
      await page.waitForTimeout(silence);
      expect(await run.reports()).toEqual([]);
      await driver.edit(page, { ...jana, name: "Jana Dvořaková" }, async (dialog) => {
        await dialog.getByRole("button", { name: "Select" }).click();
        await dialog.getByRole("button", { name: petr.name }).click();
      });
      await history(run, 1);
      const [report] = await run.reports();
      expect(report?.change).toMatchObject({
        type: "patientChanged",
        appointment: { start: instant(2, "09:00"), patient: { name: petr.name, phone: petr.phone } },
        previousPatient: { name: "Jana Dvořaková", phone: "777000777" },
      });
      await run.leave(page);
    },
  },
  {
    name: "knows what was created for a known e-mail, whose customer is called anew",
    async check(run) {
      const { driver } = run;
      driver.seed([petr]);
      const [first] = driver.server.db.appointments;
      if (!first) throw new Error("nothing was seeded");
      driver.server.db.customerRecord(first.id_users_customer, { email: "rodina@priklad.example" });
      const page = await run.open(week);
      await run.forget();
      await driver.fill(page, jana);
      await page.getByLabel("Email").fill("rodina@priklad.example");
      await driver.save(page);
      await history(run, 1);
      const [report] = await run.reports();
      expect(report?.change).toMatchObject({
        type: "created",
        appointment: { start: instant(2, "09:00"), patient: { name: jana.name, phone: jana.phone } },
      });
      // The record is one: the other appointment is hers by now. What differs between two lists is no news.
      expect(await run.list(page, wednesday)).toEqual(
        listed(jana, { ...jana, start: petr.start, end: petr.end }),
      );
      await page.waitForTimeout(silence);
      expect(await run.reports()).toHaveLength(1);
      await run.leave(page);
    },
  },
  {
    name: "neither lists nor reports a Draft before it is booked",
    async check(run) {
      const { driver } = run;
      const page = await openWeek(run, petr);
      await driver.fill(page, jana);
      await page.locator("#appointment-status").selectOption("Draft");
      await driver.save(page);
      await expect(page.locator("#calendar").getByText(jana.name)).toBeVisible();
      await page.waitForTimeout(silence);
      expect(await run.reports()).toEqual([]);
      expect(await run.list(page, wednesday)).toEqual(listed(petr));
      await setStatus(run, page, jana, "Booked");
      expect(await history(run, 1)).toEqual([`created ${instant(2, "09:00")}`]);
      expect(await run.list(page, wednesday)).toEqual(listed(jana, petr));
      await run.leave(page);
    },
  },
  {
    name: "goes by the clock of each provider",
    async check(run) {
      const { driver } = run;
      seedTwoProviders(driver);
      driver.server.db.timeZones.set(3, "Europe/London");
      const page = await run.open(week);
      await expect(page.locator("#calendar").getByText(/11:00.*Petr Novák/)).toBeVisible();
      const inPrague = { ...petr, start: `${wednesday}T12:00`, end: `${wednesday}T12:30` };
      expect(await run.list(page, wednesday)).toEqual(listed(jana, inPrague));
      expect(await run.listing(page, wednesday)).toMatchObject({
        otherClock: { zone: "Europe/London", name: petr.name, shown: "11:00", told: "12:00" },
      });
      await run.forget();
      await driver.move(page, petr, `${wednesday}T15:00`);
      expect(await history(run, 1)).toEqual([`moved ${instant(2, "16:00")}`]);
      await run.leave(page);
    },
  },
  {
    name: "says that a list is partial while a provider is chosen, and keeps what the choice hides",
    async check(run) {
      const { driver } = run;
      seedTwoProviders(driver);
      const page = await run.open(week);
      expect(await isPartial(run, page)).toBe(false);
      await run.forget();
      await driver.filter?.(page);
      expect(await isPartial(run, page)).toBe(true);
      expect(await run.list(page, wednesday)).toEqual(listed(petr));
      // With another provider than the one who is chosen.
      await driver.create(page, {
        ...jana,
        name: "Eva Smyšlená",
        start: `${wednesday}T16:00`,
        end: `${wednesday}T16:30`,
      });
      await page.waitForTimeout(silence);
      expect(await run.reports()).toEqual([]);
      await driver.filter?.(page);
      expect(await history(run, 1)).toEqual([`created ${instant(2, "16:00")}`]);
      expect(await isPartial(run, page)).toBe(false);
      await run.leave(page);
    },
  },
  {
    name: "is the same calendar after the page's link to #",
    async check(run) {
      const { driver } = run;
      const page = await openWeek(run, petr);
      await driver.create(page, jana);
      expect(page.url()).toMatch(/#$/);
      expect(await history(run, 1)).toEqual([`created ${instant(2, "09:00")}`]);
      await expect
        .poll(() => run.health(page), { timeout: run.patience })
        .toMatchObject({ state: "reading", appointments: 2 });
      expect(await run.list(page, wednesday)).toEqual(listed(jana, petr));
      await run.leave(page);
    },
  },
  {
    name: "learns the id of a new appointment where the answers are too long to be handed over",
    async check(run) {
      const many = Array.from({ length: 120 }, (_, index): Visit => {
        const start = Temporal.PlainDateTime.from(at(1, "08:00")).add({ minutes: 2 * index });
        const text = (moment: Temporal.PlainDateTime) => moment.toString({ smallestUnit: "minute" });
        const phone = `601000${index + 100}`;
        return { name: `Pacient ${index}`, phone, start: text(start), end: text(start.add({ minutes: 2 })) };
      });
      run.driver.seed(many);
      const page = await run.open(week);
      await run.forget();
      await run.driver.create(page, jana);
      expect(await history(run, 1)).toEqual([`created ${instant(2, "09:00")}`]);
      const [made] = (await run.reports()).map(({ change }) => change.appointment.id);
      expect(made).toBe(String(run.driver.server.db.appointments.at(-1)?.id));
      await run.leave(page);
    },
  },
  {
    name: "reports what was created on a day that is not shown once it is",
    async check(run) {
      const { driver } = run;
      const page = await openWeek(run, petr);
      const later = movedTo(jana, at(9, "09:00"));
      await driver.create(page, later);
      await expect.poll(() => driver.server.db.appointments.length).toBe(2);
      await driver.refresh(page);
      expect(await run.reports()).toEqual([]);
      await driver.turn(page, 1);
      expect(await history(run, 1)).toEqual([`created ${instant(9, "09:00")}`]);
      await run.leave(page);
    },
  },
  {
    name: "reports nothing for what the page finds when it reads its calendar every minute",
    async check(run) {
      const { driver } = run;
      driver.seed([petr]);
      const page = await run.visit(driver.server.page({ date: wednesday, poll: "200" }));
      await run.forget();
      driver.elsewhere.create(jana);
      await expect(page.locator("#calendar").getByText(jana.name)).toBeVisible();
      driver.elsewhere.cancel(petr);
      await expect(page.locator("#calendar").getByText(petr.name)).toHaveCount(0);
      await driver.cancel(page, jana);
      expect(await history(run, 1)).toEqual([`cancelled ${instant(2, "09:00")}`]);
      await run.leave(page);
    },
  },
  {
    name: "reads the table view, too, which shows only days of its own choice",
    async check(run) {
      const { driver } = run;
      const nextDay = movedTo(petr, at(3, "11:00"));
      driver.seed([jana, nextDay]);
      const page = await run.visit(driver.server.page({ date: wednesday, view: "table" }));
      expect(await run.list(page, wednesday)).toEqual(listed(jana));
      expect(await run.list(page, day(3))).toEqual(listed(nextDay));
      expect(await run.listing(page, day(1))).toMatchObject({ ok: false, problem: "unreadable" });
      await run.forget();
      const eva: Visit = {
        ...jana,
        name: "Eva Smyšlená",
        phone: "601000003",
        start: `${wednesday}T08:00`,
        end: `${wednesday}T08:30`,
      };
      await driver.create(page, eva);
      await history(run, 1);
      await driver.move(page, eva, `${wednesday}T10:00`);
      await history(run, 2);
      await driver.cancel(page, movedTo(eva, `${wednesday}T10:00`));
      expect(await history(run, 3)).toEqual([
        `created ${instant(2, "08:00")}`,
        `moved ${instant(2, "10:00")}`,
        `cancelled ${instant(2, "10:00")}`,
      ]);
      await run.leave(page);
    },
  },
];

contractSuite("Easy!Appointments", startEasyAppointmentsDriver, [...own, marksAppointments]);
