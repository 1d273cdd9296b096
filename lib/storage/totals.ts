import type { DayCount } from "../domain/outbox/today.ts";
import { type DayTotals, sum, totalsOf } from "../domain/outbox/totals.ts";
import { dayBounds } from "../domain/text/when.ts";
import { database } from "./database.ts";
import { deletedTotals, firstDeleted } from "./deletion.ts";
import { readRows } from "./outbox-row.ts";

/** Days counted by index: of each day only its own rows are read, a few at a time, so that the page stays quick. */

const counted: readonly DayCount[] = ["sent", "undelivered", "notSent", "unknown"];
/** Rows read in one go. */
const chunk = 40;

/** A text belongs to the day on which it was written down, a reminder to the one on which it leaves. */
export async function dayTotals(days: readonly Temporal.PlainDate[], timeZone: string): Promise<DayTotals[]> {
  const db = await database();
  const totals: DayTotals[] = [];
  for (const day of days) {
    const { from, to } = dayBounds(day, timeZone);
    const tx = db.transaction(["outbox", "sums"]);
    const store = tx.objectStore("outbox");
    const index = store.index("counted");
    const [deleted, ...ids] = await Promise.all([
      deletedTotals(tx.objectStore("sums"), from, to),
      ...counted.map((name) => index.getAllKeys(IDBKeyRange.bound([name, from], [name, to], false, true))),
    ]);
    let ofDay = deleted;
    const all = ids.flat();
    for (let at = 0; at < all.length; at += chunk) {
      const rows = await Promise.all(all.slice(at, at + chunk).map((id) => store.get(id)));
      ofDay = sum([ofDay, totalsOf(readRows(rows))]);
    }
    totals.push({ day: day.toString(), ...ofDay });
  }
  return totals;
}

/** When the first text left of which the log knows, in milliseconds since the epoch; `null` where none did. */
export async function firstSent(): Promise<number | null> {
  const deleted = await firstDeleted();
  if (deleted !== null) return deleted;
  const index = (await database()).transaction("outbox").store.index("counted");
  const range = IDBKeyRange.bound(["sent", 0], ["sent", Number.MAX_SAFE_INTEGER]);
  return (await index.openKeyCursor(range))?.key[1] ?? null;
}
