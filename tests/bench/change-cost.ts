import type { Page } from "@playwright/test";
import type { PracticeData } from "../calendars/practice/model.ts";
import { startPractice } from "../calendars/practice/server.ts";
import { launchChromium } from "../e2e/chromium.ts";
import { startGosms } from "../gosms/server.ts";
import { describe, type OwnTime, ownTimes, profiled } from "./profile.ts";
import { type Measure, mustHappen } from "./report.ts";
import { monday, wednesday } from "./week.ts";

/** What learning of one change costs the page while a full week is in view. */

const appointments = 1000;
/** As many as a quiet morning brings, for the first ones in a fresh page cost most. */
const changes = 7;
const aDay = 8;
/** Learned, handed over, shown, and the page looked through once more after all that has moved on it. */
const afterwardsMs = 2500;

/** Eight doctors side by side, a quarter of an hour for each patient, until two in the afternoon. */
function fullWeek(): PracticeData {
  const doctors = Array.from({ length: 8 }, (_, index) => ({
    id: index + 1,
    name: `MUDr. Vzor ${index + 1}`,
  }));
  const patients = Array.from({ length: appointments }, (_, index) => ({
    id: index + 1,
    firstName: "Pacient",
    lastName: `Číslo${index + 1}`,
    phone: `601${String(index).padStart(6, "0")}`,
  }));
  return {
    doctors,
    patients,
    appointments: patients.map(({ id }, index) => {
      const start = monday.toZonedDateTime({ timeZone: "Europe/Prague", plainTime: "07:30" }).add({
        days: Math.floor(index / 200),
        minutes: 15 * Math.floor((index % 200) / 8),
      });
      const text = (moment: Temporal.ZonedDateTime) =>
        moment.toString({ timeZoneName: "never", smallestUnit: "second" });
      return {
        id,
        doctorId: 1 + (index % 8),
        patientId: id,
        title: "",
        start: text(start),
        end: text(start.add({ minutes: 15 })),
        allDay: false,
        note: "",
      };
    }),
  };
}

/** Filled in before the measuring begins: only what follows the press of "Uložit" counts. */
async function fill(page: Page, change: number): Promise<void> {
  const day = wednesday.add({ days: Math.floor(change / aDay) });
  const time = Temporal.PlainTime.from("14:00").add({ minutes: 30 * (change % aDay) });
  await page.getByRole("button", { name: "Nový termín" }).click();
  const editor = page.getByRole("dialog", { name: "Nový termín", exact: true });
  await editor.getByRole("combobox", { name: "Pacient" }).fill("Číslo777");
  await editor.getByRole("option", { name: "Číslo777" }).first().click();
  await editor.getByLabel("Datum").fill(day.toString());
  await editor.getByLabel("Začátek").fill(time.toString().slice(0, 5));
}

export async function changeCost(): Promise<Measure[]> {
  await using gosms = await startGosms();
  await using practice = await startPractice({ seed: fullWeek(), today: wednesday.toString(), pollMs: 0 });
  await using extension = await launchChromium({ gosms, calendars: [practice.url] });
  await extension.configure(gosms.account, (settings) => {
    // One change's notice must be gone before the next, or they count down together.
    settings.sending.settleSeconds = 1;
  });
  await extension.enable(practice.url);
  const page = await extension.context.newPage();
  await page.goto(practice.url);
  await page.getByRole("button", { name: "Hromadná SMS" }).waitFor();
  await page.waitForTimeout(3000);
  const session = await extension.context.newCDPSession(page);
  const learned: OwnTime[] = [];
  for (let change = 0; change < changes; change++) {
    await fill(page, change);
    const before = practice.writes.length;
    learned.push(
      await profiled(session, practice.url, async () => {
        await page.getByRole("button", { name: "Uložit" }).click();
        await page.waitForTimeout(afterwardsMs);
      }),
    );
    if (practice.writes[before]?.status !== 201 && practice.writes[before]?.status !== 200)
      throw new Error(`the calendar answered ${practice.writes[before]?.status}`);
  }
  await mustHappen("changes came to the outbox", async () => (await extension.rows()).length, changes);
  const worst = learned.toSorted((a, b) => b.total.wall - a.total.wall)[0];
  if (worst) console.log(describe("one change:", worst), "\n");
  return ownTimes(`own main-thread time around one change, ${appointments} in view`, learned, 5);
}
