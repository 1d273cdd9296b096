import type { UnseenRow } from "../looks/unseen.ts";
import { hasUnread, proposalFor } from "../thread/reply.ts";
import type { Message } from "./message.ts";
import { isFound, isOverCap, needsPerson } from "./predicates.ts";
import type { HeldGroup, TodayView } from "./today.ts";

/** What waits for a person, as one list: what a patient answered first, for that may change the day. */

export type WaitingItem =
  /** An answer, an open outcome, a failure, or a held text by itself. */
  | { type: "row"; message: Message; isEarlier: boolean }
  /** All that is held for one reason, decided on in one press. */
  | { type: "group"; group: HeldGroup }
  /** Why the rest is held. */
  | { type: "held"; groups: HeldGroup[] }
  | { type: "series"; messages: Message[] }
  /** Confirmations that will not leave by themselves any more. */
  | { type: "unseen"; rows: UnseenRow[] }
  | { type: "unreadable"; count: number; since: number };

export interface Waiting {
  view: Pick<TodayView, "series" | "held" | "today" | "earlier">;
  unseen: readonly UnseenRow[];
  /** Rows that cannot be read: how many, and the oldest one's moment in milliseconds since the epoch. */
  unreadable: { count: number; since: number } | null;
}

/** Decided on in one press, however many they are; a single new number has its buttons at its own row. */
export const isDecidedTogether = ({ reason, count }: HeldGroup): boolean =>
  isOverCap({ state: "held", reason }) ||
  ((reason.code === "newNumber" || isFound({ state: "held", reason })) && count > 1);

/** Who does not come, then what a person must read, then what is plain. */
const pressing = ["declines", null, "optsOut", "confirms"] as const;

/** @returns the smaller, the sooner an answer should be read */
const pressingOf = (message: Message): number =>
  Math.min(
    ...message.replies
      .filter(({ verdict }) => verdict === null)
      .map(({ text }) => pressing.indexOf(proposalFor(message, text))),
  );

const isAnswer = (message: Message): boolean => hasUnread(message);
const isOpen = ({ state }: Message): boolean => state === "unknown";

/** The most pressing first; rows of one kind newest first, as they are given. */
export function waitingItems({ view, unseen, unreadable }: Waiting): WaitingItem[] {
  const earlier = new Set(view.earlier);
  const rows = [...view.today.filter(needsPerson), ...view.earlier];
  const row = (message: Message): WaitingItem => ({
    type: "row",
    message,
    isEarlier: earlier.has(message),
  });
  const apart = view.held.filter((group) => !isDecidedTogether(group));
  const lost = unseen.filter(({ state }) => state !== "waits");
  return [
    ...rows
      .filter(isAnswer)
      .toSorted((a, b) => pressingOf(a) - pressingOf(b))
      .map(row),
    ...rows.filter((one) => !isAnswer(one) && isOpen(one)).map(row),
    ...view.held.filter(isDecidedTogether).map((group): WaitingItem => ({ type: "group", group })),
    ...(apart.length > 0 ? [{ type: "held", groups: apart } satisfies WaitingItem] : []),
    ...view.series.map((messages): WaitingItem => ({ type: "series", messages })),
    ...rows.filter((one) => !isAnswer(one) && !isOpen(one)).map(row),
    ...(lost.length > 0 ? [{ type: "unseen", rows: lost } satisfies WaitingItem] : []),
    ...(unreadable ? [{ type: "unreadable", ...unreadable } satisfies WaitingItem] : []),
  ];
}
