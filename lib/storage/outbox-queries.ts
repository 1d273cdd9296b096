import type { Message, MessageState } from "../domain/outbox/message.ts";
import type { ReasonCode } from "../domain/outbox/reason.ts";
import { database } from "./database.ts";
import { readRow, readRows } from "./outbox-row.ts";
import type { StoredMessage } from "./schema.ts";
import { searchWords } from "./search-words.ts";
import { isSetAside, metUnreadable } from "./unreadable.ts";

/** What is asked of the outbox on a text's way, each by an index. */

const all = async (rows: Promise<StoredMessage[]>): Promise<Message[]> => readRows(await rows);

const newestFirst = (rows: Message[]): Message[] => rows.sort((a, b) => b.createdAt - a.createdAt);

export async function messageById(id: string): Promise<Message | null> {
  return readRow(await (await database()).get("outbox", id));
}

/** Also where the row that has it cannot be read. */
export const isKeyTaken = async (key: string): Promise<boolean> => (await takenKeys([key])).has(key);

/** Those of some keys that are taken, the same way. */
export async function takenKeys(keys: readonly string[]): Promise<Set<string>> {
  const index = (await database()).transaction("outbox").store.index("key");
  const owners = await Promise.all(keys.map((key) => index.getKey(key)));
  return new Set(keys.filter((_, at) => owners[at] !== undefined));
}

/** The row of a key, as far as it can be read. */
export async function messageByKey(key: string): Promise<Message | null> {
  return readRow(await (await database()).getFromIndex("outbox", "key", key));
}

export async function messagesByIds(ids: readonly string[]): Promise<Message[]> {
  const tx = (await database()).transaction("outbox");
  return readRows(await Promise.all(ids.map((id) => tx.store.get(id))));
}

export const messagesOfBatch = async (batch: string): Promise<Message[]> =>
  all((await database()).getAllFromIndex("outbox", "batch", batch));

/** Everything about one appointment, newest first. */
export const messagesOfAppointment = async (calendarId: string, appointmentId: string): Promise<Message[]> =>
  newestFirst(
    await all((await database()).getAllFromIndex("outbox", "appointment", [calendarId, appointmentId])),
  );

/** Everything about each of these appointments, by its id; those that nothing was ever written about are left out. */
export async function messagesOfAppointments(
  calendarId: string,
  ids: readonly string[],
): Promise<Map<string, Message[]>> {
  const index = (await database()).transaction("outbox").store.index("appointment");
  const found = await Promise.all(
    ids.map(async (id) => [id, readRows(await index.getAll([calendarId, id]))] as const),
  );
  return new Map(found.filter(([, rows]) => rows.length > 0));
}

/** What a person should look at, the newest first, and no more than so many. */
export async function messagesToLookAt(most: number): Promise<Message[]> {
  const { store } = (await database()).transaction("outbox");
  const rows: Message[] = [];
  let cursor = await store.index("attention").openCursor(null, "prev");
  for (let read = 0; cursor && read < most; read++) {
    const row = readRow(cursor.value);
    if (row) rows.push(row);
    cursor = await cursor.continue();
  }
  return rows;
}

/** Everything about appointments that begin from `from` up to but without `to`, in milliseconds since the epoch. */
export async function messagesStarting(from: number, to: number): Promise<Message[]> {
  const [first, end] = [from, to].map((moment) => new Date(moment).toISOString());
  return all(
    (await database()).getAllFromIndex("outbox", "start", IDBKeyRange.bound(first, end, false, true)),
  );
}

/** What counts about appointments that begin after a moment, in milliseconds since the epoch. */
export async function messagesFrom(from: number, counts: (message: Message) => boolean): Promise<Message[]> {
  const begin = IDBKeyRange.lowerBound(new Date(from).toISOString(), true);
  return (await all((await database()).getAllFromIndex("outbox", "start", begin))).filter(counts);
}

/** Everything that one number was told, or is to be told, of one appointment, newest first. */
export const messagesOfSubject = async (subject: string): Promise<Message[]> =>
  newestFirst(await all((await database()).getAllFromIndex("outbox", "subject", subject)));

/** The same of many subjects, by these. */
export async function messagesOfSubjects(subjects: readonly string[]): Promise<Map<string, Message[]>> {
  const index = (await database()).transaction("outbox").store.index("subject");
  const found = subjects.map(async (subject) => [subject, await all(index.getAll(subject))] as const);
  return new Map((await Promise.all(found)).map(([subject, rows]) => [subject, newestFirst(rows)]));
}

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
    const message = readRow(cursor.value);
    if (message && counts(message)) found.push(message);
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

/** The rows that share a row's text, as they are by now, that row among them. */
export const messagesOfText = ({ id, bundle }: Pick<Message, "id" | "bundle">): Promise<Message[]> =>
  messagesByIds(bundle.length > 0 ? bundle : [id]);

/**
 * Rows in a state that a person should look at and that changed between two moments, in milliseconds since the epoch.
 * No others are read: of all that were ever in that state there may be thousands.
 */
export async function attentionInState(state: MessageState, from: number, to: number): Promise<Message[]> {
  const { store } = (await database()).transaction("outbox");
  const changed = await store.index("attention").getAllKeys(IDBKeyRange.bound(from, to));
  if (changed.length === 0) return [];
  const inState = IDBKeyRange.bound([state, 0], [state, Number.MAX_SAFE_INTEGER]);
  const ids = new Set(await store.index("due").getAllKeys(inState));
  return readRows(await Promise.all(changed.filter((id) => ids.has(id)).map((id) => store.get(id))));
}

/** How many rows are held for one of these reasons. */
export async function countHeld(codes: readonly ReasonCode[]): Promise<number> {
  const index = (await database()).transaction("outbox").store.index("held");
  const counts = await Promise.all(codes.map((code) => index.count(code)));
  return counts.reduce((sum, count) => sum + count, 0);
}

/** Cancellations made after a moment, in milliseconds since the epoch. */
export const cancellationsSince = async (from: number): Promise<Message[]> =>
  all(
    (await database()).getAllFromIndex(
      "outbox",
      "kind",
      IDBKeyRange.bound(["cancellation", from], ["cancellation", Number.MAX_SAFE_INTEGER]),
    ),
  );

/** How many rows were made after a moment. */
export const countSince = async (from: number): Promise<number> =>
  (await database()).countFromIndex("outbox", "createdAt", IDBKeyRange.lowerBound(from, true));

/**
 * What is held for one reason, written down by a moment.
 * @param key see `heldKey`
 */
export async function heldFor(key: string, by: number): Promise<Message[]> {
  const held = await all((await database()).getAllFromIndex("outbox", "held", key));
  return held.filter(({ createdAt }) => createdAt <= by);
}

/** Ids alone, for a queue that may be long. A row that was found unreadable must not take the place of another. */
export async function idsInState(state: MessageState, dueBy: number, limit: number): Promise<string[]> {
  const range = IDBKeyRange.bound([state, 0], [state, dueBy]);
  const ids = await (await database()).getAllKeysFromIndex(
    "outbox",
    "due",
    range,
    limit + metUnreadable().size,
  );
  return ids.filter((id) => !isSetAside(id)).slice(0, limit);
}

/** Queued rows that are to wait beyond a moment. */
export async function queuedBeyond(moment: number): Promise<Message[]> {
  const range = IDBKeyRange.bound(["queued", moment], ["queued", Number.MAX_SAFE_INTEGER], true);
  return all((await database()).getAllFromIndex("outbox", "due", range));
}

/** When the next row in a state is due after a moment; both in milliseconds since the epoch. */
export async function nextDue(state: MessageState, after: number): Promise<number | null> {
  const range = IDBKeyRange.bound([state, after], [state, Number.MAX_SAFE_INTEGER], true);
  let cursor = await (await database()).transaction("outbox").store.index("due").openKeyCursor(range);
  while (cursor && isSetAside(cursor.primaryKey)) cursor = await cursor.continue();
  return cursor ? (cursor.key[1] ?? null) : null;
}

export const dueReceipts = async (by: number): Promise<Message[]> =>
  all((await database()).getAllFromIndex("outbox", "receiptAt", IDBKeyRange.upperBound(by)));

/** Cancellations to which something gave way that is yet to come back, and no more of them than `limit`. */
export const owingMessages = async (limit: number): Promise<Message[]> =>
  all((await database()).getAllFromIndex("outbox", "owes", null, limit + metUnreadable().size));

/** When the next receipt is due after a moment; both in milliseconds since the epoch. */
export async function nextReceipt(after: number): Promise<number | null> {
  const range = IDBKeyRange.lowerBound(after, true);
  let cursor = await (await database()).transaction("outbox").store.index("receiptAt").openKeyCursor(range);
  while (cursor && isSetAside(cursor.primaryKey)) cursor = await cursor.continue();
  return cursor?.key ?? null;
}

/** Rows created from `from` up to but without `to`, newest first. */
export const listSince = async (from: number, to: number): Promise<Message[]> =>
  newestFirst(
    await all(
      (await database()).getAllFromIndex("outbox", "createdAt", IDBKeyRange.bound(from, to, false, true)),
    ),
  );

/** Rows of any day that a person should look at, newest first. */
export const listAttention = async (): Promise<Message[]> =>
  newestFirst(await all((await database()).getAllFromIndex("outbox", "attention")));
