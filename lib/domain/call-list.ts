import { isForgotten } from "./forgetting.ts";
import { type Message, mayBeTold } from "./outbox.ts";
import type { Reason, ReasonCode } from "./reason.ts";

/** Whom somebody should call, because no text told them. */

/** The newest text about an appointment, where none has reached or will reach the patient. */
export function unreached(messages: readonly Message[]): Message | null {
  const told = messages.filter(
    // Of what was deleted for its age, nobody knows whom it was about.
    (message) => !isForgotten(message) && !(message.reason && replaced.has(message.reason.code)),
  );
  const newest = told.toSorted((a, b) => b.createdAt - a.createdAt)[0];
  // Somebody decided against it, and knows.
  if (!newest || (newest.state === "skipped" && newest.reason?.code === "stoppedByUser")) return null;
  const same = told.filter(
    (one) =>
      one.appointment.start === newest.appointment.start &&
      (one.kind === "cancellation") === (newest.kind === "cancellation"),
  );
  return same.some(reachesPatient) ? null : newest;
}

/** These texts gave way to another one. */
const replaced = new Set<ReasonCode>(["superseded", "takenBack", "bundleChanged", "calendarDiffers"]);

/** Whether it has arrived, as far as is known, or is on its way by itself. */
function reachesPatient(message: Message): boolean {
  const { state, delivery } = message;
  if (state === "planned" || state === "scheduled" || state === "queued") return true;
  return mayBeTold(message) && state !== "unknown" && delivery !== "undelivered";
}

/** Why a patient in the calendar could not be sent anything at all, as opposed to not just now. */
export const isUnreachable = ({ code }: Reason): boolean => unreachable.has(code);
const unreachable = new Set<ReasonCode>([
  "noPhone",
  "phoneInvalid",
  "phoneShort",
  "phoneLandline",
  "phoneNotMobile",
  "phonePremium",
  "phoneCountry",
  "patientUnclear",
  "optedOut",
]);
