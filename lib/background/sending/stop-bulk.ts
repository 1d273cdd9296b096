import type { MessageEvent } from "../../domain/outbox/event.ts";
import type { Message } from "../../domain/outbox/message.ts";
import { isCarrier, isWaiting } from "../../domain/outbox/predicates.ts";
import { messagesOfBatch } from "../../storage/outbox-queries.ts";
import { stepMessage } from "../../storage/outbox-store.ts";
import { givesBack, giveUpAll, giveUpWaiting } from "./give-up.ts";
import { oneAtATime } from "./new-message.ts";

/**
 * Batches of which nothing more is to be stored, or to wait once more: their texts may still be coming in, or on their
 * way, when they are stopped. Who dies with this leaves nothing behind that could leave by itself.
 */
const stopped = new Set<string>();

export const isStopped = (batch: string): boolean => stopped.has(batch);

/**
 * "Zastavit": nothing of a bulk send leaves that has not left yet.
 * @returns how many texts that stopped
 */
export async function stopBulk(batch: string): Promise<number> {
  stopped.add(batch);
  return oneAtATime(async () => {
    const waiting = (await messagesOfBatch(batch)).filter((row) => isWaiting(row) && isCarrier(row));
    return (await giveUpAll(waiting)).filter(isCarrier).length;
  });
}

/**
 * Writes down what came of a text that was on its way. Of a stopped batch it does not go back to those that wait.
 * @param message as it left
 */
export async function writeDown(message: Message, event: MessageEvent): Promise<void> {
  const { id, batch } = message;
  const isStoppedNow = () =>
    batch !== null && isStopped(batch) && (event.type === "putBack" || event.type === "hold");
  const after = await stepMessage(
    id,
    (row) => {
      if (!isStoppedNow()) return { event };
      return givesBack(row) ? null : { event: { type: "drop", reason: { code: "stoppedByUser" } } };
    },
    Date.now(),
  );
  if (!after && isStoppedNow()) await oneAtATime(() => giveUpWaiting(message));
}
