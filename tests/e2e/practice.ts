import { expect, type Locator, type Page } from "@playwright/test";

/** How a receptionist uses the practice's calendar: with its own buttons and dialogs. */

export interface NewAppointment {
  patient: string;
  /** `2026-11-24` */
  day: string;
  /** `9:30` */
  time: string;
  doctor?: string;
  /** `15` */
  minutes?: string;
}

export async function createAppointment(
  page: Page,
  { patient, day, time, doctor, minutes }: NewAppointment,
): Promise<void> {
  await page.getByRole("button", { name: "Nový termín" }).click();
  const editor = page.getByRole("dialog", { name: "Nový termín", exact: true });
  const picker = editor.getByRole("combobox", { name: "Pacient" });
  await picker.fill(patient);
  await editor.getByRole("option", { name: patient }).first().click();
  await editor.getByLabel("Datum").fill(day);
  await editor.getByLabel("Začátek").fill(time.padStart(5, "0"));
  if (minutes) await editor.getByLabel("Délka").selectOption(minutes);
  if (doctor) await editor.getByLabel("Lékař").selectOption({ label: doctor });
  await editor.getByRole("button", { name: "Uložit" }).click();
  await expect(editor).toBeHidden();
}

/** The chip of a patient's appointment at an hour that nobody else has in the shown days. */
export const chip = (page: Page, patient: string, time: string): Locator =>
  page.locator(".fc-timegrid-event", { hasText: patient }).filter({ hasText: time });

export async function cancelAppointment(page: Page, event: Locator): Promise<void> {
  await event.click();
  const editor = page.getByRole("dialog", { name: "Termín", exact: true });
  await editor.getByRole("button", { name: "Zrušit termín" }).click();
  await page
    .getByRole("dialog", { name: "Zrušit termín?" })
    .getByRole("button", { name: "Ano, zrušit" })
    .click();
  await expect(editor).toBeHidden();
}

/** Drags an appointment down its day, from one hour of the grid (`17:00`) to another. */
export async function moveAppointment(page: Page, event: Locator, from: string, to: string): Promise<void> {
  const lane = (time: string) =>
    page.locator(`td.fc-timegrid-slot-lane[data-time="${time}:00"]`).boundingBox();
  const [box, before, after] = await Promise.all([event.boundingBox(), lane(from), lane(to)]);
  if (!box || !before || !after) throw new Error("the calendar does not show the hours");
  await page.mouse.move(box.x + 20, box.y + 5);
  await page.mouse.down();
  await page.mouse.move(box.x + 20, box.y + 20, { steps: 4 });
  await page.mouse.move(box.x + 20, box.y + 5 + after.y - before.y, { steps: 8 });
  await page.mouse.up();
}

/** Puts the cursor into a day's column, into the empty early morning. */
export async function clickDay(page: Page, day: string): Promise<void> {
  const header = page.locator(`th.fc-col-header-cell[data-date="${day}"]`);
  await header.click();
}

/** The next working day after today, in the practice's zone. */
export function nextWorkday(after = Temporal.Now.plainDateISO("Europe/Prague")): string {
  let day = after.add({ days: 1 });
  while (day.dayOfWeek > 5) day = day.add({ days: 1 });
  return day.toString();
}

/** Shows the week of a day, by the calendar's own buttons. */
export async function showDay(page: Page, day: string): Promise<void> {
  await expect(page.locator(".fc-timegrid")).toBeVisible();
  if ((await page.locator(`th.fc-col-header-cell[data-date="${day}"]`).count()) === 0) {
    await page.getByRole("button", { name: "Následující období" }).click();
  }
  await expect(page.locator(`th.fc-col-header-cell[data-date="${day}"]`)).toBeVisible();
}
