import type { Message } from "../../domain/outbox/message.ts";
import { type Step, stepMessage } from "../../storage/outbox-store.ts";

/** The text as it is about to leave. */
export type Words = Pick<Message, "text" | "parts" | "creditBefore">;

/**
 * Who may send a row: here, whoever first moves it from `queued` to `sending`. The move is a compare-and-set
 * on disk, mirrored before this returns, so that a worker which dies afterwards leaves its intent behind.
 *
 * @param decide says the words of the row and of those that share its text, or what is to become of it instead; `null` for nothing as yet
 * @returns the claimed row, or `null` when it is not to be sent, was stopped, or was taken by somebody else
 */
export async function claim(
  id: string,
  decide: (message: Message, others: readonly Message[]) => Words | Step | null,
): Promise<Message | null> {
  const step = (message: Message, others: readonly Message[]): Step | null => {
    if (message.state !== "queued") return null;
    const decided = decide(message, others);
    return decided && !("event" in decided) ? { event: { type: "claim" }, patch: decided } : decided;
  };
  const after = await stepMessage(id, step, Date.now());
  return after?.state === "sending" ? after : null;
}
