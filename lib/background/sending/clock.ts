import { clockOff } from "../../domain/clock.ts";
import { clockOffItem } from "../../storage/clock.ts";

/** Compares this computer's clock with the one of whoever answers, and remembers what came of it. */

/** What is stored, as far as this worker knows. */
let known: number | null = null;
const minuteMs = 60_000;

export async function heedClock(date: string | null): Promise<void> {
  const off = clockOff(date, Date.now());
  if (off === null) return;
  known ??= await clockOffItem.load();
  // From one answer to the next it differs by a few seconds.
  if ((off === 0) === (known === 0) && Math.abs(off - known) <= minuteMs) return;
  known = off;
  await clockOffItem.save(off);
}
