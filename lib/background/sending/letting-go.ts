import { allows } from "../../domain/outbox/machine.ts";
import type { Message } from "../../domain/outbox/message.ts";
import { isProposal } from "../../domain/outbox/predicates.ts";
import { takenBackBy } from "../../domain/thread/bulk-decision.ts";
import { threadOf } from "../../domain/thread/thread.ts";
import { messageById, messagesOfSubject } from "../../storage/outbox-queries.ts";
import { changeRows, updateMessages } from "../../storage/outbox-store.ts";
import { oneAtATime, untilDecided } from "./new-message.ts";

/** Held texts go on, on a person's word. */
export async function letGo(messages: readonly Message[]): Promise<void> {
  const plain = messages.filter((row) => !takesBack(row)).map(({ id }) => id);
  await updateMessages(plain, { type: "release" }, Date.now());
  for (const { id } of messages.filter(takesBack)) await oneAtATime(() => untilDecided(() => cancel(id)));
}

/** What nobody could prove has taken nothing back yet; now somebody says that it is so. */
const takesBack = (row: Message): boolean => row.kind === "cancellation" && isProposal(row);

async function cancel(id: string): Promise<unknown> {
  const row = await messageById(id);
  if (!row || !allows(row.state, "release")) return "too late";
  const now = Date.now();
  const about = (await messagesOfSubject(row.subject)).filter((one) => one.id !== id);
  return changeRows([{ id, event: { type: "release" } }, ...takenBackBy(threadOf(about, now))], [], now);
}
