import type { Happening } from "../../domain/outbox/event.ts";
import { allows } from "../../domain/outbox/machine.ts";
import type { Message } from "../../domain/outbox/message.ts";
import { messageById, messagesOfText } from "../../storage/outbox-queries.ts";
import { changeRows, updateMessage, updateMessages } from "../../storage/outbox-store.ts";
import { restoredBy } from "./giving-back.ts";
import { untilDecided } from "./new-message.ts";

/** Whether it took back what waited, which comes back when it is stopped. */
export const givesBack = ({ kind, origin }: Message): boolean => kind === "cancellation" && origin !== "auto";

const reason = { code: "stoppedByUser" } as const;

/**
 * "Neodesílat" of a text that waits, or that GoSMS has just sent back. Call it where nothing else is decided meanwhile.
 * @returns its row afterwards; `null` where it waits no more
 */
export async function giveUpWaiting(message: Message): Promise<Message | null> {
  const { id, state } = message;
  const event = { type: allows(state, "skip") ? "skip" : "drop", reason } as const;
  if (!givesBack(message)) return updateMessage(id, event, Date.now());
  const given = await untilDecided(async () => {
    const about = await messagesOfText(message);
    const row = about.find((one) => one.id === id);
    if (!row || !allows(row.state, event.type)) return "tooLate";
    // In one step, so that whoever pressed the button sees at once what comes back.
    const skips = about.map((one): Happening => ({ id: one.id, event }));
    const now = Date.now();
    const { happenings, messages } = await restoredBy(about, skips, now);
    return changeRows([{ id, event }, ...happenings], messages, now);
  });
  return given === "tooLate" ? null : messageById(id);
}

/**
 * The same of many texts that wait.
 * @returns their rows afterwards
 */
export async function giveUpAll(messages: readonly Message[]): Promise<Message[]> {
  const plain = messages.filter((row) => !givesBack(row)).map(({ id }) => id);
  const rows = await updateMessages(plain, { type: "skip", reason }, Date.now());
  for (const message of messages.filter(givesBack)) {
    const row = await giveUpWaiting(message);
    if (row) rows.push(row);
  }
  return rows;
}
