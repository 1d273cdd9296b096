import type { Appointment } from "../appointment.ts";
import { type MessageKind, tellsAs, tellsNews } from "../text/message-kind.ts";

/** Keeps patients' numbers out of the keys, which also stand in a store that holds nothing else of them. */
export type HmacKey = CryptoKey;

async function hmac(key: HmacKey, ...fields: (string | null)[]): Promise<string> {
  // JSON keeps ["a","b"] and ["ab"] apart.
  const bytes = new TextEncoder().encode(JSON.stringify(fields));
  return new Uint8Array(await crypto.subtle.sign("HMAC", key, bytes)).toBase64({ alphabet: "base64url" });
}

export interface About {
  calendarId: string;
  appointment: Pick<Appointment, "id" | "start">;
  kind: MessageKind;
  /** E.164 */
  phone: string;
  /** Which of the appointment's reminders by themselves. */
  slot?: string | undefined;
  /** Own words. */
  words?: string | undefined;
}

/** Whom a text is about: one number and one appointment. */
export const subjectOf = (key: HmacKey, about: About): Promise<string> =>
  hmac(key, "subject", about.calendarId, about.appointment.id, about.phone);

/** What it tells: that the appointment is at this time, or that it is not; of own words, that they are such. */
export const newsOf = (key: HmacKey, { appointment, kind }: About): Promise<string> =>
  hmac(
    key,
    "news",
    appointment.start,
    kind === "cancellation" ? "cancelled" : tellsNews({ kind }) ? "at" : "own",
  );

export interface Told {
  key: string;
  news: string;
  /** A reminder that GoSMS sent by itself, at a time that may become known only later. */
  isPlanned: boolean;
}

/**
 * The dedupe of a text. `told` is what this subject was told before, newest first. Texts that tell the same
 * news as this one are passed over, so that a reminder between two reports of one confirmation changes nothing,
 * while moving there and back is new each time. Of those that told the news before, the first one counts: the
 * others may turn up between two reports.
 *
 * A reminder by itself is its slot and start, whatever was told in between: of these there is one at most. Own words
 * are their words, and `told` holds none of them.
 */
export async function messageKey(key: HmacKey, about: About, told: readonly Told[]): Promise<string> {
  const { calendarId, appointment, kind, phone, slot, words } = about;
  const isItself = slot !== undefined || words !== undefined;
  const before = isItself ? null : keyBefore(await newsOf(key, about), told);
  const what = [calendarId, appointment.id, appointment.start, tellsAs(kind), phone, before];
  return hmac(key, "message", ...what, ...[slot ?? words].filter((one) => one !== undefined));
}

/** The key of the text that told the news before this one. */
function keyBefore(news: string, told: readonly Told[]): string | null {
  const from = told.findIndex((earlier) => earlier.news !== news);
  const end = told.findIndex((earlier, at) => at > from && earlier.news !== told[from]?.news);
  const alike = from < 0 ? [] : told.slice(from, end < 0 ? undefined : end);
  return (alike.findLast(({ isPlanned }) => !isPlanned) ?? alike.at(-1))?.key ?? null;
}
