import type { Appointment } from "../../domain/appointment.ts";
import { e164Of } from "../../domain/directory/patient.ts";
import { letters } from "../../domain/outbox/letter.ts";
import type { Message } from "../../domain/outbox/message.ts";
import { needsDecision } from "../../domain/outbox/predicates.ts";
import type { Reason } from "../../domain/outbox/reason.ts";
import { parsePhone } from "../../domain/phone.ts";
import { type Settings, timeZoneOf } from "../../domain/settings.ts";
import { nextOpen } from "../../domain/thread/reminders.ts";
import { hasUnread } from "../../domain/thread/reply.ts";
import { inOrderOfYes, isOpen, isVain, type OfferView, viewOf } from "../../domain/waiting-list/answers.ts";
import type { WaitingEntry } from "../../domain/waiting-list/entry.ts";
import { type Facts, type Proposal, proposalFor, suits } from "../../domain/waiting-list/fits.ts";
import type { SlotShown, WaitingListShown } from "../../domain/waiting-list/shown.ts";
import type { FreedSlot, Offer } from "../../domain/waiting-list/slot.ts";
import { manyAtOnce, type Step, stepOf, toBeTold, waitsForPerson } from "../../domain/waiting-list/step.ts";
import { offerTemplate, renderOffer } from "../../domain/waiting-list/texts.ts";
import { feedsItem } from "../../storage/feeds.ts";
import { announce } from "../../storage/outbox-changes.ts";
import { messagesOfAppointment, messagesTo } from "../../storage/outbox-queries.ts";
import { loadSettings } from "../../storage/settings.ts";
import { sitesItem } from "../../storage/sites.ts";
import {
  changeSlots,
  countUnreadableEntries,
  loadEntries,
  loadSlotCount,
  loadSlots,
  saveSlotCount,
} from "../../storage/waiting-list.ts";
import { knowledgeOfEach } from "./directory.ts";
import { slotsByNow } from "./freed-slots.ts";

/** The waiting list as a person sees it: who waits, which times became free, whom these suit, and what came of offers. */

/** One time with all that follows from it. */
export interface SlotState {
  slot: FreedSlot;
  views: OfferView[];
  proposal: Proposal;
  untold: OfferView[];
  isTold: (view: OfferView) => boolean;
  step: Step;
  isOneOfMany: boolean;
}

export interface ListState {
  entries: WaitingEntry[];
  slots: SlotState[];
  settings: Settings;
  now: number;
}

/** So long after a time nobody answers any more, in milliseconds. */
const forgoneMs = 10 * 24 * 3600_000;

/** Whether a time is over in every way. It is kept so that what was offered can be told. */
const isForgone = ({ settled, start }: FreedSlot, now: number): boolean =>
  settled && Date.parse(start) < now - forgoneMs;

export const leftOf = (id: string): Promise<Message[]> => messagesOfAppointment(letters, id);

export async function readList(now: number): Promise<ListState> {
  const [settings, entries] = [await loadSettings(), await loadEntries()];
  const timeZone = timeZoneOf(settings);
  const slots = (await slotsByNow(now)).filter((slot) => !isForgone(slot, now));
  const offers = slots.flatMap((slot) => slot.offers);
  const views = new Map(
    await Promise.all(offers.map(async (offer) => [offer.id, await readOffer(offer)] as const)),
  );
  const told = new Set<string>();
  for (const offer of offers) if (await wasTold(offer)) told.add(offer.id);
  const isAhead = ({ closed, start }: FreedSlot): boolean => closed === null && Date.parse(start) > now;
  const ahead = slots.filter(isAhead);
  // Of many people on the list few are asked about.
  const suited = entries.filter((entry) => ahead.some((slot) => suits(entry, slot, timeZone) !== "no"));
  const facts = await factsOf(suited, settings);
  const view = ({ id }: Offer) => views.get(id);
  const isOffered = (offer: Offer): boolean => {
    const known = view(offer);
    return known !== undefined && isOpen(known);
  };
  const inVain = (offer: Offer): boolean => {
    const known = view(offer);
    return known === undefined || isVain(known);
  };
  const isTold = ({ offer }: OfferView): boolean => told.has(offer.id);
  const states = slots.map((slot): SlotState => {
    const own = slot.offers.flatMap((offer) => view(offer) ?? []);
    const proposal = proposalFor(slot, isAhead(slot) ? entries : [], {
      slots,
      isOpen: isOffered,
      isVain: inVain,
      facts: (entry) => facts.get(entry.id) ?? { refusal: null, isTextWaiting: true },
      rules: settings.waitingList,
      timeZone,
      now,
    });
    const untold = toBeTold(slot, own, isTold, now);
    const step = stepOf(slot, own, proposal, { untold, now });
    const beside = slot.batch === null ? [] : slots.filter(({ batch }) => batch === slot.batch);
    return { slot, views: own, proposal, untold, isTold, step, isOneOfMany: beside.length > manyAtOnce };
  });
  return { entries, slots: states, settings, now };
}

/** Whether the word that the time has gone waits, or left. One that was to go and never did is yet to go. */
async function wasTold({ closing, isTold }: Offer): Promise<boolean> {
  if (closing === null) return false;
  const rows = await leftOf(closing);
  return rows.length === 0 ? isTold : rows.some(({ state }) => state !== "skipped");
}

async function readOffer(offer: Offer): Promise<OfferView> {
  const [rows, all] = [await leftOf(offer.id), await messagesTo(offer.phone)];
  const own = new Set(rows.map(({ id }) => id));
  return viewOf(
    offer,
    rows,
    all.filter(({ id }) => !own.has(id)),
  );
}

/** What the directory, the number and the outbox say of each. */
async function factsOf(entries: readonly WaitingEntry[], settings: Settings): Promise<Map<string, Facts>> {
  const { countries } = settings.sending;
  const about = entries.map(
    ({ id, code, name, phone }): Appointment => ({
      id,
      start: new Date(0).toISOString(),
      end: null,
      allDay: false,
      title: "",
      patient: { id: code, name, phone },
    }),
  );
  const known = await knowledgeOfEach(letters, about, settings);
  const facts = entries.map(async ({ id, phone }, at) => {
    const parsed = parsePhone(phone, countries);
    const theirs = e164Of(known[at]?.phone ?? "", countries);
    const isOther = theirs !== null && parsed.ok && theirs !== parsed.e164;
    const refusal: Reason | null =
      known[at]?.refusal ?? (parsed.ok ? (isOther ? { code: "phoneChanged" } : null) : parsed.reason);
    return [id, { refusal, isTextWaiting: await isTextWaiting(phone) }] as const;
  });
  return new Map(await Promise.all(facts));
}

/** Whether something is yet to leave to the number or to be decided about it: an offer must not come between. */
async function isTextWaiting(phone: string): Promise<boolean> {
  return (await messagesTo(phone)).some(
    (row) => row.state === "queued" || row.state === "sending" || needsDecision(row) || hasUnread(row),
  );
}

/** When the quiet hours end; `null` outside of them. In milliseconds since the epoch. */
export function quietUntil({ reminders, ...settings }: Settings, now: number): number | null {
  const hours = { ...reminders, restDays: true };
  const opens = nextOpen(now, hours, timeZoneOf({ reminders, ...settings }));
  return opens > now ? opens : null;
}

export async function viewList(): Promise<WaitingListShown> {
  const state = await readList(Date.now());
  await keepCount(state);
  const names = new Map(
    [...(await sitesItem.load()), ...(await feedsItem.load())].map(({ id, name }) => [id, name]),
  );
  const { settings, now } = state;
  return {
    entries: state.entries,
    unreadable: await countUnreadableEntries(),
    slots: state.slots
      .toSorted((a, b) => a.slot.start.localeCompare(b.slot.start))
      .map((slot) => slotShown(slot, names, settings)),
    quietUntil: quietUntil(settings, now),
  };
}

function slotShown(
  { slot, views, proposal, untold, isTold, step, isOneOfMany }: SlotState,
  names: ReadonlyMap<string, string>,
  settings: Settings,
): SlotShown {
  const { id, start, end, doctor, calendarId, filled, closed } = slot;
  const { standstill, room, fits, others } = proposal;
  const taken = renderOffer(offerTemplate(settings, "taken"), start, settings);
  const places = new Map(inOrderOfYes(views).map(({ offer }, at) => [offer.id, at + 1]));
  const person = ({ id: entryId, name, phone, since }: WaitingEntry) => ({ entryId, name, phone, since });
  return {
    id,
    start,
    end,
    doctor,
    calendar: names.get(calendarId) ?? "",
    step,
    isOneOfMany,
    standstill,
    filledBy: filled?.name ?? null,
    room,
    fits: fits.map(({ entry, isSure }) => ({ ...person(entry), isSure })),
    others: others.map(({ entry, why, reason }) => ({ ...person(entry), why, reason })),
    offers: views.map((view) => ({
      id: view.offer.id,
      entryId: view.offer.entryId,
      name: view.offer.name,
      phone: view.offer.phone,
      state: view.state,
      answers: view.answers,
      says: view.says,
      place: places.get(view.offer.id) ?? null,
      isTold: isTold(view),
    })),
    untold: untold.map(({ offer }) => offer.id),
    booked: closed?.entry?.name ?? null,
    takenText: taken.ok ? taken.text : null,
  };
}

/** Those of the times that no row of the outbox counts. */
async function keepCount({ slots }: ListState): Promise<void> {
  const count = slots.filter(
    ({ step, isOneOfMany, views }) =>
      waitsForPerson(step, isOneOfMany) &&
      !views.some(({ answers }) => answers.some(({ isRead }) => !isRead)),
  ).length;
  if (count === (await loadSlotCount())) return;
  await saveSlotCount(count);
  announce();
}

/** Counts anew what waits for a person, for the badge. */
export async function countSlots(): Promise<void> {
  // Most practices have nobody on the list.
  if ((await loadEntries()).length === 0 && (await loadSlots()).length === 0 && (await loadSlotCount()) === 0)
    return;
  const state = await readList(Date.now());
  await keepCount(state);
  await settleForgone(state);
}

/** Of times that are long over, and of which nobody answered anything, nobody need be asked again. */
async function settleForgone({ slots, now }: ListState): Promise<void> {
  const over = new Set(
    slots.flatMap(({ slot, step }) =>
      step === "done" && isForgone({ ...slot, settled: true }, now) ? slot.id : [],
    ),
  );
  if (over.size === 0) return;
  await changeSlots(
    (all) =>
      all.map((slot) =>
        over.has(slot.id)
          ? { ...slot, closed: slot.closed ?? { at: now, entry: null }, settled: true }
          : slot,
      ),
    now,
  );
}
