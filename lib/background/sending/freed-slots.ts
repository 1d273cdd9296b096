import type { AppointmentChange } from "../../domain/appointment.ts";
import {
  afterChange,
  type FreedSlot,
  freedBy,
  freedByTold,
  withFreed,
} from "../../domain/waiting-list/slot.ts";
import { cancellationsSince } from "../../storage/outbox-queries.ts";
import { changeSlots, loadEntries, loadSlots } from "../../storage/waiting-list.ts";
import { isOfEndedTrial } from "./trials.ts";

/** Times that became free: as calendars tell, and as people have it told to patients. */

/**
 * Whatever a calendar tells: an appointment that is gone leaves its time free, and one that appears may fill another.
 * Nothing is kept while nobody waits. Never fails: the texts about the change go before it.
 */
export async function noteChange(
  calendarId: string,
  change: AppointmentChange,
  { isProven, batch }: { isProven: boolean; batch: string | null },
): Promise<void> {
  try {
    const isWanted = (await loadEntries()).length > 0;
    if (!isWanted && (await loadSlots()).length === 0) return;
    const now = Date.now();
    const isTrial = await isOfEndedTrial(calendarId, change.appointment);
    const freed =
      isProven && isWanted && !isTrial
        ? freedBy(change, { calendarId, id: crypto.randomUUID(), batch, now })
        : null;
    await changeSlots((slots) => {
      const after = afterChange(slots, calendarId, change);
      return freed ? withFreed(after, freed, true) : after;
    }, now);
  } catch (error) {
    console.error(error);
  }
}

/** Cancellations older than this are of no use to those who wait, in milliseconds. */
const recentMs = 14 * 24 * 3600_000;

/** All times that are known, with those that became free by what a person had told. */
export async function slotsByNow(now: number): Promise<FreedSlot[]> {
  if ((await loadEntries()).length === 0) return loadSlots();
  const told = (await cancellationsSince(now - recentMs)).flatMap((row) => freedByTold(row, now) ?? []);
  return changeSlots(
    (slots) => told.reduce<readonly FreedSlot[]>((all, freed) => withFreed(all, freed, false), slots),
    now,
  );
}
