import type { IDBPObjectStore } from "idb";
import { transitionTogether } from "../domain/outbox/bundle.ts";
import type { LogPage, LogQuery } from "../domain/outbox/log.ts";
import type { MessageEvent } from "../domain/outbox/machine.ts";
import { Message, type MessageState, statusOf } from "../domain/outbox/message.ts";
import { isWaiting, mayBeTold, needsPerson } from "../domain/outbox/predicates.ts";
import { formatPhone } from "../domain/phone.ts";
import { database, type PipniSchema, type StoredMessage } from "./database.ts";
import { hasFailpoints, reach } from "./failpoint.ts";
import { mirror } from "./mirror.ts";
import { fold, searchWords } from "./search-words.ts";

/** The outbox and the send log are one store: a text is logged by existing. Only the background writes to it. */

const changes = "pipni:outbox";
let announcer: BroadcastChannel | null = null;

function announce(): void {
  announcer ??= new BroadcastChannel(changes);
  announcer.postMessage(null);
}

/** Calls back after changes made in any context of the extension. Returns what ends it. */
export function watchOutbox(listener: () => void): () => void {
  const channel = new BroadcastChannel(changes);
  channel.onmessage = () => listener();
  return () => channel.close();
}

/** The row with what its indexes need. */
function stored(message: Message): StoredMessage {
  const { appointment, phone, text, gatewayId } = message;
  return {
    ...message,
    indexed: {
      status: statusOf(message),
      ...(needsPerson(message) ? { attention: message.updatedAt } : {}),
      ...(message.nextReceiptAt === null ? {} : { receiptAt: message.nextReceiptAt }),
      words: searchWords(
        // First, for only so many words are kept, and `messagesTo` needs this one.
        phone,
        appointment.patient?.name ?? null,
        // Also as people write it: without the prefix, and the last three digits.
        phone.replace(/^\+42[01]/u, ""),
        formatPhone(phone),
        text,
        gatewayId,
      ),
    },
  };
}

const read = ({ indexed: _, ...message }: StoredMessage): Message => Message.parse(message);
const readRow = (row: StoredMessage | undefined): Message | null => (row ? read(row) : null);

/** The rows that share a row's text, as far as there are any. */
const besides = async (
  { id, bundle }: Message,
  current: (id: string) => Promise<Message | null>,
): Promise<Message[]> =>
  (await Promise.all(bundle.filter((other) => other !== id).map(current))).flatMap((row) => row ?? []);

/** Something that is to happen to a row as it was when it was read. */
export interface Happening {
  id: string;
  event: MessageEvent;
}

/**
 * Lets events happen to rows, and to those that share their texts, and adds rows, all or none of it, and answers only after it is on disk and mirrored.
 * @returns the rows that were added, without those whose key exists already; `null`, with nothing changed, when a
 *   row has moved on meanwhile and does not know its event any more
 */
export async function changeTogether(
  happenings: readonly Happening[],
  messages: readonly Message[],
  at: number,
): Promise<Message[] | null> {
  const tx = (await database()).transaction("outbox", "readwrite", { durability: "strict" });
  const changed = new Map<string, Message>();
  const others: Message[] = [];
  const current = async (id: string): Promise<Message | null> =>
    changed.get(id) ?? readRow(await tx.store.get(id));
  for (const { id, event } of happenings) {
    const row = await current(id);
    const beside = row ? await besides(row, current) : [];
    const together = row && transitionTogether(row, beside, event, at);
    if (!together) return null;
    others.push(...beside);
    for (const message of together) changed.set(message.id, message);
  }
  const after = [...changed.values()];
  const added: Message[] = [];
  try {
    // First, for they may free a key.
    await Promise.all(after.map((message) => tx.store.put(stored(message))));
    const keys = tx.store.index("key");
    const taken = await Promise.all(messages.map(({ key }) => keys.getKey(key)));
    const first = new Map<string, Message>();
    for (const message of messages) if (!first.has(message.key)) first.set(message.key, message);
    const free = messages.filter((message, at) => !taken[at] && first.get(message.key) === message);
    // A text about several appointments is added for all of them or not at all.
    const ids = new Set(free.map(({ id }) => id));
    added.push(...free.filter(({ bundle }) => bundle.every((id) => ids.has(id))));
    await Promise.all([...added.map((message) => tx.store.add(stored(message))), tx.done]);
  } catch (error) {
    // What was written before the failure would be kept otherwise.
    if (tx.error === null) tx.abort();
    await tx.done.catch(() => {});
    throw error;
  }
  if (hasFailpoints) await reach("rowCommitted");
  // Rows of one text stand in the second copy as they do in the first, also where that was not told of all before.
  await mirror([...others, ...after, ...added]);
  if (hasFailpoints) await reach("rowMirrored");
  if (after.length + added.length > 0) announce();
  return added;
}

type Patch = Partial<Pick<Message, "text" | "parts" | "creditBefore" | "creditAfter">>;

/** What is to happen to a row, and what of it changes with that. */
export interface Step {
  event: MessageEvent;
  patch?: Patch;
  /** Where it happens to another row of the same text: that one's id. */
  of?: string;
}

/**
 * Lets happen to a row, and to those that share its text, what `decide` says of them as they are on disk: nobody
 * changes them in between.
 * @returns the row afterwards, on disk and mirrored, or `null` where the row's state does not know the event
 */
export async function stepMessage(
  id: string,
  decide: (message: Message, others: readonly Message[]) => Step | null,
  at: number,
): Promise<Message | null> {
  const tx = (await database()).transaction("outbox", "readwrite", { durability: "strict" });
  const current = async (one: string) => readRow(await tx.store.get(one));
  const row = await current(id);
  const all = row ? [row, ...(await besides(row, current))] : [];
  const step = row && decide(row, all.slice(1));
  if (!step) return null;
  const patched = all.map((message) => ({ ...message, ...step.patch }));
  const target = patched.find((message) => message.id === (step.of ?? id));
  const after =
    target &&
    transitionTogether(
      target,
      patched.filter((message) => message !== target),
      step.event,
      at,
    );
  if (!after) return null;
  await Promise.all(after.map((message) => tx.store.put(stored(message))));
  await tx.done;
  if (hasFailpoints) await reach("stepCommitted");
  await mirror(after);
  if (hasFailpoints) await reach("stepMirrored");
  announce();
  return after.find((message) => message.id === id) ?? null;
}

/** Lets an event happen to a row, unless it has moved on meanwhile; see `stepMessage`. */
export const updateMessage = (
  id: string,
  event: MessageEvent,
  at: number,
  patch: Patch = {},
): Promise<Message | null> => stepMessage(id, () => ({ event, patch }), at);

/**
 * Puts rows as they are, for the recovery alone. Of two rows with one key, which tell the same news, the one
 * stays that the patient may have been told by.
 * @returns ids of the given rows that were left out for another one
 */
export async function restoreMessages(messages: readonly Message[]): Promise<string[]> {
  if (messages.length === 0) return [];
  const tx = (await database()).transaction("outbox", "readwrite", { durability: "strict" });
  const keys = tx.store.index("key");
  const leftOut: string[] = [];
  for (const message of messages) {
    const other = await keys.get(message.key);
    if (other && other.id !== message.id) {
      if (!isWaiting(other) || !mayBeTold(message)) {
        leftOut.push(message.id);
        continue;
      }
      await tx.store.delete(other.id);
    }
    await tx.store.put(stored(message));
  }
  await tx.done;
  announce();
  return leftOut;
}

/**
 * Rewrites rows that were created from `from` up to but without `before`, in one transaction.
 * @param rewrite the row as it is to be, or `null` to leave it
 * @returns where to go on, `null` at the end
 */
export async function rewriteOld(
  from: number,
  before: number,
  limit: number,
  rewrite: (message: Message) => Message | null,
): Promise<number | null> {
  if (from >= before) return null;
  const tx = (await database()).transaction("outbox", "readwrite");
  let cursor = await tx.store.index("createdAt").openCursor(IDBKeyRange.bound(from, before, false, true));
  let last = from;
  // Those of one moment stay together, as the next call goes on after it.
  for (let count = 0; cursor && (count < limit || cursor.value.createdAt === last); count++) {
    last = cursor.value.createdAt;
    const after = rewrite(read(cursor.value));
    if (after) await cursor.update(stored(after));
    cursor = await cursor.continue();
  }
  const next = cursor ? cursor.value.createdAt : null;
  await tx.done;
  return next;
}

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

type Outbox = IDBPObjectStore<PipniSchema, ["outbox"], "outbox", "readonly">;

/** One page of the log, newest first. */
export async function queryLog(query: LogQuery): Promise<LogPage> {
  const { store } = (await database()).transaction("outbox");
  const terms = searchTerms(query.search);
  return terms.length > 0 ? searchLog(store, query, terms) : walkLog(store, query, terms);
}

const searchTerms = (search = ""): string[] => fold(search).match(/[\p{L}\p{N}]+/gu) ?? [];

function matches(row: StoredMessage, query: LogQuery, terms: readonly string[]): boolean {
  return (
    row.createdAt >= (query.from ?? 0) &&
    row.createdAt < (query.to ?? Number.MAX_SAFE_INTEGER) &&
    (!query.status || row.indexed.status === query.status) &&
    (!query.kind || row.kind === query.kind) &&
    terms.every((term) => row.indexed.words.some((word) => word.startsWith(term)))
  );
}

/** By the index that narrows most, from the newest back, until the page is full. */
async function walkLog(store: Outbox, query: LogQuery, terms: readonly string[]): Promise<LogPage> {
  const from = query.from ?? 0;
  const to = (query.to ?? Number.MAX_SAFE_INTEGER) - 1;
  const { index, range } = query.status
    ? { index: "status" as const, range: IDBKeyRange.bound([query.status, from], [query.status, to]) }
    : query.kind
      ? { index: "kind" as const, range: IDBKeyRange.bound([query.kind, from], [query.kind, to]) }
      : { index: "createdAt" as const, range: IDBKeyRange.bound(from, to) };
  const total = query.before ? null : await countLog(store, query, terms);
  const rows: Message[] = [];
  let cursor = await store.index(index).openCursor(range, "prev");
  const position = query.before ? parsePosition(query.before) : null;
  if (cursor && position) {
    const { createdAt } = cursor.value;
    const isBefore =
      createdAt > position.createdAt || (createdAt === position.createdAt && cursor.primaryKey > position.id);
    const at = query.status ?? query.kind;
    const key = at ? ([at, position.createdAt] as [string, number]) : position.createdAt;
    // Going on to where it stands already is an error.
    if (isBefore) cursor = await cursor.continuePrimaryKey(key, position.id);
    // The position is the last row of the page before.
    if (cursor?.primaryKey === position.id) cursor = await cursor.continue();
  }
  let last: Message | undefined;
  while (cursor && rows.length < query.limit) {
    if (matches(cursor.value, query, terms)) rows.push(read(cursor.value));
    last = rows.at(-1);
    cursor = await cursor.continue();
  }
  return { rows, next: cursor && last ? positionOf(last) : null, total };
}

/** How many rows there are, where that is quick to say: counting along an index takes a second in 100,000 rows. */
async function countLog(store: Outbox, query: LogQuery, terms: readonly string[]): Promise<number | null> {
  const { from, to, status, kind } = query;
  if (terms.length > 0 || (status && kind)) return null;
  const range = [from ?? 0, (to ?? Number.MAX_SAFE_INTEGER) - 1] as const;
  if (status) return store.index("status").count(IDBKeyRange.bound([status, range[0]], [status, range[1]]));
  if (kind) return store.index("kind").count(IDBKeyRange.bound([kind, range[0]], [kind, range[1]]));
  return from === undefined && to === undefined
    ? store.count()
    : store.index("createdAt").count(IDBKeyRange.bound(...range));
}

/** By the rarest of the words, then newest first. */
async function searchLog(store: Outbox, query: LogQuery, terms: string[]): Promise<LogPage> {
  const words = store.index("words");
  const ranges = terms.map((term) => IDBKeyRange.bound(term, `${term}\uffff`));
  const counts = await Promise.all(ranges.map((range) => words.count(range)));
  const rarest = counts.indexOf(Math.min(...counts));
  const range = ranges[rarest];
  // A word that stands in most rows is quicker found by walking back through the log than by its index.
  if ((counts[rarest] ?? 0) > 5000) return walkLog(store, query, terms);
  const keys = new Set(range ? await words.getAllKeys(range) : []);
  const rows = await Promise.all([...keys].map((key) => store.get(key)));
  const found = rows
    .flatMap((row) => (row && matches(row, query, terms) ? [read(row)] : []))
    .sort((a, b) => b.createdAt - a.createdAt || (a.id < b.id ? 1 : -1));
  // The row at the position may have changed since, so that it is no longer among them.
  const position = query.before ? parsePosition(query.before) : null;
  const left = position ? found.filter((row) => isPast(row, position)) : found;
  const page = left.slice(0, query.limit);
  const last = page.at(-1);
  return {
    rows: page,
    next: last && left.length > page.length ? positionOf(last) : null,
    total: found.length,
  };
}

const positionOf = ({ createdAt, id }: Message): string => `${createdAt}:${id}`;

interface Position {
  createdAt: number;
  id: string;
}

const isPast = ({ createdAt, id }: Message, position: Position): boolean =>
  createdAt < position.createdAt || (createdAt === position.createdAt && id < position.id);

function parsePosition(position: string): Position {
  const [createdAt = "", id = ""] = position.split(":");
  return { createdAt: Number(createdAt), id };
}
