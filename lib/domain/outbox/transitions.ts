import type { MessageEvent } from "./event.ts";
import type { MessageState } from "./message.ts";

/** Which states know which events, and where these lead. */

/** The whole of the machine: an event that a state does not name cannot happen to it. */
export const transitions: Record<MessageState, Partial<Record<MessageEvent["type"], MessageState>>> = {
  planned: {
    promote: "queued",
    postpone: "planned",
    skip: "skipped",
    missed: "planned",
    seen: "planned",
    acknowledge: "planned",
  },
  // A cancellation that waits is to know whether the calendar has said the same since.
  queued: {
    claim: "sending",
    hold: "held",
    replan: "planned",
    skip: "skipped",
    clockSetBack: "queued",
    outdate: "queued",
    sentElsewhere: "sent",
    scheduledElsewhere: "scheduled",
    lostElsewhere: "unknown",
  },
  held: { release: "queued", replan: "planned", skip: "skipped", outdate: "held" },
  sending: {
    accepted: "sent",
    refused: "rejected",
    lost: "unknown",
    putBack: "queued",
    hold: "held",
    drop: "skipped",
    outdate: "sending",
    deferred: "scheduled",
    deferredInVain: "withdrawing",
  },
  scheduled: {
    withdraw: "withdrawing",
    receipt: "sent",
    receiptFailed: "scheduled",
    personSaysSent: "sent",
    vanished: "rejected",
    lost: "unknown",
    scheduledElsewhere: "scheduled",
    withdrawnElsewhere: "skipped",
    missed: "scheduled",
    seen: "scheduled",
    acknowledge: "scheduled",
  },
  withdrawing: {
    // For a reason after which it does not come back.
    withdraw: "withdrawing",
    outdate: "withdrawing",
    withdrawFailed: "withdrawing",
    withdrawn: "skipped",
    shelved: "planned",
    left: "sent",
    personSaysSent: "sent",
    personSaysGone: "skipped",
  },
  unknown: {
    outdate: "unknown",
    sentElsewhere: "sent",
    personSaysSent: "sent",
    stands: "scheduled",
    standsInVain: "withdrawing",
    personGivesUp: "unknown",
    acknowledge: "unknown",
    gaveBack: "unknown",
    creditAsked: "unknown",
  },
  sent: {
    receipt: "sent",
    receiptFailed: "sent",
    replyRead: "sent",
    answered: "sent",
    acknowledge: "sent",
    outdate: "sent",
  },
  rejected: { acknowledge: "rejected", outdate: "rejected", gaveBack: "rejected" },
  // A text that could not be put into words may be wanted later, and is then to know of a change since.
  skipped: {
    acknowledge: "skipped",
    counted: "skipped",
    outdate: "skipped",
    stranded: "skipped",
    gaveBack: "skipped",
  },
};

/** Events that change neither the state nor the reason for it. */
export const quietEvents = new Set<MessageEvent["type"]>([
  "clockSetBack",
  "postpone",
  "outdate",
  "receipt",
  "receiptFailed",
  "replyRead",
  "answered",
  "acknowledge",
  "creditAsked",
  "counted",
  "gaveBack",
]);
