import { browser } from "wxt/browser";
import { z } from "zod";
import { readableIn } from "./tolerant.ts";

/** What the other computers of the practice are yet to hear of its patients. On disk, for the worker may die before. */

const directoryKey = "directoryToTell";

/** The directory is about to change, or has: a word that stands there until it was told. */
export const markDirectory = (): Promise<void> =>
  browser.storage.local.set({ [directoryKey]: crypto.randomUUID() });

/** `null` where all of it is told. */
export const directoryToTell = async (): Promise<string | null> =>
  z.string().safeParse((await browser.storage.local.get(directoryKey))[directoryKey]).data ?? null;

/** @param mark as it was before it was told: what has changed since is still to be */
export async function directoryIsTold(mark: string | null): Promise<void> {
  if ((await directoryToTell()) === mark) await browser.storage.local.remove(directoryKey);
}

const placesKey = "refusalsTold";

const stringsUnder = async (key: string): Promise<string[]> => [
  ...readableIn(z.string(), (await browser.storage.local.get(key))[key]).values(),
];

/** Under which keys of the registry this computer has refusals of its own. */
export const refusalPlaces = (): Promise<string[]> => stringsUnder(placesKey);

export const noteRefusalPlaces = (places: readonly string[]): Promise<void> =>
  browser.storage.local.set({ [placesKey]: places });

const answersKey = "answersToTell";
const withAnswersToTell = <T>(work: () => Promise<T>): Promise<T> =>
  navigator.locks.request("pipni:answersToTell", work);

/** Ids of rows with an answer that a person has read, or is about to. */
export const answersToTell = (): Promise<string[]> => stringsUnder(answersKey);

export const noteAnswerToTell = (id: string): Promise<void> =>
  withAnswersToTell(async () => {
    const ids = new Set([...(await answersToTell()), id]);
    await browser.storage.local.set({ [answersKey]: [...ids] });
  });

export const answerIsTold = (id: string): Promise<void> =>
  withAnswersToTell(async () => {
    const ids = (await answersToTell()).filter((one) => one !== id);
    await browser.storage.local.set({ [answersKey]: ids });
  });
