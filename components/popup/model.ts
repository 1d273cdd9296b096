import type { Account } from "../../lib/domain/account.ts";
import type { Coming } from "../../lib/domain/outbox/coming.ts";
import type { Reason } from "../../lib/domain/outbox/reason.ts";
import type { TodayView } from "../../lib/domain/outbox/today.ts";
import type { Language, Settings } from "../../lib/domain/settings.ts";
import type { Standing } from "../../lib/domain/site-reading/site-reading.ts";
import type { RegistryState } from "../ui/registry-notice.tsx";
import type { WaitingActions, WaitingModel } from "../waiting/model.ts";
import type { WritingActions } from "../writing/model.ts";
import type { PopupFeed } from "./feeds.tsx";

/** What the popup shows. `null` is what it has not learnt yet. */
export interface PopupModel extends WaitingModel {
  view: TodayView;
  language: Language;
  settings: Settings;
  timeZone: string;
  paused: boolean;
  /** Whether GoSMS has been connected. */
  connected: boolean | null;
  account: AccountState | null;
  /** See `lowCredit` in the settings. */
  lowCredit: number;
  page: PageState | null;
  registry: RegistryState | null;
  /** How far this computer's clock is ahead; see `clockOff`. */
  clockOff: number;
  feeds: readonly PopupFeed[];
  nextDay: NextDay | null;
  /** Whether an update brought news that nobody has read. */
  hasNews: boolean;
}

/** Tomorrow, or the next day on which anybody comes. */
export interface NextDay extends Coming {
  day: string;
  isTomorrow: boolean;
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
  /** `isFirst`: no calendar has been switched on yet. */
  | { type: "offered"; isFirst: boolean }
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

/** What the popup asks for, beside what waits for a person. */
export interface PopupActions extends WaitingActions {
  /** Called within the press of a button, as the browser asks the user only then. */
  enablePage(): Promise<Granting>;
  disablePage(): Promise<void>;
  /** Opens the window in which a person confirms what is read. */
  checkReading(): Promise<void>;
  /** Opens the bulk window for a calendar without a page, or first the one in which what is read is confirmed. */
  openBulk(feedId: string): Promise<void>;
  writing: WritingActions;
  /** Shows the day beside the page, in the browser's own panel. Called within the press of a button. */
  openPanel(): Promise<void>;
  /** The same as for `enablePage`. Ends once the page shows the panel in which its calendar is taught. */
  teachPage(): Promise<Granting>;
}
