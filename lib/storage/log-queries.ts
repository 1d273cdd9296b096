import type { IDBPObjectStore } from "idb";
import type { LogPage, LogQuery } from "../domain/outbox/log.ts";
import type { Message } from "../domain/outbox/message.ts";
import { database } from "./database.ts";
import { readRow, readRows } from "./outbox-row.ts";
import type { PipniSchema, StoredMessage } from "./schema.ts";
import { fold } from "./search-words.ts";

/** The send log, filtered, searched and in pages. */

type Outbox = IDBPObjectStore<PipniSchema, ["outbox"], "outbox", "readonly">;

/** One page of the log, newest first. */
export async function queryLog(query: LogQuery): Promise<LogPage> {
  const { store } = (await database()).transaction("outbox");
  const terms = searchTerms(query.search);
  return terms.length > 0 ? searchLog(store, query, terms) : walkLog(store, query, terms);
}

const searchTerms = (search = ""): string[] => fold(search).match(/[\p{L}\p{N}]+/gu) ?? [];

/** Also of rows that cannot be read. */
function matches(row: StoredMessage, query: LogQuery, terms: readonly string[]): boolean {
  return (
    row.createdAt >= (query.from ?? 0) &&
    row.createdAt < (query.to ?? Number.MAX_SAFE_INTEGER) &&
    (!query.status || row.indexed?.status === query.status) &&
    (!query.kind || row.kind === query.kind) &&
    terms.every((term) => row.indexed?.words?.some((word) => word.startsWith(term)))
  );
}

/** Rows that are read at once where a filter lets few through. */
const mostAtOnce = 500;

/**
 * By the index that narrows most, from the newest back, until the page is full. It reads many rows at once: a cursor
 * that stops at each takes several times as long.
 */
async function walkLog(store: Outbox, query: LogQuery, terms: readonly string[]): Promise<LogPage> {
  const { limit, status, kind } = query;
  const along = store.index(status ? "status" : kind ? "kind" : "createdAt");
  const first = status ?? kind;
  const keyAt = (moment: number) => (first ? [first, moment] : moment);
  const lowest = keyAt(query.from ?? 0);
  const position = query.before ? parsePosition(query.before) : null;
  let highest: IDBValidKey = keyAt(position?.createdAt ?? (query.to ?? Number.MAX_SAFE_INTEGER) - 1);
  const total = position ? null : await countLog(store, query, terms);
  const rows: Message[] = [];
  let size = limit;
  for (let isRead = false; indexedDB.cmp(lowest, highest) < (isRead ? 0 : 1); isRead = true) {
    const keys = await along.openKeyCursor(IDBKeyRange.bound(lowest, highest, false, isRead), "prev");
    // The first that is left for later, if there are so many. Those of one moment stay together.
    const end = await keys?.advance(size);
    const part = IDBKeyRange.bound(end?.key ?? lowest, highest, false, isRead);
    const left = (keys ? await along.getAll(part) : [])
      .filter((row) => !position || isPast(row, position))
      .sort(newestFirst);
    for (const row of left) {
      const last = rows.at(-1);
      if (last && rows.length === limit) return { rows, next: positionOf(last), total };
      const message = matches(row, query, terms) ? readRow(row) : null;
      if (message) rows.push(message);
    }
    if (!end) break;
    highest = end.key;
    size = Math.min(2 * size, mostAtOnce);
  }
  return { rows, next: null, total };
}

const newestFirst = (a: Position, b: Position): number => b.createdAt - a.createdAt || (a.id < b.id ? 1 : -1);

/** How many rows there are, where that is quick to say: counting along an index takes a second in 100,000 rows. */
async function countLog(store: Outbox, query: LogQuery, terms: readonly string[]): Promise<number | null> {
  const { from, to, status, kind } = query;
  if (terms.length > 0 || (status && kind)) return null;
  const range = [from ?? 0, (to ?? Number.MAX_SAFE_INTEGER) - 1] as const;
  if (status) return store.index("status").count(IDBKeyRange.bound([status, range[0]], [status, range[1]]));
  if (kind) return store.index("kind").count(IDBKeyRange.bound([kind, range[0]], [kind, range[1]]));
  return from === undefined && to === undefined
    ? store.count()
    : store.index("createdAt").count(IDBKeyRange.bound(...range));
}

/** By the rarest of the words, then newest first. */
async function searchLog(store: Outbox, query: LogQuery, terms: string[]): Promise<LogPage> {
  const words = store.index("words");
  const ranges = terms.map((term) => IDBKeyRange.bound(term, `${term}\uffff`));
  const counts = await Promise.all(ranges.map((range) => words.count(range)));
  const rarest = counts.indexOf(Math.min(...counts));
  const range = ranges[rarest];
  // A word that stands in most rows is quicker found by walking back through the log than by its index.
  if ((counts[rarest] ?? 0) > 5000) return walkLog(store, query, terms);
  const keys = new Set(range ? await words.getAllKeys(range) : []);
  const rows = await Promise.all([...keys].map((key) => store.get(key)));
  const found = readRows(rows.filter((row) => row && matches(row, query, terms))).sort(newestFirst);
  // The row at the position may have changed since, so that it is no longer among them.
  const position = query.before ? parsePosition(query.before) : null;
  const left = position ? found.filter((row) => isPast(row, position)) : found;
  const page = left.slice(0, query.limit);
  const last = page.at(-1);
  return {
    rows: page,
    next: last && left.length > page.length ? positionOf(last) : null,
    total: found.length,
  };
}

const positionOf = ({ createdAt, id }: Message): string => `${createdAt}:${id}`;

interface Position {
  createdAt: number;
  id: string;
}

const isPast = ({ createdAt, id }: Position, position: Position): boolean =>
  createdAt < position.createdAt || (createdAt === position.createdAt && id < position.id);

function parsePosition(position: string): Position {
  const [createdAt = "", id = ""] = position.split(":");
  return { createdAt: Number(createdAt), id };
}
