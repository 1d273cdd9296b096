import { transitionBundle } from "../domain/outbox/bundle.ts";
import type { Happening, MessageEvent } from "../domain/outbox/event.ts";
import { transition } from "../domain/outbox/machine.ts";
import { Message } from "../domain/outbox/message.ts";
import { isWaiting, mayBeTold } from "../domain/outbox/predicates.ts";
import type { Reason } from "../domain/outbox/reason.ts";
import { database } from "./database.ts";
import { hasFailpoints, reach } from "./failpoint.ts";
import { type RowChange, tally } from "./flood-tally.ts";
import type { UnreadableRow } from "./mirror.ts";
import { announce } from "./outbox-changes.ts";
import { readRow, toStored } from "./outbox-row.ts";
import { besides, Changes, type Outbox, rollBack, writing, writingIn } from "./outbox-writing.ts";
import { onlyKnown } from "./tolerant.ts";
import { noteUncopied } from "./uncopied.ts";

export { type Step, stepMessage, stepsBegun, updateMessage } from "./outbox-steps.ts";

/**
 * The protocol of writing to the outbox: all of a change or none of it, answered only once it is on disk and
 * mirrored. The outbox and the send log are one store: a text is logged by existing. Only the background writes to it.
 */

/** Whether a row about the same appointment and number cannot be read: nobody knows what the patient was told. */
async function isPastUnreadable(store: Outbox, message: Message): Promise<boolean> {
  const { subject, calendarId, appointment } = message;
  const [same, about] = await Promise.all([
    store.index("subject").getAll(subject),
    store.index("appointment").getAll([calendarId, appointment.id]),
  ]);
  // Such a row's number may have gone, too.
  const nameless = about.filter((row) => typeof (row.subject as unknown) !== "string");
  return [...same, ...nameless].some((row) => readRow(row) === null);
}

/** What would leave waits for a person. */
function doubt(message: Message, at: number): Message {
  if (!isWaiting(message)) return message;
  const reason: Reason = { code: "pastUnreadable" };
  const history: Message["history"] = [...message.history, { at, state: "held", reason }];
  return { ...message, state: "held", reason, history };
}

/**
 * Lets events happen to rows, and to those that share their texts, and adds rows, all or none of it, and answers only after it is on disk and mirrored.
 * @returns the rows that were added, without those whose key exists already; `null`, with nothing changed, when a
 *   row has moved on meanwhile and does not know its event any more
 */
export async function changeRows(
  happenings: readonly Happening[],
  messages: readonly Message[],
  at: number,
): Promise<Message[] | null> {
  const { tx, outbox, floods, uncopied, isTaken } = await writing();
  const changed = new Changes(outbox);
  const { current } = changed;
  for (const { id, event } of happenings) {
    const row = await current(id);
    const beside = row ? await besides(row, current) : [];
    const bundle = row && transitionBundle(row, beside, event, at);
    if (bundle) {
      changed.take(bundle);
      continue;
    }
    // It shared the fate of one before it: then what happens to it alone counts.
    const alone = changed.has(id) && changed.before(id);
    const after = alone && transition(alone, event, at);
    if (!after) return null;
    changed.take([after]);
  }
  const { after } = changed;
  const added: Message[] = [];
  let copy: () => Promise<void>;
  try {
    // First, for they may free a key.
    await Promise.all(after.map((message) => outbox.put(toStored(message))));
    const taken = await Promise.all(messages.map(({ key }) => isTaken(key)));
    const first = new Map<string, Message>();
    for (const message of messages) if (!first.has(message.key)) first.set(message.key, message);
    const free = messages.filter((message, at) => !taken[at] && first.get(message.key) === message);
    // A text about several appointments is added for all of them or not at all.
    const ids = new Set(free.map(({ id }) => id));
    const whole = free.filter(({ bundle }) => bundle.every((id) => ids.has(id)));
    const doubted = await Promise.all(whole.map((message) => isPastUnreadable(outbox, message)));
    // What is repeated on a person's word is a new text: what an unknown field said of the old one is not so of it.
    added.push(
      ...whole.map((message, index) => onlyKnown(Message, doubted[index] ? doubt(message, at) : message)),
    );
    await Promise.all(added.map((message) => outbox.add(toStored(message))));
    const made = [...changed.made, ...added.map((row): RowChange => [null, row])];
    [copy] = await Promise.all([noteUncopied(uncopied, [...after, ...added]), tally(floods, made)]);
    await tx.done;
  } catch (error) {
    await rollBack(tx);
    throw error;
  }
  if (hasFailpoints) await reach("rowCommitted");
  await copy();
  if (hasFailpoints) await reach("rowMirrored");
  if (after.length + added.length > 0) announce();
  return added;
}

/** Rows changed in one transaction: a press of a button may be about thousands. */
const manyRows = 100;

/**
 * Lets one event happen to each of many rows whose state knows it, and to those that share its text. All of it is asked
 * for before any is done, so that whoever asks for a row later finds it done.
 * @param isMeant of the row as it is by then
 * @returns those rows afterwards, on disk and mirrored
 */
export async function updateMessages(
  ids: readonly string[],
  event: MessageEvent,
  at: number,
  isMeant: (row: Message) => boolean = () => true,
): Promise<Message[]> {
  const parts = Array.from({ length: Math.ceil(ids.length / manyRows) }, (_, part) =>
    ids.slice(part * manyRows, (part + 1) * manyRows),
  );
  const db = await database();
  const done = parts.map(async (some) => {
    const { tx, outbox, floods, uncopied } = writingIn(db);
    const changed = new Changes(outbox);
    const { current } = changed;
    for (const id of some) {
      const row = changed.has(id) ? null : await current(id);
      const after = row && isMeant(row) && transitionBundle(row, await besides(row, current), event, at);
      changed.take(after || []);
    }
    const { after } = changed;
    await Promise.all(after.map((message) => outbox.put(toStored(message))));
    const [copy] = await Promise.all([noteUncopied(uncopied, after), tally(floods, changed.made)]);
    await tx.done;
    if (hasFailpoints) await reach("rowCommitted");
    await copy();
    if (hasFailpoints) await reach("rowMirrored");
    if (after.length > 0) announce();
    return after;
  });
  return (await Promise.all(done)).flat();
}

/**
 * Puts rows as they are, for the recovery alone. Of two rows with one key, which tell the same news, the one
 * stays that the patient may have been told by.
 * @returns ids of the given rows that were left out for another one, or because they had been deleted
 */
export async function restoreMessages(messages: readonly Message[]): Promise<string[]> {
  if (messages.length === 0) return [];
  const { tx, outbox, floods, owner, isTaken } = await writing();
  const leftOut: string[] = [];
  const made: RowChange[] = [];
  for (const message of messages) {
    const present = await outbox.get(message.id);
    const other = await owner(message.key);
    // What cannot be read stays as it is. Where it has lost its key, its second copy guards in its place.
    if (present && !readRow(present)) {
      if (typeof (present.key as unknown) !== "string" && !other)
        await outbox.put(toStored(guardFor(message)));
      continue;
    }
    if (!present && !other && (await isTaken(message.key))) {
      leftOut.push(message.id);
      continue;
    }
    if (other && other.id !== message.id) {
      const known = readRow(other);
      if (!known || !isWaiting(known) || !mayBeTold(message)) {
        leftOut.push(message.id);
        continue;
      }
      await outbox.delete(other.id);
      made.push([known, null]);
    }
    await outbox.put(toStored(message));
    made.push([readRow(present), message]);
  }
  await tally(floods, made);
  await tx.done;
  announce();
  return leftOut;
}

/** A row that says no more than that its text may have gone out. */
const guardFor = (message: Message): Message => ({
  ...message,
  id: crypto.randomUUID(),
  state: "unknown",
  acknowledged: true,
  bundle: [],
  nextReceiptAt: null,
});

/**
 * Puts rows that cannot be read beside the others, for the recovery alone: their keys guard against repeats, and the
 * version that wrote them can use them.
 */
export async function restoreUnreadable(rows: readonly UnreadableRow[]): Promise<void> {
  if (rows.length === 0) return;
  const tx = (await database()).transaction("outbox", "readwrite", { durability: "strict" });
  const keys = tx.store.index("key");
  for (const row of rows) {
    const isKnown = (await tx.store.getKey(row.id)) ?? (await keys.getKey(row.key));
    if (isKnown === undefined) await tx.store.put({ ...row, indexed: { status: "", words: [] } } as never);
  }
  await tx.done;
  announce();
}
