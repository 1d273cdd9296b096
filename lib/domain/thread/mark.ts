import { z } from "zod";
import { unreached } from "../outbox/call-list.ts";
import type { Message } from "../outbox/message.ts";
import { answerAt, isCancelledAt, type Thread, threadOf } from "./thread.ts";

/** What there is to say beside an appointment in its calendar, in one sign. */
export const MarkKind = z.enum([
  /** The patient has confirmed. */
  "comes",
  /** The patient has answered that they do not come. */
  "declines",
  /** An answer that nobody has read. */
  "asks",
  /** No text has told the patient, and none will by itself. */
  "call",
  /** The last that the patient heard is another time. */
  "otherTime",
  /** The last that the patient heard is that it is off. */
  "cancelled",
]);
export type MarkKind = z.infer<typeof MarkKind>;

/**
 * What stands beside an appointment; `null` where there is nothing to say. Of several things the one that somebody has
 * to do something about.
 *
 * @param rows all rows of the appointment, in any order
 * @param start the calendar's, in UTC
 * @param now milliseconds since the epoch
 * @param isCalled whether somebody has called the patient about this time
 */
export function markOf(
  rows: readonly Message[],
  start: string,
  now: number,
  isCalled: boolean,
): MarkKind | null {
  const own = ofCurrentNumber(rows);
  const thread = threadOf(own, now);
  const answer = answerAt(thread, start);
  if (thread.unread && thread.unread.at > (answer?.at ?? 0)) return "asks";
  if (answer?.verdict === "declines") return "declines";
  if (isCancelledAt(thread, start)) return "cancelled";
  if (knowsOtherTime(thread, start)) return "otherTime";
  if (!isCalled && isUnreached(own)) return "call";
  if (thread.unread) return "asks";
  return answer?.verdict === "confirms" ? "comes" : null;
}

/** Whoever had the appointment before got its cancellation, at another number. */
function ofCurrentNumber(rows: readonly Message[]): Message[] {
  const newestFirst = rows.toSorted((a, b) => b.createdAt - a.createdAt);
  const current = newestFirst.find(({ kind }) => kind !== "cancellation") ?? newestFirst[0];
  return newestFirst.filter(({ subject }) => subject === current?.subject);
}

/** What will leave by itself sets it right. */
function knowsOtherTime({ believes, willBelieve }: Thread, start: string): boolean {
  if (believes.type !== "at" || believes.start === start || believes.by.state === "unknown") return false;
  const isLeaving =
    willBelieve.type === "at" && willBelieve.start === start && willBelieve.by.state !== "held";
  return !isLeaving;
}

/** What is held waits for a person's word, which another window asks for. */
function isUnreached(rows: readonly Message[]): boolean {
  const state = unreached(rows)?.state;
  return state !== undefined && state !== "held" && state !== "sending" && state !== "withdrawing";
}
