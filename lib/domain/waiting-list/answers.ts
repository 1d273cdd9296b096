import { isLetter } from "../outbox/letter.ts";
import type { Message } from "../outbox/message.ts";
import { isWaiting, mayBeTold, sentAt } from "../outbox/predicates.ts";
import { readReply } from "../thread/reply.ts";
import type { Offer } from "./slot.ts";

/** What became of an offer: whether its text left, and what was answered. */

/**
 * - `unwritten`: there is no row of it, so nothing left
 * - `coming`: it is yet to leave
 * - `left`: it left, or is leaving
 * - `unknown`: nobody knows whether it did, or knows any more
 * - `vain`: it did not, and will not, or did not reach the phone
 */
export type OfferState = "unwritten" | "coming" | "left" | "unknown" | "vain";

/** `unclear` where a person has to read it. */
export type Says = "yes" | "no" | "stop" | "unclear";

export interface OfferAnswer {
  /** The row that carries it, and the answer's id there. */
  rowId: string;
  replyId: string;
  text: string;
  /** In milliseconds since the epoch. */
  at: number;
  says: Says;
  /** A person has read it. */
  isRead: boolean;
}

export interface OfferView {
  offer: Offer;
  state: OfferState;
  /** As they came. */
  answers: OfferAnswer[];
  /** What counts: the last of them. `null` for none. */
  says: Says | null;
  /** Since when the answer is yes, in milliseconds since the epoch; `null` where it is not. */
  yesAt: number | null;
}

function stateOf({ isWritten }: Offer, rows: readonly Message[]): OfferState {
  if (rows.length === 0) return isWritten ? "unknown" : "unwritten";
  if (rows.some((row) => mayBeTold(row) && row.state !== "unknown" && row.delivery !== "undelivered"))
    return "left";
  if (rows.some(({ state, acknowledged }) => state === "unknown" && !acknowledged)) return "unknown";
  return rows.some(isWaiting) ? "coming" : "vain";
}

const readings = { confirms: "yes", declines: "no", optsOut: "stop" } as const;

/**
 * @param rows those of the offer: its text, and the same sent once more
 * @param others every other row to the number. GoSMS tells answers by the number, so one may have come to another text.
 */
export function viewOf(offer: Offer, rows: readonly Message[], others: readonly Message[]): OfferView {
  const left = rows.filter(mayBeTold).map(sentAt);
  const since = left.length > 0 ? Math.min(...left) : null;
  const own = rows.flatMap((row) => answersOf(row, (at) => isAlone(at, since, others)));
  // What a person has said that it means was no answer to the offer.
  const elsewhere = since === null ? [] : others.flatMap((row) => strayAnswers(row, since));
  const answers = [...own, ...elsewhere].sort((a, b) => a.at - b.at || a.replyId.localeCompare(b.replyId));
  const last = answers.at(-1)?.says ?? null;
  const before = answers.findLastIndex(({ says }) => says !== "yes");
  return {
    offer,
    state: stateOf(offer, rows),
    answers,
    says: last,
    yesAt: last === "yes" ? (answers[before + 1]?.at ?? null) : null,
  };
}

function answersOf(row: Message, isAloneAt: (at: number) => boolean): OfferAnswer[] {
  const name = row.appointment.patient?.name;
  return row.replies.map(({ id, text, at, verdict }) => {
    const reading = readReply(text, name);
    const says = reading === null ? "unclear" : readings[reading];
    const isSure = says === "stop" || isAloneAt(at);
    return {
      rowId: row.id,
      replyId: id,
      text,
      at,
      says: isSure ? says : "unclear",
      isRead: verdict !== null,
    };
  });
}

/** Whether nothing else that one answers to reached the phone between the offer and the answer. */
const isAlone = (at: number, since: number | null, others: readonly Message[]): boolean =>
  since !== null &&
  !others.some((row) => mayBeTold(row) && !isLetter(row) && sentAt(row) >= since && sentAt(row) <= at);

/** Answers under another text that came after the offer: for which of the two, only a person can tell. */
function strayAnswers(row: Message, since: number): OfferAnswer[] {
  if (isLetter(row)) return [];
  return row.replies
    .filter(({ at, verdict }) => at >= since && verdict === null)
    .map(({ id, text, at }) => ({
      rowId: row.id,
      replyId: id,
      text,
      at,
      says: "unclear",
      isRead: false,
    }));
}

/** Whether its text never left, and will not. */
export const isVain = ({ state }: Pick<OfferView, "state">): boolean =>
  state === "vain" || state === "unwritten";

/** Whether whoever got it may still take the time, by all that is known. */
export const isOpen = ({ state, says }: Pick<OfferView, "state" | "says">): boolean =>
  !isVain({ state }) && says !== "no" && says !== "stop";

export const hasUnreadAnswer = ({ answers }: Pick<OfferView, "answers">): boolean =>
  answers.some(({ isRead }) => !isRead);

/** Those who say yes, who said it first coming first; within one second they stay as they are given. */
export const inOrderOfYes = <V extends Pick<OfferView, "yesAt">>(views: readonly V[]): V[] =>
  views.filter(({ yesAt }) => yesAt !== null).toSorted((a, b) => (a.yesAt ?? 0) - (b.yesAt ?? 0));
