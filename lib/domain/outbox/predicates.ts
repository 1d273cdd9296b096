import { hasUnread } from "../thread/reply.ts";
import type { Message } from "./message.ts";
import type { Reason, ReasonCode } from "./reason.ts";

/** What can be asked of one row. */

/** Whether somebody should decide what is to become of the text. */
export const needsDecision = (
  message: Pick<Message, "state" | "delivery" | "acknowledged" | "reason" | "schedule">,
): boolean =>
  !message.acknowledged &&
  (message.state === "unknown" ||
    message.state === "rejected" ||
    message.state === "held" ||
    message.delivery === "undelivered" ||
    isDoubtful(message) ||
    cameTooLate(message) ||
    isFlood(message));

/** A reminder that GoSMS could not be kept from sending, or of whose appointment the calendar shows nothing. */
export const isDoubtful = ({ state, reason }: Pick<Message, "state" | "reason">): boolean =>
  reason !== null &&
  (reason.code === "notSeen" ||
    reason.code === "wentAnyway" ||
    (state === "withdrawing" && !isWithdrawal(reason)));

/** Why a reminder is taken back, as opposed to why that did not succeed. */
const isWithdrawal = ({ code }: Reason): boolean => withdrawals.has(code);
const withdrawals = new Set<Reason["code"]>([
  "superseded",
  "takenBack",
  "stoppedByUser",
  "optedOut",
  "phoneChanged",
  "calendarDiffers",
  "remindersOff",
  "toldCancelled",
  "declined",
  "confirmed",
  "otherPatient",
  "wrongNumber",
  "optedOutElsewhere",
  "wrongNumberElsewhere",
  "answeredElsewhere",
]);

/** Whether somebody should look at the row, for its text or for a reply: the number on the toolbar's badge. */
export const needsPerson = (message: Message): boolean => needsDecision(message) || hasUnread(message);

/** Whether it left only on a person's word: nothing is amiss, somebody is to say whether the patient should hear. */
export const isProposal = ({ state, reason }: Pick<Message, "state" | "reason">): boolean =>
  state === "held" && reason !== null && questions.has(reason.code);

/** Each is decided on by itself. */
const questions: ReadonlySet<ReasonCode> = new Set([
  "proposed",
  "appeared",
  "disappeared",
  "series",
  "pastUnreadable",
  "newNumber",
  "numberCorrected",
  "otherPatient",
  "struckOut",
  "unconfirmed",
  "readingChanged",
  "feedUnread",
  "notSeen",
  "newsElsewhere",
  "optedOutElsewhere",
  "wrongNumberElsewhere",
  "answeredElsewhere",
  "unreadableElsewhere",
]);

/**
 * Whether nobody could prove the change of which it tells, so that nothing else followed from that, and nobody has let
 * it go since.
 */
export function isUnproven({ history }: Pick<Message, "history">): boolean {
  const last = history.findLast(({ state }) => state === "held" || state === "queued");
  return last?.state === "held" && last.reason !== undefined && unproven.has(last.reason.code);
}

const unproven: ReadonlySet<ReasonCode> = new Set([
  "proposed",
  "appeared",
  "struckOut",
  "pastUnreadable",
  "unconfirmed",
  "readingChanged",
  "feedUnread",
]);

/**
 * Whether a held text goes on together with all others. A proposal is decided on by itself, as is what is over a cap,
 * a kind that is off is switched on in the settings, and where the number is another one trying again changes nothing.
 */
export const isReleasedTogether = ({ reason }: Pick<Message, "reason">): boolean =>
  reason === null || !(questions.has(reason.code) || caps.has(reason.code) || isSomebodysTurn(reason));

const isSomebodysTurn = ({ code }: Reason): boolean => code === "kindOff" || code === "phoneChanged";

/** Whether it waits because its patient has another number by now, and can be sent there on a person's word. */
export const isForNewNumber = ({ state, reason, origin, bundle }: ForNewNumber): boolean =>
  state === "held" && reason?.code === "phoneChanged" && origin === "auto" && bundle.length === 0;

type ForNewNumber = Pick<Message, "state" | "reason" | "origin" | "bundle">;

/** Whether it waits because too many would have left by themselves. */
export const isOverCap = ({ state, reason }: Pick<Message, "state" | "reason">): boolean =>
  state === "held" && reason !== null && caps.has(reason.code);

/** Why a text is over a cap: too many at once, in a day, or about one appointment. */
export const capCodes = ["burst", "dailyCap", "appointmentCap"] as const satisfies readonly ReasonCode[];
const caps: ReadonlySet<ReasonCode> = new Set(capCodes);

/** Whether the row stands for all changes of a flood that have none of their own. */
export const isFlood = ({ state, reason }: Pick<Message, "state" | "reason">): boolean =>
  state === "skipped" && reason?.code === "flood";

/** Whether it tells of what a calendar was found to show, however that came about. */
export const isFound = ({ state, reason }: Pick<Message, "state" | "reason">): boolean =>
  state === "held" && reason !== null && findings.has(reason.code);

const findings: ReadonlySet<ReasonCode> = new Set(["appeared", "disappeared"]);

/** Of many such one line speaks. */
export const comesInFloods = (row: Pick<Message, "state" | "reason">): boolean =>
  isOverCap(row) || isFound(row);

/** Whose held texts are one group: what was found in a calendar is told calendar by calendar. */
export const heldIn = (row: Pick<Message, "state" | "reason" | "calendarId">): { calendarId?: string } =>
  isFound(row) ? { calendarId: row.calendarId } : {};

export const heldKey = (
  { code }: Pick<Reason, "code">,
  { calendarId }: { calendarId?: string | undefined },
) => (calendarId === undefined ? code : `${code} ${calendarId}`);

/** Whether a text was never put into words for something that may have been mended since: it can be tried anew. */
export const isMendable = ({ state, reason, acknowledged, text }: Message): boolean =>
  state === "skipped" && !acknowledged && text === "" && reason !== null && mendable.has(reason.code);

const mendable: ReadonlySet<ReasonCode> = new Set([
  "kindOff",
  "placeholderEmpty",
  "placeholderUnknown",
  "templateEmpty",
  "tooLong",
  "gatewayField",
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
  "wrongNumber",
]);

const accountTroubles = new Set<Reason["code"]>([
  "credit",
  "credentials",
  "credentialsMissing",
  "channel",
  "forbidden",
]);

/** Whether GoSMS took no text at all when this one was to leave. */
export const isAccountTrouble = ({ state, reason }: Pick<Message, "state" | "reason">): boolean =>
  state === "held" && reason !== null && accountTroubles.has(reason.code);

/**
 * It was not sent, for its moment, its words or its number had gone: nobody decided that the patient should not hear
 * of it.
 */
export const cameTooLate = ({ state, reason, schedule }: Late): boolean =>
  state === "skipped" &&
  (reason?.code === "past" ||
    reason?.code === "stale" ||
    reason?.code === "dayPassed" ||
    reason?.code === "reminderTooLate" ||
    reason?.code === "bundleChanged" ||
    reason?.code === "cancellationStopped" ||
    // A reminder by itself is planned anew.
    (reason?.code === "phoneChanged" && schedule === null));

type Late = Pick<Message, "state" | "reason" | "schedule">;

/** Whether the row stands for its text, which others may share. */
export const isCarrier = ({ id, bundle }: Pick<Message, "id" | "bundle">): boolean =>
  bundle.length === 0 || bundle[0] === id;

/** Whether the appointment was moved or cancelled since, so that what the text says is no longer so. */
export const isOutdated = ({ changed, kind, appointment, holds }: Message): boolean => {
  if (changed === null) return false;
  // Own words about a day are right at each of its hours.
  if (holds && changed.start !== null) {
    const at = Date.parse(changed.start);
    return at < holds.from || at >= holds.to;
  }
  return changed.start !== (kind === "cancellation" ? null : appointment.start);
};

/** Whether it must not leave any more, nor stand at GoSMS: what it says is no longer so, or its number not theirs. */
export const isNotToLeave = (message: Message): boolean =>
  isOutdated(message) || message.changed?.hasOtherNumber === true;

/** Whether the patient knows, or may know, what the text says. */
export const mayBeTold = ({ state }: Pick<Message, "state">): boolean =>
  state === "sending" || state === "sent" || state === "unknown";

/** Whether the patient may have read it by a moment: what GoSMS is to send later tells nobody anything until then. */
export const mayBeRead = (message: Message, now: number): boolean =>
  message.state === "sent" || message.schedule === null
    ? mayBeTold(message)
    : message.schedule.sendAt <= now && (mayBeTold(message) || isAtGateway(message));

/** When the patient read it at the earliest; to put in order what they were told. In milliseconds since the epoch. */
export const readAt = ({ schedule, createdAt }: Message): number => schedule?.sendAt ?? createdAt;

export const isWaiting = ({ state }: Pick<Message, "state">): boolean =>
  state === "planned" || state === "queued" || state === "held";

/** Whether it is one of the reminders by themselves, also where a person had it sent once more. */
export const remindsByItself = ({ origin, schedule }: Pick<Message, "origin" | "schedule">): boolean =>
  origin === "plan" || (origin === "again" && schedule !== null);

/** Whether GoSMS has it and has not sent it yet, as far as is known. */
export const isAtGateway = ({ state }: Pick<Message, "state">): boolean =>
  state === "scheduled" || state === "withdrawing";

/** Whether GoSMS, should it have it, is to send it only later: nobody can say yet that it was sent. */
export const isAhead = ({ schedule }: Pick<Message, "schedule">, now: number): boolean =>
  schedule !== null && schedule.sendAt > now;

/** Why a reminder is being taken back, whatever has come in between. */
export const whyWithdrawn = ({ history }: Message): Reason =>
  history.findLast(({ state, reason }) => state === "withdrawing" && reason && isWithdrawal(reason))
    ?.reason ?? { code: "superseded" };

/** Whether it can still be given up for good: what is only taken back until reminders are on again would come back. */
export const canBeGivenUp = (row: Message): boolean =>
  isWaiting(row) ||
  row.state === "scheduled" ||
  (row.state === "withdrawing" && whyWithdrawn(row).code === "remindersOff");

/** When it was sent, however often something was learnt of it since; in milliseconds since the epoch. */
export function sentAt({ history, schedule, updatedAt }: Message): number {
  const wasScheduled = history.some(({ state }) => state === "scheduled");
  // GoSMS sent it by itself, and tells so only when it is asked.
  if (schedule && wasScheduled) return schedule.sendAt;
  return history.find(({ state }) => state === "sent")?.at ?? updatedAt;
}

/** Why the same text must not go out a second time just now. */
export function standing(message: Message): Reason | null {
  const { schedule } = message;
  if (schedule && (message.state === "planned" || isAtGateway(message)))
    return { code: "alreadyPlanned", at: schedule.sendAt };
  if (isWaiting(message) || message.state === "sending") return { code: "alreadyWaiting" };
  if (message.state === "sent") return { code: "alreadySent", at: sentAt(message) };
  return message.state === "unknown" && !message.acknowledged ? { code: "outcomeUnknown" } : null;
}

/** When GoSMS was last given it, as far as is known; in milliseconds since the epoch. */
export const handedOverAt = ({ history, createdAt }: Message): number =>
  (
    history.findLast(({ state }) => state === "sending") ??
    history.findLast(({ state }) => state === "scheduled")
  )?.at ?? createdAt;

/** Whether another computer of the practice sent it. */
export const isSentElsewhere = ({ state, reason }: Pick<Message, "state" | "reason">): boolean =>
  state === "sent" && reason?.code === "sentElsewhere";
