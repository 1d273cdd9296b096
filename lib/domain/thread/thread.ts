import type { Message } from "../outbox/message.ts";
import { isAtGateway, isOutdated, isWaiting, mayBeRead, readAt, sentAt } from "../outbox/predicates.ts";
import { hasBegun } from "../text/draft.ts";
import { type MessageKind, tellsNews } from "../text/message-kind.ts";
import { dayOf } from "../text/when.ts";
import type { Reply } from "./reply.ts";

/**
 * What one number knows of one appointment, and what is on its way to it: worked out from the outbox's rows alone, here
 * and nowhere else.
 */
export interface Thread {
  /** After all news that left or may have left, in the order in which it was read. */
  believes: Belief;
  /** The same once everything has left that waits without a date of its own. */
  willBelieve: Belief;
  /** What will leave by itself, is held, stands at GoSMS, or is being taken back from it; newest first. */
  coming: readonly Message[];
  /** What left or may have left, what was read last first. */
  heard: readonly Message[];
  /** What was never heard and is not to come: refused, or given up. */
  others: readonly Message[];
  /** The last answer that a person has read as coming or not coming, unless the calendar brought news since. */
  answer: Answer | null;
  /** The newest answer that nobody has read. */
  unread: Reply | null;
}

export type Belief =
  | { type: "nothing" }
  /** That the appointment is at this time. */
  | { type: "at"; start: string; by: Message }
  | { type: "cancelled"; by: Message };

export interface Answer {
  verdict: "confirms" | "declines";
  text: string;
  /** The start that the text answered to names. */
  start: string;
  /** When it came, in milliseconds since the epoch. */
  at: number;
}

/** What a text makes its reader believe. */
export const beliefBy = (by: Message): Belief =>
  by.kind === "cancellation" ? { type: "cancelled", by } : { type: "at", start: by.appointment.start, by };

/** By which text the patient will believe what another one of this kind would say of this start. */
export function knownBy(
  { willBelieve }: Pick<Thread, "willBelieve">,
  { kind, start }: { kind: MessageKind; start: string },
): Message | null {
  const isKnown =
    kind === "cancellation"
      ? willBelieve.type === "cancelled"
      : willBelieve.type === "at" && willBelieve.start === start;
  return isKnown && willBelieve.type !== "nothing" ? willBelieve.by : null;
}

/**
 * @param rows all rows of one subject, in any order
 * @param now milliseconds since the epoch
 */
export function threadOf(rows: readonly Message[], now: number): Thread {
  const heard = rows.filter((row) => mayBeRead(row, now)).sort((a, b) => readAt(b) - readAt(a));
  const coming = rows
    .filter((row) => !heard.includes(row) && isComing(row))
    .sort((a, b) => b.createdAt - a.createdAt);
  // What a person wrote for the occasion leaves that as it is.
  const last = heard.find(tellsNews);
  const next = nextNews(coming);
  const believes: Belief = last ? beliefBy(last) : { type: "nothing" };
  return {
    believes,
    willBelieve: next ? beliefBy(next) : believes,
    coming,
    heard,
    others: rows.filter((row) => !heard.includes(row) && !coming.includes(row)),
    answer: answerIn(rows),
    unread: newest(rows.flatMap(({ replies }) => replies.filter(({ verdict }) => verdict === null))),
  };
}

/** The one that was decided last; of several at one moment the first. */
export const newestOf = (rows: readonly Message[]): Message | null =>
  rows.reduce<Message | null>((last, row) => (last && last.createdAt >= row.createdAt ? last : row), null);

/** Of what is coming, newest first, the news that waits without a date of its own. */
export const nextNews = (coming: readonly Message[]): Message | undefined =>
  coming.find((row) => tellsNews(row) && row.schedule === null && row.state !== "withdrawing");

/** The time to come for which the patient believes the appointment to be; `null` for none. */
export function awaitedStart(rows: readonly Message[], now: number): string | null {
  const { believes } = threadOf(rows, now);
  return believes.type === "at" && !hasBegun(believes.start, now) ? believes.start : null;
}

/** Whether something of the row is still to happen without anybody's doing, or on a person's word. */
const isComing = (row: Message): boolean =>
  isWaiting(row) || isAtGateway(row) || (row.state === "sending" && row.schedule !== null);

const newest = <T extends { at: number }>(all: readonly T[]): T | null =>
  all.reduce<T | null>((last, one) => (last && last.at > one.at ? last : one), null);

function answerIn(rows: readonly Message[]): Answer | null {
  const answer = newest(
    rows
      .filter(({ kind }) => kind !== "cancellation")
      .flatMap((row) =>
        row.replies.flatMap(({ verdict, text, at }): Answer[] =>
          verdict === "confirms" || verdict === "declines"
            ? // GoSMS counts whole seconds, by a clock of its own: nobody answers before the text has left.
              [{ verdict, text, at: Math.max(at, answerableFrom(row)), start: row.appointment.start }]
            : [],
        ),
      ),
  );
  // Made or moved anew since, the patient is asked anew.
  const isOver = rows.some(
    ({ origin, createdAt, state }) =>
      origin === "auto" && state !== "skipped" && answer && createdAt > answer.at,
  );
  return isOver ? null : answer;
}

const answerableFrom = (row: Message): number => (row.state === "sent" ? sentAt(row) : row.createdAt);

/**
 * Whether nothing may be planned that says that the appointment takes place: by the last word the patient believes it
 * cancelled, and it was not made or moved anew since.
 *
 * @param start the calendar's
 */
export const isCancelledAt = ({ willBelieve, coming }: Thread, start: string): boolean =>
  willBelieve.type === "cancelled" &&
  willBelieve.by.appointment.start === start &&
  !wasPlannedSince(coming, willBelieve.by.createdAt);

/** The answer about the appointment at this start, unless it was made or moved anew since. */
export const answerAt = ({ answer, coming }: Thread, start: string): Answer | null =>
  answer?.start === start && !wasPlannedSince(coming, answer.at) ? answer : null;

/** Only a change in the calendar plans a reminder in spite of what the patient believes or answered. */
const wasPlannedSince = (coming: readonly Message[], moment: number): boolean =>
  coming.some((row) => row.schedule !== null && !isOutdated(row) && row.createdAt > moment);

/** When a text leaves, or left; in milliseconds since the epoch. */
export const leavesAt = (row: Message): number =>
  row.state === "sent" ? sentAt(row) : (row.schedule?.sendAt ?? row.createdAt);

/** The day on the practice's clock on which a text leaves. */
export const leavesOn = (row: Message, timeZone: string): string =>
  dayOf(new Date(leavesAt(row)).toISOString(), timeZone).toString();

/** When the row's text reached the patient, as far as is known; in milliseconds since the epoch. */
export const heardAt = (row: Message): number => (row.state === "sent" ? sentAt(row) : row.updatedAt);

/** How many texts the number has, or will have, of the appointment, by whatever door. */
export const textsOf = ({ heard, coming }: Pick<Thread, "heard" | "coming">): number =>
  heard.length + coming.filter(({ state }) => state !== "withdrawing").length;
