import { foldedKey } from "../domain/fold.ts";
import { database } from "./database.ts";
import { readRows } from "./outbox-row.ts";

/** Of older ones nobody works there any more, perhaps. */
const recentMs = 90 * 24 * 3600_000;
const mostRows = 5_000;

/** Doctors whom calendars have told of late, as they spell them, by name. @param now milliseconds since the epoch */
export async function doctorsSeen(now: number): Promise<string[]> {
  const db = await database();
  const rows = await db.getAllFromIndex(
    "outbox",
    "createdAt",
    IDBKeyRange.lowerBound(now - recentMs),
    mostRows,
  );
  const names = readRows(rows).flatMap(({ appointment }) => appointment.doctor?.trim() || []);
  const byName = new Map(names.map((name) => [foldedKey(name), name]));
  return [...byName.values()].sort((a, b) => a.localeCompare(b));
}
