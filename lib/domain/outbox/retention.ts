import { hasBegun } from "../text/draft.ts";
import type { Message } from "./message.ts";
import type { Reason } from "./reason.ts";

/** What is kept of a text that nobody needs any more: enough never to send it again, and nothing of the patient. */

/** So long after its appointment began, nobody has questions about it, however little is to be kept. */
const rest = 7 * 24 * 3600_000;

/**
 * @param before texts of which something was heard from then on are kept whole, in milliseconds since the epoch
 * @param now the same
 * @returns the bare row, or `null` where it has to stay as it is, or is bare already
 */
export function forgotten(message: Message, before: number, now: number): Message | null {
  const { state, updatedAt, acknowledged, appointment } = message;
  // Whether a text went out is asked until a person has answered.
  const isOver =
    state === "sent" || state === "rejected" || state === "skipped" || (state === "unknown" && acknowledged);
  if (!isOver || updatedAt >= before || isForgotten(message)) return null;
  if (!hasBegun(appointment.start, now - rest)) return null;
  const { start, end, allDay } = appointment;
  return {
    ...message,
    // Some calendars make an identifier of a name.
    appointment: { id: "?", start, end, allDay, title: "", patient: null },
    acknowledged: true,
    phone: "",
    text: "",
    replies: [],
    reason: bare(message.reason),
    history: message.history.map(({ reason, ...entry }) => {
      const kept = bare(reason ?? null);
      return kept ? { ...entry, reason: kept } : entry;
    }),
    nextReceiptAt: null,
  };
}

/** Its details may quote a number or a name. */
const bare = (reason: Reason | null): Reason | null => reason && { code: reason.code };

/** Whether nothing of the patient is left in it. */
export const isForgotten = ({ phone, text, appointment }: Message): boolean =>
  phone === "" && text === "" && appointment.patient === null && appointment.title === "";
