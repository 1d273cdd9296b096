import { browser } from "wxt/browser";
import { z } from "zod";
import { Message } from "../domain/outbox/message.ts";
import { isAtGateway, isWaiting, needsDecision } from "../domain/outbox/predicates.ts";
import { hasBegun } from "../domain/text/draft.ts";
import { parseTolerant } from "./tolerant.ts";

/**
 * A second copy of what guards against repeats, in `storage.local`: Chromium may throw away the whole IndexedDB
 * after a kill. A text that still waits, or that a person has yet to see, is kept whole, so that it is not lost; of
 * any other only keyed hashes, its state and times remain.
 */
const prefix = "m:";

/** A finished text's guard: everything of the row but what it said to whom. */
export const Guard = Message.pick({
  id: true,
  key: true,
  subject: true,
  news: true,
  kind: true,
  origin: true,
  state: true,
  createdAt: true,
  updatedAt: true,
}).extend({
  start: z.string(),
  /** Of a reminder by itself, which one. */
  schedule: Message.shape.schedule.optional(),
  /** Whether a person read that the patient does not come. */
  declined: z.boolean().optional(),
  /** When that was answered, in milliseconds since the epoch: what was told since may count for more. */
  declinedAt: z.number().optional(),
});
export type Guard = z.infer<typeof Guard>;

export type MirrorEntry = { message: Message } | { guard: Guard };

/** What both kinds of entry tell of their row. */
export const copyIn = (entry: MirrorEntry): Message | Guard =>
  "message" in entry ? entry.message : entry.guard;

/** What a copy tells that cannot be read: enough to guard against a repeat. */
const UnreadableRow = z.looseObject({ id: z.string(), key: z.string() });
export type UnreadableRow = z.infer<typeof UnreadableRow>;

const Copy = z.object({ message: z.unknown().optional(), guard: z.unknown().optional() });

function entryIn(value: unknown): MirrorEntry | null {
  const copy = Copy.safeParse(value).data;
  const message = copy && parseTolerant(Message, copy.message);
  if (message) return { message };
  const guard = copy && parseTolerant(Guard, copy.guard);
  return guard ? { guard } : null;
}

export const isKeptWhole = (message: Message) =>
  isWaiting(message) ||
  isAtGateway(message) ||
  message.state === "sending" ||
  message.state === "unknown" ||
  message.owes === true ||
  needsDecision(message);

function entryOf(message: Message): MirrorEntry {
  const { id, key, subject, news, kind, origin, state, createdAt, updatedAt, appointment, schedule } =
    message;
  // What patients wrote stays at GoSMS. What a person read in it decides about reminders.
  const replies = message.replies.flatMap((reply) => (reply.verdict ? { ...reply, text: "" } : []));
  if (isKeptWhole(message)) return { message: { ...message, replies } };
  const declined = replies.findLast(({ verdict }) => verdict === "declines");
  return {
    guard: {
      ...{ id, key, subject, news, kind, origin, state, createdAt, updatedAt, start: appointment.start },
      ...(schedule ? { schedule } : {}),
      ...(declined ? { declined: true, declinedAt: declined.at } : {}),
    },
  };
}

export async function mirror(messages: readonly Message[]): Promise<void> {
  if (messages.length === 0) return;
  await browser.storage.local.set(
    Object.fromEntries(messages.map((message) => [prefix + message.id, entryOf(message)])),
  );
}

export const unmirror = (ids: readonly string[]): Promise<void> =>
  browser.storage.local.remove(ids.map((id) => prefix + id));

/**
 * All entries that can be read.
 * @param everything all of `storage.local`
 */
export const mirrorIn = (everything: Record<string, unknown>): MirrorEntry[] =>
  Object.entries(everything).flatMap(([key, value]) => {
    const entry = key.startsWith(prefix) ? entryIn(value) : null;
    return entry ? [entry] : [];
  });

/** Those that cannot be read, as far as they name a row and its key. */
export const unreadableIn = (everything: Record<string, unknown>): UnreadableRow[] =>
  Object.entries(everything).flatMap(([key, value]) => {
    if (!key.startsWith(prefix) || entryIn(value)) return [];
    const copy = Copy.safeParse(value).data;
    const row = UnreadableRow.safeParse(copy?.message ?? copy?.guard).data;
    return row && key === prefix + row.id ? [row] : [];
  });

/** A week after its appointment began, nothing can repeat a text any more: the past is never texted. */
const guardMs = 7 * 24 * 3600 * 1000;

export async function pruneMirror(entries: readonly MirrorEntry[], now: number): Promise<void> {
  await unmirror(
    entries.flatMap((entry) =>
      "guard" in entry && hasBegun(entry.guard.start, now - guardMs) ? [entry.guard.id] : [],
    ),
  );
}

const HmacSecret = z.base64url().length(43);

/** Made once. Beside the mirror and not with the secrets, because the keys must outlive the database. */
export async function loadHmacKey(): Promise<CryptoKey> {
  const stored = HmacSecret.safeParse((await browser.storage.local.get("hmac")).hmac).data;
  const secret =
    stored ??
    crypto.getRandomValues(new Uint8Array(32)).toBase64({ alphabet: "base64url", omitPadding: true });
  if (!stored) await browser.storage.local.set({ hmac: secret });
  return crypto.subtle.importKey(
    "raw",
    Uint8Array.fromBase64(secret, { alphabet: "base64url" }),
    { name: "HMAC", hash: "SHA-256" },
    false,
    ["sign"],
  );
}
