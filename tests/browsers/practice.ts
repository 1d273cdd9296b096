import { expect } from "@playwright/test";
import { bound } from "../machine.ts";
import { has, type Page, press, seeText } from "./page.ts";

/** Turns the practice's calendar to a day that lies ahead, one drawn week after the other, and back from too far. */
export async function showDay(calendar: Page, on: string): Promise<void> {
  await seeText(calendar, "Hromadná SMS");
  const first = () =>
    calendar.evaluate((header) => document.querySelector<HTMLElement>(header)?.dataset.date, "th[data-date]");
  // Turned before it is drawn, it would pass over the week.
  await expect.poll(first, { timeout: bound(15_000) }).toBeDefined();
  for (;;) {
    const shown = (await first()) ?? on;
    const { days } = Temporal.PlainDate.from(shown).until(on);
    // It is drawn a day at a time.
    if (days >= 0 && days < 7) break;
    await press(calendar, days < 0 ? "Předchozí období" : "Následující období");
    await expect.poll(first, { timeout: bound(15_000) }).not.toBe(shown);
  }
  await expect.poll(() => has(calendar, `th[data-date="${on}"]`), { timeout: bound(15_000) }).toBe(true);
}
