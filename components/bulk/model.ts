import type { Account } from "../../lib/domain/account.ts";
import type { Appointment } from "../../lib/domain/appointment.ts";
import type { BulkRow } from "../../lib/domain/bulk/lines.ts";
import type { Price, Prices } from "../../lib/domain/bulk/totals.ts";
import type { FeedProblem } from "../../lib/domain/feeds/feed.ts";
import type { OtherClock } from "../../lib/domain/other-clock.ts";
import type { Message } from "../../lib/domain/outbox/message.ts";
import type { Reason, ReasonCode } from "../../lib/domain/outbox/reason.ts";
import type { Language, Settings } from "../../lib/domain/settings.ts";
import type { OwnWords } from "../../lib/domain/text/kept-text.ts";
import type { MessageKind } from "../../lib/domain/text/message-kind.ts";
import type { RegistryState } from "../ui/registry-notice.tsx";
import type { WritingActions } from "../writing/model.ts";

export interface BulkModel {
  language: Language;
  /** The day to begin with, and whether somebody chose it; the next one with appointments is shown otherwise. */
  day: string;
  dayChosen: boolean;
  /** Without a channel GoSMS takes nothing. */
  hasChannel: boolean;
  /** By which texts about several appointments are written. */
  settings: Settings;
  /** "Zastavit odesílání" is in force. */
  paused: boolean;
  registry: RegistryState | null;
  /** How far this computer's clock is ahead; see `clockOff`. */
  clockOff: number;
  /** The options page, where several computers are set up. */
  workstationsUrl: string;
  /** The options page, where credentials are filled in. */
  settingsUrl: string;
  /** The window in which a person confirms what is read in the calendar; this one follows. */
  checkUrl: string;
  /** Whether the day is first shown as a dry run. */
  isDry: boolean;
  /** How many things wait for a person, where the menu stands beside the day; `null` without a menu. */
  menu: { waiting: number } | null;
  /** The calendars to choose from, where the window was opened for none in particular. */
  places: DayPlaces | null;
}

export interface DayPlaces {
  open: readonly { key: string; name: string }[];
  /** Enabled ones that are to be opened first. */
  closed: readonly { name: string; url: string }[];
  /** `null` where none is open. */
  shown: string | null;
  choose: (key: string) => void;
}

export interface BulkCalendar {
  ok: true;
  calendarId: string;
  calendarName: string;
  timeZone: string;
  rows: BulkRow[];
  /** Since when it is known to be so, in milliseconds since the epoch. */
  readAt: number;
  /** Appointments that texts or reminders are about and that the list does not hold. */
  missing: { appointmentId: string; name: string; start: string }[];
  /** Whether these are only the appointments that the calendar happens to show. */
  isPartial?: boolean | undefined;
  /** An appointment that the calendar shows by another clock than the practice's. */
  otherClock?: OtherClock | undefined;
  /** Appointments that could not be read, out of all that the calendar shows with this day. */
  unread?: { count: number; all: number } | undefined;
  /** When a calendar without a page was read, in milliseconds since the epoch, and why it is not newer. */
  age?: { readAt: number; problem: FeedProblem | null } | undefined;
}

export type BulkDay =
  | BulkCalendar
  | {
      ok: false;
      problem: "closed" | "noCalendar" | "unread" | "unreadable" | "storage" | "unconfirmed" | "changed";
      detail: string;
    };

export type Known = Pick<BulkRow, "latest" | "knows" | "doubt"> & { appointmentId: string };

export type AccountAnswer =
  | { ok: true; account: Account }
  | { ok: false; reason: Reason; account: Account | null };

export interface Sample {
  text: string;
  phone: string;
  country: string;
  parts: number;
}

export interface Item {
  appointment: Appointment;
  /** Further ones that the same text tells of. */
  together?: Appointment[];
  kind: MessageKind;
  text: string;
  /** The doubt that a person was shown and sends it in spite of. */
  despite?: ReasonCode;
  /** When the list was read in which it stands so. */
  readAt: number;
}

export interface Sent {
  batch: string;
  queued: string[];
  refused: { appointmentId: string; reason: Reason }[];
}

/** What a person knows of an appointment's patient, for one calendar. */
export interface PatientActions {
  giveNumber(appointment: Appointment, phone: string): Promise<{ ok: true } | { ok: false; reason: Reason }>;
  choose(appointment: Appointment, patientId: string): Promise<void>;
  /** Reads the day anew. */
  reload(): Promise<unknown>;
}

/** What the window asks for. A rejection is a failure of ours: whether it was carried out is then not known. */
export interface BulkActions {
  loadDay(day: string, kind: MessageKind): Promise<BulkDay>;
  /** What patients of a day that was read know by now, and what speaks against that kind of text. */
  knows(calendarId: string, kind: MessageKind, appointments: Appointment[]): Promise<Known[]>;
  account(fresh: boolean): Promise<AccountAnswer>;
  quote(samples: Sample[]): Promise<(Price & { country: string; parts: number })[]>;
  giveNumber(
    calendarId: string,
    appointment: Appointment,
    phone: string,
  ): Promise<{ ok: true } | { ok: false; reason: Reason }>;
  /** Whom of the directory an appointment is about. */
  choosePatient(calendarId: string, appointment: Appointment, patientId: string): Promise<void>;
  send(calendarId: string, items: Item[]): Promise<Sent>;
  /** Answers the ids of the new rows. */
  sendAgain(ids: string[]): Promise<string[]>;
  decide(id: string, decision: "send" | "wasSent" | "isThere" | "doNotSend" | "dismiss"): Promise<void>;
  /** Lets held texts go on. */
  release(): Promise<void>;
  /** "Uložit jako…": keeps own words by a name. */
  keepText(name: string, words: string): Promise<void>;
  /** Switches "Sloučit pro stejné číslo". */
  bundleSameNumber(isOn: boolean): Promise<void>;
  /** Stops what has not left yet of one press of "Odeslat". */
  stop(batch: string): Promise<void>;
  /** Ends "Zastavit odesílání". */
  resume(): Promise<void>;
  messagesByIds(ids: string[]): Promise<Message[]>;
  messagesOfBatch(batch: string): Promise<Message[]>;
  writing: WritingActions;
  /** Calls back after changes in the outbox, which may be many a second. */
  watch(listener: () => void): () => void;
  /** Calls back with rows for what other computers of the practice sent. */
  watchAdopted(listener: (rows: readonly { id: string; kind: MessageKind }[]) => void): () => void;
}

export interface DaySendingProps {
  view: string;
  /** The day that is shown. */
  day: string;
  calendar: BulkCalendar;
  kind: MessageKind;
  /** What a person wrote for the kind of that name, whichever day is shown. */
  ownWords: OwnWords;
  onOwnWords: (words: OwnWords) => void;
  model: BulkModel;
  actions: BulkActions;
  account: AccountAnswer | null;
  askAccount: () => void;
  prices: Prices;
  /** Asks for the prices in a moment; answers what calls it off. */
  askPrices: (texts: readonly Sample[]) => () => void;
  reload: () => Promise<BulkDay | null>;
  /** Every text is shown as it would leave, and there is no way to send any. */
  isDry: boolean;
  onDry: (isDry: boolean) => void;
}
