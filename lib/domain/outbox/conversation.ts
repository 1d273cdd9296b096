import type { Reply } from "../thread/reply.ts";
import type { Message } from "./message.ts";
import { isCarrier, needsPerson, sentAt } from "./predicates.ts";
import { isNews } from "./today.ts";

/** What was sent to somebody and what came back, as people read it. */

/** A text, or one answer to it. */
export interface Turn {
  /** In milliseconds since the epoch. */
  at: number;
  message: Message;
  reply: Reply | null;
}

export interface ConversationDay {
  /** `2026-11-24` */
  day: string;
  turns: Turn[];
}

/** When a text left; if it did not, when that was clear, or when it is to leave. In milliseconds since the epoch. */
export function turnAt(message: Message): number {
  const { state, history, schedule, createdAt } = message;
  if (state === "sent") return sentAt(message);
  if (state === "rejected" || state === "skipped" || state === "unknown")
    return history.findLast((entry) => entry.state === state)?.at ?? createdAt;
  return schedule?.sendAt ?? createdAt;
}

/** Every text once, however many appointments it tells of, and every answer; oldest first. */
export const turnsOf = (rows: readonly Message[]): Turn[] =>
  rows
    .filter((row) => isNews(row) && isCarrier(row))
    .flatMap((message): Turn[] => {
      const at = turnAt(message);
      // GoSMS tells the second of an answer, which began before a text that left within it.
      const answers = message.replies.map((reply) => ({ at: Math.max(reply.at, at), message, reply }));
      return [{ at, message, reply: null }, ...answers];
    })
    // What came at one moment stays in its order: a text before the answers to it.
    .sort((a, b) => a.at - b.at);

/** Day by day, as the practice's clock has it. */
export function daysOf(turns: readonly Turn[], timeZone: string): ConversationDay[] {
  const dayOf = ({ at }: Turn) =>
    Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(timeZone).toPlainDate().toString();
  return [...Map.groupBy(turns, dayOf)].map(([day, ofDay]) => ({ day, turns: ofDay }));
}

/** The distinct names under which somebody was texted, the newest first. */
export const namesIn = (rows: readonly Message[]): string[] => [
  ...new Set(
    rows
      .toSorted((a, b) => b.createdAt - a.createdAt)
      .flatMap(({ appointment }) => appointment.patient?.name.trim() || []),
  ),
];

/** A conversation as a list shows it. */
export interface ConversationSummary {
  /** E.164 */
  phone: string;
  name: string;
  /** The latest text or answer; what is yet to come only where there is nothing else. */
  last: Turn;
  /** Whether anything of it waits for a person. */
  waits: boolean;
}

export interface ConversationPage {
  conversations: ConversationSummary[];
  next: string | null;
}

/** @param now in milliseconds since the epoch */
export function summaryOf(phone: string, rows: readonly Message[], now: number): ConversationSummary | null {
  const turns = turnsOf(rows);
  const last = turns.findLast(({ at }) => at <= now) ?? turns[0];
  return last ? { phone, name: namesIn(rows)[0] ?? "", last, waits: rows.some(needsPerson) } : null;
}
