import { DayLook } from "../domain/looks/day-look.ts";
import { database } from "./database.ts";
import { parseTolerant } from "./tolerant.ts";

/** How each day of a calendar looked when it was last read. Whatever cannot be read was never looked at. */

/** Of one calendar; the oldest give way. */
const mostRows = 400;

export async function looksOf(calendarId: string): Promise<DayLook[]> {
  const rows = await (await database()).getAllFromIndex("looks", "calendarId", calendarId);
  return rows.flatMap((row) => parseTolerant(DayLook, row) ?? []);
}

/** Of some days, as one way of reading them left them. */
export async function looksAt(calendarId: string, way: string, days: readonly string[]): Promise<DayLook[]> {
  const { store } = (await database()).transaction("looks");
  const rows = await Promise.all(days.map((day) => store.get([calendarId, way, day])));
  return rows.flatMap((row) => (row && parseTolerant(DayLook, row)) ?? []);
}

export async function putLooks(looks: readonly DayLook[]): Promise<void> {
  const [first] = looks;
  if (!first) return;
  const tx = (await database()).transaction("looks", "readwrite");
  for (const look of looks) void tx.store.put(look);
  const { calendarId } = first;
  const index = tx.store.index("calendarId");
  const over = (await index.count(calendarId)) - mostRows;
  if (over > 0) {
    const rows = await index.getAll(calendarId);
    const oldest = rows.toSorted((a, b) => a.at - b.at).slice(0, over);
    for (const row of oldest) void tx.store.delete([row.calendarId, row.way, row.day]);
  }
  await tx.done;
}

/** Days that are over, and those that nobody has looked at for so long that they tell nothing. */
export async function deleteOldLooks(today: string, before: number): Promise<void> {
  const tx = (await database()).transaction("looks", "readwrite");
  const over = await tx.store.index("day").getAllKeys(IDBKeyRange.upperBound(today, true));
  for (const key of over) void tx.store.delete(key);
  for (let cursor = await tx.store.openCursor(); cursor; cursor = await cursor.continue())
    if (!(cursor.value.at >= before)) void cursor.delete();
  await tx.done;
}

/** Takes out of them whatever tells of a person. */
export async function forgetPersonInLooks(
  isPerson: (patient: DayLook["seen"][number]["patient"]) => boolean,
) {
  const tx = (await database()).transaction("looks", "readwrite");
  for (let cursor = await tx.store.openCursor(); cursor; cursor = await cursor.continue()) {
    const look = parseTolerant(DayLook, cursor.value);
    if (!look) void cursor.delete();
    else if (look.seen.some(({ patient }) => isPerson(patient)))
      void cursor.update({
        ...look,
        seen: look.seen.map((one) => (isPerson(one.patient) ? { ...one, patient: null } : one)),
      });
  }
  await tx.done;
}
