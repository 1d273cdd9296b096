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

/** By the index that narrows most, from the newest back, until the page is full. */
async function walkLog(store: Outbox, query: LogQuery, terms: readonly string[]): Promise<LogPage> {
  const from = query.from ?? 0;
  const to = (query.to ?? Number.MAX_SAFE_INTEGER) - 1;
  const { index, range } = query.status
    ? { index: "status" as const, range: IDBKeyRange.bound([query.status, from], [query.status, to]) }
    : query.kind
      ? { index: "kind" as const, range: IDBKeyRange.bound([query.kind, from], [query.kind, to]) }
      : { index: "createdAt" as const, range: IDBKeyRange.bound(from, to) };
  const total = query.before ? null : await countLog(store, query, terms);
  const rows: Message[] = [];
  let cursor = await store.index(index).openCursor(range, "prev");
  const position = query.before ? parsePosition(query.before) : null;
  if (cursor && position) {
    const { createdAt } = cursor.value;
    const isBefore =
      createdAt > position.createdAt || (createdAt === position.createdAt && cursor.primaryKey > position.id);
    const at = query.status ?? query.kind;
    const key = at ? ([at, position.createdAt] as [string, number]) : position.createdAt;
    // Going on to where it stands already is an error.
    if (isBefore) cursor = await cursor.continuePrimaryKey(key, position.id);
    // The position is the last row of the page before.
    if (cursor?.primaryKey === position.id) cursor = await cursor.continue();
  }
  let last: Message | undefined;
  while (cursor && rows.length < query.limit) {
    const message = matches(cursor.value, query, terms) ? readRow(cursor.value) : null;
    if (message) rows.push(message);
    last = rows.at(-1);
    cursor = await cursor.continue();
  }
  return { rows, next: cursor && last ? positionOf(last) : null, total };
}

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
  const found = readRows(rows.filter((row) => row && matches(row, query, terms))).sort(
    (a, b) => b.createdAt - a.createdAt || (a.id < b.id ? 1 : -1),
  );
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

const isPast = ({ createdAt, id }: Message, position: Position): boolean =>
  createdAt < position.createdAt || (createdAt === position.createdAt && id < position.id);

function parsePosition(position: string): Position {
  const [createdAt = "", id = ""] = position.split(":");
  return { createdAt: Number(createdAt), id };
}
