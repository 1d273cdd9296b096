import { type DBSchema, type IDBPDatabase, openDB } from "idb";
import { z } from "zod";
import { FeedEvent } from "../domain/feeds/feed.ts";

/**
 * What feeds last said, in a database of its own: all of it can be fetched anew, so that it may be thrown away at any
 * time. It holds no more than the time that anybody asks for.
 */

/** What the server calls the state of the whole: the same again need not be fetched. */
export const FeedStamp = z.strictObject({
  /** In milliseconds since the epoch: within these bounds it was read. */
  from: z.int(),
  to: z.int(),
  timeZone: z.string(),
  /** By `ETag` and `Last-Modified`, or by a CalDAV collection's own name for its state. */
  etag: z.string().nullable(),
  lastModified: z.string().nullable(),
  state: z.string().nullable(),
  /** When this state was first read, in milliseconds since the epoch. */
  firstReadAt: z.int().default(0),
  /** Whether it was read once more so much later that no change can hide behind it. */
  isSettled: z.boolean().default(false),
});
export type FeedStamp = z.infer<typeof FeedStamp>;

/** One text of a feed: a CalDAV object, or the whole of an iCal calendar. */
export const FeedObject = z.strictObject({
  feedId: z.string(),
  /** Empty for the whole. */
  href: z.string(),
  etag: z.string(),
  events: z.array(FeedEvent),
  odd: z.array(z.strictObject({ title: z.string(), day: z.string().nullable() })),
});
export type FeedObject = z.infer<typeof FeedObject>;

interface Schema extends DBSchema {
  stamps: { key: string; value: FeedStamp };
  objects: { key: [feedId: string, href: string]; value: FeedObject; indexes: { feedId: string } };
}

let opened: Promise<IDBPDatabase<Schema>> | null = null;

function cache(): Promise<IDBPDatabase<Schema>> {
  opened ??= openDB<Schema>("pipni-feeds", 1, {
    upgrade(db) {
      db.createObjectStore("stamps");
      db.createObjectStore("objects", { keyPath: ["feedId", "href"] }).createIndex("feedId", "feedId");
    },
    blocking: (_current, _blocked, event) => {
      opened = null;
      (event.target as IDBDatabase).close();
    },
    terminated: () => {
      opened = null;
    },
  }).catch((error) => {
    opened = null;
    throw error;
  });
  return opened;
}

export async function loadFeedStamp(feedId: string): Promise<FeedStamp | null> {
  return FeedStamp.safeParse(await (await cache()).get("stamps", feedId)).data ?? null;
}

/** What cannot be read is fetched anew. */
export async function loadFeedObjects(feedId: string): Promise<FeedObject[]> {
  const rows = await (await cache()).getAllFromIndex("objects", "feedId", feedId);
  return rows.flatMap((row) => FeedObject.safeParse(row).data ?? []);
}

/** All of it or nothing. @param objects those that have changed; the rest stays unless it is among the gone */
export async function saveFeed(
  feedId: string,
  stamp: FeedStamp,
  objects: readonly FeedObject[],
  gone: readonly string[],
): Promise<void> {
  const tx = (await cache()).transaction(["stamps", "objects"], "readwrite");
  const store = tx.objectStore("objects");
  for (const href of gone) void store.delete([feedId, href]);
  for (const object of objects) void store.put(object);
  void tx.objectStore("stamps").put(stamp, feedId);
  await tx.done;
}

export async function forgetFeed(feedId: string): Promise<void> {
  const tx = (await cache()).transaction(["stamps", "objects"], "readwrite");
  const store = tx.objectStore("objects");
  for (const key of await store.index("feedId").getAllKeys(feedId)) void store.delete(key);
  void tx.objectStore("stamps").delete(feedId);
  await tx.done;
}
