import type { MessageEvent } from "./event.ts";
import { transition } from "./machine.ts";
import type { Message } from "./message.ts";
import { isNotToLeave } from "./predicates.ts";

/**
 * One text about several appointments. Each has a row of its own, so that each counts as told by itself, and all
 * rows of a text share its fate: they change in one step, on disk and in the second copy.
 */

/** What happens to the rows beside when something happens to one; `null` for nothing. */
function beside(event: MessageEvent, row: Message): MessageEvent | null {
  switch (event.type) {
    case "replyRead": {
      const reply = row.replies.find(({ id }) => id === event.replyId);
      // Who comes, or does not, says so of each appointment that the text names.
      const isAnswer = event.verdict === "declines" || event.verdict === "confirms";
      return reply && isAnswer ? { type: "answered", reply: { ...reply, verdict: event.verdict } } : null;
    }
    // Of the one appointment, which may be told of by another text since.
    case "outdate":
    case "acknowledge":
    // Asked for, and set, for each row by itself.
    case "clockSetBack":
    case "creditAsked":
    case "counted":
    case "stranded":
    case "gaveBack":
    // Of the text, which the carrier stands for.
    case "receiptFailed":
    case "answered":
      return null;
    case "receipt":
      return { ...event, price: null, replies: [], nextReceiptAt: null };
    case "skip":
    case "drop":
      // The words name an appointment that is no longer to be told of: nobody is told of the others by them either.
      return event.reason.code === "stoppedByUser" ? event : { ...event, reason: { code: "bundleChanged" } };
    default:
      return event;
  }
}

/**
 * Lets an event happen to a row and to those that share its text.
 * @returns the rows that changed, that one first, or `null` where its state does not know the event
 */
export function transitionBundle(
  row: Message,
  others: readonly Message[],
  event: MessageEvent,
  at: number,
): Message[] | null {
  const isWrong =
    (event.type === "putBack" || event.type === "hold") &&
    others.length > 0 &&
    [row, ...others].some(isNotToLeave);
  const happening = (one: Message): MessageEvent | null => {
    // Each of these drops by itself; the others must not wait once more with its words.
    if (isWrong && !isNotToLeave(one)) return { type: "drop", reason: { code: "bundleChanged" } };
    return one === row ? event : beside(event, row);
  };
  const after = transition(row, happening(row) ?? event, at);
  if (!after) return null;
  const changed = others.flatMap((one) => {
    const shared = happening(one);
    return (shared && transition(one, shared, at)) ?? [];
  });
  return [after, ...changed];
}
