import { z } from "zod";
import { Account, Channel } from "../domain/account.ts";
import { Appointment, AppointmentChange, Day, maxOccurrences, SeriesChange } from "../domain/appointment.ts";
import { CalendarObject, CalendarQuery, maxCalendarText } from "../domain/calendar-object.ts";
import { DirectoryPatient } from "../domain/directory/patient.ts";
import { Message, MessageStatus } from "../domain/outbox/message.ts";
import { Reason } from "../domain/outbox/reason.ts";
import { PluginProblem } from "../domain/plugin-problem.ts";
import { Language } from "../domain/settings.ts";
import { MessageKind } from "../domain/text/message-kind.ts";
import { MessageLanguage } from "../domain/text/message-language.ts";
import { ContributedPlaceholder } from "../domain/text/placeholder.ts";
import { ReplyVerdict } from "../domain/thread/reply.ts";
import { DeclaredCalendar } from "../plugin-api/declared-calendar.ts";
import { PluginManifest, ToolbarItem } from "../plugin-api/manifest.ts";

export { Account, Channel } from "../domain/account.ts";

/**
 * Every message between contexts. `page` procedures are open to the content scripts of enabled calendars,
 * `extension` procedures to the extension's own pages alone.
 */
interface Procedure {
  from: "page" | "extension";
  input: z.ZodType;
  output: z.ZodType;
}
const procedure = <const P extends Procedure>(definition: P): P => definition;
const Nothing = z.null();
/** Characters: as much as is heard of a request. */
const maxTraffic = 1_100_000;

/** What a calendar's page shows while a change settles, in the user's words: a page carries no dictionary. */
export const Pending = z.strictObject({
  id: z.uuid(),
  /** Kind and patient: `Potvrzení: Jana Vzorová`. */
  title: z.string(),
  /** For people to read. */
  phone: z.string(),
  /** Milliseconds since the epoch at which the text leaves. */
  notBefore: z.int(),
});
export type Pending = z.infer<typeof Pending>;

const MissingWords = z.strictObject({
  calendar: z.string(),
  probe: z.string(),
  data: z.string(),
  loading: z.string(),
  day: z.string(),
  timeZone: z.string(),
  fields: z.string(),
  plugin: z.string(),
});

/** Everything that is said on a calendar's page, in one language. Names in braces are filled in there. */
export const PageWords = z.strictObject({
  bulk: z.string(),
  bulkHint: z.string(),
  leavesIn: z.string(),
  leavesNow: z.string(),
  stop: z.string(),
  stopped: z.string(),
  tooLate: z.string(),
  stopFailed: z.string(),
  noSms: z.string(),
  notYet: z.string(),
  unseen: z.string(),
  handOverFailed: z.string(),
  bulkFailed: z.string(),
  unreadable: z.string(),
  nothingLeaves: z.string(),
  missing: MissingWords,
  details: z.string(),
  close: z.string(),
  plugin: z.string(),
  error: z.string(),
});
export type PageWords = z.infer<typeof PageWords>;

/** How a calendar's page is doing, as its host tells. */
export const Health = z.discriminatedUnion("state", [
  z.strictObject({ state: z.literal("reading"), plugin: z.string(), appointments: z.int().nonnegative() }),
  z.strictObject({
    state: z.literal("unreadable"),
    plugin: z.string().nullable(),
    /** What is missing, in words for the user: it comes from the plugin host's own dictionary. */
    missing: z.string().max(300),
  }),
]);
export type Health = z.infer<typeof Health>;

export const PluginSummary = z.strictObject({
  id: z.string(),
  name: z.string(),
  version: z.string(),
  description: z.string(),
  matches: z.array(z.string()),
  /** What it reads. */
  calendars: z.array(z.string()),
  /** Whether it can learn of changes. */
  automatic: z.boolean(),
  button: z.boolean(),
  /** Not one that comes with Pípni. */
  added: z.boolean(),
  enabled: z.boolean(),
  /** What templates may ask for where it is in use. */
  placeholders: z.array(ContributedPlaceholder),
  /** Why it cannot be used. */
  problems: z.array(PluginProblem),
  /** The file of one that was added. */
  json: z.string().nullable(),
});
export type PluginSummary = z.infer<typeof PluginSummary>;

const PluginFile = z.strictObject({ json: z.string().max(200_000) });
export const PluginCheck = z.discriminatedUnion("ok", [
  z.strictObject({
    ok: z.literal(true),
    plugin: PluginSummary,
    /** The one whose place it takes. */
    replaces: PluginSummary.nullable(),
  }),
  z.strictObject({ ok: z.literal(false), problems: z.array(PluginProblem) }),
]);
export type PluginCheck = z.infer<typeof PluginCheck>;

export const SiteStatus = z.strictObject({
  id: z.string(),
  origin: z.string(),
  name: z.string(),
  /** A plugin's id, or `null` to recognise by itself. */
  plugin: z.string().nullable(),
  enabled: z.boolean(),
  /** Whether the browser still grants the host. */
  granted: z.boolean(),
  /** As its open tabs tell; `null` where it is not open. */
  health: Health.nullable(),
});
export type SiteStatus = z.infer<typeof SiteStatus>;

export const TestResult = z.discriminatedUnion("ok", [
  z.strictObject({ ok: z.literal(true), account: Account, channel: Channel.nullable() }),
  z.strictObject({ ok: z.literal(false), reason: Reason, account: Account.nullable() }),
]);
export type TestResult = z.infer<typeof TestResult>;

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
  /** Why it cannot be sent; `null` when it can. */
  blocked: Reason.nullable(),
  /** The newest text of this kind for this start, if there is one. */
  latest: Message.nullable(),
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
  }),
  z.strictObject({
    ok: z.literal(false),
    /** `closed`: the calendar's tab is gone. `unreadable`: its plugin could not read it. */
    problem: z.enum(["closed", "unreadable"]),
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
});
export type BulkItem = z.infer<typeof BulkItem>;

/** What came of a change, as the calendar's page is told. */
const Consequence = z.strictObject({
  /** Texts that now settle for this appointment: at most one. */
  pending: z.array(Pending),
  /** Ids of texts that were waiting and no longer are. */
  withdrawn: z.array(z.uuid()),
  /** Why no text will go out, or none yet, where the user would wonder: a sentence. */
  skipped: z.string().nullable(),
  /** It may still go out, on a person's word. */
  mayLeave: z.boolean(),
});

/** One line of the list of those whom somebody should call. */
export const ToCall = z.strictObject({
  appointment: Appointment,
  /** E.164, or empty where there is none that can be texted. */
  phone: z.string(),
  /** Of the newest text; `null` where there never was one. */
  kind: MessageKind.nullable(),
  status: MessageStatus.nullable(),
  reason: Reason.nullable(),
});
export type ToCall = z.infer<typeof ToCall>;

export const contract = {
  /** A content script woke up. Tells it whether it has anything to do here, and what may read the page. */
  "page.hello": procedure({
    from: "page",
    input: Nothing,
    output: z.strictObject({
      active: z.boolean(),
      /** Whether a person chose the plugin, whatever addresses it is for. */
      chosen: z.boolean(),
      plugins: z.array(PluginManifest),
      words: PageWords,
      /** CSS of what is shown on the page. */
      style: z.string(),
      pending: z.array(Pending),
    }),
  }),
  /** Puts a plugin's code into the frame that asks. Answered once it is there. */
  "page.load": procedure({
    from: "page",
    input: z.strictObject({ plugin: z.string().max(50) }),
    output: Nothing,
  }),
  /** What an iCalendar text says. Its grammar, and whoever knows it, are too large for a page. */
  "page.readCalendar": procedure({
    from: "page",
    input: z.strictObject({ text: z.string().max(maxCalendarText), query: CalendarQuery }),
    output: z.discriminatedUnion("ok", [
      z.strictObject({ ok: z.literal(true), objects: z.array(CalendarObject) }),
      /** The text itself is at fault: asking again is of no use. */
      z.strictObject({ ok: z.literal(false), problem: z.string().max(300) }),
    ]),
  }),
  /** The same for a request of the page and its answer: what is a calendar in them comes back as JSON. */
  "page.readTraffic": procedure({
    from: "page",
    input: z.strictObject({
      body: z.string().max(maxTraffic).nullable(),
      response: z.string().max(maxTraffic).nullable(),
      /** IANA, as in `CalendarQuery`. */
      timeZone: z.string().max(100),
    }),
    output: z.strictObject({ body: z.string().nullable(), response: z.string().nullable() }),
  }),
  /** What a plugin is to know again once its tab has loaded another page of the site. */
  "page.remember": procedure({
    from: "page",
    input: z.strictObject({
      plugin: z.string().max(50),
      key: z.string().min(1).max(100),
      /** JSON; `null` forgets it. */
      value: z.string().max(200_000).nullable(),
    }),
    output: Nothing,
  }),
  "page.recall": procedure({
    from: "page",
    input: z.strictObject({ plugin: z.string().max(50) }),
    output: z.record(z.string(), z.string()),
  }),
  "page.health": procedure({ from: "page", input: Health, output: Nothing }),
  /** Answered only after the consequence is committed. */
  "page.changed": procedure({ from: "page", input: AppointmentChange, output: Consequence }),
  /** The same for what nobody can prove; it only proposes. */
  "page.guessed": procedure({ from: "page", input: AppointmentChange, output: Consequence }),
  /** Several changes by one act: more than one text leaves only on a person's word. */
  "page.changedSeries": procedure({ from: "page", input: SeriesChange, output: Consequence }),
  /** "Neodesílat" on the page's notice. `stopped` is false when it had left already. */
  "page.stop": procedure({
    from: "page",
    input: z.strictObject({ id: z.uuid() }),
    output: z.strictObject({ stopped: z.boolean() }),
  }),
  "page.openBulk": procedure({
    from: "page",
    input: z.strictObject({ day: Day.nullable() }),
    output: Nothing,
  }),

  "gateway.test": procedure({
    from: "extension",
    /** Empty fields fall back to what is stored. */
    input: z.strictObject({ clientId: z.string(), clientSecret: z.string(), channel: z.int().nullable() }),
    output: TestResult,
  }),
  /** Credit and channels; `fresh` asks GoSMS even if the last answer is under a minute old. */
  "gateway.account": procedure({
    from: "extension",
    input: z.strictObject({ fresh: z.boolean() }),
    output: TestResult,
  }),
  "bulk.day": procedure({
    from: "extension",
    input: z.strictObject({ tabId: z.int(), day: Day, kind: MessageKind }),
    output: BulkDay,
  }),
  /** One dry run for each distinct pair of parts and country. */
  "bulk.quote": procedure({
    from: "extension",
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
    input: z.strictObject({ calendarId: z.string(), items: z.array(BulkItem).min(1).max(2000) }),
    output: z.strictObject({
      batch: z.uuid(),
      queued: z.array(z.uuid()),
      /** Appointment id and reason of each that was not taken. */
      refused: z.array(z.strictObject({ appointmentId: z.string(), reason: Reason })),
    }),
  }),
  /** Sends rejected or unknown texts once more, on a person's word. Answers the ids of the new rows. */
  "outbox.sendAgain": procedure({
    from: "extension",
    input: z.strictObject({ ids: z.array(z.uuid()).min(1) }),
    output: z.array(z.uuid()),
  }),
  /**
   * What a person knows of texts whose outcome nobody else does, that proposed or doubtful ones are to leave, or that
   * waiting or failed ones are dealt with.
   */
  "outbox.decide": procedure({
    from: "extension",
    input: z.strictObject({
      ids: z.array(z.uuid()).min(1).max(maxOccurrences),
      decision: z.enum(["send", "wasSent", "isGone", "doNotSend", "dismiss", "keep"]),
    }),
    output: Nothing,
  }),
  /** What a person says of a patient's reply. */
  "outbox.replyRead": procedure({
    from: "extension",
    input: z.strictObject({ id: z.uuid(), replyId: z.string().max(200), verdict: ReplyVerdict }),
    output: Nothing,
  }),
  /** The directory was changed by a page: what waits is looked at again. */
  "patients.changed": procedure({ from: "extension", input: Nothing, output: Nothing }),
  /** A number for an appointment's patient, kept in the directory. */
  "patients.giveNumber": procedure({
    from: "extension",
    input: z.strictObject({ calendarId: z.string(), appointment: Appointment, phone: z.string().max(50) }),
    output: z.discriminatedUnion("ok", [
      z.strictObject({ ok: z.literal(true) }),
      z.strictObject({ ok: z.literal(false), reason: Reason }),
    ]),
  }),
  /** Whom of several an appointment is about. */
  "patients.choose": procedure({
    from: "extension",
    input: z.strictObject({ calendarId: z.string(), appointment: Appointment, patientId: z.uuid() }),
    output: Nothing,
  }),
  /** Those who come on a day and whom no text told. */
  "calls.day": procedure({
    from: "extension",
    input: z.strictObject({ day: Day }),
    output: z.strictObject({
      rows: z.array(ToCall),
      /** Whether a calendar was open and could be read. */
      listed: z.boolean(),
    }),
  }),
  /** Lets everything that is held go on. */
  "outbox.release": procedure({ from: "extension", input: Nothing, output: Nothing }),
  "sites.list": procedure({ from: "extension", input: Nothing, output: z.array(SiteStatus) }),
  /** Takes effect once the browser has granted the host, before or after this. */
  "sites.enable": procedure({
    from: "extension",
    input: z.strictObject({ url: z.url(), name: z.string().max(100), plugin: z.string().nullable() }),
    output: SiteStatus,
  }),
  "sites.setEnabled": procedure({
    from: "extension",
    input: z.strictObject({ id: z.string(), enabled: z.boolean() }),
    output: Nothing,
  }),
  "sites.remove": procedure({
    from: "extension",
    input: z.strictObject({ id: z.string() }),
    output: Nothing,
  }),
  /** Every plugin: those that come with Pípni, and those that the user has added. */
  "plugins.list": procedure({ from: "extension", input: Nothing, output: z.array(PluginSummary) }),
  /** What a `plugin.json` would be, which may hold no code. */
  "plugins.check": procedure({ from: "extension", input: PluginFile, output: PluginCheck }),
  /** Takes it, in the place of one that was added under the same id. */
  "plugins.add": procedure({ from: "extension", input: PluginFile, output: PluginCheck }),
  "plugins.setEnabled": procedure({
    from: "extension",
    input: z.strictObject({ id: z.string(), enabled: z.boolean() }),
    output: Nothing,
  }),
  "plugins.remove": procedure({
    from: "extension",
    input: z.strictObject({ id: z.string() }),
    output: Nothing,
  }),
  /** Shows in a tab the panel in which a person teaches its calendar, once the browser has granted the host. */
  "teaching.start": procedure({
    from: "extension",
    input: z.strictObject({ tabId: z.int(), url: z.url() }),
    output: Nothing,
  }),
  /** The browser was told no: a later yes, for something else, must not bring the panel up. */
  "teaching.stop": procedure({
    from: "extension",
    input: z.strictObject({ tabId: z.int() }),
    output: Nothing,
  }),
  /** The panel woke up. `null` where nobody teaches. */
  "teaching.hello": procedure({
    from: "page",
    input: Nothing,
    output: z.strictObject({ language: Language }).nullable(),
  }),
  /** What was taught becomes a plugin for that page's origin, and the calendar is enabled with it. */
  "teaching.save": procedure({
    from: "page",
    input: z.strictObject({
      title: z.string().min(1).max(100),
      description: z.string().min(1).max(300),
      calendar: DeclaredCalendar,
      button: ToolbarItem.pick({ anchor: true, place: true }),
    }),
    output: PluginCheck,
  }),
  "teaching.leave": procedure({ from: "page", input: Nothing, output: Nothing }),
  /** How the calendar in a tab, as far as it has told. */
  "sites.health": procedure({
    from: "extension",
    input: z.strictObject({ tabId: z.int() }),
    output: Health.nullable(),
  }),
} as const;

export type Contract = typeof contract;
export type ProcedureName = keyof Contract;
export type Input<N extends ProcedureName> = z.input<Contract[N]["input"]>;
export type Output<N extends ProcedureName> = z.output<Contract[N]["output"]>;

/** What the background asks of a calendar's content script. */
export const DayListing = z.discriminatedUnion("ok", [
  z.strictObject({ ok: z.literal(true), appointments: z.array(Appointment).max(2000) }),
  z.strictObject({ ok: z.literal(false), missing: z.string().max(300) }),
]);
export type DayListing = z.infer<typeof DayListing>;

export type ToPage =
  | { pipni: "listDay"; day: string }
  | { pipni: "withdrawn"; ids: string[] }
  | { pipni: "deactivate" };
