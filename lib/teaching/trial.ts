import type { Entry } from "../declarative/entry.ts";
import type { AppointmentChange } from "../domain/appointment.ts";
import type { TrialHint, TrialPhase, TrialProblem } from "../domain/teaching.ts";
import type { NetworkRule } from "../plugin-api/declared-calendar.ts";
import { accepted, type NetworkWrite } from "../plugin-api/network.ts";
import type { Zone } from "../plugin-kit/zone.ts";
import { cancelRule, createRule } from "./recording.ts";
import { hintOf } from "./trial-hint.ts";

/** What was drawn before the answer may be a stand-in, until the server's own takes its place. */
const standIn = 1_500;
/** A request that tells nothing for so long, though the page shows its outcome, tells nothing. */
const patience = 8_000;
const maxWrites = 40;

/**
 * A trial appointment is created and cancelled twice: once to learn from, once to see whether what was learnt would
 * have told the same. Pure: time comes in with every call.
 */
export class Trial {
  readonly #clock: Zone;
  #phase: TrialPhase = "create";
  #problem: TrialProblem | null = null;
  #writes: NetworkWrite[] = [];
  #before: ReadonlySet<string> | null = null;
  #trial: Entry | null = null;
  #since: number | null = null;
  #enteredAt: number | null = null;
  #hint: TrialHint | null = null;
  #create: NetworkRule | null = null;
  #cancel: NetworkRule | null = null;
  readonly told: AppointmentChange[] = [];

  constructor(clock: Zone) {
    this.#clock = clock;
  }

  get phase(): TrialPhase {
    return this.#phase;
  }

  get problem(): TrialProblem | null {
    return this.#problem;
  }

  /** Why nothing goes on, where it has not for a while. */
  get hint(): TrialHint | null {
    return this.#problem ? null : this.#hint;
  }

  /** What was learnt, once both are known. */
  rules(): NetworkRule[] | null {
    return this.#create && this.#cancel && [this.#create, this.#cancel];
  }

  hear(write: NetworkWrite): void {
    this.#writes = [...this.#writes, write].slice(-maxWrites);
  }

  /**
   * What the page shows by now.
   * @param days that it says it shows
   */
  look(entries: ReadonlyMap<string, Entry>, at: number, days: readonly string[] = []): void {
    if (this.#problem || this.#phase === "done") return;
    this.#enteredAt ??= at;
    this.#before ??= new Set(entries.keys());
    const fresh = [...entries.values()].filter(({ id, synthetic }) => !synthetic && !this.#before?.has(id));
    // Another week, say.
    if (fresh.length > 1) {
      this.#before = new Set(entries.keys());
      return;
    }
    const [trial] = fresh;
    const past = this.#writes.filter(({ endedAt }) => endedAt + standIn <= at);
    const isCancelling = this.#phase === "cancel" || this.#phase === "cancelAgain";
    const isDone = isCancelling ? trial === undefined : trial !== undefined;
    this.#hint = isDone ? null : hintOf(past, { isCancelling, days, since: this.#enteredAt, at });
    switch (this.#phase) {
      case "create":
        if (trial) this.#learnCreation(trial, past, at);
        return;
      case "cancel":
        if (trial) this.#trial = trial;
        else this.#learnCancellation(past, at);
        return;
      case "createAgain":
        this.#expect(trial !== undefined, at);
        return;
      case "cancelAgain":
        this.#expect(trial === undefined, at);
    }
  }

  #learnCreation(trial: Entry, writes: NetworkWrite[], at: number): void {
    const rule = createRule(writes, trial, this.#clock);
    this.#expect(true, at);
    if (!rule) return;
    this.#create = rule;
    this.#trial = trial;
    this.#enter("cancel");
  }

  #learnCancellation(writes: NetworkWrite[], at: number): void {
    const rule = this.#trial && cancelRule(writes, this.#trial);
    this.#expect(true, at);
    if (!rule) return;
    this.#cancel = rule;
    this.#enter("createAgain");
  }

  /** The page shows that something came of it; whoever should tell so has not told yet. */
  #expect(isShown: boolean, at: number): void {
    if (!isShown) this.#since = null;
    else if (this.#since === null) this.#since = at;
    else if (at - this.#since > patience)
      this.#problem = this.#phase === "create" || this.#phase === "cancel" ? this.#unlearnt() : "notTold";
  }

  #unlearnt(): TrialProblem {
    if (this.#writes.length === 0) return "noTraffic";
    return this.#writes.some(accepted) ? "untelling" : "onlyRefused";
  }

  #enter(phase: TrialPhase): void {
    this.#phase = phase;
    this.#problem = null;
    this.#since = null;
    this.#enteredAt = null;
    this.#hint = null;
    this.#writes = [];
  }

  /** What would have been reported, had the rules been in use. */
  report(change: AppointmentChange): void {
    if (this.#problem || (this.#phase !== "createAgain" && this.#phase !== "cancelAgain")) return;
    const [created] = this.told;
    this.told.push(change);
    if (this.#phase === "createAgain" && change.type === "created") this.#enter("cancelAgain");
    else if (
      this.#phase === "cancelAgain" &&
      change.type === "cancelled" &&
      change.appointment.id === created?.appointment.id
    )
      this.#enter("done");
    else this.#problem = "toldOther";
  }
}
