import type { Channel } from "./account.ts";
import {
  fromMilli,
  type Milli,
  type NumberType,
  numberType,
  type PriceList,
  pricePerPart,
} from "./pricing.ts";
import { type Encoding, type Segments, segment } from "./segments.ts";
import { type Clock, pragueTime, utcTime } from "./time.ts";

export interface DeliveryTiming {
  /** From the start to `sendingInfo.status` SENT. */
  readonly sendMs: number;
  /** From the start to the delivery report. */
  readonly deliveryMs: number;
  /** Each further recipient of one message gets its report this much later. */
  readonly staggerMs: number;
}

export type Fate = "normal" | "undelivered" | "failed" | "neverDelivered";
export type DeliveryState = "scheduled" | "sending" | "delivering" | "delivered" | "undelivered" | "failed";

export interface Draft {
  readonly text: string;
  readonly channel: Channel;
  readonly recipients: readonly string[];
  /** As they stood in the request, or as a number where a fault asks for it. */
  readonly invalid: readonly (string | number | object)[];
  readonly scheduledAt: number | null;
}

export interface Quote {
  readonly segments: Segments;
  readonly price: Milli;
  readonly numberTypes: Record<NumberType, number>;
}

export interface Reply {
  readonly id: number;
  readonly from: string;
  readonly text: string;
  readonly received: number;
}

interface Message extends Draft {
  readonly id: number;
  readonly acceptedAt: number;
  readonly quote: Quote;
  readonly fates: ReadonlyMap<string, Fate>;
  readonly replies: Reply[];
  deletedAt: number | null;
}

/** What the books say about an accepted message: plain data, safe to keep and compare. */
export interface MessageRecord {
  readonly id: number;
  readonly acceptedAt: string;
  readonly text: string;
  readonly recipients: readonly string[];
  readonly invalid: readonly (string | number | object)[];
  readonly channel: number;
  readonly scheduled: string | null;
  readonly price: number;
  readonly parts: number;
  readonly encoding: Encoding;
  readonly deletedAt: string | null;
  readonly delivery: Readonly<Record<string, DeliveryState>>;
}

export interface PhoneText {
  readonly messageId: number;
  readonly text: string;
  readonly sender: string;
  readonly at: string;
  readonly state: DeliveryState | "deleted";
  readonly parts: number;
  readonly canReply: boolean;
  readonly replies: readonly { readonly text: string; readonly at: string }[];
}

export interface Phone {
  readonly number: string;
  readonly texts: readonly PhoneText[];
}

export function quote(text: string, recipients: readonly string[], prices: PriceList): Quote {
  const segments = segment(text);
  const numberTypes: Record<NumberType, number> = { czMobile: 0, czOther: 0, sk: 0, other: 0 };
  let price = 0;
  for (const recipient of recipients) {
    numberTypes[numberType(recipient)] += 1;
    price += pricePerPart(recipient, prices) * segments.parts.length;
  }
  return { segments, price, numberTypes };
}

export function statsJson(q: Quote, recipientsCount: number, currency: string): Record<string, unknown> {
  const parts = q.segments.parts.length;
  return {
    price: fromMilli(q.price),
    currency,
    hasDiacritics: q.segments.encoding === "UCS-2",
    smsCount: parts * recipientsCount,
    messagePartsCount: parts,
    recipientsCount,
    numberTypes: q.numberTypes,
  };
}

/** PHP writes an empty map as an empty list. */
function phpMap(entries: readonly (readonly [string, unknown])[]): unknown {
  return entries.length === 0 ? [] : Object.fromEntries(entries);
}

/** Only a channel with a number can be answered; a name cannot. */
function canBeAnswered(channel: Channel): boolean {
  return /^\+?\d+$/.test(channel.sourceNumber);
}

export class MessageBook {
  #messages: Message[] = [];
  // Like the example in the facts, and never starting again: an id must not come to mean another message.
  #lastId = 542_141_882;
  #lastReplyId = 0;
  readonly #now: Clock;
  readonly #timing: DeliveryTiming;
  readonly #scheduledStatus: string;

  constructor(now: Clock, timing: DeliveryTiming, scheduledStatus: string) {
    this.#now = now;
    this.#timing = timing;
    this.#scheduledStatus = scheduledStatus;
  }

  accept(draft: Draft, q: Quote, fates: ReadonlyMap<string, Fate>): number {
    this.#lastId += 1;
    this.#messages.push({
      ...draft,
      id: this.#lastId,
      acceptedAt: this.#now(),
      quote: q,
      fates,
      replies: [],
      deletedAt: null,
    });
    return this.#lastId;
  }

  recipientsOf(id: number): readonly string[] {
    return this.#find(id)?.recipients ?? [];
  }

  /** Returns what to refund, or why it cannot be deleted. */
  remove(id: number): { refund: Milli } | "unknown" | "started" {
    const message = this.#find(id);
    if (!message) return "unknown";
    if (message.scheduledAt === null || message.scheduledAt <= this.#now()) return "started";
    message.deletedAt = this.#now();
    return { refund: message.quote.price };
  }

  reply(from: string, text: string, messageId?: number): "recorded" | "noMessage" | "channelWithoutNumber" {
    const candidates = this.#messages.filter(
      (m) =>
        m.deletedAt === null &&
        (messageId === undefined || m.id === messageId) &&
        m.recipients.includes(from) &&
        this.#startOf(m) <= this.#now(),
    );
    const message = candidates.findLast((m) => canBeAnswered(m.channel));
    if (!message) return candidates.length === 0 ? "noMessage" : "channelWithoutNumber";
    this.#lastReplyId += 1;
    message.replies.push({ id: this.#lastReplyId, from, text, received: this.#now() });
    return "recorded";
  }

  clear(): void {
    this.#messages = [];
  }

  get all(): readonly MessageRecord[] {
    return this.#messages.map((m) => ({
      id: m.id,
      acceptedAt: utcTime(m.acceptedAt),
      text: m.text,
      recipients: m.recipients,
      invalid: m.invalid,
      channel: m.channel.id,
      scheduled: m.scheduledAt === null ? null : utcTime(m.scheduledAt),
      price: fromMilli(m.quote.price),
      parts: m.quote.segments.parts.length,
      encoding: m.quote.segments.encoding,
      deletedAt: m.deletedAt === null ? null : utcTime(m.deletedAt),
      delivery: Object.fromEntries(m.recipients.map((r) => [r, this.#progress(m, r).state])),
    }));
  }

  /** Phones that were written to last come first, and so do their newest texts. */
  get phones(): readonly Phone[] {
    const byNumber = new Map<string, PhoneText[]>();
    for (const m of this.#messages.toReversed()) {
      for (const number of new Set(m.recipients)) {
        const texts = byNumber.get(number) ?? [];
        byNumber.set(number, texts);
        texts.push({
          messageId: m.id,
          text: m.text,
          sender: m.channel.sourceNumber,
          at: utcTime(this.#startOf(m)),
          state: m.deletedAt === null ? this.#progress(m, number).state : "deleted",
          parts: m.quote.segments.parts.length,
          canReply: canBeAnswered(m.channel),
          replies: m.replies
            .filter((reply) => reply.from === number)
            .map((reply) => ({ text: reply.text, at: utcTime(reply.received) })),
        });
      }
    }
    return [...byNumber].map(([number, texts]) => ({ number, texts }));
  }

  detailJson(id: number, currency: string): Record<string, unknown> | null {
    const m = this.#find(id);
    if (!m) return null;
    const states = m.recipients.map((recipient) => ({ recipient, ...this.#progress(m, recipient) }));
    const inState = (...wanted: DeliveryState[]) => states.filter(({ state }) => wanted.includes(state));
    const parts = m.quote.segments.parts.length;
    const delivered = inState("delivered");
    const waiting = inState("scheduled", "sending");
    const start = this.#startOf(m);
    const hasStarted = start <= this.#now();
    const hasFinished = hasStarted && waiting.length === 0;
    return {
      messageType: "SMS",
      message: { fulltext: m.text, parts: m.quote.segments.parts },
      recipients: {
        sent: inState("delivering", "delivered", "undelivered").map((s) => s.recipient),
        notSent: inState("scheduled", "sending", "failed").map((s) => s.recipient),
        invalid: m.invalid,
      },
      channel: m.channel.id,
      stats: statsJson(m.quote, m.recipients.length, currency),
      sendingInfo: {
        status: this.#status(hasStarted, hasFinished, states),
        expectedSendStart: pragueTime(start),
        sentStart: hasStarted ? pragueTime(start) : "",
        sentFinish: hasFinished ? pragueTime(start + this.#sendMs()) : "",
      },
      delivery: {
        isDelivered: states.length > 0 && delivered.length === states.length,
        smsCount: parts * m.recipients.length,
        deliveredSmsCount: parts * delivered.length,
        recipients: {
          delivered: phpMap(delivered.map((s) => [s.recipient, pragueTime(s.since)])),
          undelivered: phpMap(inState("undelivered").map((s) => [s.recipient, pragueTime(s.since)])),
          delivering: phpMap(
            inState("delivering").map((s) => [
              s.recipient,
              { deliveredCount: 0, undeliveredCount: 0, deliveringCount: parts },
            ]),
          ),
        },
      },
      reply: { hasReplies: m.replies.length > 0, repliesCount: m.replies.length },
      links: { self: `api/v1/messages/${m.id}`, replies: `api/v1/messages/${m.id}/replies` },
    };
  }

  repliesJson(id: number): Record<string, unknown> | null {
    const m = this.#find(id);
    if (!m) return null;
    const byNumber = Map.groupBy(m.replies, (reply) => reply.from);
    const recipients = [...byNumber].map(
      ([number, replies]) =>
        [
          number,
          replies.map((reply) => ({
            id: reply.id,
            message: reply.text,
            sourceNumber: reply.from,
            received: pragueTime(reply.received),
          })),
        ] as const,
    );
    return {
      reply: {
        hasReplies: m.replies.length > 0,
        repliesCount: m.replies.length,
        recipients: phpMap(recipients),
      },
      links: { self: `api/v1/messages/${m.id}/replies`, message: `api/v1/messages/${m.id}` },
    };
  }

  #find(id: number): Message | undefined {
    return this.#messages.find((m) => m.id === id && m.deletedAt === null);
  }

  #startOf(m: Message): number {
    return m.scheduledAt ?? m.acceptedAt;
  }

  #sendMs(): number {
    return Math.min(this.#timing.sendMs, this.#timing.deliveryMs);
  }

  #status(hasStarted: boolean, hasFinished: boolean, states: readonly { state: DeliveryState }[]): string {
    if (!hasStarted) return this.#scheduledStatus;
    if (!hasFinished) return "IN_PROGRESS";
    return states.length === 0 || states.every(({ state }) => state === "failed") ? "FAILED" : "SENT";
  }

  /** Worked out when asked, so that an injected clock needs no timers. */
  #progress(m: Message, recipient: string): { state: DeliveryState; since: number } {
    const now = this.#now();
    const start = this.#startOf(m);
    const sent = start + this.#sendMs();
    const reported =
      start + this.#timing.deliveryMs + m.recipients.indexOf(recipient) * this.#timing.staggerMs;
    const fate = m.fates.get(recipient) ?? (recipient.endsWith("999") ? "undelivered" : "normal");
    if (now < start) return { state: "scheduled", since: m.acceptedAt };
    if (now < sent) return { state: "sending", since: start };
    if (fate === "failed") return { state: "failed", since: sent };
    if (now < reported || fate === "neverDelivered") return { state: "delivering", since: sent };
    return { state: fate === "undelivered" ? "undelivered" : "delivered", since: reported };
  }
}
