import type { Account } from "../../lib/domain/account.ts";
import type { UnseenRow } from "../../lib/domain/looks/unseen.ts";
import type { Reason } from "../../lib/domain/outbox/reason.ts";
import type { Decision, HeldGroup, TodayView } from "../../lib/domain/outbox/today.ts";
import type { Language } from "../../lib/domain/settings.ts";
import type { Standing } from "../../lib/domain/site-reading/site-reading.ts";
import type { OptOutScope, ReplyVerdict } from "../../lib/domain/thread/reply.ts";
import type { PopupFeed } from "./feeds.tsx";

/** What the popup shows. `null` is what it has not learnt yet. */
export interface PopupModel {
  language: Language;
  timeZone: string;
  /** When the rows were read, in milliseconds since the epoch. */
  now: number;
  view: TodayView;
  /** Rows that cannot be read: how many, and the oldest one's moment. */
  unreadable: { count: number; since: number } | null;
  /** What was made in a calendar, and is yet to be seen there. */
  unseen: readonly UnseenRow[];
  paused: boolean;
  /** Whether GoSMS has been connected. */
  connected: boolean | null;
  account: AccountState | null;
  /** See `lowCredit` in the settings. */
  lowCredit: number;
  page: PageState | null;
  feeds: readonly PopupFeed[];
}

export type AccountState =
  | { ok: true; account: Account }
  /** A reason of `null` is a failure of ours. */
  | { ok: false; reason: Reason | null; account: Account | null };

export type PageHealth =
  | { state: "reading"; appointments: number; isByFeed?: true | undefined }
  | { state: "unreadable"; missing: string };

export type PageState =
  /** No page that a calendar could be on. */
  | { type: "impossible" }
  | { type: "failed" }
  | { type: "offered" }
  | {
      type: "calendar";
      name: string;
      enabled: boolean;
      granted: boolean;
      health: PageHealth | null;
      standing: Standing;
    };

/** `refused` is a person's answer to the browser's question. */
export type Granting = "granted" | "refused";

/** What the popup asks for. Each promise ends once the model tells what came of it; a rejection is a failure of ours. */
export interface PopupActions {
  /** About one text, or all of a recurring appointment. */
  decide(ids: readonly string[], decision: Decision): Promise<void>;
  /** About all that is held for one reason, as far as it is shown. */
  decideHeld(group: HeldGroup, decision: "send" | "doNotSend"): Promise<void>;
  sendAgain(id: string): Promise<void>;
  /** Shows in the calendar the day of what is yet to be seen there; or lets it go. */
  showUnseen(id: string): Promise<void>;
  dropUnseen(id: string): Promise<void>;
  /** What a person says of a reply to a text. */
  replyRead(id: string, replyId: string, verdict: ReplyVerdict, scope?: OptOutScope): Promise<void>;
  /** Rows that cannot be read, as a file for somebody who can help. */
  exportUnreadable(): Promise<void>;
  acknowledgeUnreadable(): Promise<void>;
  setPaused(paused: boolean): Promise<void>;
  /** Called within the press of a button, as the browser asks the user only then. */
  enablePage(): Promise<Granting>;
  disablePage(): Promise<void>;
  /** Opens the window in which a person confirms what is read. */
  checkReading(): Promise<void>;
  /** Opens the bulk window for a calendar without a page, or first the one in which what is read is confirmed. */
  openBulk(feedId: string): Promise<void>;
  /** The same as for `enablePage`. Ends once the page shows the panel in which its calendar is taught. */
  teachPage(): Promise<Granting>;
}

export type Destination = "log" | "calls" | "settings" | "gosms";

/** Where the links lead. */
export const addresses: Record<Destination, string> = {
  log: "/options.html#odeslane",
  calls: "/options.html#obvolat",
  settings: "/options.html",
  gosms: "/options.html#gosms",
};

export const gosmsAddress = "https://app.gosms.eu/";
