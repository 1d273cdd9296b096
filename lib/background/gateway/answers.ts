import { z } from "zod";
import type { Account } from "../../domain/account.ts";
import type { IncomingReply, Receipt } from "./gateway.ts";

/** GoSMS's answers, read leniently: PHP sends numbers as strings, empty maps as `[]`, and nothing as `null`. */

const Numeric = z.union([
  z.number(),
  z
    .string()
    .regex(/^-?\d+(\.\d+)?$/u)
    .transform(Number),
]);
const Text = z.union([z.string(), z.number().transform(String)]);
/** Truth as databases and forms write it. */
const Flag = z
  .unknown()
  .optional()
  .transform((value) => value === true || /^(1|true|yes)$/iu.test(String(value)));

/** Left out and `null` are the same, and so is what cannot be read: it must not hide what stands beside it. */
const maybe = <V extends z.ZodType>(value: V) =>
  z.preprocess((given) => given ?? undefined, value.optional()).catch(undefined);

/** An object; a list in its place, as PHP writes an object without anything in it, is none. */
const part = <V extends z.ZodType>(value: V) =>
  z.preprocess((given) => (given === null || Array.isArray(given) ? undefined : given), value.optional());

/** What stands in a map or in a list, whichever PHP made of it. */
const Entries = z
  .unknown()
  .optional()
  .transform((value) => {
    if (typeof value === "object" && value) return Object.values(value);
    return typeof value === "string" && value !== "" ? [value] : [];
  });

export const TokenAnswer = z
  .object({ access_token: z.string().min(1), expires_in: maybe(Numeric) })
  .transform(({ access_token, expires_in = 3600 }) => ({ access_token, expires_in }));

const Channel = z.object({ id: Numeric, name: maybe(Text), sourceNumber: maybe(Text) });

export const OrganizationAnswer = z
  .object({
    currentCredit: Numeric,
    channels: Entries,
    invoicingType: maybe(Text),
    currency: maybe(Text),
  })
  .transform(
    ({ currentCredit, channels, invoicingType, currency }): Account => ({
      credit: currentCredit,
      currency: currency === "EUR" ? "EUR" : "CZK",
      postpaid: invoicingType === "Postpaid" || (invoicingType === undefined && currentCredit < 0),
      // One that cannot be read must not hide the others.
      channels: channels
        .flatMap((channel) => Channel.safeParse(channel).data ?? [])
        .map(({ id, name = "", sourceNumber = "" }) => ({ id, name, sender: sourceNumber })),
    }),
  );

export const AcceptedAnswer = z.object({
  recipients: part(z.object({ invalid: Entries })),
  // Whether a text was taken hangs on these two: of an answer that nobody understands nobody can tell.
  link: z
    .string()
    .nullish()
    .transform((link) => link ?? undefined),
});

/** `api/v1/messages/542141883`, with or without a leading slash. */
export const idFromLink = (link: string | undefined): string | null =>
  /messages\/(\d{1,30})/u.exec(link ?? "")?.[1] ?? null;

const Stats = z.object({
  price: maybe(Numeric),
  currency: maybe(z.string()),
  messagePartsCount: maybe(Numeric),
  // As GoSMS also spells it.
  messagePatsCount: maybe(Numeric),
});

export const QuoteAnswer = z
  .object({ stats: Stats.extend({ price: Numeric }), message: part(z.object({ parts: Entries })) })
  .transform(({ stats, message }) => ({
    price: stats.price,
    currency: stats.currency ?? "CZK",
    parts: (stats.messagePartsCount ?? stats.messagePatsCount ?? message?.parts.length) || 1,
  }));

const Delivery = z.object({
  isDelivered: Flag,
  recipients: part(z.object({ delivered: Entries, undelivered: Entries })),
});

export const DetailAnswer = z
  .object({
    sendingInfo: part(z.object({ status: maybe(z.string()) })).catch(undefined),
    recipients: part(z.object({ invalid: Entries })).catch(undefined),
    stats: part(Stats).catch(undefined),
    delivery: part(Delivery).catch(undefined),
    reply: part(z.object({ hasReplies: Flag, repliesCount: maybe(Numeric) })).catch(undefined),
    channel: maybe(Numeric),
  })
  .transform(({ sendingInfo, recipients, stats, delivery, reply, channel }): Receipt => {
    const { delivered = [], undelivered = [] } = delivery?.recipients ?? {};
    const invalid = recipients?.invalid ?? [];
    // Each text has one recipient, so one entry in either decides.
    const outcome =
      delivered.length > 0 || delivery?.isDelivered
        ? "delivered"
        : undelivered.length > 0 || invalid.length > 0 || sendingInfo?.status === "FAILED"
          ? "undelivered"
          : "pending";
    return {
      delivery: outcome,
      price: stats?.price ?? null,
      currency: stats?.currency ?? null,
      replies: Math.max(reply?.repliesCount ?? 0, reply?.hasReplies ? 1 : 0),
      channel: channel ?? null,
    };
  });

/** Whether the sending of a text has begun. What GoSMS calls one that waits for its time is not known. */
export const BegunAnswer = z
  .object({
    sendingInfo: part(z.object({ status: z.string().nullish(), sentStart: z.unknown().optional() })),
  })
  .transform(
    ({ sendingInfo: { status, sentStart } = {} }) => begun.has(status ?? "") || !isNothing(sentStart),
  );
/** PHP may write a moment as an object; nothing at all it writes as `""`, `[]`, `false` or `null`. */
const isNothing = (value: unknown): boolean => !value || (Array.isArray(value) && value.length === 0);
const begun = new Set(["IN_PROGRESS", "SENT", "FAILED"]);

/** In milliseconds since the epoch; counted in seconds, as PHP does, or in those. */
function momentOf(told: string): number {
  if (!/^\d{9,14}$/u.test(told)) return Date.parse(told);
  return Number(told) * (told.length > 11 ? 1 : 1000);
}

const ReplyEntry = z
  .object({ id: maybe(Text), message: Text, received: maybe(Text) })
  .transform(({ id, message, received = "" }): IncomingReply => {
    const at = momentOf(received);
    return { id: id || `${received} ${message}`, text: message, at: Number.isNaN(at) ? null : at };
  });

/** Two equal answers are two: without ids of their own they are told apart by how many came before. */
function withOwnId(reply: IncomingReply, at: number, all: readonly IncomingReply[]): IncomingReply {
  const before = all.slice(0, at).filter(({ id }) => id === reply.id).length;
  return before === 0 ? reply : { ...reply, id: `${reply.id} #${before + 1}` };
}

const readReply = (entry: unknown): IncomingReply[] => {
  const { data } = ReplyEntry.safeParse(entry);
  return data ? [data] : [];
};

/** One that cannot be read must not hide the others. A single one may stand in the place of a list. */
export const RepliesAnswer = z
  .object({ reply: part(z.object({ recipients: Entries })) })
  .transform(({ reply }): IncomingReply[] =>
    (reply?.recipients ?? [])
      .flatMap((entries) => {
        const [one] = readReply(entries);
        return one ?? Object.values(Object(entries)).flatMap(readReply);
      })
      .map(withOwnId)
      .sort((a, b) => (a.at ?? 0) - (b.at ?? 0)),
  );

const Problem = z.object({
  title: maybe(z.string()),
  detail: maybe(z.string()),
  errors: maybe(z.union([z.string(), Entries])),
  error_description: maybe(z.string()),
  error: maybe(z.string()),
  message: maybe(z.string()),
});

/** GoSMS's own words about a refusal, short enough to show; empty for a page of HTML. */
export function wordsOf(body: string): string {
  let parsed: unknown;
  try {
    parsed = JSON.parse(body);
  } catch {
    return /<\w+/u.test(body) ? "" : body.trim().slice(0, 200);
  }
  const problem = Problem.safeParse(parsed).data ?? {};
  const { detail, errors, title } = problem;
  const listed = (typeof errors === "string" ? [errors] : (errors ?? [])).filter(
    (error) => typeof error === "string",
  );
  const words = [detail ?? title, ...listed]
    .filter((part): part is string => Boolean(part))
    .map((part) => part.replace(/[.\s]+$/u, ""));
  const said =
    words.length > 0
      ? words.join(" – ")
      : (problem.error_description ?? problem.error ?? problem.message ?? "");
  return said.slice(0, 200);
}
