import { browser } from "wxt/browser";
import { z } from "zod";

/**
 * The settings that all reminders follow. Gone while they are being followed, and as soon as the directory is about to
 * change: whoever dies before its end leaves the next worker to do it.
 */

const key = "refitted";

export const loadRefitted = async (): Promise<string | null> =>
  z.string().safeParse((await browser.storage.local.get(key))[key]).data ?? null;

export const saveRefitted = (settings: string): Promise<void> =>
  browser.storage.local.set({ [key]: settings });

export const forgetRefitted = (): Promise<void> => browser.storage.local.remove(key);
