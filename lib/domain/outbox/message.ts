import { z } from "zod";
import { Appointment } from "../appointment.ts";
import { MessageKind } from "../text/message-kind.ts";
import { Reply } from "../thread/reply.ts";
import { Reason, ReasonCode } from "./reason.ts";

/**
 * The life of one text.
 *
 *     queued → sending → sent | unknown | rejected
 *        ↘ held ↗           queued, held → skipped
 *
 * A reminder begins earlier and stays longer:
 *
 *     planned → queued → sending → scheduled → sent
 *        ↘ skipped                    ↘ withdrawing → skipped | sent
 *
 * `sending` is written before the request leaves. Whoever finds a row in `sending` and did not put it there
 * knows only that the outcome is unknown. A row never leaves `sent`, `rejected` or `skipped`; sending again is
 * a new row.
 */
export const MessageState = z.enum([
  /** Not yet to be handed to GoSMS. */
  "planned",
  "queued",
  "held",
  "sending",
  "sent",
  "unknown",
  "rejected",
  "skipped",
  /** GoSMS has it and sends it at its time. */
  "scheduled",
  /** GoSMS has it and is to give it up. */
  "withdrawing",
]);
export type MessageState = z.infer<typeof MessageState>;

/** Only GoSMS's word makes a text delivered. */
export const Delivery = z.enum(["pending", "delivered", "undelivered"]);
export type Delivery = z.infer<typeof Delivery>;

/** What people see: the state and, once sent, what became of it. */
export const MessageStatus = z.enum([
  "waiting",
  "sending",
  "sent",
  "delivered",
  "undelivered",
  "notSent",
  "unknown",
  "scheduled",
  "withdrawing",
]);
export type MessageStatus = z.infer<typeof MessageStatus>;

const Millis = z.int().nonnegative();

export const HistoryEntry = z.strictObject({
  at: Millis,
  state: MessageState,
  delivery: Delivery.optional(),
  reason: Reason.optional(),
});

export const Message = z.strictObject({
  /** Random; names the row in messages between contexts. */
  id: z.uuid(),
  /** The dedupe: see `message-key.ts`. Unique in the outbox. */
  key: z.string(),
  /** HMAC of calendar, appointment and number: to whom about what. */
  subject: z.string(),
  /** HMAC of what the text says of the appointment: when it is, or that it is not. */
  news: z.string(),
  /**
   * `auto` was caused by a change in the calendar, `bulk` by the window, `again` by a person who repeats one; `plan`
   * is a reminder by itself, `letter` what a person writes to one patient.
   */
  origin: z.enum(["auto", "bulk", "again", "plan", "letter"]),
  /** Of a reminder by itself: which one, and when GoSMS is to send it, in milliseconds since the epoch. */
  schedule: z
    .strictObject({ slot: z.string().max(30), sendAt: Millis })
    .nullable()
    .default(null),
  /** Groups the rows of one press of "Odeslat". */
  batch: z.uuid().nullable(),
  calendarId: z.string(),
  appointment: Appointment,
  /**
   * Where the calendar has the appointment, if that changed since the text left; cancelled: `start: null`. And whether
   * the calendar has corrected the number to which the text went.
   */
  changed: z
    .strictObject({ start: z.string().nullable(), hasOtherNumber: z.literal(true).optional() })
    .nullable()
    .default(null),
  /** For a text about a change: the appointment's start before it, `null` where there was none. */
  previousStart: z.string().nullable(),
  kind: MessageKind,
  /** Of own words about an appointment: they stay right while it starts within this time; `to` is no part of it. */
  holds: z.strictObject({ from: Millis, to: Millis }).optional(),
  /** Of a letter that is of use until then, and no longer leaves: a time that became free comes near. */
  leaveBy: Millis.optional(),
  /** What speaks against own words to this patient, and a person was asked about before they were sent. */
  despite: z.array(ReasonCode).max(20).optional(),
  /** E.164 */
  phone: z.string(),
  country: z.string(),
  /** Final for what a person sent (it is what they saw); for `auto` and `plan` it is rendered anew as it leaves. */
  text: z.string(),
  parts: z.int().nonnegative(),
  state: MessageState,
  reason: Reason.nullable(),
  history: z.array(HistoryEntry),
  createdAt: Millis,
  updatedAt: Millis,
  /** Not before this moment: the settling time, or the pause that GoSMS asked for. */
  notBefore: Millis,
  gatewayId: z.string().nullable(),
  price: z.number().nullable(),
  currency: z.string().nullable(),
  /** Credit before and after an attempt whose outcome is not known, where it could be asked. */
  creditBefore: z.number().nullable(),
  creditAfter: z.number().nullable(),
  delivery: Delivery.nullable(),
  /** When to ask GoSMS for the delivery and for replies again; `null` when there is nothing more to learn. */
  nextReceiptAt: Millis.nullable(),
  receiptTries: z.int().nonnegative(),
  /**
   * Ids of the rows that one text tells of, this one among them; empty for a text about one appointment. The first
   * carries what belongs to the text and not to an appointment: its price, its receipt and the replies to it.
   */
  bundle: z.array(z.uuid()).default([]),
  /** What the patient answered, oldest first. */
  replies: z.array(Reply).default([]),
  /** A person has dealt with it: it no longer counts on the badge. */
  acknowledged: z.boolean(),
  /** It was to say that the appointment is cancelled, and nobody heard it: what gave way to it is yet to come back. */
  owes: z.literal(true).optional(),
});
export type Message = z.infer<typeof Message>;

export function statusOf(message: Pick<Message, "state" | "delivery">): MessageStatus {
  switch (message.state) {
    case "planned":
    case "scheduled":
      return "scheduled";
    case "withdrawing":
      return "withdrawing";
    case "queued":
    case "held":
      return "waiting";
    case "sending":
      return "sending";
    case "unknown":
      return "unknown";
    case "rejected":
    case "skipped":
      return "notSent";
    case "sent":
      return message.delivery === "delivered" || message.delivery === "undelivered"
        ? message.delivery
        : "sent";
  }
}
