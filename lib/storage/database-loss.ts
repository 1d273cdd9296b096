import { z } from "zod";
import { storedItem } from "./local.ts";
import { announce } from "./outbox-changes.ts";

/**
 * That the browser threw a damaged database away and began a new one. What has a second copy is back by itself; of the
 * rest somebody is told until they have read it.
 */

const Fate = z.strictObject({
  /** There was a database before: an empty one is no first start. */
  hasBegun: z.boolean(),
  /** When a loss was noticed that nobody has read of yet, in milliseconds since the epoch; `null` for none. */
  lostAt: z.int().nullable(),
});

const item = storedItem<z.infer<typeof Fate>>("database", {
  read: (stored) => ({
    value: Fate.catch({ hasBegun: false, lostAt: null }).parse(stored),
    problems: [],
  }),
  write: (fate) => fate,
});

/** @returns when a loss was noticed that nobody has read of yet, in milliseconds since the epoch */
export const databaseLostAt = async (): Promise<number | null> => (await item.load()).lostAt;

/**
 * Of a database in which there is nothing yet: notes it, if there was one before.
 * @param isKnown whether second copies tell so
 */
export async function noteLoss(isKnown: boolean, now: number): Promise<void> {
  const fate = await item.load();
  if (!fate.hasBegun && !isKnown) return;
  await item.save({ ...fate, lostAt: now });
  announce();
}

/** From now on an empty database is a loss. */
export async function noteBeginning(): Promise<void> {
  const fate = await item.load();
  if (!fate.hasBegun) await item.save({ ...fate, hasBegun: true });
}

/** Somebody has read of it. */
export async function acknowledgeLoss(): Promise<void> {
  await item.save({ hasBegun: true, lostAt: null });
  announce();
}
