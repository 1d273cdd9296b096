import type { UnseenRow } from "../looks/unseen.ts";
import { hasUnread, proposalFor } from "../thread/reply.ts";
import type { SlotShown } from "../waiting-list/shown.ts";
import { waitsForPerson } from "../waiting-list/step.ts";
import { isLetter } from "./letter.ts";
import type { Message } from "./message.ts";
import { isFound, isOverCap, needsDecision, needsPerson } from "./predicates.ts";
import type { HeldGroup, TodayView } from "./today.ts";

/** What waits for a person, as one list: what a patient answered first, for that may change the day. */

export type WaitingItem =
  /** An answer, an open outcome, a failure, or a held text by itself. */
  | { type: "row"; message: Message; isEarlier: boolean }
  /** All that is held for one reason, decided on in one press. */
  | { type: "group"; group: HeldGroup }
  /** A time that became free, and answers of those to whom it was offered. */
  | { type: "slot"; slot: SlotShown }
  /** Why the rest is held. */
  | { type: "held"; groups: HeldGroup[] }
  | { type: "series"; messages: Message[] }
  /** Confirmations that will not leave by themselves any more. */
  | { type: "unseen"; rows: UnseenRow[] }
  | { type: "unreadable"; count: number; since: number }
  /** The browser began a new database, with what had a second copy. */
  | { type: "lost"; at: number };

export interface Waiting {
  view: Pick<TodayView, "series" | "held" | "today" | "earlier">;
  unseen: readonly UnseenRow[];
  /** Times that became free, as far as anybody waits for one. */
  slots: readonly SlotShown[];
  /** Rows that cannot be read: how many, and the oldest one's moment in milliseconds since the epoch. */
  unreadable: { count: number; since: number } | null;
  /** When it was noticed that the browser had lost the database, in milliseconds since the epoch. */
  lostAt: number | null;
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

/** Whether the answers of a row stand with the time that it offered. Whoever wants no texts is asked about apart. */
function toldIn(slots: readonly SlotShown[]): (message: Message) => boolean {
  const told = new Set(
    slots.flatMap(({ offers }) =>
      offers.flatMap(({ answers }) =>
        answers.flatMap(({ rowId, replyId, says }) => (says === "stop" ? [] : `${rowId} ${replyId}`)),
      ),
    ),
  );
  return (message) =>
    isLetter(message) &&
    !needsDecision(message) &&
    message.replies.every(({ id, verdict }) => verdict !== null || told.has(`${message.id} ${id}`));
}

/** The most pressing first; rows of one kind newest first, as they are given. */
export function waitingItems({ view, unseen, slots, unreadable, lostAt }: Waiting): WaitingItem[] {
  const earlier = new Set(view.earlier);
  const freed = slots.filter(({ step, isOneOfMany }) => waitsForPerson(step, isOneOfMany));
  const isTold = toldIn(freed);
  const rows = [...view.today.filter(needsPerson), ...view.earlier].filter((message) => !isTold(message));
  const slotItems = (isPressing: boolean) =>
    freed
      .filter(({ step }) => (step === "answered" || step === "late") === isPressing)
      .map((slot): WaitingItem => ({ type: "slot", slot }));
  const row = (message: Message): WaitingItem => ({
    type: "row",
    message,
    isEarlier: earlier.has(message),
  });
  const apart = view.held.filter((group) => !isDecidedTogether(group));
  const gone = unseen.filter(({ state }) => state !== "waits");
  return [
    // First: nothing leaves without the credentials, which are gone with it.
    ...(lostAt === null ? [] : [{ type: "lost", at: lostAt } satisfies WaitingItem]),
    // Somebody waits at the other end, and the time comes near.
    ...slotItems(true),
    ...rows
      .filter(isAnswer)
      .toSorted((a, b) => pressingOf(a) - pressingOf(b))
      .map(row),
    ...rows.filter((one) => !isAnswer(one) && isOpen(one)).map(row),
    ...slotItems(false),
    ...view.held.filter(isDecidedTogether).map((group): WaitingItem => ({ type: "group", group })),
    ...(apart.length > 0 ? [{ type: "held", groups: apart } satisfies WaitingItem] : []),
    ...view.series.map((messages): WaitingItem => ({ type: "series", messages })),
    ...rows.filter((one) => !isAnswer(one) && !isOpen(one)).map(row),
    ...(gone.length > 0 ? [{ type: "unseen", rows: gone } satisfies WaitingItem] : []),
    ...(unreadable ? [{ type: "unreadable", ...unreadable } satisfies WaitingItem] : []),
  ];
}
