import type { Appointment, AppointmentChange } from "../../lib/domain/appointment.ts";
import type { Settings } from "../../lib/domain/settings.ts";
import { draft } from "../../lib/domain/text/draft.ts";
import type { MessageKind } from "../../lib/domain/text/message-kind.ts";

/** What happens in a practice's calendar, as its own server knows it: the truth that patients are to be told. */

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

/** What a course consists of: changes in the calendar, or a reminder from the bulk window, of one appointment or of two. */
export type Plot = "changes" | "reminder" | "jointReminder";

/** One appointment of one patient with a number of their own, and all that happened to it. */
export class Course {
  readonly phone: string;
  /** Everything that happened to it, oldest first; the extension has acknowledged all but perhaps the last. */
  readonly changes: AppointmentChange[] = [];
  /** A reminder that a person sends from the bulk window, instead of changes. */
  readonly reminder: boolean;
  /** What the same text tells of as well. */
  readonly together: Appointment[] = [];
  acknowledged = false;
  /** Something is being reported about it just now. */
  busy = false;
  readonly #random: Random;
  readonly #index: number;

  constructor(index: number, plot: Plot, random: Random) {
    this.#index = index;
    this.#random = random;
    this.reminder = plot !== "changes";
    this.phone = `+420601${String(index).padStart(6, "0")}`;
    this.changes.push({ type: "created", appointment: this.#at(this.#start()) });
    if (plot === "jointReminder") this.together.push(this.#at(this.#start(), "-druhy"));
  }

  get last(): AppointmentChange {
    const last = this.changes.at(-1);
    if (!last) throw new Error("an appointment begins by being created");
    return last;
  }

  get isOver(): boolean {
    return this.reminder || this.last.type === "cancelled" || this.changes.length >= 4;
  }

  /** The words that a person sends from the bulk window: what they are there is the window's affair. */
  reminderText(settings: Settings): string {
    const about = [this.last.appointment, ...this.together];
    return about.map((appointment) => textOf(appointment, "reminder", settings)).join(" + ");
  }

  /** The next thing happens: it is moved (sometimes back to where it was), or cancelled. */
  goOn(): void {
    const { start } = this.last.appointment;
    this.acknowledged = false;
    if (this.#random() < 0.25) {
      this.changes.push({ type: "cancelled", appointment: this.#at(start) });
      return;
    }
    const before = this.changes.at(-2)?.appointment.start;
    const back = before !== undefined && before !== start && this.#random() < 0.4;
    let next = back ? before : this.#start();
    while (next === start) next = this.#start();
    this.changes.push({ type: "moved", appointment: this.#at(next), previousStart: start });
  }

  #start(): string {
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
      patient: { id: null, name: `Pacient ${this.#index}`, phone: this.phone },
    };
  }
}

/** The words in which a patient learns of a change. */
export function textOf(appointment: Appointment, kind: MessageKind, settings: Settings): string {
  const drafted = draft(appointment, kind, settings, Date.now());
  if (!drafted.ok) throw new Error(`no text: ${drafted.reason.code}`);
  return drafted.draft.text;
}
