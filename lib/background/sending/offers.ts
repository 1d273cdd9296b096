import { isWaiting } from "../../domain/outbox/predicates.ts";
import type { Reason } from "../../domain/outbox/reason.ts";
import { timeZoneOf } from "../../domain/settings.ts";
import { dayOf } from "../../domain/text/when.ts";
import { leaveBy } from "../../domain/waiting-list/fits.ts";
import { type FreedSlot, fills, type Offer } from "../../domain/waiting-list/slot.ts";
import type { Input, Output } from "../../rpc/contract/index.ts";
import { updateMessage } from "../../storage/outbox-store.ts";
import { loadSettings } from "../../storage/settings.ts";
import { addEntries, changeSlots, loadSlots, removeEntry } from "../../storage/waiting-list.ts";
import { asReadIn } from "./as-read.ts";
import type { OpenCalendar } from "./bulk.ts";
import { listDay } from "./day-listing.ts";
import { takesReplies } from "./gosms-account.ts";
import { writeLetter } from "./letters.ts";
import { readReply } from "./replies.ts";
import { leftOf, quietUntil, readList, type SlotState } from "./waiting-list.ts";

/** What a person does with a time that became free. Nothing of it happens by itself. */

type Told = Output<"waitingList.tell">[number];

const dayMs = 24 * 3600_000;

/** What a patient answers about a time is of interest while it may still be theirs, and a day longer. */
const answersUntil = ({ start }: FreedSlot): number => Date.parse(start) + dayMs;

async function change(id: string, how: (slot: FreedSlot) => FreedSlot): Promise<void> {
  await changeSlots((slots) => slots.map((slot) => (slot.id === id ? how(slot) : slot)), Date.now());
}

const changeOffer = (slotId: string, id: string, to: Partial<Offer>): Promise<void> =>
  change(slotId, (slot) => ({
    ...slot,
    offers: slot.offers.map((one) => (one.id === id ? { ...one, ...to } : one)),
  }));

async function stateOf(slotId: string): Promise<SlotState | null> {
  return (await readList(Date.now())).slots.find(({ slot }) => slot.id === slotId) ?? null;
}

/** One person at the desk after the other; two windows must not ask the same people. */
const byTurns = <T>(work: () => Promise<T>): Promise<T> => navigator.locks.request("pipni:offers", work);

/** Asks people whether they want a time. Who was asked is on disk before the first text is. */
export const offerSlot = (input: Input<"waitingList.offer">): Promise<Output<"waitingList.offer">> =>
  byTurns(() => offer(input));

async function offer({
  slotId,
  entryIds,
  text,
  despiteQuiet,
}: Input<"waitingList.offer">): Promise<Output<"waitingList.offer">> {
  const now = Date.now();
  const state = await readList(now);
  const found = state.slots.find(({ slot }) => slot.id === slotId);
  const fits = found?.proposal.fits.filter(({ entry }) => entryIds.includes(entry.id)) ?? [];
  const { standstill = "closed", room = 0 } = found?.proposal ?? {};
  // A person who sees that the time is taken may know better.
  const isStopped = standstill !== null && standstill !== "filled";
  if (!found || isStopped || fits.length < entryIds.length || fits.length > room)
    return { ok: false, problem: "changed" };
  if (!despiteQuiet && quietUntil(state.settings, now) !== null) return { ok: false, problem: "quiet" };
  const offers = fits.map(
    ({ entry: { id: entryId, name, code, phone } }): Offer => ({
      id: crypto.randomUUID(),
      entryId,
      name,
      code,
      phone,
      at: now,
      closing: null,
      isWritten: false,
      isTold: false,
    }),
  );
  await change(slotId, (slot) => ({ ...slot, offers: [...slot.offers, ...offers] }));
  const term = {
    leaveBy: leaveBy(found.slot, state.settings.waitingList),
    answers: answersUntil(found.slot),
  };
  const told: Told[] = [];
  for (const { id, name, code, phone } of offers) {
    const written = await writeLetter({ id, name, code, phone, text, despite: [] }, term);
    told.push({ name, ok: written.ok, reason: written.ok ? null : written.reason });
    const after = (one: Offer): Offer[] => (written.ok ? [{ ...one, isWritten: true }] : []);
    await change(slotId, (slot) => ({
      ...slot,
      offers: slot.offers.flatMap((one) => (one.id === id ? after(one) : one)),
    }));
  }
  return { ok: true, told };
}

const notWanted: Reason = { code: "stoppedByUser" };

/** What was to ask somebody and has not left yet, no longer leaves. */
async function takeBack({ views }: SlotState): Promise<void> {
  for (const { offer: asked } of views)
    for (const row of await leftOf(asked.id))
      if (isWaiting(row)) await updateMessage(row.id, { type: "skip", reason: notWanted }, Date.now());
}

/** A person has read the answers, and knows what they mean. What came to another text is read there. */
async function markRead({ views }: SlotState, offerId: string | null, source: string): Promise<void> {
  for (const { offer: asked, answers } of views) {
    if (offerId !== null && asked.id !== offerId) continue;
    const own = new Set((await leftOf(asked.id)).map(({ id }) => id));
    for (const { rowId, replyId, isRead, says } of answers)
      if (!isRead && own.has(rowId) && says !== "stop")
        await readReply({ id: rowId, replyId, verdict: "read" }, source);
  }
}

/** Somebody of those who were asked stands in the calendar by now. */
export const book = ({ slotId, offerId }: Input<"waitingList.book">, source: string): Promise<void> =>
  byTurns(async () => {
    const now = Date.now();
    const list = await readList(now);
    const state = list.slots.find(({ slot }) => slot.id === slotId);
    const asked = state?.slot.offers.find(({ id }) => id === offerId);
    if (!state || !asked || state.slot.closed !== null) return;
    const entry = list.entries.find(({ id }) => id === asked.entryId) ?? entryOf(asked, now);
    // First what must not leave any more.
    await takeBack(state);
    await change(slotId, (slot) => ({ ...slot, closed: { at: now, entry } }));
    await removeEntry(entry.id);
    await markRead(state, offerId, source);
  });

/** Of somebody who was taken off the list meanwhile. */
const entryOf = ({ entryId: id, name, code, phone }: Offer, now: number) => ({
  id,
  name: name || phone,
  code,
  phone,
  doctor: "",
  days: [],
  parts: [],
  until: null,
  since: new Date(now).toISOString().slice(0, 10),
  note: "",
  addedAt: now,
});

/** Nobody more is asked. Whoever waits for word is shown. */
export const close = (slotId: string): Promise<void> =>
  byTurns(async () => {
    const state = await stateOf(slotId);
    if (!state || state.slot.closed !== null) return;
    await takeBack(state);
    await change(slotId, (slot) => ({ ...slot, closed: { at: Date.now(), entry: null } }));
  });

/** Takes that back, and brings back to the list whoever was booked. */
export const reopen = (slotId: string): Promise<void> =>
  byTurns(async () => {
    const slot = (await loadSlots()).find(({ id }) => id === slotId);
    if (!slot?.closed) return;
    if (slot.closed.entry) await addEntries([slot.closed.entry]);
    await change(slotId, (one) => ({ ...one, closed: null, settled: false }));
  });

/** Nobody is to be told that the time has gone; their answers are read. */
export const settle = (slotId: string, source: string): Promise<void> =>
  byTurns(async () => {
    const state = await stateOf(slotId);
    if (!state?.slot.closed) return;
    await change(slotId, (slot) => ({ ...slot, settled: true }));
    await markRead(state, null, source);
  });

/** Tells those who were asked that the time has gone, each once. */
export const tellOthers = ({ slotId, text }: Input<"waitingList.tell">, source: string): Promise<Told[]> =>
  byTurns(async () => {
    const state = await stateOf(slotId);
    if (!state?.slot.closed) return [];
    const told: Told[] = [];
    for (const { offer: asked } of state.untold) {
      const closing = await closingOf(asked);
      await changeOffer(slotId, asked.id, { closing, isTold: false });
      const { name, code, phone } = asked;
      const written = await writeLetter(
        { id: closing, name, code, phone, text, despite: [] },
        { leaveBy: Date.parse(state.slot.start), answers: 0 },
      );
      told.push({ name, ok: written.ok, reason: written.ok ? null : written.reason });
      if (written.ok) await changeOffer(slotId, asked.id, { isTold: true });
    }
    if (told.every(({ ok }) => ok)) {
      await change(slotId, (slot) => ({ ...slot, settled: true }));
      await markRead(state, null, source);
    }
    return told;
  });

/** The letter that was begun, so that it is not written twice; a new one where a person stopped that. */
async function closingOf({ closing }: Offer): Promise<string> {
  if (closing !== null && (await leftOf(closing)).length === 0) return closing;
  return crypto.randomUUID();
}

/** What a person is to know before they offer it: see the procedure. */
export async function lookAt(
  slotId: string,
  places: readonly OpenCalendar[],
  placeholders: readonly string[],
): Promise<Output<"waitingList.look">> {
  const settings = await loadSettings();
  const slot = (await loadSlots()).find(({ id }) => id === slotId);
  const shown = slot ? await shownAt(slot, places, placeholders, timeZoneOf(settings)) : null;
  return {
    isRead: shown !== null,
    filledBy: shown ? shown.filledBy : (slot?.filled?.name ?? null),
    takesReplies: await takesReplies(settings.sending.channel),
  };
}

/** Who stands at that time in the calendar, as it tells now; `null` where it is open nowhere. */
async function shownAt(
  slot: FreedSlot,
  places: readonly OpenCalendar[],
  placeholders: readonly string[],
  timeZone: string,
): Promise<{ filledBy: string | null } | null> {
  const day = dayOf(slot.start, timeZone).toString();
  const asRead = await asReadIn(slot.calendarId, placeholders);
  let shown: { filledBy: string | null } | null = null;
  for (const place of places.filter(({ site }) => site.id === slot.calendarId)) {
    const listing = await listDay(place, day);
    if (!listing?.ok) continue;
    // In the bulk window the patient was told, and the appointment may stand there yet.
    const others = listing.appointments.map(asRead).filter(({ id }) => id !== slot.appointmentId);
    const found = others.find((one) => fills(slot, one));
    if (found) return { filledBy: found.patient?.name || found.title };
    shown = { filledBy: null };
  }
  return shown;
}
