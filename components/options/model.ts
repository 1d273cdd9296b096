import type { Account, Channel } from "../../lib/domain/account.ts";
import type { Appointment } from "../../lib/domain/appointment.ts";
import type { Lasts } from "../../lib/domain/credit-lasts.ts";
import type { ImportPlan } from "../../lib/domain/directory/import.ts";
import type { DirectoryPatient } from "../../lib/domain/directory/patient.ts";
import type { Columns, Table } from "../../lib/domain/directory/table.ts";
import type { FirstSteps } from "../../lib/domain/first-steps.ts";
import type { ConversationPage } from "../../lib/domain/outbox/conversation.ts";
import type { LogPage, LogQuery } from "../../lib/domain/outbox/log.ts";
import type { MessageStatus } from "../../lib/domain/outbox/message.ts";
import type { Reason } from "../../lib/domain/outbox/reason.ts";
import type { Decision } from "../../lib/domain/outbox/today.ts";
import type { DayTotals } from "../../lib/domain/outbox/totals.ts";
import type { Settings } from "../../lib/domain/settings.ts";
import type { ReadFields, Standing } from "../../lib/domain/site-reading/site-reading.ts";
import type { MessageKind } from "../../lib/domain/text/message-kind.ts";
import type { ReminderSettings } from "../../lib/domain/thread/reminders.ts";
import type { OptOutScope, ReplyVerdict } from "../../lib/domain/thread/reply.ts";
import type { WaitingActions, WaitingModel } from "../waiting/model.ts";
import type { WritingActions } from "../writing/model.ts";
import type { BackupActions } from "./backup/model.ts";
import type { ConversationOf, FoundConversation } from "./conversation/model.ts";
import type { FeedActions, FeedInfo } from "./feed-model.ts";
import type { PluginActions, PluginInfo } from "./plugin-model.ts";
import type { WaitingListActions } from "./waiting-list/model.ts";
import type { WorkstationsActions, WorkstationsModel } from "./workstations/model.ts";

export type { PluginActions, PluginAnswer, PluginInfo, TrialAnswer } from "./plugin-model.ts";

/** What the page shows. */
export interface OptionsModel {
  settings: Settings;
  credentials: CredentialsInfo | null;
  calendars: readonly Calendar[];
  feeds: readonly FeedInfo[];
  plugins: readonly PluginInfo[];
  /** What of the settings cannot be read (`sending.channel`), and how many calendars and patients. */
  unreadable: { settings: readonly string[]; calendars: number; patients: number };
  workstations: WorkstationsModel;
  managed: ManagedModel;
  version: string;
  firstSteps: FirstSteps;
  /** Whether an update brought news that nobody has read. */
  hasNews: boolean;
  /** Whether the browser shows notifications of Pípni's. */
  areNotificationsAllowed: boolean;
  /** `null` until it has been read. */
  waiting: WaitingModel | null;
}

/** What an administrator has set for many computers. */
export interface ManagedModel {
  /** Of the settings, `practice.name`, and of several computers, `workstations.urls`. */
  fields: readonly string[];
  /** Origins of calendars. */
  sites: readonly string[];
  /** Places of the policy that cannot be read. */
  problems: readonly string[];
}

export interface CredentialsInfo {
  clientId: string;
  hasSecret: boolean;
  /** The end of the secret, or nothing where it is too short to tell. */
  secretHint: string;
}

export interface Calendar {
  id: string;
  origin: string;
  name: string;
  plugin: string | null;
  enabled: boolean;
  granted: boolean;
  /** As its open tabs tell; `null` where it is not open. */
  health: CalendarHealth | null;
  /** Whether a person has confirmed what is read there, and what that is. */
  reading: CalendarReading;
}

export interface CalendarReading {
  standing: Standing;
  fields: ReadFields | null;
  /** Titles of what is no appointment. */
  excluded: readonly string[];
  /** How the calendar writes these and the states, by how they are kept. */
  written: Readonly<Record<string, string>>;
  /** In milliseconds since the epoch. */
  confirmedAt: number | null;
}

export type CalendarHealth =
  | { state: "reading"; appointments: number; isByFeed?: true | undefined }
  | { state: "unreadable"; missing: string };

export type TestOutcome =
  | { ok: true; account: Account; channel: Channel | null }
  | { ok: false; reason: Reason; account: Account | null };

export type OwnTextAnswer =
  | { state: "sent"; phone: string }
  /** Nobody can tell whether an `unknown` one has left. */
  | { state: "notSent" | "unknown"; reason: Reason };

export interface NewCalendar {
  url: URL;
  /** Empty for the host's name. */
  name: string;
  plugin: string | null;
}

/** `refused` is a person's answer to the browser's question. */
export type Granting = "granted" | "refused";

/** See the background's answer of the same shape. */
export interface ToCall {
  calendarId: string;
  appointment: Appointment;
  /** E.164, or empty. */
  phone: string;
  kind: MessageKind | null;
  status: MessageStatus | null;
  reason: Reason | null;
  /** An answer that nobody has read, and that is no plain yes. */
  answer: string | null;
  /** When somebody called, and what came of it. */
  called: { at: number; note: string } | null;
}

/** Reminders that would leave, and do not by the rules so far, and those of them that would within a day. */
export interface Concerned {
  more: number;
  soon: number;
}

/** For how long the credit will do; `lasts` is `null` where too little is known to say so. */
export interface CreditOutlook extends Pick<Account, "credit" | "currency" | "postpaid"> {
  lasts: Lasts | null;
}

export interface CallList {
  rows: ToCall[];
  /** Whether a calendar was open and could be read. */
  listed: boolean;
}

/** What the page asks for. Each promise ends once it is done and the model tells so; a rejection is a failure of ours. */
export interface OptionsActions {
  workstations: WorkstationsActions;
  testGateway(input: {
    clientId: string;
    clientSecret: string;
    channel: number | null;
  }): Promise<TestOutcome>;
  /** What the text would cost, by GoSMS or by our own estimate. */
  priceOf(text: {
    text: string;
    phone: string;
  }): Promise<{ price: number; currency: string; estimated: boolean } | null>;
  /** Sends one text to the phone of whoever sits here. */
  textMyself(input: { phone: string; text: string }): Promise<OwnTextAnswer>;
  /** Reminders by themselves are not wanted for now. */
  skipReminders(): Promise<void>;
  /** Opens a calendar in a tab of its own. */
  openPage(url: URL): Promise<void>;
  saveCredentials(given: { clientId: string; clientSecret: string | null }): Promise<void>;
  /** Keeps what is shown in place of what cannot be read. */
  acceptSettings(): Promise<void>;
  /** Rows of the log that cannot be read: how many, and the oldest one's moment. */
  unreadableRows(): Promise<{ count: number; since: number } | null>;
  exportUnreadable(): Promise<string>;
  acknowledgeUnreadable(): Promise<void>;
  /** Whom other rules for reminders would concern; nothing changes by asking. */
  concernedBy(reminders: ReminderSettings, isKindOn: boolean): Promise<Concerned>;
  changeSettings(change: (settings: Settings) => Settings): Promise<void>;
  /** Called within the press of a button, as the browser asks the user only then. */
  enableCalendar(calendar: NewCalendar): Promise<Granting>;
  /** The same. */
  grantCalendar(calendar: Calendar): Promise<Granting>;
  setCalendarEnabled(id: string, enabled: boolean): Promise<void>;
  /** Whether calendars show beside their appointments what patients know and answered. */
  setMarks(shown: boolean): Promise<void>;
  removeCalendar(id: string): Promise<void>;
  /** Opens the window in which a person confirms what is read. `false` where the calendar is open in no tab. */
  checkReading(id: string): Promise<boolean>;
  /** What a report about an open calendar says, as it is saved; `null` where it is open in no tab. */
  reportCalendar(id: string): Promise<string | null>;
  queryLog(query: LogQuery): Promise<LogPage>;
  /** @param known numbers that are listed already */
  queryConversations(query: LogQuery, known: readonly string[]): Promise<ConversationPage>;
  /** Doctors whom calendars have told of late. */
  doctorsSeen(): Promise<string[]>;
  /** `null` where what it is asked by is not there any more, or tells no number. */
  conversation(of: ConversationOf): Promise<FoundConversation | null>;
  /**
   * A month day by day; on days that are yet to come nothing has left.
   * @param month `2026-11`
   */
  monthTotals(month: string): Promise<DayTotals[]>;
  /** `null` where GoSMS does not tell the credit. */
  creditOutlook(): Promise<CreditOutlook | null>;
  /** Those who come on a day and whom no text told. */
  callList(day: string): Promise<CallList>;
  noteCall(row: ToCall, note: string): Promise<void>;
  undoCall(row: ToCall): Promise<void>;
  watchLog(listener: () => void): () => void;
  decide(id: string, decision: Decision): Promise<void>;
  sendAgain(id: string): Promise<void>;
  /** What a person says of a reply to a text. */
  replyRead(id: string, replyId: string, verdict: ReplyVerdict, scope?: OptOutScope): Promise<void>;
  release(): Promise<void>;
  /** Called within the press of a button, as the browser asks the user only then. */
  allowNotifications(): Promise<Granting>;
  giveNotificationsBack(): Promise<void>;
  newsRead(): Promise<void>;
  patients: PatientActions;
  waiting: WaitingActions;
  waitingList: WaitingListActions;
  writing: WritingActions;
  feeds: FeedActions;
  plugins: PluginActions;
  backup: BackupActions;
}

/** The practice's directory. Each change ends once it is on disk and what waits to be sent was looked at again. */
export interface PatientActions {
  all(): Promise<DirectoryPatient[]>;
  /** Calls back after changes made elsewhere. Returns what ends it. */
  watch(listener: () => void): () => void;
  /**
   * Adds a patient (`id: null`) or changes one as it is by then.
   * @returns false, with nothing changed, where it is not there any more
   */
  change(id: string | null, change: (current: DirectoryPatient | null) => DirectoryPatient): Promise<boolean>;
  /** @returns false, with nothing changed, where one of them is not there any more */
  merge(keptId: string, otherId: string): Promise<boolean>;
  remove(id: string): Promise<void>;
  /**
   * Works out what a file would change.
   * @param source the file's name, where an opt-out in it does not tell its own
   * @param onProgress called with the number of rows that are done
   */
  plan(
    table: Table,
    columns: Columns,
    source: string,
    onProgress: (done: number) => void,
  ): Promise<ImportPlan>;
  /**
   * Works it out anew, as the directory is by then, and writes all of it or nothing.
   * @param onProgress called with the number of patients that are written, and of all
   * @returns what was written
   */
  import(
    table: Table,
    columns: Columns,
    source: string,
    onProgress: (done: number, all: number) => void,
  ): Promise<ImportPlan>;
}
