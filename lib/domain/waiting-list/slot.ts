import { z } from "zod";
import { type Appointment, type AppointmentChange, Instant } from "../appointment.ts";
import { nameKey } from "../names.ts";
import type { Message } from "../outbox/message.ts";
import { isOutdated } from "../outbox/predicates.ts";
import { WaitingEntry } from "./entry.ts";

/** A time that became free, and to whom it was offered. */

const Millis = z.int().nonnegative();

/** To one person. Its text is a letter of the same id. */
export const Offer = z.strictObject({
  id: z.uuid(),
  entryId: z.uuid(),
  name: z.string().max(200),
  code: z.string().max(200).nullable(),
  /** E.164 */
  phone: z.string().max(50),
  at: Millis,
  /** The letter by which they hear that somebody else has it; `null` for none. */
  closing: z.uuid().nullable().default(null),
  /** Whether each of the two letters was written down: its row may be lost with the whole database. */
  isWritten: z.boolean().default(false),
  isTold: z.boolean().default(false),
});
export type Offer = z.infer<typeof Offer>;

export const FreedSlot = z.strictObject({
  id: z.uuid(),
  calendarId: z.string().max(300),
  appointmentId: z.string().max(300),
  start: Instant,
  end: Instant.nullable(),
  /** Empty where the calendar tells none. */
  doctor: z.string().max(200),
  /** Who had it, so that it is not offered to them. */
  before: z.strictObject({
    code: z.string().max(200).nullable(),
    name: z.string().max(200),
    phone: z.string().max(200).nullable(),
  }),
  /** When it became free. */
  since: Millis,
  /** The act by which others became free, too. */
  batch: z.string().max(100).nullable(),
  /** What stands there by now, as far as the calendar told. */
  filled: z.strictObject({ appointmentId: z.string().max(300), name: z.string().max(500) }).nullable(),
  /** A person has done with it; `entry` is whom they booked. */
  closed: z.strictObject({ at: Millis, entry: WaitingEntry.nullable() }).nullable(),
  /** Of those who were asked nobody is to be told any more. */
  settled: z.boolean(),
  offers: z.array(Offer).max(100),
});
export type FreedSlot = z.infer<typeof FreedSlot>;

const at = (instant: string): number => Date.parse(instant);

/** Of an appointment whose end nobody tells, in milliseconds. */
const unknownLength = 60_000;

type Span = Pick<Appointment, "start" | "end">;

const overlaps = (one: Span, other: Span): boolean => {
  const end = ({ start, end }: Span) => Math.max(end === null ? 0 : at(end), at(start) + unknownLength);
  return at(one.start) < end(other) && at(other.start) < end(one);
};

/** Whether both are, or may be, with one doctor. */
export const mayShareDoctor = (one: string, other: string): boolean =>
  nameKey(one) === "" || nameKey(other) === "" || nameKey(one) === nameKey(other);

/** Whether an appointment stands in the place of a time that had become free. */
export const fills = (slot: FreedSlot, appointment: Appointment): boolean =>
  !appointment.allDay &&
  !appointment.struckOut &&
  overlaps(slot, appointment) &&
  mayShareDoctor(slot.doctor, appointment.doctor ?? "");

/** The same time of the same doctor, whenever it became free. */
export const isSameTime = (one: FreedSlot, other: FreedSlot): boolean =>
  one.calendarId === other.calendarId &&
  one.start === other.start &&
  mayShareDoctor(one.doctor, other.doctor);

const isSameFreeing = (one: FreedSlot, other: FreedSlot): boolean =>
  one.calendarId === other.calendarId &&
  one.appointmentId === other.appointmentId &&
  one.start === other.start;

interface Freeing {
  calendarId: string;
  id: string;
  batch: string | null;
  now: number;
}

function slotOf(
  { id: appointmentId, doctor = "", patient }: Appointment,
  { start, end }: Span,
  { calendarId, id, batch, now }: Freeing,
): FreedSlot | null {
  if (!patient || at(start) <= now) return null;
  const { id: code, name, phone } = patient;
  return {
    id,
    calendarId,
    appointmentId,
    start,
    end,
    doctor,
    before: { code, name, phone },
    since: now,
    batch,
    filled: null,
    closed: null,
    settled: false,
    offers: [],
  };
}

/** The time that a change which is proven left free; `null` for none, or where that is not certain. */
export function freedBy(change: AppointmentChange, freeing: Freeing): FreedSlot | null {
  const { appointment } = change;
  if (appointment.allDay) return null;
  if (change.type === "cancelled") return slotOf(appointment, appointment, freeing);
  if (change.type !== "moved") return null;
  const { start, end } = appointment;
  // Of what has no end nobody knows how much of it is free.
  if (end === null) return null;
  const length = at(end) - at(start);
  const moment = Temporal.Instant.from(change.previousStart).add({ milliseconds: Math.max(length, 0) });
  const before: Span = {
    start: change.previousStart,
    end: moment.toString({ smallestUnit: "second" }),
  };
  return overlaps(before, appointment) ? null : slotOf(appointment, before, freeing);
}

/** What a person had told: in the bulk window, or of what was only proposed. */
const asked: ReadonlySet<string> = new Set([
  "proposed",
  "disappeared",
  "unconfirmed",
  "readingChanged",
  "feedUnread",
  "struckOut",
  "series",
]);

/**
 * The time that became free by a cancellation on a person's word. One that left by itself is told by its change: by its
 * row alone nobody could tell whether somebody else has the time.
 */
export function freedByTold(message: Message, now: number): FreedSlot | null {
  const { id, kind, state, origin, history, calendarId, appointment, batch } = message;
  if (kind !== "cancellation" || appointment.allDay || isOutdated(message)) return null;
  if (state === "held" || state === "planned" || state === "skipped") return null;
  const wasAsked = history.some(({ state: was, reason }) => was === "held" && asked.has(reason?.code ?? ""));
  if (origin !== "bulk" && !wasAsked) return null;
  return slotOf(appointment, appointment, { calendarId, id, batch, now });
}

/** A change that a page tells twice is one, also where a person was quick. In milliseconds. */
const repeatedMs = 10 * 60_000;

/**
 * With one more. What is known already is not known twice.
 * @param isToldAnew the same appointment may have come back and gone once more
 */
export function withFreed(
  slots: readonly FreedSlot[],
  freed: FreedSlot,
  isToldAnew: boolean,
): readonly FreedSlot[] {
  const isKnown = slots.some(
    (slot) =>
      isSameFreeing(slot, freed) &&
      !(isToldAnew && slot.closed !== null && slot.closed.at < freed.since - repeatedMs),
  );
  return isKnown ? slots : [...slots, freed];
}

/** As they are after a change in the calendar, proven or not. */
export const afterChange = (
  slots: readonly FreedSlot[],
  calendarId: string,
  change: AppointmentChange,
): FreedSlot[] =>
  slots.map((slot) => {
    if (slot.calendarId !== calendarId || slot.closed !== null) return slot;
    const { appointment } = change;
    if (change.type !== "cancelled" && fills(slot, appointment)) {
      const name = appointment.patient?.name || appointment.title;
      return { ...slot, filled: { appointmentId: appointment.id, name } };
    }
    return slot.filled?.appointmentId === appointment.id ? { ...slot, filled: null } : slot;
  });

const dayMs = 24 * 3600_000;
/** Beyond this the oldest go, those with offers last. */
export const maxSlots = 400;

/** Without those of which nobody needs anything any more. @param now milliseconds since the epoch */
export function stillKept(slots: readonly FreedSlot[], now: number): FreedSlot[] {
  const kept = slots.filter(({ start, offers }) => offers.length > 0 || at(start) > now - dayMs);
  const asked = kept.filter(({ offers }) => offers.length > 0);
  const others = kept.filter(({ offers }) => offers.length === 0);
  const room = Math.max(0, maxSlots - asked.length);
  const newest = new Set(others.toSorted((a, b) => b.since - a.since).slice(0, room));
  return kept.filter((slot) => slot.offers.length > 0 || newest.has(slot));
}
