import { z } from "zod";
import { AppointmentChange, Day, Instant, SeriesChange } from "../../domain/appointment.ts";
import { CalendarObject, CalendarQuery, maxCalendarText } from "../../domain/calendar-object.ts";
import { Look } from "../../domain/looks/day-look.ts";
import { UnseenCreation } from "../../domain/looks/unseen.ts";
import {
  DayQuestion,
  EventReading,
  EventText,
  maxEventTexts,
  RulesQuestion,
  WriteReading,
  WriteText,
} from "../../domain/reading.ts";
import { MarkKind } from "../../domain/thread/mark.ts";
import { PluginManifest } from "../../plugin-api/manifest.ts";
import { Nothing, procedure } from "./procedure.ts";
import { Health } from "./shared.ts";

/** What a calendar's page asks and reports. */

/** What a calendar's page shows of one text, in the user's words: a page carries no dictionary. */
export const Notice = z.strictObject({
  /** Of the row in the outbox. */
  id: z.uuid(),
  /** Kind and patient: `Potvrzení: Jana Vzorová`. */
  title: z.string(),
  /** When the appointment is, and the number. */
  about: z.string(),
  /** How the text begins. */
  text: z.string(),
  /** What is so now, as a sentence. `{seconds}` stands for what is left until `leavesAt`. */
  status: z.string(),
  /** Milliseconds since the epoch; `null` when nothing is counted down. */
  leavesAt: z.int().nullable(),
  tone: z.enum(["plain", "quiet", "bad"]),
  /** Whether "Neodesílat" may still help. */
  mayStop: z.boolean(),
  /**
   * - `live`: more is to come
   * - `waits`: nothing more comes until somebody does something
   * - `over`: nothing more comes
   */
  phase: z.enum(["live", "waits", "over"]),
});
export type Notice = z.infer<typeof Notice>;

const MissingWords = z.strictObject({
  calendar: z.string(),
  probe: z.string(),
  data: z.string(),
  loading: z.string(),
  day: z.string(),
  timeZone: z.string(),
  fields: z.string(),
  feed: z.string(),
  plugin: z.string(),
});

/** Everything that is said on a calendar's page, in one language. Names in braces are filled in there. */
export const PageWords = z.strictObject({
  bulk: z.string(),
  bulkHint: z.string(),
  stop: z.string(),
  stopFailed: z.string(),
  noSms: z.string(),
  notYet: z.string(),
  found: z.string(),
  handOverFailed: z.string(),
  bulkFailed: z.string(),
  /** Nobody answers this page's scripts any more, and none has come in their place. */
  gone: z.string(),
  goneText: z.string(),
  unreadable: z.string(),
  nothingLeaves: z.string(),
  missing: MissingWords,
  details: z.string(),
  close: z.string(),
  plugin: z.string(),
  error: z.string(),
});
export type PageWords = z.infer<typeof PageWords>;

/** A plugin that may read a page, and when it starts there. */
const Startable = z.strictObject({
  manifest: PluginManifest,
  /** Whose code it runs by. */
  code: z.string(),
  /** A regular expression for the path and query of the addresses where it starts. */
  paths: z.string(),
  /** A selector for what has to be there. */
  elements: z.string(),
});
export type Startable = z.infer<typeof Startable>;

/** Whether JSON can carry it, and a tab has room for it. */
const isRememberable = (value: unknown): boolean => (JSON.stringify(value)?.length ?? Infinity) <= 200_000;

/** What came of a change, as the calendar's page is told. */
const Consequence = z.strictObject({
  /** Texts about this appointment that now wait: at most one. */
  notices: z.array(Notice),
  /** Why no text will go out, or none yet, where the user would wonder: a sentence. */
  skipped: z.string().nullable(),
  /** It may still go out, on a person's word. */
  mayLeave: z.boolean(),
});

export const pageProcedures = {
  /** A content script woke up. Tells it whether it has anything to do here, and what may read the page. */
  "page.hello": procedure({
    from: "page",
    needsRecovery: true,
    input: Nothing,
    output: z.strictObject({
      active: z.boolean(),
      plugins: z.array(Startable),
      words: PageWords,
      /** CSS of what is shown on the page. */
      style: z.string(),
      /** Of texts that were made shortly before, maybe by the page before this one. */
      notices: z.array(Notice),
    }),
  }),
  /** Puts a plugin's code into the frame that asks. Answered once it is there. */
  "page.load": procedure({
    from: "calendar",
    needsRecovery: false,
    input: z.strictObject({ plugin: z.string().max(50) }),
    output: Nothing,
  }),
  /** What an iCalendar text says. Its grammar, and whoever knows it, are too large for a page. */
  "page.readCalendar": procedure({
    from: "calendar",
    needsRecovery: false,
    input: z.strictObject({ text: z.string().max(maxCalendarText), query: CalendarQuery }),
    output: z.discriminatedUnion("ok", [
      z.strictObject({ ok: z.literal(true), objects: z.array(CalendarObject) }),
      /** The text itself is at fault: asking again is of no use. */
      z.strictObject({ ok: z.literal(false), problem: z.string().max(300) }),
    ]),
  }),
  /** What a plugin's rules say of a request of the page, and how they ask for a day. What the answer holds is between the engine and itself. */
  "page.readRules": procedure({
    from: "calendar",
    needsRecovery: false,
    input: z.strictObject({
      plugin: z.string().max(50),
      calendar: z.string().max(100),
      question: z.union([RulesQuestion, DayQuestion]),
    }),
    output: z.unknown(),
  }),
  /** Who each event is about. Word lists and rules for that are too large for a page. */
  "page.readEvents": procedure({
    from: "calendar",
    needsRecovery: false,
    input: z.strictObject({ texts: z.array(EventText).max(maxEventTexts) }),
    output: z.array(EventReading),
  }),
  /** What a request of the page names; `null` when its server did not accept it. */
  "page.readWrite": procedure({
    from: "calendar",
    needsRecovery: false,
    input: WriteText,
    output: WriteReading.nullable(),
  }),
  /** What a plugin is to know again once its tab has loaded another page of the site. */
  "page.remember": procedure({
    from: "calendar",
    needsRecovery: false,
    input: z.strictObject({
      plugin: z.string().max(50),
      key: z.string().min(1).max(100),
      /** `null` forgets it. */
      value: z.unknown().refine(isRememberable),
    }),
    output: Nothing,
  }),
  "page.recall": procedure({
    from: "calendar",
    needsRecovery: false,
    input: z.strictObject({ plugin: z.string().max(50) }),
    output: z.record(z.string(), z.unknown()),
  }),
  /**
   * Answers why nothing leaves though the calendar is read, or that it was read on this page before; `null` where
   * nothing keeps it.
   */
  "page.health": procedure({
    from: "calendar",
    needsRecovery: false,
    input: Health,
    output: z
      .strictObject({
        title: z.string(),
        text: z.string(),
        tone: z.enum(["plain", "bad"]),
        /** Of the button that opens the window in which what is read is confirmed; left out without a calendar. */
        button: z.string().optional(),
      })
      .nullable(),
  }),
  /** Answered only after the consequence is committed. */
  "page.changed": procedure({
    from: "calendar",
    needsRecovery: true,
    input: AppointmentChange,
    output: Consequence,
  }),
  /** The same for what nobody can prove; it only proposes. */
  "page.guessed": procedure({
    from: "calendar",
    needsRecovery: true,
    input: AppointmentChange,
    output: Consequence,
  }),
  /** Several changes by one act: more than one text leaves only on a person's word. */
  "page.changedSeries": procedure({
    from: "calendar",
    needsRecovery: true,
    input: SeriesChange,
    output: Consequence,
  }),
  /** How the texts stand whose notices the page shows; what is gone is left out. */
  "page.notices": procedure({
    from: "calendar",
    needsRecovery: true,
    input: z.strictObject({ ids: z.array(z.uuid()).max(100) }),
    output: z.array(Notice),
  }),
  /** "Neodesílat" on the page's notice. `stopped` is false when it had left already. */
  "page.stop": procedure({
    from: "calendar",
    needsRecovery: true,
    input: z.strictObject({ id: z.uuid() }),
    output: z.strictObject({ stopped: z.boolean() }),
  }),
  /**
   * Something was made, and accepted, and the calendar does not show it. Answered once that is on disk, with what the
   * person is to be told.
   */
  "page.unseen": procedure({
    from: "calendar",
    needsRecovery: false,
    input: UnseenCreation,
    output: z.strictObject({ title: z.string(), text: z.string() }).nullable(),
  }),
  /** What the calendar shows, whole days of it. */
  "page.looked": procedure({
    from: "calendar",
    needsRecovery: true,
    input: Look,
    output: z.strictObject({
      /** Of appointments that were waited for. */
      notices: z.array(Notice),
      /** That a person is to decide about what nobody saw happen: a sentence. */
      found: z.string().nullable(),
    }),
  }),
  /** What there is to say beside appointments that the calendar shows; those with nothing are left out. */
  "page.marks": procedure({
    from: "calendar",
    needsRecovery: true,
    input: z.strictObject({
      appointments: z.array(z.strictObject({ id: z.string().min(1).max(300), start: Instant })).max(10_000),
    }),
    output: z.strictObject({
      /** By the appointment's id. */
      marks: z.array(z.tuple([z.string(), MarkKind])),
      /** How each kind looks: a sign, its name in the user's language, and the CSS of its button. */
      looks: z.record(MarkKind, z.strictObject({ sign: z.string(), name: z.string(), style: z.string() })),
      /** CSS of a mark's own element: in the corner of what is positioned, else at the line's end. */
      places: z.strictObject({ corner: z.string(), end: z.string() }),
    }),
  }),
  /** Shows all that was written to and from the patient of an appointment, in the extension's own page. */
  "page.openConversation": procedure({
    from: "calendar",
    needsRecovery: true,
    input: z.strictObject({ appointmentId: z.string().min(1).max(300) }),
    output: Nothing,
  }),
  "page.openBulk": procedure({
    from: "calendar",
    needsRecovery: false,
    input: z.strictObject({ day: Day.nullable() }),
    output: Nothing,
  }),
};
