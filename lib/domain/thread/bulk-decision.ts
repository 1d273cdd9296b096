import type { Happening } from "../outbox/event.ts";
import type { Message } from "../outbox/message.ts";
import { needsDecision, standing } from "../outbox/predicates.ts";
import type { Reason, ReasonCode } from "../outbox/reason.ts";
import { type MessageKind, tellsAs, tellsNews } from "../text/message-kind.ts";
import { givingUp } from "./reminder-decision.ts";
import { beliefBy, heardAt, knownBy, newestOf, nextNews, type Thread, textsOf } from "./thread.ts";

/** A text that a person wants to send to one number about one appointment. */
export interface BulkWish {
  kind: MessageKind;
  /** The calendar's start. */
  start: string;
  /** A line is drawn through the appointment. */
  isStruckOut?: boolean;
  /** So many texts about one appointment are enough. */
  most?: number;
  /** Of own words: which. */
  own?: OwnWords;
}

export interface OwnWords {
  text: string;
  /** That of their row, by which they are known again where the words themselves are gone. */
  key: string;
  /** Own words of late to the same number, whatever they are about: the same ones need not come twice. */
  beside: readonly Message[];
}

export interface BulkDecision {
  /** The text of this kind that counts: the newest since the patient last heard anything else; or the same words. */
  latest: Message | null;
  /** Why it cannot be sent now. */
  blocked: Reason | null;
  /** Why a person should think twice. They may send it all the same, once they have been told. */
  doubt: Reason | null;
  happenings: Happening[];
}

/** @param thread of the number and the appointment */
export function decideBulk(thread: Thread, wish: BulkWish): BulkDecision {
  const latest = latestOf(thread, wish);
  const repeats = repeatedBy(thread, wish).flatMap((row) => standing(row) ?? []);
  const said = repeats.find(isAskable) ?? null;
  const doubt = doubtAbout(thread, wish);
  // Asked about one thing, nobody was asked about another.
  const inTheWay = repeats.find((reason) => !isAskable(reason)) ?? (doubt && said);
  return {
    latest,
    blocked: wish.kind === "own" ? inTheWay : latest && standing(latest),
    doubt: doubt ?? said,
    happenings: [
      ...(latest && needsDecision(latest) ? [acknowledging(latest.id)] : []),
      ...(wish.kind === "cancellation" ? takenBackBy(thread) : []),
    ],
  };
}

const acknowledging = (id: string): Happening => ({ id, event: { type: "acknowledge" } });

/** After "cancelled" nothing that says otherwise may leave. */
export const takenBackBy = ({ coming }: Thread): Happening[] =>
  coming
    .filter(({ kind, state }) => kind !== "cancellation" && state !== "withdrawing")
    .map((row) =>
      // Just being handed over, it is taken back as soon as GoSMS has it.
      row.state === "sending"
        ? { id: row.id, event: { type: "outdate", start: null } }
        : givingUp(row, { code: "toldCancelled" }),
    );

/** Own words may be meant to come once more, though not while they are still on their way. */
const isAskable = ({ code }: Reason): boolean => code === "alreadySent";

/** Rows with the very words that are wanted. */
const repeatedBy = ({ coming, heard, others }: Thread, { own }: BulkWish): Message[] =>
  own ? [...coming, ...heard, ...others, ...own.beside].filter((row) => isSame(row, own)) : [];

const isSame = (row: Message, { text, key }: OwnWords): boolean =>
  row.kind === "own" && (row.text === text || row.key.startsWith(key));

/**
 * The newest text of the kind and start, as far as it still stands: told since, or to be told, that the appointment is
 * cancelled, or somewhere else, a patient may well hear the same words again.
 */
function latestOf(thread: Thread, { kind, start, own }: BulkWish): Message | null {
  if (kind === "own")
    return newestOf(
      [...thread.coming, ...thread.heard, ...thread.others].filter(
        (row) => row.kind === "own" && (!own || isSame(row, own)),
      ),
    );
  const isAlike = (row: Message) => tellsAs(row.kind) === tellsAs(kind) && row.appointment.start === start;
  const next = nextNews(thread.coming);
  const told = next ? [next, ...thread.heard] : thread.heard;
  const contradicted = told.findIndex((row) => {
    if (!tellsNews(row)) return false;
    const belief = beliefBy(row);
    return kind === "cancellation" ? belief.type === "at" : belief.type !== "at" || belief.start !== start;
  });
  const since = told[contradicted]?.createdAt ?? 0;
  const stillSo = contradicted < 0 ? told : told.slice(0, contradicted);
  const others = thread.others.filter(({ createdAt }) => createdAt >= since);
  return newestOf([...thread.coming, ...stillSo, ...others].filter(isAlike));
}

const kindsThatAsk: ReadonlySet<MessageKind> = new Set(["confirmation", "change"]);

function doubtAbout(thread: Thread, { kind, start, isStruckOut, most }: BulkWish): Reason | null {
  if (isStruckOut) return { code: "struckOut" };
  const { willBelieve, answer, heard } = thread;
  if (willBelieve.type === "cancelled") return reasonBy("believesCancelled", willBelieve.by);
  if (answer?.verdict === "declines" && answer.start === start)
    return { code: "declined", at: answer.at, detail: answer.text.slice(0, 200) };
  // Told so before, the patient was told another time since. The window may show an old one.
  const before = heard.find(
    (row) =>
      tellsAs(row.kind) === tellsAs(kind) &&
      row.appointment.start === start &&
      kind !== "cancellation" &&
      tellsNews({ kind }),
  );
  if (before && willBelieve.type === "at" && willBelieve.start !== start)
    return reasonBy("alreadySent", before);
  const known = knownBy(thread, { kind, start });
  if (known && kindsThatAsk.has(kind)) return reasonBy("alreadyKnows", known);
  const texts = textsOf(thread);
  // Whoever comes in vain has heard too little.
  const isTooMuch = kind !== "cancellation" && most !== undefined && texts >= most;
  return isTooMuch ? { code: "appointmentCap", detail: String(texts) } : null;
}

const reasonBy = (code: ReasonCode, by: Message): Reason => ({ code, at: heardAt(by) });
