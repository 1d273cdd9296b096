import { browser } from "wxt/browser";
import { z } from "zod";
import type { Message } from "../../domain/outbox/message.ts";
import { forgotten, isForgotten } from "../../domain/outbox/retention.ts";
import { hasBegun } from "../../domain/text/draft.ts";
import { forgetCallsBefore } from "../../storage/calls.ts";
import { unmirror } from "../../storage/mirror.ts";
import { rewriteOld } from "../../storage/old-rows.ts";
import { loadSettings } from "../../storage/settings.ts";
import { bareUnreadable } from "../../storage/unreadable.ts";
import { forgetSlotsBefore } from "../../storage/waiting-list.ts";
import { singleFlight } from "../single-flight.ts";

/** Deletes what the log knows of patients once it is old, a little at a time, once a day. */

const dayMs = 24 * 3600_000;
const stepRows = 200;

/** As it was named at first. */
const key = "forgetting";
const Progress = z.strictObject({
  /** When it was last done. */
  at: z.number(),
  /** Everything that was made before has been dealt with. */
  upTo: z.number(),
});
const begin = { at: 0, upTo: 0 };

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
  let from: number | null = progress.upTo;
  /** The oldest one that must stay for now: it is looked at again the next time. */
  let oldestLeft = before;
  while (from !== null) {
    const bareIds: string[] = [];
    const rewrite = (message: Message): Message | null => {
      const bare = forgotten(message, before, now);
      if (!bare && !isForgotten(message)) oldestLeft = Math.min(oldestLeft, message.createdAt);
      // Also those that the last worker laid bare before it died: their second copies may be whole yet. Nothing can
      // repeat a text once its appointment has begun, so it needs no guard.
      else if (hasBegun(message.appointment.start, now)) bareIds.push(message.id);
      return bare;
    };
    from = await rewriteOld(from, before, stepRows, rewrite, (row) => {
      const bare = bareUnreadable(row, now);
      if (!bare && Object.hasOwn(row, "text")) oldestLeft = Math.min(oldestLeft, row.createdAt);
      return bare;
    });
    await unmirror(bareIds);
  }
  await forgetCallsBefore(before);
  await forgetSlotsBefore(before, now);
  await browser.storage.local.set({ [key]: { at: now, upTo: oldestLeft } });
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
