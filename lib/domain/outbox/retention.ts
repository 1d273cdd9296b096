import { hasBegun } from "../text/draft.ts";
import type { Message } from "./message.ts";

/** When a text is deleted from the log. */

/** So long after its appointment began, nobody has questions about it, however little is to be kept. */
const rest = 7 * 24 * 3600_000;

/**
 * Whether nobody needs a text any more.
 * @param before texts of which something was heard from then on are kept, in milliseconds since the epoch
 * @param now the same
 */
export function isExpired(message: Message, before: number, now: number): boolean {
  const { state, updatedAt, acknowledged, appointment } = message;
  // Whether a text went out is asked until a person has answered.
  const isOver =
    state === "sent" || state === "rejected" || state === "skipped" || (state === "unknown" && acknowledged);
  return isOver && updatedAt < before && hasBegun(appointment.start, now - rest);
}

/** Whether nothing of the patient is left in it: it came back from its second copy, or an older version left it so. */
export const isForgotten = ({ phone, text, appointment }: Message): boolean =>
  phone === "" && text === "" && appointment.patient === null && appointment.title === "";
