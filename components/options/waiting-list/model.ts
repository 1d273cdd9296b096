import type { Reason } from "../../../lib/domain/outbox/reason.ts";
import type { WaitingEntry } from "../../../lib/domain/waiting-list/entry.ts";

export type Saved =
  | { ok: true }
  | { ok: false; problem: "full" }
  | { ok: false; problem: "phone"; reason: Reason };

/** One text: whether it was taken, or why not. */
export interface Told {
  name: string;
  ok: boolean;
  reason: Reason | null;
}

export type Offered = { ok: true; told: Told[] } | { ok: false; problem: "changed" | "quiet" };

/** What a person is to know before they offer a time. */
export interface Looked {
  /** Whether the calendar could be read just now. */
  isRead: boolean;
  /** Who stands at that time in the calendar. */
  filledBy: string | null;
  /** Whether anybody can answer to the practice's texts. */
  takesReplies: boolean;
}

export interface WaitingListActions {
  /** Adds somebody, or changes them. */
  save(entry: WaitingEntry): Promise<Saved>;
  remove(id: string): Promise<void>;
  look(slotId: string): Promise<Looked>;
  /** Exactly these words to these people. */
  offer(slotId: string, entryIds: string[], text: string, despiteQuiet: boolean): Promise<Offered>;
}
