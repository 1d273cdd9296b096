import { isCarrier, isWaiting } from "../../domain/outbox/predicates.ts";
import { messagesOfBatch } from "../../storage/outbox-queries.ts";
import { updateMessages } from "../../storage/outbox-store.ts";
import { givesBack, giveUpWaiting } from "./give-up.ts";
import { oneAtATime } from "./new-message.ts";

/** Batches of which nothing more is to be stored: their texts may still be coming in when they are stopped. */
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
    const [giving, plain] = [waiting.filter(givesBack), waiting.filter((row) => !givesBack(row))];
    const ids = plain.map(({ id }) => id);
    const rows = await updateMessages(ids, { type: "skip", reason: { code: "stoppedByUser" } }, Date.now());
    const given = await Promise.all(giving.map(giveUpWaiting));
    return rows.filter(isCarrier).length + given.filter((row) => row !== null).length;
  });
}
