import type { Appointment, AppointmentChange } from "../../lib/domain/appointment.ts";
import type { Settings } from "../../lib/domain/settings.ts";
import { draft } from "../../lib/domain/text/draft.ts";
import type { MessageKind } from "../../lib/domain/text/message-kind.ts";
import type { ReplyVerdict } from "../../lib/domain/thread/reply.ts";

/** What happens in a practice: in its calendar, as that one's own server knows it, and by the hands of its people. */

export type Random = () => number;

/** Mulberry32: the same seed, the same story. */
export function randomFrom(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const quartersAhead = 4 * 24 * 20;

/** A text that a person sends from the bulk window, in words of their own. */
export interface BulkAct {
  type: "bulk";
  kind: Exclude<MessageKind, "change" | "own">;
  text: string;
  /** What the text tells of, the course's own appointment first. */
  about: Appointment[];
  /**
   * - `open`: nobody knows yet
   * - `queued`: the extension took it
   * - `already`: the extension says that the patient knows, or will at once
   * - `planned`: it says that a reminder by itself will tell the patient at its time
   * - `refused`: for another reason
   */
  outcome: "open" | "queued" | "already" | "planned" | "refused";
  /** That of the press which took it. */
  batch: string | null;
  /** Somebody pressed "Zastavit". */
  isStopBegun: boolean;
  /** When that was confirmed of this text, in milliseconds since the epoch. */
  stoppedAt: number | null;
}

/** A patient's answer, read by a person. */
export interface AnswerAct {
  type: "answer";
  verdict: ReplyVerdict;
  /** The row and its reply. */
  row: string;
  reply: string;
  /** Of the text that was answered to. */
  kind: MessageKind;
  start: string;
  /** How many acts there had been when that text was sent: it is answered to at once, and read later. */
  isLate: boolean;
  /** With the row the reply was lost before anybody had read it. */
  isGone: boolean;
  readAt: number | null;
}

/** A number that a person corrects in the directory. */
interface NumberAct {
  type: "number";
  phone: string;
  /** When the extension had taken it, in milliseconds since the epoch. */
  givenAt: number | null;
}

interface ChangeAct {
  type: "change";
  change: AppointmentChange;
  /** Reminders were off for a while as it was told. */
  isWithoutReminders: boolean;
}

export type Act = ChangeAct | BulkAct | AnswerAct | NumberAct;

export const oneOf = <T>(random: Random, all: readonly T[]): T | undefined =>
  all[Math.floor(random() * all.length)];

/** One appointment of one patient with a number of their own, and all that happened to it. */
export class Course {
  /** Those of the patient, the last of them by now. */
  readonly phones: string[];
  /** Everything that happened, oldest first; the extension has acknowledged all but perhaps the last. */
  readonly acts: Act[] = [];
  acknowledged = false;
  /** Something is being told about it just now. */
  busy = false;
  readonly #random: Random;
  readonly #index: number;
  #start: string;

  /** Made elsewhere, it is known by the bulk window alone. */
  readonly isReported: boolean;

  constructor(index: number, random: Random, isReported = true) {
    this.#index = index;
    this.#random = random;
    this.isReported = isReported;
    this.phones = [`+420601${String(index).padStart(6, "0")}`];
    this.#start = this.#anyStart();
    if (isReported) this.#happen({ type: "created", appointment: this.appointment });
    else this.acknowledged = true;
  }

  /** As the calendar has it, or had it last. */
  get appointment(): Appointment {
    return this.#at(this.#start);
  }

  get last(): Act | undefined {
    return this.acts.at(-1);
  }

  /** What the calendar told last. */
  get lastChange(): AppointmentChange {
    const act = this.acts.findLast((one) => one.type === "change");
    if (!act) throw new Error("an appointment begins by being created");
    return act.change;
  }

  get isCancelled(): boolean {
    return this.isReported && this.lastChange.type === "cancelled";
  }

  /** Nothing more is to happen, save that the page may report its last change once more. */
  get isOver(): boolean {
    return this.isCancelled || this.acts.length >= 7;
  }

  /** Whether the patient is not to be texted any more. */
  get isUnwanted(): boolean {
    return this.acts.some(
      (act) => act.type === "answer" && (act.verdict === "optsOut" || act.verdict === "wrongNumber"),
    );
  }

  /** The calendar's start when an act happened. */
  startAt(act: Act): string {
    const before = this.acts.slice(0, this.acts.indexOf(act) + 1);
    const change = before.findLast((one) => one.type === "change");
    return change?.change.appointment.start ?? "";
  }

  /** It is moved (sometimes back to where it was), or cancelled. */
  change(): void {
    const start = this.#start;
    if (this.#random() < 0.25) {
      this.#happen({ type: "cancelled", appointment: this.appointment });
      return;
    }
    const before = this.acts
      .flatMap((act) => (act.type === "change" ? act.change.appointment.start : []))
      .findLast((one) => one !== start);
    let next = before !== undefined && this.#random() < 0.3 ? before : this.#anyStart();
    while (next === start) next = this.#anyStart();
    this.#start = next;
    this.#happen({ type: "moved", appointment: this.appointment, previousStart: start });
  }

  /** A person sends a text about it, or about it and another appointment of the same patient. */
  send(kind: BulkAct["kind"], isJoint: boolean): BulkAct {
    const about = [this.appointment];
    if (isJoint) about.push(this.#at(this.#anyStart(), `-druhy-${this.acts.length}`));
    const text = `${spoken[kind]} ${this.#index}-${this.acts.length}: ${about.map(({ start }) => start.slice(0, 16)).join(", ")}`;
    const act: BulkAct = {
      type: "bulk",
      kind,
      text,
      about,
      outcome: "open",
      batch: null,
      isStopBegun: false,
      stoppedAt: null,
    };
    this.add(act);
    return act;
  }

  /** A person corrects the number. */
  correctNumber(): void {
    this.add({
      type: "number",
      phone: `+420602${String(this.#index * 10 + this.phones.length).padStart(6, "0")}`,
      givenAt: null,
    });
  }

  add(act: Act): void {
    this.acts.push(act);
    this.acknowledged = false;
  }

  #happen(change: AppointmentChange): void {
    this.add({ type: "change", change, isWithoutReminders: false });
  }

  #anyStart(): string {
    const quarters = Math.floor(this.#random() * quartersAhead);
    return Temporal.Now.instant()
      .round({ smallestUnit: "hour", roundingMode: "ceil" })
      .add({ hours: 48, minutes: 15 * quarters })
      .toString({ smallestUnit: "second" });
  }

  #at(start: string, suffix = ""): Appointment {
    return {
      id: `termin-${this.#index}${suffix}`,
      start,
      end: null,
      allDay: false,
      title: "",
      // The calendar goes on showing the old number.
      patient: { id: null, name: `Pacient ${this.#index}`, phone: this.phones[0] ?? null },
    };
  }
}

const spoken = { confirmation: "Vzkaz", reminder: "Nezapomente", cancellation: "Rusime" } as const;

/** The words in which a patient learns of a change. */
export function textOf(appointment: Appointment, kind: MessageKind, settings: Settings): string {
  const drafted = draft(appointment, kind, settings, Date.now());
  if (!drafted.ok) throw new Error(`no text: ${drafted.reason.code}`);
  return drafted.draft.text;
}
