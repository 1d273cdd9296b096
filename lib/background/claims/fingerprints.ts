import type { Fingerprints } from "../../domain/claims/claim.ts";
import type { Mark } from "../../domain/claims/refusal.ts";
import type { Message } from "../../domain/outbox/message.ts";
import { tellsAs, tellsNews } from "../../domain/text/message-kind.ts";

/** What the registry knows of a text: keyed hashes under the practice's secret, the same on each of its computers. */

const bytesOf = (secret: string) => Uint8Array.fromBase64(secret, { alphabet: "base64url" });

export const importSecret = (secret: string): Promise<CryptoKey> =>
  crypto.subtle.importKey("raw", bytesOf(secret), { name: "HMAC", hash: "SHA-256" }, false, ["sign"]);

export const newSecret = (): string =>
  crypto.getRandomValues(new Uint8Array(32)).toBase64({ alphabet: "base64url", omitPadding: true });

async function hash(key: CryptoKey, ...fields: string[]): Promise<string> {
  const bytes = new TextEncoder().encode(JSON.stringify(fields));
  const signed = new Uint8Array(await crypto.subtle.sign("HMAC", key, bytes));
  return signed.toBase64({ alphabet: "base64url", omitPadding: true });
}

/** One moment may be written in several ways. A day without an hour is no moment. */
function sameMoment(start: string): string {
  const at = start.includes("T") ? Date.parse(start) : Number.NaN;
  return Number.isNaN(at) ? start : new Date(at).toISOString();
}

/** Where the claims of a row's subject lie. */
export const subjectKey = async (
  key: CryptoKey,
  { calendarId, appointment, phone }: Pick<Message, "calendarId" | "appointment" | "phone">,
): Promise<string> => `c/${await hash(key, "subject", calendarId, appointment.id, phone)}`;

/** That the appointment is at a time. */
export const newsAt = (key: CryptoKey, start: string): Promise<string> =>
  hash(key, "news", sameMoment(start), "at");

export async function fingerprintsOf(
  key: CryptoKey,
  { appointment, kind, schedule, text }: Pick<Message, "appointment" | "kind" | "schedule" | "text">,
): Promise<Fingerprints> {
  const start = sameMoment(appointment.start);
  // Own words are their words, and tell no news.
  if (!tellsNews({ kind })) {
    const what = await hash(key, "words", start, text);
    return { what, alike: what, news: "" };
  }
  const tells = tellsAs(kind);
  const [what, alike, news] = await Promise.all([
    hash(key, "what", start, tells, schedule?.slot ?? ""),
    hash(key, "alike", start, tells),
    kind === "cancellation" ? hash(key, "news", start, "cancelled") : newsAt(key, start),
  ]);
  return { what, alike, news };
}

/** What the patient knows before the row is sent, as far as the row says; `null` for nothing. */
export async function newsBefore(
  key: CryptoKey,
  { kind, appointment, previousStart }: Pick<Message, "kind" | "appointment" | "previousStart">,
): Promise<string | null> {
  const before = kind === "cancellation" ? appointment.start : previousStart;
  return before === null ? null : newsAt(key, before);
}

/** Where lies what was said of a number, an identifier or a name. */
export const refusalKey = async (key: CryptoKey, [by, value]: Mark): Promise<string> =>
  `n/${await hash(key, "refusal", by, value)}`;

/** Names an answer, by GoSMS's ids of the text and of the answer. */
export const replyMark = (key: CryptoKey, gatewayId: string, replyId: string): Promise<string> =>
  hash(key, "reply", gatewayId, replyId);

/** Where lies what GoSMS said became of a text, by its id. */
export const receiptKey = async (key: CryptoKey, gatewayId: string): Promise<string> =>
  `r/${await hash(key, "receipt", gatewayId)}`;
