import { z } from "zod";
import { Appointment, Day, Instant } from "../../domain/appointment.ts";
import { DirectoryPatient } from "../../domain/directory/patient.ts";
import { OtherClock } from "../../domain/other-clock.ts";
import { Message, MessageStatus } from "../../domain/outbox/message.ts";
import { Reason, ReasonCode } from "../../domain/outbox/reason.ts";
import { MessageKind } from "../../domain/text/message-kind.ts";
import { MessageLanguage } from "../../domain/text/message-language.ts";
import { FeedAge } from "./feeds.ts";
import { procedure } from "./procedure.ts";
import { ofCalendar } from "./shared.ts";
import { Unread } from "./to-page.ts";

/** The bulk window: a day's appointments, and texts to many at once. */

/** What a thread comes down to for people; see `lib/domain/thread/knows.ts`. */
export const Knows = z.strictObject({
  believes: z
    .strictObject({
      what: z.enum(["at", "cancelled"]),
      /** The start that the last text named. */
      start: Instant,
      kind: MessageKind,
      /** When it was read, in milliseconds since the epoch. */
      at: z.int(),
      /** Whether nobody knows if it arrived. */
      isUnknown: z.boolean(),
    })
    .nullable(),
  answer: z
    .strictObject({ verdict: z.enum(["confirms", "declines"]), text: z.string(), at: z.int() })
    .nullable(),
  /** An answer that nobody has read. */
  unread: z.string().nullable(),
  /** The next text that leaves by itself or waits. */
  coming: z.strictObject({ kind: MessageKind, status: MessageStatus, at: z.int() }).nullable(),
});
export type Knows = z.infer<typeof Knows>;

/** One line of the bulk window. */
export const BulkRow = z.strictObject({
  appointment: Appointment,
  /** E.164, where there is one that can be texted. */
  phone: z.string().nullable(),
  country: z.string().nullable(),
  text: z.string().nullable(),
  /** That of the text. */
  language: MessageLanguage,
  parts: z.int().nonnegative(),
  /** For which doctor's patients alone the text is; left out for the general one. */
  forDoctor: z.string().optional(),
  /** Why it cannot be sent; `null` when it can. */
  blocked: Reason.nullable(),
  /** The newest text of this kind for this start, if there is one. */
  latest: Message.nullable(),
  /** Why somebody should think twice before it is sent. */
  doubt: Reason.nullable(),
  /** What the patient knows and has answered; `null` where there is no number. */
  knows: Knows.nullable(),
  /** Own words that the number had or is to have, and why the same ones need not come again; of that kind alone. */
  said: z.array(z.strictObject({ text: z.string(), reason: Reason })).optional(),
  /** Whom of the directory a person should pick, where it hangs on that; left out otherwise. */
  candidates: z.array(DirectoryPatient.pick({ id: true, name: true, code: true, phone: true })).optional(),
});
export type BulkRow = z.infer<typeof BulkRow>;

export const BulkDay = z.discriminatedUnion("ok", [
  z.strictObject({
    ok: z.literal(true),
    calendarId: z.string(),
    calendarName: z.string(),
    timeZone: z.string(),
    rows: z.array(BulkRow),
    /** Since when it is known to be so, in milliseconds since the epoch. */
    readAt: z.int(),
    /** Appointments of that day that texts or reminders are about and that the calendar's list does not hold. */
    missing: z.array(z.strictObject({ appointmentId: z.string(), name: z.string(), start: Instant })),
    /** Whether the calendar could tell only of the appointments that it shows just now. */
    isPartial: z.boolean().optional(),
    /** An appointment that the calendar shows by another clock than the practice's, which its text goes by. */
    otherClock: OtherClock.optional(),
    unread: Unread.optional(),
    /** When a calendar without a page was read, and why it is not newer. */
    age: FeedAge.optional(),
  }),
  z.strictObject({
    ok: z.literal(false),
    /**
     * - `closed`: the calendar's tab is gone
     * - `unread`: it could not be read by its address, or not for that day; the detail says why
     * - `unreadable`: its plugin could not read it
     * - `storage`: nothing can be sent
     * - `unconfirmed`: nobody has confirmed what is read there
     * - `changed`: it is no longer read as it was confirmed
     */
    problem: z.enum(["closed", "noCalendar", "unread", "unreadable", "storage", "unconfirmed", "changed"]),
    detail: z.string().max(300),
  }),
]);
export type BulkDay = z.infer<typeof BulkDay>;

export const Quote = z.strictObject({
  country: z.string(),
  parts: z.int().positive(),
  /** Price of one text, from GoSMS's dry run, or a local estimate where that failed. */
  price: z.number(),
  currency: z.string(),
  estimated: z.boolean(),
});
export type Quote = z.infer<typeof Quote>;

export const BulkItem = z.strictObject({
  appointment: Appointment,
  kind: MessageKind,
  /** Further appointments that the same text tells of, to the same number. */
  together: z.array(Appointment).max(50).optional(),
  /** Exactly what the window showed. */
  text: z.string().min(1).max(1000),
  /** The doubt that a person was shown and sends it in spite of. */
  despite: ReasonCode.optional(),
  /** When the list was read in which it stands so: see `BulkDay`. */
  readAt: z.int().optional(),
});
export type BulkItem = z.infer<typeof BulkItem>;

/** More than any practice has on a day. */
export const maxOfDay = 2000;

export const bulkProcedures = {
  "bulk.day": procedure({
    from: "extension",
    needsRecovery: true,
    input: ofCalendar({ day: Day, kind: MessageKind }),
    output: BulkDay,
  }),
  /** What patients of a day that was read have been told and have answered by now; nothing is asked of the calendar. */
  "bulk.knows": procedure({
    from: "extension",
    needsRecovery: true,
    input: z.strictObject({
      calendarId: z.string(),
      kind: MessageKind,
      appointments: z.array(Appointment).max(maxOfDay),
    }),
    output: z.array(
      BulkRow.pick({ latest: true, knows: true, doubt: true }).extend({ appointmentId: z.string() }),
    ),
  }),
  /** One dry run for each distinct pair of parts and country. */
  "bulk.quote": procedure({
    from: "extension",
    needsRecovery: false,
    input: z.strictObject({
      samples: z.array(
        z.strictObject({
          text: z.string(),
          phone: z.string(),
          country: z.string(),
          parts: z.int().positive(),
        }),
      ),
    }),
    output: z.array(Quote),
  }),
  "bulk.send": procedure({
    from: "extension",
    needsRecovery: true,
    input: z.strictObject({ calendarId: z.string(), items: z.array(BulkItem).min(1).max(2000) }),
    output: z.strictObject({
      batch: z.uuid(),
      queued: z.array(z.uuid()),
      /** Appointment id and reason of each that was not taken. */
      refused: z.array(z.strictObject({ appointmentId: z.string(), reason: Reason })),
    }),
  }),
  /** Stops what has not left yet of one press of "Odeslat"; answers how many texts. */
  "bulk.stop": procedure({
    from: "extension",
    needsRecovery: true,
    input: z.strictObject({ batch: z.uuid() }),
    output: z.strictObject({ stopped: z.int().nonnegative() }),
  }),
};
