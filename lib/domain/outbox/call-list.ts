import { tellsNews } from "../text/message-kind.ts";
import type { Message } from "./message.ts";
import { isOutdated, mayBeTold } from "./predicates.ts";
import type { Reason, ReasonCode } from "./reason.ts";
import { isForgotten } from "./retention.ts";

/** Whom somebody should call, because no text told them. */

/** The newest text about an appointment, or its reminder, where none has reached or will reach the patient. */
export function unreached(messages: readonly Message[]): Message | null {
  const news = messages.filter(tellsNews);
  return unreachedNews(news) ?? unreachedWords(messages, news);
}

/** What a person wrote for the occasion and who never got it, unless they were told since that it is off. */
function unreachedWords(messages: readonly Message[], news: readonly Message[]): Message | null {
  const own = messages.filter((row) => !tellsNews(row) && isToReach(row));
  const [newest] = own.toSorted((a, b) => b.createdAt - a.createdAt);
  if (!newest || isDecided(newest) || isOutdated(newest)) return null;
  if (own.some((row) => row.text === newest.text && reachesPatient(row))) return null;
  const isOff = news.some(
    (row) => row.kind === "cancellation" && row.createdAt > newest.createdAt && reachesPatient(row),
  );
  return isOff ? null : newest;
}

/** Of what was deleted for its age, nobody knows whom it was about. */
const isToReach = (message: Message): boolean =>
  !isForgotten(message) && !(message.reason && replaced.has(message.reason.code));

function unreachedNews(messages: readonly Message[]): Message | null {
  const told = messages.filter(isToReach).toSorted((a, b) => b.createdAt - a.createdAt);
  const [newest] = told;
  if (!newest) return null;
  const same = told.filter(
    (one) =>
      one.appointment.start === newest.appointment.start &&
      (one.kind === "cancellation") === (newest.kind === "cancellation"),
  );
  // Whoever was told of the appointment long before it counts on the reminder all the same.
  const reminders = same.filter(({ kind }) => kind === "reminder");
  const [reminder] = reminders;
  if (reminder && !isDecided(reminder) && !reminders.some(reachesPatient)) return reminder;
  return isDecided(newest) || same.some(reachesPatient) ? null : newest;
}

/** Somebody decided against it, and knows. */
const isDecided = ({ state, reason }: Message): boolean =>
  state === "skipped" && reason?.code === "stoppedByUser";

/** These texts gave way to another one. */
const replaced = new Set<ReasonCode>([
  "superseded",
  "takenBack",
  "bundleChanged",
  "calendarDiffers",
  "toldCancelled",
  "confirmed",
  "otherPatient",
]);

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
  "phoneUnclear",
  "patientUnclear",
  "patientUnreadable",
  "optedOut",
  "wrongNumber",
]);
