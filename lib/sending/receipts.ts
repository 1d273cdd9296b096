import { type Message, maxReceiptTries, receiptDelay } from "../domain/outbox.ts";
import { hasKillPoints, reach } from "../storage/kill-point.ts";
import { dueReceipts, updateMessage } from "../storage/outbox-store.ts";
import { gateway } from "./gosms-account.ts";
import { repeatedly } from "./repeatedly.ts";

/** Asks GoSMS what became of the texts it took, each at growing intervals until its word is final. */

/** Asks for all that is due. */
export const askReceipts = repeatedly(askDue);

async function askDue(): Promise<void> {
  for (const message of await dueReceipts(Date.now())) {
    // Without a connection every further question would fail the same way: later, then.
    if ((await ask(message)) === "unreachable") return;
  }
}

async function ask(message: Message): Promise<"answered" | "unreachable"> {
  if (message.gatewayId === null) return "answered";
  if (hasKillPoints) await reach("receiptDue");
  const answer = await gateway.receipt(message.gatewayId);
  if (hasKillPoints) await reach("receiptAnswered");
  const now = Date.now();
  const tries = message.receiptTries + 1;
  const nextReceiptAt = tries < maxReceiptTries ? now + receiptDelay(tries) : null;
  if (!answer.ok) {
    const gone = answer.reason.code === "notFound";
    await updateMessage(
      message.id,
      gone && message.state === "scheduled"
        ? { type: "vanished", reason: { code: "vanished" } }
        : { type: "receiptFailed", nextReceiptAt: gone ? null : nextReceiptAt },
      now,
    );
    return answer.reason.code === "network" || answer.reason.code === "timeout" ? "unreachable" : "answered";
  }
  const { delivery } = answer.value;
  await updateMessage(
    message.id,
    { type: "receipt", ...answer.value, nextReceiptAt: delivery === "pending" ? nextReceiptAt : null },
    now,
  );
  if (hasKillPoints) await reach("receiptStored");
  return "answered";
}
