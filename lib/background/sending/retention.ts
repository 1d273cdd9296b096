import { browser } from "wxt/browser";
import { z } from "zod";
import type { Message } from "../../domain/outbox/message.ts";
import { isExpired } from "../../domain/outbox/retention.ts";
import { forgetCallsBefore } from "../../storage/calls.ts";
import { deletedAmong, deleteRows } from "../../storage/deletion.ts";
import { copyIn, mirrorIn, unmirror } from "../../storage/mirror.ts";
import type { StoredMessage } from "../../storage/schema.ts";
import { loadSettings } from "../../storage/settings.ts";
import { bareUnreadable } from "../../storage/unreadable.ts";
import { forgetSlotsBefore } from "../../storage/waiting-list.ts";
import { singleFlight } from "../single-flight.ts";

/** Deletes from the log what is old, a little at a time, once a day. */

const dayMs = 24 * 3600_000;
/** Of one transaction, for whose end everybody waits who wants to write. */
const stepRows = 800;

/** As it was named at first. */
const key = "forgetting";
const Progress = z.object({
  /** When it was last done. */
  at: z.number(),
});
const begin = { at: 0 };

const loadProgress = async () =>
  Progress.safeParse((await browser.storage.local.get(key))[key]).data ?? begin;

/** Safe to call at any time: it deletes once a day. */
export const deleteExpired = singleFlight(deleteIfDue);

async function deleteIfDue(): Promise<void> {
  const { keepDays } = (await loadSettings()).log;
  const progress = await loadProgress();
  const now = Date.now();
  if (keepDays === 0 || Math.abs(now - progress.at) < dayMs) return;
  const before = now - keepDays * dayMs;
  const isOld = (message: Message): boolean => isExpired(message, before, now);
  const rewrite = (row: StoredMessage): StoredMessage | null => bareUnreadable(row, now);
  let after: number | null = 0;
  while (after !== null) after = await deleteRows(after, before, stepRows, isOld, rewrite);
  await unmirrorDeleted();
  await forgetCallsBefore(before);
  await forgetSlotsBefore(before, now);
  await browser.storage.local.set({ [key]: { at: now } });
}

/** Also of those whose deletion was the last thing that an earlier worker did. */
async function unmirrorDeleted(): Promise<void> {
  const copies = mirrorIn(await browser.storage.local.get(null)).map(copyIn);
  const gone = await deletedAmong(copies.map(({ key }) => key));
  await unmirror(copies.flatMap(({ id, key }) => (gone.has(key) ? [id] : [])));
}

/** When something is next to be deleted, if that is after a moment; both in milliseconds since the epoch. */
export async function nextDeletion(after: number): Promise<number | null> {
  if ((await loadSettings()).log.keepDays === 0) return null;
  const { at } = await loadProgress();
  const now = Date.now();
  // Where the clock was set back, it is due already.
  const due = at - now > dayMs ? now - dayMs : at + dayMs;
  return due > after ? due : null;
}
