import type { Price } from "../../lib/domain/bulk/totals.ts";
import type { Reason, ReasonCode } from "../../lib/domain/outbox/reason.ts";
import type { Language, Settings } from "../../lib/domain/settings.ts";

/** Whom somebody writes to. */
export interface Recipient {
  /** Empty where nobody knows it. */
  name: string;
  /** E.164, or as somebody wrote it. */
  phone: string;
  /** The directory's or the calendar's identifier of the patient. */
  code: string | null;
}

export interface Letter extends Recipient {
  id: string;
  text: string;
  despite: ReasonCode[];
}

export type Written =
  | { ok: true; id: string; leavesAt: number }
  | { ok: false; reason: Reason; isQuestion: boolean };

export interface WritingModel {
  language: Language;
  settings: Settings;
}

/** What the dialog asks for. A rejection is a failure of ours: whether it was carried out is then not known. */
export interface WritingActions {
  /** The same letter handed over once more is sent once. */
  write(letter: Letter): Promise<Written>;
  /** "Neodesílat": false where it has left. */
  giveUp(id: string): Promise<boolean>;
  quote(
    samples: { text: string; phone: string; country: string; parts: number }[],
  ): Promise<(Price & { country: string; parts: number })[]>;
  /** People of the directory whom one can write to, and the number itself where that is one. */
  find(typed: string): Promise<Recipient[]>;
}
