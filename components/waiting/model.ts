import type { Decision, HeldGroup } from "../../lib/domain/outbox/today.ts";
import type { Waiting } from "../../lib/domain/outbox/waiting.ts";
import type { OptOutScope, ReplyVerdict } from "../../lib/domain/thread/reply.ts";
import type { WaitingListShown } from "../../lib/domain/waiting-list/shown.ts";

/** What a list of all that waits for a person shows. */
export interface WaitingModel extends Waiting {
  /** When the rows were read, in milliseconds since the epoch. */
  now: number;
  /** The number on the toolbar's badge, counted to a thousand. */
  count: number;
  /** The waiting list; `null` where nobody is on it and nothing is offered. */
  list: WaitingListShown | null;
}

/** What it asks for. Each promise ends once the model tells what came of it; a rejection is a failure of ours. */
export interface WaitingActions {
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
  slots: SlotActions;
  /** Rows that cannot be read, as a file for somebody who can help. */
  exportUnreadable(): Promise<void>;
  acknowledgeUnreadable(): Promise<void>;
  /** Somebody has read that the browser had lost the database. */
  acknowledgeLoss(): Promise<void>;
  setPaused(paused: boolean): Promise<void>;
}

/** What becomes of a time that became free. */
export interface SlotActions {
  /** Whoever got the offer stands in the calendar by now. */
  book(slotId: string, offerId: string): Promise<void>;
  /** It is offered to nobody more. */
  close(slotId: string): Promise<void>;
  /** Takes either back. */
  reopen(slotId: string): Promise<void>;
  /** Tells the others that somebody has it, in these words. */
  tell(slotId: string, text: string): Promise<void>;
  /** They are not told. */
  settle(slotId: string): Promise<void>;
}

export type Destination =
  | "waiting"
  | "log"
  | "calls"
  | "settings"
  | "gosms"
  | "backup"
  | "workstations"
  | "waitingList";

/** Where the links lead. */
export const addresses: Record<Destination, string> = {
  workstations: "/options.html#vice-pocitacu",
  waiting: "/options.html#ceka",
  waitingList: "/options.html#cekaci-listina",
  log: "/options.html#odeslane",
  calls: "/options.html#obvolat",
  settings: "/options.html#texty",
  gosms: "/options.html#gosms",
  backup: "/options.html#zaloha",
};

export const gosmsAddress = "https://app.gosms.eu/";
