import type { Message } from "../outbox/message.ts";
import { isCarrier, isWaiting } from "../outbox/predicates.ts";

/** What "Zastavit" can still do about one press of "Odeslat". Counted by texts. */
export interface Brake {
  /** Texts that have not left yet. */
  waiting: number;
  /** Texts that a person stopped. */
  stopped: number;
  /** When the first of them leaves, in milliseconds since the epoch; `null` once any has left. */
  leavesAt: number | null;
}

/** @param messages the newest of each appointment */
export function brakeOf(messages: Iterable<Message>): Brake {
  const texts = [...messages].filter(isCarrier);
  const waiting = texts.filter(isWaiting);
  const isStopped = ({ state, reason }: Message) => state === "skipped" && reason?.code === "stoppedByUser";
  const stopped = texts.filter(isStopped).length;
  const queued = waiting.filter(({ state }) => state === "queued").map(({ notBefore }) => notBefore);
  const isBefore = queued.length > 0 && waiting.length + stopped === texts.length;
  return { waiting: waiting.length, stopped, leavesAt: isBefore ? Math.min(...queued) : null };
}
