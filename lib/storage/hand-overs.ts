import { browser } from "wxt/browser";
import { z } from "zod";
import { readableIn } from "./tolerant.ts";

/**
 * Reminders that are being handed over to GoSMS and are yet to be looked at once more. On disk, for the worker may die
 * in between.
 */

const key = "handedOver";

/** Of this worker. */
const own = new Set<string>();
/** Of the workers before it. */
let left: Promise<Set<string>> | undefined;

const loadLeft = (): Promise<Set<string>> =>
  (left ??= browser.storage.local
    .get(key)
    .then((stored) => new Set(readableIn(z.string(), stored[key]).values())));

async function save(): Promise<void> {
  await browser.storage.local.set({ [key]: [...(await loadLeft()).union(own)] });
}

export async function noteHandOver(id: string): Promise<void> {
  // Before anything is written over them.
  await loadLeft();
  own.add(id);
  await save();
}

/** It was looked at once more. */
export function endHandOver(id: string): Promise<void> {
  own.delete(id);
  return save();
}

/** Those that an earlier worker has left. */
export const leftHandOvers = async (): Promise<string[]> => [...(await loadLeft())];

export async function endLeftHandOver(id: string): Promise<void> {
  (await loadLeft()).delete(id);
  await save();
}
