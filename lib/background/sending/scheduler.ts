import { browser } from "wxt/browser";
import { nextReceipt } from "../../storage/outbox-queries.ts";
import { askCredit, nextCredit } from "./credit.ts";
import { dispatch, nextDispatch } from "./dispatcher.ts";
import { askReceipts } from "./receipts.ts";
import { nextReminder, withdrawReminders } from "./reminders.ts";

/**
 * Wakes the worker when something is due. Alarms survive the worker but come half a minute late at the earliest;
 * a timer is exact but dies with it. Both are set, and either may be lost without harm: every start looks anew.
 */
const alarmName = "due";
const soonMs = 28_000;
/** While offline or while GoSMS is down, look this often. */
const patrolMinutes = 1;

let timer: ReturnType<typeof setTimeout> | undefined;

/** Does what is due and sets the clock for what is not. */
export async function tick(): Promise<void> {
  const began = Date.now();
  // What became of texts can wait for those that are yet to leave.
  const texts = dispatch().finally(askReceipts);
  // At once, too: the worker may not live to the end of a long queue.
  await Promise.all([texts, withdrawReminders(), askCredit(), setClock(began)]);
  await setClock(began);
}

/** @param began what was due by then has been tried, in milliseconds since the epoch */
async function setClock(began: number): Promise<void> {
  const [first, next] = await Promise.all([earliest(0), earliest(began)]);
  clearTimeout(timer);
  if (first === null) {
    await browser.alarms.clear(alarmName);
    return;
  }
  const now = Date.now();
  // What was tried and not done waits for the connection or for a person, and so for the alarm: no busy loop.
  if (next !== null && next - now <= soonMs) timer = setTimeout(() => void tick(), Math.max(next - now, 0));
  await browser.alarms.create(alarmName, {
    delayInMinutes: Math.max((first - now) / 60_000, 0.5),
    periodInMinutes: patrolMinutes,
  });
}

/** When something is next to be done of what is due after a moment; both in milliseconds since the epoch. */
async function earliest(after: number): Promise<number | null> {
  const times = await Promise.all([
    nextDispatch(after),
    nextReceipt(after),
    nextReminder(after),
    nextCredit(),
  ]);
  const known = times.filter((time) => time !== null);
  return known.length > 0 ? Math.min(...known) : null;
}

export function listenToClock(): void {
  browser.alarms.onAlarm.addListener(({ name }) => {
    if (name === alarmName) return tick();
  });
  addEventListener("online", () => void tick());
}
