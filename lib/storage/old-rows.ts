import { Message } from "../domain/outbox/message.ts";
import { database } from "./database.ts";
import { readRow, toStored } from "./outbox-row.ts";
import type { StoredMessage } from "./schema.ts";
import { onlyKnown } from "./tolerant.ts";

/**
 * Rewrites rows that were created from `from` up to but without `before`, in one transaction.
 * @param rewrite the row as it is to be, or `null` to leave it
 * @param unreadable the same of one that cannot be read
 * @returns where to go on, `null` at the end
 */
export async function rewriteOld(
  from: number,
  before: number,
  limit: number,
  rewrite: (message: Message) => Message | null,
  unreadable: (row: StoredMessage) => StoredMessage | null,
): Promise<number | null> {
  if (from >= before) return null;
  const tx = (await database()).transaction("outbox", "readwrite");
  const byTime = tx.store.index("createdAt");
  // Many at once: a cursor takes several times as long.
  const rows = await byTime.getAll(IDBKeyRange.bound(from, before, false, true), limit);
  const last = rows.length < limit ? undefined : rows.at(-1)?.createdAt;
  if (last !== undefined) {
    // Those of one moment stay together, as the next call goes on after it.
    const together = await byTime.getAll(last);
    rows.splice(
      rows.findIndex(({ createdAt }) => createdAt === last),
      rows.length,
      ...together,
    );
  }
  const after = rows.flatMap((row) => {
    const message = readRow(row);
    if (!message) return unreadable(row) ?? [];
    const rewritten = rewrite(message);
    return rewritten ? toStored(onlyKnown(Message, rewritten)) : [];
  });
  await Promise.all(after.map((row) => tx.store.put(row)));
  const rest =
    last === undefined ? null : await byTime.openKeyCursor(IDBKeyRange.bound(last, before, true, true));
  const next = rest && Number(rest.key);
  await tx.done;
  return next;
}
