import { type ConversationPage, summaryOf } from "../domain/outbox/conversation.ts";
import type { LogQuery } from "../domain/outbox/log.ts";
import { hasUnread } from "../domain/thread/reply.ts";
import { database } from "./database.ts";
import { queryLog } from "./log-queries.ts";
import { messagesTo } from "./outbox-queries.ts";
import { readRow } from "./outbox-row.ts";

/** The log by whom it was written to. */

/** Rows read in one go, and for one page: of numbers that get many texts there may be few. */
const chunk = 50;
const mostRows = 500;
/** Of what waits for a person, so many rows are looked through for answers. */
const mostWaiting = 200;

/**
 * The latest conversations with a text that a filter lets through, by their last text; those with an answer that nobody
 * has read are on the first page, however old the text is that it answers.
 * @param known numbers that are listed already
 */
export async function queryConversations(
  query: LogQuery,
  known: readonly string[],
  now: number,
): Promise<ConversationPage> {
  const listed = new Set(known);
  const isFiltered = [query.from, query.to, query.status, query.kind, query.search].some(Boolean);
  const phones = new Set(isFiltered || query.before ? [] : await unreadFrom());
  let { before } = query;
  for (let read = 0; ; ) {
    const page = await queryLog({ ...query, before, limit: chunk });
    for (const { phone } of page.rows) if (phone !== "" && !listed.has(phone)) phones.add(phone);
    read += page.rows.length;
    before = page.next ?? undefined;
    if (before === undefined || phones.size >= query.limit || read >= mostRows) break;
  }
  const found = await Promise.all(
    [...phones].map(async (phone) => summaryOf(phone, await messagesTo(phone), now)),
  );
  return {
    conversations: found.flatMap((summary) => summary ?? []).sort((a, b) => b.last.at - a.last.at),
    next: before ?? null,
  };
}

/** The numbers from which an answer came that nobody has read. */
async function unreadFrom(): Promise<string[]> {
  const { store } = (await database()).transaction("outbox");
  const phones: string[] = [];
  let cursor = await store.index("attention").openCursor(null, "prev");
  for (let read = 0; cursor && read < mostWaiting; read++) {
    const message = readRow(cursor.value);
    if (message && message.phone !== "" && hasUnread(message)) phones.push(message.phone);
    cursor = await cursor.continue();
  }
  return phones;
}
