import type { Message, MessageState } from "../domain/outbox/message.ts";
import { database, type StoredMessage } from "./database.ts";
import { read } from "./outbox-row.ts";
import { searchWords } from "./search-words.ts";

/** What is asked of the outbox on a text's way, and for one glance at the day. Each by an index. */

async function all(rows: Promise<StoredMessage[]>): Promise<Message[]> {
  return (await rows).map(read);
}

const newestFirst = (rows: Message[]): Message[] => rows.sort((a, b) => b.createdAt - a.createdAt);

export async function messageById(id: string): Promise<Message | null> {
  const row = await (await database()).get("outbox", id);
  return row ? read(row) : null;
}

export async function messageByKey(key: string): Promise<Message | null> {
  const row = await (await database()).getFromIndex("outbox", "key", key);
  return row ? read(row) : null;
}

export async function messagesByIds(ids: readonly string[]): Promise<Message[]> {
  const tx = (await database()).transaction("outbox");
  const rows = await Promise.all(ids.map((id) => tx.store.get(id)));
  return rows.flatMap((row) => (row ? [read(row)] : []));
}

export const messagesOfBatch = async (batch: string): Promise<Message[]> =>
  all((await database()).getAllFromIndex("outbox", "batch", batch));

/** Everything about one appointment, newest first. */
export const messagesOfAppointment = async (calendarId: string, appointmentId: string): Promise<Message[]> =>
  newestFirst(
    await all((await database()).getAllFromIndex("outbox", "appointment", [calendarId, appointmentId])),
  );

/** Everything about appointments that begin from `from` up to but without `to`, in milliseconds since the epoch. */
export async function messagesStarting(from: number, to: number): Promise<Message[]> {
  const [first, end] = [from, to].map((moment) => new Date(moment).toISOString());
  return all(
    (await database()).getAllFromIndex("outbox", "start", IDBKeyRange.bound(first, end, false, true)),
  );
}

/** Everything that one number was told, or is to be told, of one appointment, newest first. */
export const messagesOfSubject = async (subject: string): Promise<Message[]> =>
  newestFirst(await all((await database()).getAllFromIndex("outbox", "subject", subject)));

/** Everything to one number, which is in E.164. */
export async function messagesTo(phone: string): Promise<Message[]> {
  const [word] = searchWords(phone);
  if (word === undefined) return [];
  const rows = await all((await database()).getAllFromIndex("outbox", "words", word));
  return rows.filter((row) => row.phone === phone);
}

/** The newest rows created after a moment that count, and no more of them than `limit`. */
export async function latestSince(
  from: number,
  counts: (message: Message) => boolean,
  limit: number,
): Promise<Message[]> {
  const { store } = (await database()).transaction("outbox");
  const range = IDBKeyRange.lowerBound(from, true);
  const found: Message[] = [];
  for (
    let cursor = await store.index("createdAt").openCursor(range, "prev");
    cursor && found.length < limit;
    cursor = await cursor.continue()
  ) {
    const message = read(cursor.value);
    if (counts(message)) found.push(message);
  }
  return found;
}

/** Rows in a state, those that are due first. */
export async function messagesInState(
  state: MessageState,
  dueBy = Number.MAX_SAFE_INTEGER,
): Promise<Message[]> {
  const range = IDBKeyRange.bound([state, 0], [state, dueBy]);
  return all((await database()).getAllFromIndex("outbox", "due", range));
}

/** Ids alone, for a queue that may be long. */
export async function idsInState(state: MessageState, dueBy: number, limit: number): Promise<string[]> {
  const range = IDBKeyRange.bound([state, 0], [state, dueBy]);
  return (await database()).getAllKeysFromIndex("outbox", "due", range, limit);
}

/** Queued rows that are to wait beyond a moment. */
export async function queuedBeyond(moment: number): Promise<Message[]> {
  const range = IDBKeyRange.bound(["queued", moment], ["queued", Number.MAX_SAFE_INTEGER], true);
  return all((await database()).getAllFromIndex("outbox", "due", range));
}

/** When the next row in a state is due after a moment; both in milliseconds since the epoch. */
export async function nextDue(state: MessageState, after: number): Promise<number | null> {
  const range = IDBKeyRange.bound([state, after], [state, Number.MAX_SAFE_INTEGER], true);
  const cursor = await (await database()).transaction("outbox").store.index("due").openKeyCursor(range);
  return cursor ? (cursor.key[1] ?? null) : null;
}

export const dueReceipts = async (by: number): Promise<Message[]> =>
  all((await database()).getAllFromIndex("outbox", "receiptAt", IDBKeyRange.upperBound(by)));

/** When the next receipt is due after a moment; both in milliseconds since the epoch. */
export async function nextReceipt(after: number): Promise<number | null> {
  const range = IDBKeyRange.lowerBound(after, true);
  const cursor = await (await database()).transaction("outbox").store.index("receiptAt").openKeyCursor(range);
  return cursor?.key ?? null;
}

/** Rows created from `from` up to but without `to`, newest first. */
export const listSince = async (from: number, to: number): Promise<Message[]> =>
  newestFirst(
    await all(
      (await database()).getAllFromIndex("outbox", "createdAt", IDBKeyRange.bound(from, to, false, true)),
    ),
  );

/**
 * What a day was about, newest first: the rows that were created from `from` up to but without `to`, and the reminders
 * that leave then, whenever they were planned.
 */
export async function listDay(from: number, to: number): Promise<Message[]> {
  const created = (await listSince(from, to)).filter(
    ({ schedule }) => !schedule || (schedule.sendAt >= from && schedule.sendAt < to),
  );
  const known = new Set(created.map(({ id }) => id));
  const { store } = (await database()).transaction("outbox");
  const states: MessageState[] = ["scheduled", "sent"];
  const due = states.map((state) =>
    store.index("due").getAllKeys(IDBKeyRange.bound([state, from], [state, to], false, true)),
  );
  const ids = (await Promise.all(due)).flat().filter((id) => !known.has(id));
  const rows = (await messagesByIds(ids)).filter(({ schedule }) => schedule !== null);
  return newestFirst([...created, ...rows]);
}

/** Rows of any day that a person should look at, newest first. */
export const listAttention = async (): Promise<Message[]> =>
  newestFirst(await all((await database()).getAllFromIndex("outbox", "attention")));

export const countAttention = async (): Promise<number> =>
  (await database()).countFromIndex("outbox", "attention");
