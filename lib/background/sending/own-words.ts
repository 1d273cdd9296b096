import type { BulkRow } from "../../domain/bulk/lines.ts";
import type { Message } from "../../domain/outbox/message.ts";
import { standing } from "../../domain/outbox/predicates.ts";
import type { Thread } from "../../domain/thread/thread.ts";
import { messagesTo } from "../../storage/outbox-queries.ts";

/** What a number has heard, or is to hear, in a person's own words. */

/** The same words are meant anew only after so long, in milliseconds. */
const recentMs = 24 * 3600_000;

/**
 * Own words of late to a number, whatever they are about.
 * @param phone E.164
 */
export const ownWordsTo = async (phone: string, now: number): Promise<Message[]> =>
  (await messagesTo(phone)).filter(({ kind, createdAt }) => kind === "own" && createdAt > now - recentMs);

/** The same, with those about one appointment, as the window tells a person of them. */
export async function saidTo(
  { coming, heard, others }: Thread,
  phone: string,
  now: number,
): Promise<NonNullable<BulkRow["said"]>> {
  const about = [...coming, ...heard, ...others].filter(({ kind }) => kind === "own");
  const rows = new Map([...about, ...(await ownWordsTo(phone, now))].map((row) => [row.id, row]));
  return [...rows.values()].flatMap((row) => {
    const reason = standing(row);
    return reason ? [{ text: row.text, reason }] : [];
  });
}
