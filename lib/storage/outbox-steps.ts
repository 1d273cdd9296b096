import { transitionBundle } from "../domain/outbox/bundle.ts";
import type { MessageEvent } from "../domain/outbox/event.ts";
import type { Message } from "../domain/outbox/message.ts";
import { hasFailpoints, reach } from "./failpoint.ts";
import { tally } from "./flood-tally.ts";
import { announce } from "./outbox-changes.ts";
import { toStored } from "./outbox-row.ts";
import { besides, Changes, rollBack, writing } from "./outbox-writing.ts";
import { noteUncopied } from "./uncopied.ts";

/**
 * Steps of single rows: a claim, what came of it. Each is decided by the row as it is on disk, and answered only once
 * it is on disk and mirrored. What is asked for while others are being written goes together in the next transaction,
 * with one write to the mirror: of a bulk several texts are on their way at once, and to write is what costs most.
 */

export type Patch = Partial<Pick<Message, "text" | "parts" | "creditBefore" | "creditAfter">>;

/** What is to happen to a row, and what of it changes with that. */
export interface Step {
  event: MessageEvent;
  patch?: Patch;
  /** Where it happens to another row of the same text: that one's id. */
  of?: string;
}

interface Asked {
  id: string;
  decide: (message: Message, others: readonly Message[]) => Step | null;
  at: number;
  answer: PromiseWithResolvers<Message | null>;
}

/** Nobody waits for more than so many. */
const most = 100;

/** Of the promises on the way from one text's end to the next one's claim. */
const turns = 10;

const waiting: Asked[] = [];
let isWriting = false;
let begun = Promise.withResolvers<void>();

/** Resolves once the next transaction has begun. What is read after that waits for it, and does not hold it up. */
export const stepsBegun = (): Promise<void> => begun.promise;

/**
 * Lets happen to a row, and to those that share its text, what `decide` says of them as they are on disk: nobody
 * changes them in between.
 * @returns the row afterwards, on disk and mirrored, or `null` where the row's state does not know the event
 */
export function stepMessage(id: string, decide: Asked["decide"], at: number): Promise<Message | null> {
  const answer = Promise.withResolvers<Message | null>();
  waiting.push({ id, decide, at, answer });
  if (!isWriting) void writeWaiting();
  return answer.promise;
}

/** Lets an event happen to a row, unless it has moved on meanwhile; see `stepMessage`. */
export const updateMessage = (
  id: string,
  event: MessageEvent,
  at: number,
  patch: Patch = {},
): Promise<Message | null> => stepMessage(id, () => ({ event, patch }), at);

async function writeWaiting(): Promise<void> {
  isWriting = true;
  while (waiting.length > 0) {
    // What is asked for in the same turn goes along, and what that one's end lets others ask for.
    for (let turn = 0; turn < turns; turn++) await null;
    const some = waiting.splice(0, most);
    try {
      const answers = await write(some);
      for (const [{ answer }, row] of answers) answer.resolve(row);
    } catch (error) {
      // None of it is on disk, or nobody knows.
      for (const { answer } of some) answer.reject(error);
    }
  }
  isWriting = false;
}

/** @returns of each the row afterwards; without those that failed by themselves, which have been told so */
async function write(some: readonly Asked[]): Promise<(readonly [Asked, Message | null])[]> {
  const { tx, outbox, floods, uncopied } = await writing();
  begun.resolve();
  begun = Promise.withResolvers();
  const changed = new Changes(outbox);
  const answers: (readonly [Asked, Message | null])[] = [];
  let copy: () => Promise<void>;
  try {
    for (const one of some) {
      const { id } = one;
      const row = await changed.current(id);
      const all = row ? [row, ...(await besides(row, changed.current))] : [];
      try {
        const after = stepOf(one, all);
        changed.take(after);
        answers.push([one, after.find((message) => message.id === id) ?? null]);
      } catch (error) {
        one.answer.reject(error);
      }
    }
    await Promise.all(changed.after.map(async (message) => outbox.put(toStored(message))));
    [copy] = await Promise.all([noteUncopied(uncopied, changed.after), tally(floods, changed.made)]);
    await tx.done;
  } catch (error) {
    await rollBack(tx);
    throw error;
  }
  if (changed.after.length === 0) return answers;
  if (hasFailpoints) await reach("stepCommitted");
  await copy();
  if (hasFailpoints) await reach("stepMirrored");
  announce();
  return answers;
}

/** The rows that change, as they are to be. */
function stepOf({ id, decide, at }: Asked, [row, ...others]: readonly Message[]): Message[] {
  const step = row && decide(row, others);
  if (!step) return [];
  const patched = [row, ...others].map((message) => ({ ...message, ...step.patch }));
  const target = patched.find((message) => message.id === (step.of ?? id));
  const beside = patched.filter((message) => message !== target);
  return (target && transitionBundle(target, beside, step.event, at)) ?? [];
}
