import type { Happening } from "../outbox/event.ts";
import type { Message } from "../outbox/message.ts";
import { isWaiting } from "../outbox/predicates.ts";
import { givingUp } from "./reminder-decision.ts";
import type { ReplyVerdict } from "./reply.ts";

/**
 * What a person's word about an answer changes: whoever does not come is reminded of nothing, and whoever said that
 * they come need not be, if the practice wants it so.
 *
 * @param rows of the answered text's subject
 * @param answered the text that was answered to
 */
export function decideAnswer(
  rows: readonly Message[],
  answered: Message,
  verdict: ReplyVerdict,
  endsWithConfirmation: boolean,
): Happening[] {
  if (answered.kind === "cancellation") return [];
  const isOver = verdict === "declines" || (verdict === "confirms" && endsWithConfirmation);
  if (!isOver) return [];
  const code = verdict === "declines" ? "declined" : "confirmed";
  return rows
    .filter(
      (row) =>
        row.kind === "reminder" &&
        row.appointment.start === answered.appointment.start &&
        (isWaiting(row) || row.state === "scheduled"),
    )
    .map((row) => givingUp(row, { code }));
}
