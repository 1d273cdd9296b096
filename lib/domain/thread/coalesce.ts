import type { AppointmentChange } from "../appointment.ts";
import type { MessageKind } from "../text/message-kind.ts";

/**
 * What the patient is to learn, and from what: `from` is the start that they know of (`null` where there was no
 * appointment), so that several changes within the settling time come down to one piece of news, or none.
 */
export interface News {
  kind: MessageKind;
  from: string | null;
  /** The start that the text names. A cancellation names the one that the patient knows of. */
  start: string;
}

/**
 * @param waiting news of the same appointment that has not left yet
 * @returns the news that remains once `change` has happened on top of what waits; `null` for none
 */
export function coalesce(waiting: News | null, change: AppointmentChange): News | null {
  const from = waiting ? waiting.from : startBefore(change);
  if (change.type === "cancelled") return from === null ? null : { kind: "cancellation", from, start: from };
  const { start } = change.appointment;
  return from === start ? null : { kind: "confirmation", from, start };
}

/** The start from which a change departs; `null` where there was no appointment. */
export function startBefore(change: AppointmentChange): string | null {
  switch (change.type) {
    case "created":
      return null;
    case "moved":
      return change.previousStart;
    case "cancelled":
      return change.appointment.start;
    case "patientChanged":
      return change.previousStart ?? change.appointment.start;
  }
}
