import { z } from "zod";
import type { Account } from "../../domain/account.ts";
import type { IncomingReply, Receipt } from "./gateway.ts";

/** GoSMS's answers, read leniently: PHP sends numbers as strings and empty maps as `[]`. */

const Numeric = z.union([
  z.number(),
  z
    .string()
    .regex(/^-?\d+(\.\d+)?$/u)
    .transform(Number),
]);
const Text = z.union([z.string(), z.number().transform(String)]);

/** A map that PHP writes as an empty list when it holds nothing. */
const mapOf = <V extends z.ZodType>(value: V) =>
  z.union([
    z.record(z.string(), value),
    z.array(z.unknown()).transform(() => ({}) as Record<string, z.output<V>>),
  ]);

export const TokenAnswer = z.object({ access_token: z.string().min(1), expires_in: Numeric.default(3600) });

export const OrganizationAnswer = z
  .object({
    currentCredit: Numeric,
    channels: z
      .array(z.object({ id: Numeric, name: Text.default(""), sourceNumber: Text.default("") }))
      .default([]),
    invoicingType: z.string().optional(),
    currency: z.string().optional(),
  })
  .transform(
    ({ currentCredit, channels, invoicingType, currency }): Account => ({
      credit: currentCredit,
      currency: currency === "EUR" ? "EUR" : "CZK",
      postpaid: invoicingType === "Postpaid" || (invoicingType === undefined && currentCredit < 0),
      channels: channels.map(({ id, name, sourceNumber }) => ({ id, name, sender: sourceNumber })),
    }),
  );

export const AcceptedAnswer = z.object({
  recipients: z.object({ invalid: z.union([z.array(Text), mapOf(z.unknown())]).default([]) }).optional(),
  link: z.string().optional(),
});

/** `api/v1/messages/542141883`, with or without a leading slash. */
export const idFromLink = (link: string | undefined): string | null =>
  /messages\/(\d{1,30})/u.exec(link ?? "")?.[1] ?? null;

const Stats = z.object({
  price: Numeric.optional(),
  currency: z.string().optional(),
  messagePartsCount: Numeric.optional(),
  // As GoSMS also spells it.
  messagePatsCount: Numeric.optional(),
});

export const QuoteAnswer = z
  .object({
    stats: Stats.extend({ price: Numeric }),
    message: z.object({ parts: z.array(z.unknown()).optional() }).optional(),
  })
  .transform(({ stats, message }) => ({
    price: stats.price,
    currency: stats.currency ?? "CZK",
    parts: stats.messagePartsCount ?? stats.messagePatsCount ?? message?.parts?.length ?? 1,
  }));

export const DetailAnswer = z
  .object({
    sendingInfo: z.object({ status: z.string().optional() }).optional(),
    stats: Stats.optional(),
    delivery: z
      .object({
        isDelivered: z.boolean().optional(),
        recipients: z
          .object({
            delivered: mapOf(z.unknown()).default({}),
            undelivered: mapOf(z.unknown()).default({}),
          })
          .optional(),
      })
      .optional(),
    // Whatever GoSMS makes of these two, the delivery is what was asked for.
    reply: z
      .object({ hasReplies: z.boolean().optional(), repliesCount: Numeric.optional() })
      .optional()
      .catch(undefined),
    channel: Numeric.optional().catch(undefined),
  })
  .transform(({ sendingInfo, stats, delivery, reply, channel }): Receipt => {
    const count = (kind: "delivered" | "undelivered") =>
      Object.keys(delivery?.recipients?.[kind] ?? {}).length;
    // Each text has one recipient, so one entry in either map decides.
    const outcome =
      count("delivered") > 0 || delivery?.isDelivered
        ? "delivered"
        : count("undelivered") > 0 || sendingInfo?.status === "FAILED"
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
    sendingInfo: z.object({ status: z.string().optional(), sentStart: z.string().nullish() }).optional(),
  })
  .transform(({ sendingInfo }) => begun.has(sendingInfo?.status ?? "") || Boolean(sendingInfo?.sentStart));
const begun = new Set(["IN_PROGRESS", "SENT", "FAILED"]);

const ReplyEntry = z
  .object({ id: Text.optional(), message: Text, received: z.string().optional() })
  .transform(({ id, message, received = "" }): IncomingReply => {
    const at = Date.parse(received);
    return { id: id || `${received} ${message}`, text: message, at: Number.isNaN(at) ? null : at };
  });

/** Two equal answers are two: without ids of their own they are told apart by how many came before. */
function withOwnId(reply: IncomingReply, at: number, all: readonly IncomingReply[]): IncomingReply {
  const before = all.slice(0, at).filter(({ id }) => id === reply.id).length;
  return before === 0 ? reply : { ...reply, id: `${reply.id} #${before + 1}` };
}

/** One that cannot be read must not hide the others. */
export const RepliesAnswer = z
  .object({ reply: z.object({ recipients: mapOf(z.unknown()).default({}) }) })
  .transform(({ reply: { recipients } }): IncomingReply[] =>
    Object.values(recipients)
      .flatMap((entries) => Object.values(Object(entries)))
      .flatMap((entry) => ReplyEntry.safeParse(entry).data ?? [])
      .map(withOwnId)
      .sort((a, b) => (a.at ?? 0) - (b.at ?? 0)),
  );

const Problem = z.object({
  title: z.string().optional(),
  detail: z.string().optional(),
  errors: z.union([z.string(), z.array(z.unknown())]).optional(),
  error_description: z.string().optional(),
  error: z.string().optional(),
  message: z.string().optional(),
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
