import type { Message } from "../../domain/outbox/message.ts";
import { isForNewNumber, isWaiting, whyWithdrawn } from "../../domain/outbox/predicates.ts";
import type { Input } from "../../rpc/contract/index.ts";
import { heldFor, messageById, messagesTo } from "../../storage/outbox-queries.ts";
import { stepMessage, updateMessage } from "../../storage/outbox-store.ts";
import { giveUpAll, giveUpWaiting } from "./give-up.ts";
import { letGo } from "./letting-go.ts";
import { oneAtATime } from "./new-message.ts";
import { sendToNewNumber } from "./send-again.ts";

export type Decision = Input<"outbox.decide">["decision"];

/**
 * Does what a person decided about a text.
 * @returns its row afterwards; `null` where the decision came too late
 */
export async function decideOn(id: string, decision: Decision, now: number): Promise<Message | null> {
  switch (decision) {
    case "send":
      return release(id);
    case "wasSent":
    case "isThere":
      return updateMessage(id, { type: "personSaysSent" }, now);
    case "dismiss":
    case "keep":
      return updateMessage(id, { type: "acknowledge" }, now);
    case "isGone":
      return stepMessage(
        id,
        (row) => ({ event: { type: "personSaysGone", reason: whyWithdrawn(row) } }),
        now,
      );
    case "doNotSend":
      return giveUp(id, now);
  }
}

/** Lets a held text go on. A number that a person has confirmed is no new number to the texts beside. */
async function release(id: string): Promise<Message | null> {
  const held = await messageById(id);
  if (held?.state !== "held") return null;
  if (isForNewNumber(held)) return sendToNewNumber(id);
  const isNewNumber = ({ reason }: Message) => reason?.code === "newNumber";
  await letGo([held, ...(isNewNumber(held) ? (await messagesTo(held.phone)).filter(isNewNumber) : [])]);
  return messageById(id);
}

/**
 * What becomes of all that is held for one reason, as far as the person has seen it: it may be thousands.
 * @param key see `heldKey`
 */
export async function dropHeld(key: string, by: number): Promise<void> {
  await oneAtATime(async () => giveUpAll(await heldFor(key, by)));
}

/** "Neodesílat": a text that waits, one that GoSMS is to send later, or one whose outcome nobody knows. */
async function giveUp(id: string, now: number): Promise<Message | null> {
  const message = await messageById(id);
  if (!message) return null;
  const byUser = { code: "stoppedByUser" } as const;
  if (isWaiting(message)) return oneAtATime(() => giveUpWaiting(message));
  if (message.state === "scheduled") return updateMessage(id, { type: "withdraw", reason: byUser }, now);
  return updateMessage(id, { type: "personGivesUp", reason: { code: "givenUp" } }, now);
}
