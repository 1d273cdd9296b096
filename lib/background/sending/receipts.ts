import type { Delivery, Message } from "../../domain/outbox/message.ts";
import { sentAt } from "../../domain/outbox/predicates.ts";
import { maxReceiptTries, receiptDelay } from "../../domain/outbox/receipt-times.ts";
import { maxReplyLength, nextReplyLook, type Reply } from "../../domain/thread/reply.ts";
import { clockOffItem } from "../../storage/clock.ts";
import { hasFailpoints, reach } from "../../storage/failpoint.ts";
import { dueReceipts, messagesTo } from "../../storage/outbox-queries.ts";
import { updateMessage } from "../../storage/outbox-store.ts";
import { workstationsItem } from "../../storage/workstations.ts";
import { receiptKey } from "../claims/fingerprints.ts";
import { openRegistry } from "../claims/open.ts";
import type { IncomingReply, Receipt } from "../gateway/gateway.ts";
import { singleFlight } from "../single-flight.ts";
import { fateIn, learnLaterMs, type Turn, takeTurn } from "./fetching.ts";
import { gateway, isOfAccountBefore, takesReplies } from "./gosms-account.ts";

/**
 * Asks GoSMS what became of the texts it took, and what patients answered to them: each at growing intervals until
 * its word is final and no answer is worth having any more.
 */

/** After so long is looked again at what another computer asks for just now, or what could not be fetched. */
const againMs = 60_000;
const dayMs = 24 * 3600_000;
/** A clock that is set back again and again must not make it ask for ever. */
const maxTries = 100;

/** Asks for all that is due. */
export const askReceipts = singleFlight(askDue, { trailing: true });

async function askDue(): Promise<void> {
  for (const message of await dueReceipts(Date.now())) {
    // Without a connection every further question would fail the same way: later, then.
    if ((await ask(message)) === "unreachable") return;
  }
}

async function ask(message: Message): Promise<"answered" | "unreachable"> {
  if (message.gatewayId === null) {
    // A reminder that a person found at GoSMS, and that has left by now: nobody can ask for it.
    if (message.state === "scheduled")
      await updateMessage(message.id, { type: "personSaysSent" }, Date.now());
    return "answered";
  }
  if (hasFailpoints) await reach("receiptDue");
  const turn = await takeTurn(message);
  if (turn.type === "waits") {
    await updateMessage(
      message.id,
      { type: "receiptFailed", nextReceiptAt: Date.now() + againMs },
      Date.now(),
    );
    return "answered";
  }
  if (turn.type === "learns") {
    await learn(message, turn);
    return "answered";
  }
  const answer = await gateway.receipt(message.gatewayId);
  if (hasFailpoints) await reach("receiptAnswered");
  if (!answer.ok) return noteFailure(message, answer.reason.code, turn);
  const early = await earlyBy(message);
  if (early > 0) {
    const nextReceiptAt = Date.now() + early + receiptDelay(0);
    await turn.tell(null, nextReceiptAt);
    await updateMessage(message.id, { type: "receiptFailed", nextReceiptAt }, Date.now());
    return "answered";
  }
  const came = answer.value.replies > message.replies.length ? await repliesTo(message) : [];
  const nextReceiptAt = await nextQuestion(message, answer.value, came === null);
  await turn.tell(answer.value, nextReceiptAt);
  await write(message, answer.value, came ?? [], nextReceiptAt);
  if (hasFailpoints) await reach("receiptStored");
  return "answered";
}

/** By a clock that is ahead, a reminder seems to have left that still stands at GoSMS, and can be taken back. */
async function earlyBy({ state, schedule }: Message): Promise<number> {
  if (state !== "scheduled" || schedule === null) return 0;
  return schedule.sendAt - (Date.now() - (await clockOffItem.load()));
}

const write = (
  { id }: Message,
  { delivery, price, currency }: Receipt,
  replies: readonly Reply[],
  nextReceiptAt: number | null,
): Promise<Message | null> =>
  updateMessage(id, { type: "receipt", delivery, price, currency, nextReceiptAt, replies }, Date.now());

/** What another computer was told by GoSMS. The words of an answer lie nowhere else: they are asked for here. */
async function learn(
  message: Message,
  { receipt, next }: { receipt: Receipt | null; next: number | null },
): Promise<void> {
  const now = Date.now();
  const later = next === null ? null : Math.min(Math.max(next, now), now + dayMs) + learnLaterMs;
  if (!receipt) {
    await updateMessage(message.id, { type: "receiptFailed", nextReceiptAt: later }, now);
    return;
  }
  const came = receipt.replies > message.replies.length ? await repliesTo(message) : [];
  await write(message, receipt, came ?? [], came === null ? now + againMs : later);
}

/** The same as soon as it is told, of all that is still to be learnt. @throws RegistryFailure */
export const learnReceipts = singleFlight(learnAll, { trailing: true });

async function learnAll(): Promise<void> {
  const { registry, key } = await openRegistry(await workstationsItem.load());
  const rows = await Promise.all(
    (await dueReceipts(Number.MAX_SAFE_INTEGER)).flatMap((row) =>
      row.gatewayId === null ? [] : receiptKey(key, row.gatewayId).then((place) => ({ row, place })),
    ),
  );
  if (rows.length === 0) return;
  const { found } = await registry.lookUp(rows.map(({ place }) => place));
  for (const { row, place } of rows) {
    const fate = fateIn(found.get(place));
    const { receipt } = fate ?? {};
    if (fate?.state !== "told" || !receipt) continue;
    if (receipt.delivery !== (row.delivery ?? "pending") || receipt.replies > row.replies.length)
      await learn(row, fate);
  }
}

async function noteFailure(
  message: Message,
  code: string,
  turn: Extract<Turn, { type: "asks" }>,
): Promise<"answered" | "unreachable"> {
  const delivery = message.delivery ?? "pending";
  const nextReceiptAt =
    code === "notFound" ? null : await nextQuestion(message, { delivery, channel: null }, true);
  await turn.tell(null, nextReceiptAt);
  const isLost = code === "notFound" && message.state === "scheduled";
  // The account before may have sent it, and nobody here can ask. What the credit is now says nothing of that one.
  if (isLost && (await isOfAccountBefore(message)))
    await updateMessage(message.id, { type: "lost", reason: { code: "otherAccount" } }, Date.now(), {
      creditBefore: null,
    });
  else
    await updateMessage(
      message.id,
      isLost ? { type: "vanished", reason: { code: "vanished" } } : { type: "receiptFailed", nextReceiptAt },
      Date.now(),
    );
  return code === "network" || code === "timeout" ? "unreachable" : "answered";
}

/**
 * @param again something stayed unanswered, and is asked once more even if there were no other reason to
 * @returns in milliseconds since the epoch; `null` when nothing more is to be learnt
 */
async function nextQuestion(
  message: Message,
  { delivery, channel }: { delivery: Delivery; channel: Receipt["channel"] },
  again: boolean,
): Promise<number | null> {
  const now = Date.now();
  const tries = message.receiptTries + 1;
  if (tries < maxReceiptTries && (delivery === "pending" || again)) return now + receiptDelay(tries);
  if (tries >= maxTries || delivery === "undelivered") return null;
  const start = Date.parse(message.appointment.start);
  const next = nextReplyLook({ sentAt: sentAt(message), start, leaveBy: message.leaveBy, now });
  return next !== null && (await takesReplies(channel)) ? next : null;
}

/** What the patient answered, or `null` where that could not be learnt. */
async function repliesTo({ id, gatewayId, phone }: Message): Promise<Reply[] | null> {
  const answer = await gateway.replies(gatewayId ?? "");
  if (!answer.ok) return null;
  // GoSMS may name one answer under each text to the number.
  const others = (await messagesTo(phone)).filter((other) => other.id !== id);
  const known = others.flatMap(({ replies }) => replies);
  // By all of it, for the ids may be counted anew under each text, and two equal answers are two.
  const isKnown = ({ id, text, at }: IncomingReply): boolean =>
    known.some((one) => one.id === id && one.text === text && (at === null || one.at === at));
  return answer.value
    .map(({ id, text, at }) => ({ id: id.slice(0, 200), text: text.slice(0, maxReplyLength), at }))
    .filter((reply) => !isKnown(reply))
    .map(({ id, text, at }): Reply => ({ id, text, at: Math.max(0, at ?? Date.now()), verdict: null }));
}
