import type { Reply, ReplyVerdict } from "../thread/reply.ts";
import type { Delivery } from "./message.ts";
import type { Reason } from "./reason.ts";

/** What can happen to a row. */
export type MessageEvent =
  | { type: "claim" }
  | { type: "accepted"; gatewayId: string | null; price: number | null; currency: string | null }
  | { type: "refused"; reason: Reason }
  | { type: "lost"; reason: Reason }
  /** It did not leave: GoSMS asked for a pause, or (without a reason) there was no place for it. */
  | { type: "putBack"; notBefore: number; reason: Reason | null }
  /** The computer's clock was set back: the same wait, by the new time. */
  | { type: "clockSetBack"; notBefore: number }
  | { type: "hold"; reason: Reason }
  | { type: "release" }
  /** The same of a reminder, which is handed over at its time. */
  | { type: "replan"; notBefore: number }
  | { type: "skip"; reason: Reason }
  /** It did not leave, and what it says is no longer so. */
  | { type: "drop"; reason: Reason }
  /** A reminder is to be handed over now. */
  | { type: "promote" }
  | { type: "postpone"; notBefore: number }
  /** GoSMS took it, and sends it later. */
  | { type: "deferred"; gatewayId: string; sendAt: number }
  /** The same of a text which is no longer so: it has to be taken back at once. */
  | { type: "deferredInVain"; gatewayId: string; sendAt: number }
  /** It has to be taken back from GoSMS. */
  | { type: "withdraw"; reason: Reason }
  | { type: "withdrawFailed"; reason: Reason; notBefore: number }
  /** GoSMS has given it up. */
  | { type: "withdrawn"; reason: Reason }
  /** The same of one that is handed over anew when reminders are on again. */
  | { type: "shelved"; reason: Reason; notBefore: number }
  /** It could not be taken back: GoSMS had sent it. */
  | { type: "left"; reason: Reason }
  /** GoSMS knows nothing of it any more. */
  | { type: "vanished"; reason: Reason }
  /** The calendar, read anew, does not show the appointment; or does again. */
  | { type: "missed"; reason: Reason }
  | { type: "seen" }
  | { type: "personSaysGone"; reason: Reason }
  /** Another computer of the practice has sent it, or has handed it over, or may have. */
  | { type: "sentElsewhere"; reason: Reason; gatewayId?: string }
  | { type: "scheduledElsewhere"; reason: Reason; gatewayId: string; sendAt: number }
  | { type: "lostElsewhere"; reason: Reason }
  /** Another computer has taken it back from GoSMS. */
  | { type: "withdrawnElsewhere"; reason: Reason }
  /** A later change of the appointment was reported. */
  | { type: "outdate"; start: string | null; hasOtherNumber?: boolean }
  | { type: "personSaysSent" }
  /** The same of a reminder whose moment is still ahead: GoSMS has it. */
  | { type: "stands"; sendAt: number }
  /** The same of one that is no longer so. */
  | { type: "standsInVain"; reason: Reason }
  | { type: "personGivesUp"; reason: Reason }
  | { type: "acknowledge" }
  /** One more was reported of those that have no row of their own. */
  | { type: "counted"; reason: Reason }
  /** What it gave way to was stopped, so that nobody tells the patient. */
  | { type: "stranded"; reason: Reason }
  /** What gave way to the cancellation, which nobody heard, has come back. */
  | { type: "gaveBack" }
  | { type: "creditAsked" }
  | {
      type: "receipt";
      delivery: Delivery;
      price: number | null;
      currency: string | null;
      nextReceiptAt: number | null;
      /** Those that came, known ones among them. */
      replies: readonly Reply[];
    }
  | { type: "receiptFailed"; nextReceiptAt: number | null }
  /** A person says what a reply means. */
  | { type: "replyRead"; replyId: string; verdict: ReplyVerdict }
  /** The same of an appointment whose text another row carries, and with it the reply. */
  | { type: "answered"; reply: Reply };

/** Something that is to happen to a row as it was when it was read. */
export interface Happening {
  id: string;
  event: MessageEvent;
}
