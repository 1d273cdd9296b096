import { expect } from "@playwright/test";
import { bound } from "../machine.ts";
import { has, type Page, press, seeText } from "./page.ts";

/** Turns the practice's calendar to a day that lies ahead, one drawn week after the other. */
export async function showDay(calendar: Page, on: string): Promise<void> {
  await seeText(calendar, "Hromadná SMS");
  const first = () =>
    calendar.evaluate((header) => document.querySelector<HTMLElement>(header)?.dataset.date, "th[data-date]");
  // Turned before it is drawn, it would pass over the week.
  await expect.poll(first, { timeout: bound(15_000) }).toBeDefined();
  for (;;) {
    const shown = (await first()) ?? on;
    if (shown > on) throw new Error(`the calendar shows ${shown}, which is past ${on}`);
    // It is drawn a day at a time.
    if (Temporal.PlainDate.from(shown).until(on).days < 7) break;
    await press(calendar, "Následující období");
    await expect.poll(first, { timeout: bound(15_000) }).not.toBe(shown);
  }
  await expect.poll(() => has(calendar, `th[data-date="${on}"]`), { timeout: bound(15_000) }).toBe(true);
}
