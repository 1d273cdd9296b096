import type { Page } from "@playwright/test";
import type { Practice } from "../calendars/practice/server.ts";
import type { Extension } from "./chromium.ts";
import { expect, test } from "./fixtures.ts";
import { noticesOn, pressInNotice } from "./notices.ts";
import {
  cancelAppointment,
  chip,
  createAppointment,
  moveAppointment,
  nextWorkday,
  showDay,
} from "./practice.ts";

/** Texts that go out by themselves after a change in the practice's calendar. */

const day = nextWorkday();

async function openCalendar(extension: Extension, practice: Practice, query = ""): Promise<Page> {
  const page = await extension.context.newPage();
  await page.setViewportSize({ width: 1280, height: 1300 });
  await page.goto(practice.url + query);
  await expect(page.getByRole("button", { name: "Hromadná SMS" })).toBeVisible();
  await showDay(page, day);
  return page;
}

/** The notices for human eyes, light and dark, on a narrow and on a wide screen. */
async function photograph(page: Page, name: string): Promise<void> {
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme });
    for (const width of [360, 1280]) {
      await page.setViewportSize({ width, height: 860 });
      await page.screenshot({ path: `.artifacts/shots/${name}-${width}-${colorScheme}.png` });
    }
  }
}

/** Waits until nothing more can come of what was done: the page's own settling is under two seconds. */
const quiet = (page: Page) => page.waitForTimeout(2500);

for (const transport of ["fetch", "xhr"]) {
  test(`creating confirms, cancelling cancels, over ${transport}`, async ({ ready, practice, gosms }) => {
    const page = await openCalendar(ready, practice, `?transport=${transport}`);
    await createAppointment(page, { patient: "Jana Dvořáková", day, time: "17:00" });
    await expect.poll(() => gosms.messages.length).toBe(1);
    expect(gosms.messages[0]).toMatchObject({ recipients: ["+420601000001"] });
    expect(gosms.messages[0]?.text).toMatch(/potvrzujeme Vas termin .* v 17:00, Ordinace Na Namesti/);

    await cancelAppointment(page, chip(page, "Jana Dvořáková", "17:00"));
    await expect.poll(() => gosms.messages.length).toBe(2);
    expect(gosms.messages[1]?.text).toMatch(/termin .* v 17:00 byl zrusen/);
    await quiet(page);
    expect(gosms.messages).toHaveLength(2);
  });
}

test("moving by drag is one text with the new time", async ({ ready, practice, gosms }) => {
  const page = await openCalendar(ready, practice);
  await createAppointment(page, { patient: "Petr Svoboda", day, time: "16:30" });
  await expect.poll(() => gosms.messages.length).toBe(1);
  await moveAppointment(page, chip(page, "Petr Svoboda", "16:30"), "16:30", "17:00");
  await expect.poll(() => gosms.messages.length).toBe(2);
  expect(gosms.messages[1]?.text).toContain(" v 17:00");
  await quiet(page);
  expect(gosms.messages).toHaveLength(2);
});

test("an appointment on a day that is not shown is confirmed when the day is", async ({
  ready,
  practice,
  gosms,
}) => {
  const page = await openCalendar(ready, practice);
  const later = Temporal.PlainDate.from(day).add({ days: 7 }).toString();
  await createAppointment(page, { patient: "Jana Dvořáková", day: later, time: "17:00" });
  await page.waitForTimeout(3500);
  await page.screenshot({ path: ".artifacts/shots/unseen.png" });
  await page.waitForTimeout(8000);
  expect(gosms.messages).toEqual([]);
  await page.getByRole("button", { name: "Následující období" }).click();
  await expect.poll(() => gosms.messages.length).toBe(1);
  expect(gosms.messages[0]?.text).toContain(" v 17:00");
});

test("what the server refuses is not told", async ({ ready, practice, gosms }) => {
  const page = await openCalendar(ready, practice);
  practice.failNext(500);
  await page.getByRole("button", { name: "Nový termín" }).click();
  const editor = page.getByRole("dialog", { name: "Nový termín", exact: true });
  await editor.getByRole("combobox", { name: "Pacient" }).fill("Jana");
  await editor.getByRole("option", { name: "Jana Dvořáková" }).first().click();
  await editor.getByLabel("Datum").fill(day);
  await editor.getByLabel("Začátek").fill("17:00");
  await editor.getByRole("button", { name: "Uložit" }).click();
  await expect(editor.getByRole("alert")).toBeVisible();
  await quiet(page);
  expect(gosms.messages).toEqual([]);
});

test("turning the page, filtering, reloading and other people's changes send nothing", async ({
  ready,
  practice,
  gosms,
}) => {
  const page = await openCalendar(ready, practice, "?poll=500");
  const others = practice.db
    .between(`${day}T00:00`, `${day}T23:59`)
    .filter(({ patientId }) => patientId !== null);
  await page.getByRole("button", { name: "Následující období" }).click();
  await page.getByRole("button", { name: "Předchozí období" }).click();
  await page.getByLabel("Lékař").first().selectOption({ index: 1 });
  await page.waitForTimeout(500);
  await page.getByLabel("Lékař").first().selectOption({ index: 0 });
  // Somebody at another workstation, and this page's next look at the server.
  practice.db.cancel(others[0]?.id ?? 0);
  practice.db.move(others[1]?.id ?? 0, `${day}T17:30`);
  practice.db.add({ patientId: 3, doctorId: 1, start: `${day}T16:30`, end: `${day}T16:50` });
  await page.getByRole("button", { name: "Den", exact: true }).click();
  await page.getByRole("button", { name: "Týden", exact: true }).click();
  await page.reload();
  await showDay(page, day);
  await quiet(page);
  expect(gosms.messages).toEqual([]);
});

test("somebody else's appointment that arrives with one's own is not one's own news", async ({
  ready,
  practice,
  gosms,
}) => {
  const page = await openCalendar(ready, practice);
  practice.db.add({ patientId: 3, doctorId: 2, start: `${day}T17:00`, end: `${day}T17:20` });
  await createAppointment(page, { patient: "Jana Dvořáková", day, time: "16:30" });
  await expect.poll(() => gosms.messages.length).toBe(1);
  await quiet(page);
  expect(gosms.messages.map(({ recipients }) => recipients)).toEqual([["+420601000001"]]);
});

test("the notice counts down, and Neodesílat stops the text", async ({ extension, practice, gosms }) => {
  await extension.configure(gosms.account, (settings) => {
    settings.sending.settleSeconds = 8;
  });
  await extension.enable(practice.url);
  const page = await openCalendar(extension, practice);
  await createAppointment(page, { patient: "Jana Dvořáková", day, time: "17:00" });
  await expect.poll(async () => (await extension.rows()).map(({ state }) => state)).toEqual(["queued"]);
  await page.screenshot({ path: ".artifacts/shots/notice.png" });
  expect(await noticesOn(page)).toMatch(
    /Potvrzení: Jana Dvořáková.* 17:00, .*601 000 001.*Odejde za \d s\./u,
  );
  await pressInNotice(page, "Neodesílat");
  await expect.poll(async () => (await extension.rows()).map(({ state }) => state)).toEqual(["skipped"]);
  await expect.poll(() => noticesOn(page)).toContain("Zpráva neodešla. Odeslání jste zrušili.");
  await page.waitForTimeout(8500);
  expect(gosms.messages).toEqual([]);
});

test("creating and cancelling within the settling time sends nothing", async ({
  extension,
  practice,
  gosms,
}) => {
  await extension.configure(gosms.account, (settings) => {
    settings.sending.settleSeconds = 6;
  });
  await extension.enable(practice.url);
  const page = await openCalendar(extension, practice);
  await createAppointment(page, { patient: "Jana Dvořáková", day, time: "17:00" });
  await expect.poll(async () => (await extension.rows()).length).toBe(1);
  await cancelAppointment(page, chip(page, "Jana Dvořáková", "17:00"));
  await expect.poll(async () => (await extension.rows()).map(({ state }) => state)).toEqual(["skipped"]);
  await page.waitForTimeout(7000);
  expect(gosms.messages).toEqual([]);
});

test("the notice says that a text waits while sending is stopped, and that it was sent afterwards", async ({
  extension,
  practice,
  gosms,
}) => {
  await extension.configure(gosms.account, (settings) => {
    settings.sending.settleSeconds = 3;
    settings.sending.paused = true;
  });
  await extension.enable(practice.url);
  const page = await openCalendar(extension, practice);
  await createAppointment(page, { patient: "Jana Dvořáková", day, time: "17:00" });
  await expect.poll(() => noticesOn(page)).toContain("Počká: odesílání je zastavené.");
  await page.waitForTimeout(4000);
  expect(await noticesOn(page)).toContain("Počká: odesílání je zastavené.");
  expect(await noticesOn(page)).not.toMatch(/Odejde|Odesláno/u);
  await photograph(page, "notice-waits");
  await extension.configure(gosms.account, (settings) => {
    settings.sending.settleSeconds = 3;
  });
  await expect.poll(() => noticesOn(page), { timeout: 15_000 }).toContain("Odesláno.");
  expect(gosms.messages).toHaveLength(1);
});

test("the notice says why a text was refused, and stays", async ({ extension, practice, gosms }) => {
  await extension.configure(gosms.account, (settings) => {
    settings.sending.settleSeconds = 1;
  });
  await extension.enable(practice.url);
  gosms.faults.add({ kind: "invalidRecipient", recipient: "+420601000001", times: "always" });
  const page = await openCalendar(extension, practice);
  await createAppointment(page, { patient: "Jana Dvořáková", day, time: "17:00" });
  await expect
    .poll(() => noticesOn(page), { timeout: 15_000 })
    .toContain("Zpráva neodešla. GoSMS označila číslo za neplatné.");
  await page.waitForTimeout(9000);
  await photograph(page, "notice-refused");
  expect(await noticesOn(page)).toContain("GoSMS označila číslo za neplatné.");
  await pressInNotice(page, "Zavřít");
  await expect.poll(() => noticesOn(page)).not.toContain("Jana");
});

test("without credit the notice says so, and nothing of sending", async ({ extension, practice, gosms }) => {
  await extension.configure(gosms.account, (settings) => {
    settings.sending.settleSeconds = 1;
  });
  await extension.enable(practice.url);
  gosms.faults.add({ kind: "400-credit", times: "always" });
  const page = await openCalendar(extension, practice);
  await createAppointment(page, { patient: "Jana Dvořáková", day, time: "17:00" });
  await expect
    .poll(() => noticesOn(page), { timeout: 15_000 })
    .toContain("Počká: na účtu GoSMS není dost kreditu.");
  expect(await noticesOn(page)).not.toContain("Odesláno");
});
