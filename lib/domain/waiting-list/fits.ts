import type { Appointment } from "../appointment.ts";
import { nameKey } from "../names.ts";
import type { Reason } from "../outbox/reason.ts";
import { comparePatients } from "../thread/same-patient.ts";
import { byWaiting, type DayPart, isPast, type WaitingEntry } from "./entry.ts";
import type { WaitingListSettings } from "./rules.ts";
import { type FreedSlot, isSameTime, type Offer } from "./slot.ts";

/** Whom a time that became free suits, and who may be asked. */

/** Why somebody whom the time suits is not asked all the same. */
export type Obstacle =
  /** They had it themselves. */
  | "own"
  | "asked"
  /** Another offer of theirs is open. */
  | "busy"
  /** Another text to the number is yet to leave, or waits for a person: what it says comes first. */
  | "textWaits"
  /** Somebody else with this number is asked, who waits longer. */
  | "sameNumber"
  /** The directory or the number says no: see the reason. */
  | "refused";

/** What else is known of somebody. */
export interface Facts {
  refusal: Reason | null;
  isTextWaiting: boolean;
}

/** Why nobody is asked about a time by now. */
export type Standstill = "closed" | "past" | "tooSoon" | "filled" | "full";

export interface Candidate {
  entry: WaitingEntry;
  /** The calendar does not tell the doctor whom they want to see. */
  isSure: boolean;
}

export interface Proposal {
  standstill: Standstill | null;
  /** How many more may be asked. */
  room: number;
  /** Who may be asked, whoever waits longest first. */
  fits: Candidate[];
  /** Whom it suits and who is not asked. */
  others: { entry: WaitingEntry; why: Obstacle; reason: Reason | null }[];
}

/** Whether a time suits somebody by what they said; `unsure` where the calendar tells too little. */
export function suits(
  entry: WaitingEntry,
  { start, doctor }: Pick<FreedSlot, "start" | "doctor">,
  timeZone: string,
): "yes" | "unsure" | "no" {
  const moment = Temporal.Instant.from(start).toZonedDateTimeISO(timeZone);
  const part: DayPart = moment.hour < 12 ? "morning" : "afternoon";
  if (isPast(entry, moment.toPlainDate().toString())) return "no";
  if (entry.days.length > 0 && !entry.days.includes(moment.dayOfWeek)) return "no";
  if (entry.parts.length > 0 && !entry.parts.includes(part)) return "no";
  if (nameKey(entry.doctor) === "") return "yes";
  if (nameKey(doctor) === "") return "unsure";
  return nameKey(entry.doctor) === nameKey(doctor) ? "yes" : "no";
}

/** Whether an offer went to somebody: the number is who answers. */
const isTo = ({ entryId, phone }: Offer, entry: WaitingEntry): boolean =>
  entryId === entry.id || phone === entry.phone;

/** Whether somebody had the time themselves. Where that is not certain they are not asked. */
function hadIt({ before }: FreedSlot, { code, name, phone }: WaitingEntry): boolean {
  const digits = (number: string | null): string => (number ?? "").replace(/\D/gu, "").slice(-9);
  if (digits(before.phone) !== "" && digits(before.phone) === digits(phone)) return true;
  const who: NonNullable<Appointment["patient"]> = { id: code, name, phone };
  return comparePatients({ id: before.code, name: before.name, phone: before.phone }, who) !== "other";
}

interface Surroundings {
  /** All times that are known. */
  slots: readonly FreedSlot[];
  /** Whether a person who got this offer may still answer to it, or has said yes. */
  isOpen: (offer: Offer) => boolean;
  /** Whether its text never left, and will not. */
  isVain: (offer: Offer) => boolean;
  facts: (entry: WaitingEntry) => Facts;
  rules: WaitingListSettings;
  timeZone: string;
  /** In milliseconds since the epoch. */
  now: number;
}

const hourMs = 3600_000;

/** Whether a time is so far ahead that somebody can still come. In milliseconds since the epoch. */
export const leaveBy = ({ start }: Pick<FreedSlot, "start">, { noticeHours }: WaitingListSettings): number =>
  Date.parse(start) - noticeHours * hourMs;

/** Who is to be asked about a time that became free. Nothing of it leaves by itself. */
export function proposalFor(
  slot: FreedSlot,
  entries: readonly WaitingEntry[],
  { slots, isOpen, isVain, facts, rules, timeZone, now }: Surroundings,
): Proposal {
  const room = Math.max(0, rules.most - slot.offers.filter((offer) => !isVain(offer)).length);
  const same = slots.filter((other) => other.id === slot.id || isSameTime(other, slot));
  const others = slots.filter((other) => !same.includes(other) && other.closed === null);
  const proposal: Proposal = { standstill: standstillOf(slot, rules, room, now), room, fits: [], others: [] };
  for (const entry of entries.toSorted(byWaiting)) {
    const suited = suits(entry, slot, timeZone);
    if (suited === "no") continue;
    const { refusal, isTextWaiting } = facts(entry);
    const wasAsked = same.some(({ offers }) => offers.some((offer) => isTo(offer, entry) && !isVain(offer)));
    const isBusy = others.some(
      ({ start, offers }) =>
        Date.parse(start) > now && offers.some((offer) => isTo(offer, entry) && isOpen(offer)),
    );
    const isSameNumber = proposal.fits.some((one) => one.entry.phone === entry.phone);
    const why = obstacle({
      hadIt: hadIt(slot, entry),
      wasAsked,
      refusal,
      isBusy,
      isTextWaiting,
      isSameNumber,
    });
    if (why) proposal.others.push({ entry, why, reason: why === "refused" ? refusal : null });
    else proposal.fits.push({ entry, isSure: suited === "yes" });
  }
  return proposal;
}

function standstillOf(
  slot: FreedSlot,
  rules: WaitingListSettings,
  room: number,
  now: number,
): Standstill | null {
  if (slot.closed !== null) return "closed";
  if (Date.parse(slot.start) <= now) return "past";
  if (slot.filled !== null) return "filled";
  if (leaveBy(slot, rules) < now) return "tooSoon";
  return room === 0 ? "full" : null;
}

function obstacle(known: {
  hadIt: boolean;
  wasAsked: boolean;
  refusal: Reason | null;
  isBusy: boolean;
  isTextWaiting: boolean;
  isSameNumber: boolean;
}): Obstacle | null {
  if (known.wasAsked) return "asked";
  if (known.hadIt) return "own";
  if (known.refusal) return "refused";
  if (known.isBusy) return "busy";
  if (known.isTextWaiting) return "textWaits";
  return known.isSameNumber ? "sameNumber" : null;
}
