import type { Message } from "../outbox/message.ts";
import { isProposal, isWaiting, mayBeTold } from "../outbox/predicates.ts";
import type { Reason } from "../outbox/reason.ts";
import { tellsNews } from "../text/message-kind.ts";
import { beliefBy, knownBy, newestOf } from "./thread.ts";

/**
 * Why a text that was on its way, and that GoSMS put off, must not wait once more: something else was decided
 * meanwhile, and after that its words would be wrong.
 *
 * @param about the rows of its subject
 * @returns `null` where its words are still so
 */
export function overtakenBy(row: Message, about: readonly Message[]): Reason | null {
  // What was decided before has seen it waiting.
  const claimedAt = row.history.findLast(({ state }) => state === "sending")?.at;
  if (claimedAt === undefined || !tellsNews(row)) return null;
  const last = newestOf(
    about.filter(
      (other) =>
        other.id !== row.id &&
        other.createdAt >= claimedAt &&
        other.schedule === null &&
        tellsNews(other) &&
        (mayBeTold(other) || (isWaiting(other) && !isProposal(other))),
    ),
  );
  const { kind, appointment } = row;
  if (!last || knownBy({ willBelieve: beliefBy(last) }, { kind, start: appointment.start })) return null;
  return { code: last.kind === "cancellation" ? "toldCancelled" : "superseded" };
}
