import { browser } from "wxt/browser";
import { nextReceipt } from "../storage/outbox-store.ts";
import { askCredit, nextCredit } from "./credit.ts";
import { dispatch, nextDispatch } from "./dispatcher.ts";
import { askReceipts } from "./receipts.ts";

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
  // At once, too: the worker may not live to the end of a long queue.
  await Promise.all([dispatch(), askCredit(), askReceipts(), setClock()]);
  await setClock();
}

async function setClock(): Promise<void> {
  const next = await Promise.all([nextDispatch(), nextReceipt(), nextCredit()]);
  const times = next.filter((time) => time !== null);
  clearTimeout(timer);
  if (times.length === 0) {
    await browser.alarms.clear(alarmName);
    return;
  }
  const wait = Math.max(Math.min(...times) - Date.now(), 0);
  // What is overdue and was not done waits for the connection or for a person: no busy loop.
  if (wait > 0 && wait <= soonMs) timer = setTimeout(() => void tick(), wait);
  await browser.alarms.create(alarmName, {
    delayInMinutes: Math.max(wait / 60_000, 0.5),
    periodInMinutes: patrolMinutes,
  });
}

export function listenToClock(): void {
  browser.alarms.onAlarm.addListener(({ name }) => {
    if (name === alarmName) return tick();
  });
  addEventListener("online", () => void tick());
}
