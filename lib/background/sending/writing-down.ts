import type { MessageEvent } from "../../domain/outbox/event.ts";
import type { Message } from "../../domain/outbox/message.ts";
import { isNotToLeave } from "../../domain/outbox/predicates.ts";
import { overtakenBy } from "../../domain/thread/overtaken.ts";
import { messagesOfSubject, messagesOfText } from "../../storage/outbox-queries.ts";
import { type Step, stepMessage, updateMessage } from "../../storage/outbox-store.ts";
import { giveUpWaiting } from "./give-up.ts";
import { oneAtATime } from "./new-message.ts";
import { isGivenUp } from "./stopped-batches.ts";

/** What was decided about a text while it was on its way, and what came of it. */

/**
 * Whether nobody has stopped it since it was claimed, nothing that it tells of was moved or cancelled, and nobody has
 * sent what says otherwise.
 * @param rows those that share the text, as they are by now
 */
export const isStillSo = async (message: Message, rows: readonly Message[]): Promise<boolean> =>
  !isGivenUp(message) && !rows.some(isNotToLeave) && (await overtakenIn(rows)) === null;

export const putBack = (message: Message): Promise<void> =>
  writeDown(message, { type: "putBack", notBefore: Date.now(), reason: null });

/**
 * Writes down what came of a text. It goes back to those that wait only if its words are still to be told.
 * @param message as it left
 */
export async function writeDown(message: Message, event: MessageEvent): Promise<void> {
  // Nothing else is decided about it in between.
  if (event.type === "putBack" || event.type === "hold") await oneAtATime(() => letWait(message, event));
  else await updateMessage(message.id, event, Date.now());
}

async function letWait(message: Message, event: MessageEvent): Promise<void> {
  if (isGivenUp(message)) await giveUpWaiting(message);
  else {
    const overtaken = await overtakenIn(await messagesOfText(message));
    await stepMessage(message.id, () => overtaken ?? { event }, Date.now());
  }
}

/** Of rows that share a text, what becomes of the one about whose appointment something else was decided. */
async function overtakenIn(rows: readonly Message[]): Promise<Step | null> {
  for (const row of rows) {
    // What is no longer so by the calendar goes its own way.
    const reason = isNotToLeave(row) ? null : overtakenBy(row, await messagesOfSubject(row.subject));
    if (reason) return { event: { type: "drop", reason }, of: row.id };
  }
  return null;
}
