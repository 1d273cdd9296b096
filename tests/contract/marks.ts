import { expect } from "@playwright/test";
import { notices } from "../../lib/i18n/cs/notices.ts";
import { marksOn } from "../e2e/marks-on.ts";
import { type Case, expectNothingLeft } from "./cases.ts";
import type { Visit } from "./driver.ts";
import { at, day } from "./week.ts";

const jana: Visit = {
  name: "Jana Dvořáková",
  phone: "601000001",
  start: at(2, "09:00"),
  end: at(2, "09:30"),
};
const petr: Visit = { name: "Petr Novák", phone: "601000002", start: at(2, "11:00"), end: at(2, "11:45") };

/** For plugins that can tell which elements show which appointments. */
export const marksAppointments: Case = {
  name: "marks the appointment of which there is something to say, and leaves nothing behind",
  async check(run) {
    const { driver, extension, patience } = run;
    await driver.seed([jana, petr]);
    await extension.call("sites.setMarks", { shown: true });
    const page = await run.open({ day: day(2), view: "week" });
    const listing = await run.listing(page, day(2));
    if (!listing.ok) throw new Error(`the day cannot be listed: ${listing.problem}`);
    const appointment = listing.rows
      .map((row) => row.appointment)
      .find(({ patient }) => patient?.name === jana.name);
    if (!appointment) throw new Error(`${jana.name} is not listed`);
    const start = Temporal.Instant.from(appointment.start)
      .add({ hours: 1 })
      .toString({ smallestUnit: "second" });
    const items = [{ appointment: { ...appointment, start }, kind: "reminder", text: "Připomínáme termín" }];
    await extension.call("bulk.send", { calendarId: new URL(driver.url).origin, items });
    await expect.poll(() => marksOn(page), { timeout: patience }).toEqual([notices.marks.otherTime]);
    const place = page.locator('[data-pipni="mark"]').locator("xpath=..");
    await expect(place).toContainText("Dvořáková");
    await expect(place).not.toContainText("Novák");
    await expectNothingLeft(run, page);
    await run.setEnabled(true);
    await extension.call("sites.setMarks", { shown: false });
    await run.leave(page);
  },
};
