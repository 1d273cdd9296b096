import type { Locator, Page } from "@playwright/test";
import { type Driver, movedTo, type Visit } from "./driver.ts";

/** The form beside a stand-in's calendar, in which appointments are made, moved and cancelled by mouse and keyboard. */

export const form = (page: Page): Locator => page.locator("#office");

const save = (page: Page) => form(page).getByRole("button", { name: "Uložit" }).click();

async function fillTimes(page: Page, { start, end }: Pick<Visit, "start" | "end">): Promise<void> {
  await form(page).getByLabel("Začátek").fill(start);
  await form(page).getByLabel("Konec").fill(end);
}

/** @param pick chooses an appointment in the calendar, which puts it into the form */
export const officeForm = (
  pick: (page: Page, visit: Visit) => Promise<void>,
): Required<Pick<Driver, "create" | "move" | "cancel" | "touch">> => ({
  async create(page, visit) {
    await form(page).getByRole("button", { name: "Nový" }).click();
    await form(page).getByLabel("Jméno").fill(visit.name);
    await form(page)
      .getByLabel("Telefon")
      .fill(visit.phone ?? "");
    await fillTimes(page, visit);
    await save(page);
  },
  async move(page, visit, start) {
    await pick(page, visit);
    await fillTimes(page, movedTo(visit, start));
    await save(page);
  },
  async cancel(page, visit) {
    await pick(page, visit);
    await form(page).getByRole("button", { name: "Zrušit termín" }).click();
  },
  async touch(page, visit) {
    await pick(page, visit);
    await save(page);
  },
});
