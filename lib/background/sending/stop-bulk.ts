import type { Message } from "../../domain/outbox/message.ts";
import { isCarrier, isWaiting } from "../../domain/outbox/predicates.ts";
import { messagesOfBatch } from "../../storage/outbox-queries.ts";
import { giveUpAll } from "./give-up.ts";
import { oneAtATime } from "./new-message.ts";
import { Preparation } from "./preparation.ts";
import { markStopped } from "./stopped-batches.ts";

/** Whoever pressed the button waits so long for texts whose requests may or may not leave. */
const patienceMs = 5000;

const textsOf = async (batch: string): Promise<Message[]> => (await messagesOfBatch(batch)).filter(isCarrier);

const stoppedOf = (texts: readonly Message[]): number =>
  texts.filter(({ state, reason }) => state === "skipped" && reason?.code === "stoppedByUser").length;

/**
 * "Zastavit": nothing of a bulk send leaves that has not left yet.
 * @returns how many texts that stopped
 */
export async function stopBulk(batch: string): Promise<number> {
  markStopped(batch);
  const before = await oneAtATime(async () => {
    const texts = await textsOf(batch);
    await giveUpAll(texts.filter(isWaiting));
    return texts;
  });
  const leaving = before.filter(({ state }) => state === "sending").map(({ id }) => id);
  await Promise.race([Preparation.endOf(leaving), new Promise((resolve) => setTimeout(resolve, patienceMs))]);
  return stoppedOf(await textsOf(batch)) - stoppedOf(before);
}
