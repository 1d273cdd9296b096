import { z } from "zod";
import type { DirectoryPatient } from "../domain/directory/patient.ts";
import { nameKey } from "../domain/names.ts";
import { maxEntries, WaitingEntry } from "../domain/waiting-list/entry.ts";
import { FreedSlot, stillKept } from "../domain/waiting-list/slot.ts";
import { listOf } from "./formats.ts";
import { storedItem } from "./local.ts";

/** The waiting list, the times that became free, and how many of these wait for a person. */

const entriesItem = storedItem("waitingList", listOf(WaitingEntry));
const slotsItem = storedItem("freedSlots", listOf(FreedSlot));
const countItem = storedItem("freedSlotsCount", {
  read: (stored) => ({ value: z.int().nonnegative().catch(0).parse(stored), problems: [] }),
  write: (count: number) => count,
});

const lock = <T>(work: () => Promise<T>): Promise<T> => navigator.locks.request("pipni:waiting-list", work);

export const loadEntries = (): Promise<WaitingEntry[]> => entriesItem.load();
export const loadSlots = (): Promise<FreedSlot[]> => slotsItem.load();

/** How many of the list cannot be read. They stay where they are. */
export const countUnreadableEntries = async (): Promise<number> => (await entriesItem.problems()).length;

/** @returns false, with nothing changed, where the list is full */
export const putEntry = (entry: WaitingEntry): Promise<boolean> =>
  lock(async () => {
    const entries = await entriesItem.load();
    const at = entries.findIndex(({ id }) => id === entry.id);
    if (at < 0 && entries.length >= maxEntries) return false;
    await entriesItem.save(at < 0 ? [...entries, entry] : entries.with(at, entry));
    return true;
  });

/** Those of a backup that are not here. */
export const addEntries = (added: readonly WaitingEntry[]): Promise<void> =>
  lock(async () => {
    const entries = await entriesItem.load();
    const ids = new Set(entries.map(({ id }) => id));
    await entriesItem.save([...entries, ...added.filter(({ id }) => !ids.has(id))].slice(0, maxEntries));
  });

export const removeEntry = (id: string): Promise<void> =>
  lock(async () => entriesItem.save((await entriesItem.load()).filter((entry) => entry.id !== id)));

/**
 * Changes the times as they are on disk; nobody changes them in between. Never waits for a text: what decides about
 * texts may wait for this.
 * @param change answers the same list where nothing is to change
 */
export const changeSlots = (
  change: (slots: readonly FreedSlot[]) => readonly FreedSlot[],
  now: number,
): Promise<FreedSlot[]> =>
  lock(async () => {
    const before = await slotsItem.load();
    const after = stillKept(change(before), now);
    if (JSON.stringify(after) !== JSON.stringify(before)) await slotsItem.save(after);
    return after;
  });

/** What offers tell of patients goes with the log. @param before milliseconds since the epoch */
export const forgetSlotsBefore = async (before: number, now: number): Promise<void> => {
  await changeSlots((slots) => slots.filter(({ start }) => Date.parse(start) >= before), now);
};

/**
 * Nothing is kept of somebody whom a person deletes from the directory. Another one of the same name stays: nobody must
 * vanish from the list unseen. What they are asked just now stays until that is done.
 */
export async function forgetPersonWaiting(
  patient: Pick<DirectoryPatient, "code" | "name" | "phone">,
): Promise<void> {
  const digits = (phone: string | null) => (phone ?? "").replace(/\D/gu, "").slice(-9);
  const isTheirs = ({ code, name, phone }: { code: string | null; name: string; phone: string | null }) =>
    (patient.code !== "" && code === patient.code) ||
    (digits(phone) !== "" &&
      digits(phone) === digits(patient.phone) &&
      nameKey(name) === nameKey(patient.name));
  await lock(async () => {
    const entries = await entriesItem.load();
    const left = entries.filter((entry) => !isTheirs(entry));
    if (left.length < entries.length) await entriesItem.save(left);
  });
  await changeSlots(
    (slots) =>
      slots.map((slot) => ({
        ...slot,
        before: isTheirs(slot.before) ? { code: null, name: "", phone: null } : slot.before,
        offers: slot.closed === null ? slot.offers : slot.offers.filter((offer) => !isTheirs(offer)),
        closed:
          slot.closed?.entry && isTheirs(slot.closed.entry) ? { ...slot.closed, entry: null } : slot.closed,
      })),
    Date.now(),
  );
}

export const loadSlotCount = (): Promise<number> => countItem.load();
export const saveSlotCount = (count: number): Promise<void> => countItem.save(count);

/** Calls back after every change, in whichever context it was made. Returns what ends it. */
export function watchWaitingList(listener: () => void): () => void {
  const ends = [entriesItem.watch(listener), slotsItem.watch(listener), countItem.watch(listener)];
  return () => {
    for (const end of ends) end();
  };
}
