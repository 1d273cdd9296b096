import { z } from "zod";
import { Reason } from "../outbox/reason.ts";
import { WaitingEntry } from "./entry.ts";

/** The waiting list as pages show it. */

const Says = z.enum(["yes", "no", "stop", "unclear"]);

/** To whom a time was offered, and what came of it. */
export const OfferShown = z.strictObject({
  id: z.uuid(),
  entryId: z.uuid(),
  name: z.string(),
  phone: z.string(),
  state: z.enum(["unwritten", "coming", "left", "unknown", "vain"]),
  answers: z.array(
    z.strictObject({
      rowId: z.uuid(),
      replyId: z.string(),
      text: z.string(),
      at: z.int(),
      says: Says,
      isRead: z.boolean(),
    }),
  ),
  says: Says.nullable(),
  /** Among those who say yes: 1 for whoever said it first. `null` for others. */
  place: z.int().nullable(),
  /** Whether the word that the time has gone waits, stands or has left. */
  isTold: z.boolean(),
});

const Person = z.strictObject({ entryId: z.uuid(), name: z.string(), phone: z.string(), since: z.string() });

export const SlotShown = z.strictObject({
  id: z.uuid(),
  start: z.string(),
  end: z.string().nullable(),
  doctor: z.string(),
  calendar: z.string(),
  step: z.enum(["propose", "asked", "answered", "tell", "late", "idle", "done"]),
  /** One of many that became free by one act. */
  isOneOfMany: z.boolean(),
  standstill: z.enum(["closed", "past", "tooSoon", "filled", "full"]).nullable(),
  /** Who stands there by now; `null` for nobody. */
  filledBy: z.string().nullable(),
  room: z.int(),
  fits: z.array(Person.extend({ isSure: z.boolean() })),
  others: z.array(
    Person.extend({
      why: z.enum(["own", "asked", "busy", "textWaits", "sameNumber", "refused"]),
      reason: Reason.nullable(),
    }),
  ),
  offers: z.array(OfferShown),
  /** Those who are still to hear that the time has gone: the ids of their offers. */
  untold: z.array(z.uuid()),
  /** Whom a person booked. */
  booked: z.string().nullable(),
  /** What those who are to hear would read; `null` where the practice's text cannot be filled in. */
  takenText: z.string().nullable(),
});
export type OfferShown = z.infer<typeof OfferShown>;
export type SlotShown = z.infer<typeof SlotShown>;

export const WaitingListShown = z.strictObject({
  entries: z.array(WaitingEntry),
  /** How many of the list cannot be read. */
  unreadable: z.int(),
  slots: z.array(SlotShown),
  /** When the quiet hours end, in milliseconds since the epoch; `null` outside of them. */
  quietUntil: z.int().nullable(),
});
export type WaitingListShown = z.infer<typeof WaitingListShown>;
