import type { Page } from "@playwright/test";
import type { Practice } from "../calendars/practice/server.ts";
import type { Gosms } from "../gosms/server.ts";
import { bound } from "../machine.ts";
import { type Desk, openDesk } from "./desk.ts";
import { test as base, expect } from "./fixtures.ts";
import { look } from "./look.ts";
import { createAppointment, nextWorkday, showDay } from "./practice.ts";

/** What a calendar accepted, and nobody saw it show: kept until it is seen, by whatever page of whatever browser. */

const test = base.extend<{ desk: Desk }>({
  desk: async ({ gosms, practice }, use) => {
    await using desk = await openDesk(gosms, { url: practice.url, name: "Ordinace Na Náměstí" });
    await use(desk);
  },
});

// Each starts the browser twice.
test.describe.configure({ timeout: bound(300_000) });

const day = nextWorkday();
const later = Temporal.PlainDate.from(day).add({ days: 7 }).toString();
const patient = "Jana Dvořáková";

async function openCalendar({ now }: Desk, practice: Practice): Promise<Page> {
  const page = await now.context.newPage();
  await page.setViewportSize({ width: 1280, height: 1300 });
  await page.goto(practice.url);
  await expect(page.getByRole("button", { name: "Hromadná SMS" })).toBeVisible();
  await showDay(page, day);
  return page;
}

/** The background keeps how the day looks: a page tells that a few seconds after it has read it. */
async function looked({ now }: Desk): Promise<void> {
  const days = async () => (await now.stored("looks")).map((look) => (look as { day: string }).day);
  await expect.poll(days, { timeout: bound(30_000) }).toContain(day);
}
const times = (gosms: Gosms) => gosms.messages.map(({ text }) => / v (\d+:\d\d)/u.exec(text)?.[1]);

test("what waits for its day survives the page and the browser, and leaves when the day is shown", async ({
  desk,
  practice,
  gosms,
}) => {
  const page = await openCalendar(desk, practice);
  await createAppointment(page, { patient, day: later, time: "17:00" });
  await createAppointment(page, { patient: "Petr Svoboda", day: later, time: "17:30" });
  await page.waitForTimeout(4_500);
  await page.reload();
  await expect(page.getByRole("button", { name: "Hromadná SMS" })).toBeVisible();
  await desk.restart("close");
  const popup = await desk.now.open("popup.html");
  await expect(popup.getByText("2 potvrzení čekají, až kalendář ukáže jejich termíny")).toBeVisible();
  await look(popup, "popup-unseen", [360, 400]);
  await popup.getByRole("button", { name: /^Neposílat: .*17:30$/ }).click();
  await expect(popup.getByText("1 potvrzení čeká, až kalendář ukáže jeho termín")).toBeVisible();
  expect(gosms.messages).toEqual([]);
  await openCalendar(desk, practice);
  await popup.getByRole("button", { name: /^Zobrazit den: / }).click();
  await expect.poll(() => times(gosms)).toEqual(["17:00"]);
  await expect(popup.getByText(/až kalendář ukáže/)).toHaveCount(0);
});

test("what a filter hides is not taken for another day, and leaves once the filter is off", async ({
  desk,
  practice,
  gosms,
}) => {
  const page = await openCalendar(desk, practice);
  const filter = page.locator("#filter");
  await filter.selectOption({ index: 1 });
  const hidden = await filter.locator("option").last().textContent();
  await createAppointment(page, { patient, day, time: "17:00", doctor: hidden?.trim() ?? "" });
  await expect.poll(() => desk.now.rows().then((rows) => rows.length), { timeout: 1_000 }).toBe(0);
  const popup = await desk.now.open("popup.html");
  await expect(popup.getByText(/ale neukazuje jej, možná jej skrývá filtr/)).toBeVisible({
    timeout: bound(40_000),
  });
  await page.bringToFront();
  await page.screenshot({ path: ".artifacts/shots/not-shown.png" });
  await filter.selectOption({ index: 0 });
  await expect.poll(() => times(gosms), { timeout: bound(30_000) }).toEqual(["17:00"]);
});

test("what the calendar took just before the browser was killed is proposed at the next look", async ({
  desk,
  practice,
  gosms,
}) => {
  const page = await openCalendar(desk, practice);
  await looked(desk);
  practice.failNext("dropAfter");
  // The editor stays open over the lost answer. Waited for, the calendar would read its days anew, and this page would
  // have seen the appointment.
  const creating = createAppointment(page, { patient, day, time: "17:00" }).catch(() => {});
  await expect.poll(() => practice.writes.length).toBeGreaterThan(0);
  await desk.restart("kill");
  await creating;
  const again = await openCalendar(desk, practice);
  await expect
    .poll(async () => (await desk.now.rows()).map(({ reason }) => reason?.code), { timeout: bound(30_000) })
    .toEqual(["appeared"]);
  await again.screenshot({ path: ".artifacts/shots/found.png" });
  expect(gosms.messages).toEqual([]);
  const popup = await desk.now.open("popup.html");
  await look(popup, "popup-found-one", [360, 400]);
  await popup.getByRole("button", { name: `Odeslat: ${patient}` }).click();
  await expect.poll(() => times(gosms)).toEqual(["17:00"]);
});

test("what was imported while the browser was closed is one line", async ({ desk, practice, gosms }) => {
  await openCalendar(desk, practice);
  await looked(desk);
  await desk.restart("close");
  const [doctor] = practice.db.doctors;
  /** All of them have a mobile number. */
  const patients = [1, 2, 3, 4, 5, 9, 10, 11];
  for (const [at, patientId] of patients.entries())
    practice.db.add({
      patientId,
      doctorId: doctor?.id ?? 1,
      start: `${day}T17:${String(at * 5).padStart(2, "0")}`,
      end: `${day}T17:${String(at * 5 + 5).padStart(2, "0")}`,
    });
  await openCalendar(desk, practice);
  const popup = await desk.now.open("popup.html");
  await expect(popup.getByText(/8 změn, které Pípni neviděla vznikat/)).toBeVisible({
    timeout: bound(30_000),
  });
  await look(popup, "popup-found-many", [360, 400]);
  await popup.getByRole("button", { name: "Neodesílat žádnou" }).click();
  await expect.poll(async () => (await desk.now.rows()).every(({ state }) => state === "skipped")).toBe(true);
  expect(gosms.messages).toEqual([]);
});
