import { z } from "zod";
import { Day } from "../appointment.ts";

/** Somebody who wants to come sooner, and when that would suit them. */

export const DayPart = z.enum(["morning", "afternoon"]);
export type DayPart = z.infer<typeof DayPart>;

export const maxNote = 300;
/** More people than one desk can keep in mind. */
export const maxEntries = 500;

const Millis = z.int().nonnegative();

export const WaitingEntry = z.strictObject({
  id: z.uuid(),
  name: z.string().trim().min(1).max(200),
  /** The directory's or the calendar's identifier of the patient, where there is one. */
  code: z.string().max(200).nullable(),
  /** E.164 */
  phone: z.string().min(1).max(50),
  /** Whom they want to see; empty for anybody. */
  doctor: z.string().trim().max(200),
  /** Days of the week that suit them, from 1 for Monday; none for any. */
  days: z.array(z.int().min(1).max(7)).max(7),
  /** None for any. */
  parts: z.array(DayPart).max(2),
  /** The last day that is of use to them; `null` for no such day. */
  until: Day.nullable(),
  /** Since when they wait. */
  since: Day,
  note: z.string().trim().max(maxNote),
  /** In milliseconds since the epoch. */
  addedAt: Millis,
});
export type WaitingEntry = z.infer<typeof WaitingEntry>;

/** Whether no earlier time is of use any more. @param today `2026-11-24` */
export const isPast = ({ until }: Pick<WaitingEntry, "until">, today: string): boolean =>
  until !== null && until < today;

/** Whoever waits longest comes first. */
export const byWaiting = (one: WaitingEntry, other: WaitingEntry): number =>
  one.since.localeCompare(other.since) || one.addedAt - other.addedAt || one.id.localeCompare(other.id);
