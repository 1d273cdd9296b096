import { browser } from "wxt/browser";
import { z } from "zod";

/**
 * The settings that all reminders follow. Another word stands there while they are being followed, and none as soon as
 * the directory is about to change: whoever dies before its end leaves the next worker to do it.
 */

const key = "refitted";

export const loadRefitted = async (): Promise<string | null> =>
  z.string().safeParse((await browser.storage.local.get(key))[key]).data ?? null;

/** @returns the word that stands there until something else is to be followed */
export async function beginRefit(): Promise<string> {
  const mark = crypto.randomUUID();
  await browser.storage.local.set({ [key]: mark });
  return mark;
}

/** What was to be followed since that began is still to be. */
export async function endRefit(mark: string, settings: string): Promise<void> {
  if ((await loadRefitted()) === mark) await browser.storage.local.set({ [key]: settings });
}

export const forgetRefitted = (): Promise<void> => browser.storage.local.remove(key);
