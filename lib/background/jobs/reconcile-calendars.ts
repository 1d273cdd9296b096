import { browser } from "wxt/browser";
import { attempt } from "../attempt.ts";
import { contributedNames } from "../plugins/catalogue.ts";
import { look } from "../sending/reconciliation.ts";
import { recover } from "../sending/recovery.ts";
import { tick } from "../sending/scheduler.ts";
import { readingTabs } from "../sites/tabs.ts";

export const lookAlarm = "look";
let lookTimer: ReturnType<typeof setTimeout> | undefined;
/** A longer wait may outlive the worker. */
const timerMs = 28_000;

/** Compares what reminders say with every calendar that is open, now and while it stays open. */
export async function reconcileCalendars(): Promise<void> {
  await recover();
  const waits: number[] = [];
  const names = await contributedNames();
  for (const [calendarId, frames] of await readingTabs()) {
    const wait = await look(calendarId, frames, names);
    if (wait !== null) waits.push(wait);
  }
  clearTimeout(lookTimer);
  if (waits.length === 0) {
    await browser.alarms.clear(lookAlarm);
    return;
  }
  const wait = Math.min(...waits);
  if (wait <= timerMs) lookTimer = setTimeout(() => attempt(reconcileCalendars), wait);
  await browser.alarms.create(lookAlarm, { delayInMinutes: Math.max(wait / 60_000, 0.5) });
  attempt(tick);
}
