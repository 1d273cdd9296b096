import type { Entry } from "../declarative/entry.ts";
import { exchangeOf } from "../declarative/exchange.ts";
import type { AppointmentChange } from "../domain/appointment.ts";
import type { TrialHint, TrialPhase, TrialProblem } from "../domain/teaching.ts";
import type { NetworkRule } from "../plugin-api/declared-calendar.ts";
import type { NetworkWrite } from "../plugin-api/network.ts";
import type { Zone } from "../plugin-kit/zone.ts";
import { cancelRule, createRule, isTaken, moveRule, toldFromMoves } from "./recording.ts";
import { hintOf } from "./trial-hint.ts";

/** What was drawn before the answer may be a stand-in, until the server's own takes its place. */
const standIn = 1_500;
/** A request that tells nothing for so long, though the page shows its outcome, tells nothing. */
const patience = 8_000;
const maxWrites = 40;

const order = ["create", "move", "cancel", "createAgain", "moveAgain", "cancelAgain", "done"] as const;
const expected = { createAgain: "created", moveAgain: "moved", cancelAgain: "cancelled" } as const;

/** What a trial knows so far: it goes on from there where the page loads anew. */
export interface TrialState {
  phase: TrialPhase;
  /** Of this phase. */
  writes: NetworkWrite[];
  /** What was there before the trial appointment. */
  before: string[] | null;
  trial: Entry | null;
  create: NetworkRule | null;
  move: NetworkRule | null;
  cancel: NetworkRule | null;
  /** Where the answer to creating tells the new id, if only it tells what was made. */
  answeredId: string | null;
  /** Creating and moving are different requests. */
  isToldFromMoves: boolean;
  /** A calendar in which nothing can be moved. */
  isMoveLeftOut: boolean;
  told: AppointmentChange[];
}

const beginning: TrialState = {
  ...{ phase: "create", writes: [], before: null, trial: null, isMoveLeftOut: false, told: [] },
  ...{ create: null, move: null, cancel: null, answeredId: null, isToldFromMoves: false },
};

/**
 * A trial appointment is created, moved and cancelled twice: once to learn from, once to see whether what was learnt
 * would have told the same. Pure: time comes in with every call.
 */
export class Trial {
  readonly #clock: Zone;
  #state: TrialState;
  #problem: TrialProblem | null = null;
  #since: number | null = null;
  #enteredAt: number | null = null;
  #hint: TrialHint | null = null;

  constructor(clock: Zone, state: TrialState = beginning) {
    this.#clock = clock;
    this.#state = state;
  }

  get state(): TrialState {
    return this.#state;
  }

  get phase(): TrialPhase {
    return this.#state.phase;
  }

  /** Which of how many steps this is; after the last one their number. */
  get place(): { step: number; of: number } {
    const steps = order.filter((one) => one !== "done" && !(this.#state.isMoveLeftOut && /^move/.test(one)));
    const at = steps.indexOf(this.phase as (typeof steps)[number]);
    return { step: at === -1 ? steps.length : at + 1, of: steps.length };
  }

  get told(): readonly AppointmentChange[] {
    return this.#state.told;
  }

  get problem(): TrialProblem | null {
    return this.#problem;
  }

  /** Why nothing goes on, where it has not for a while. */
  get hint(): TrialHint | null {
    if (this.#problem) return null;
    // What was made before the first look would count as one that was there all along.
    return this.#state.before ? this.#hint : "looking";
  }

  /** The trial appointment as it stands. */
  get appointment(): Entry | null {
    return this.#state.trial;
  }

  /** What was learnt, once all of it is known. The cancellation asks for most, and so comes first. */
  rules(): NetworkRule[] | null {
    const { create, move, cancel, isMoveLeftOut, answeredId, isToldFromMoves } = this.#state;
    if (!create || !cancel || !(move || isMoveLeftOut)) return null;
    // What only edits may go to the same address, and its answer must not count as new.
    const isNew = isToldFromMoves || create.ok?.status?.includes(201);
    const id = answeredId !== null && isNew ? { id: { response: answeredId } } : null;
    return [cancel, ...(move ? [move] : []), { ...create, fields: { ...id, ...create.fields } }];
  }

  hear(write: NetworkWrite): void {
    this.#set({ writes: [...this.#state.writes, write].slice(-maxWrites) });
  }

  /** It cannot go on. */
  fail(problem: TrialProblem): void {
    if (this.phase !== "done") this.#problem ??= problem;
  }

  /** In this calendar nothing is moved. */
  leaveOutMove(): void {
    if (this.phase !== "move") return;
    this.#set({ isMoveLeftOut: true });
    this.#enter("cancel");
  }

  #set(change: Partial<TrialState>): void {
    this.#state = { ...this.#state, ...change };
  }

  /**
   * What the page shows by now.
   * @param days that it says it shows
   * @param answeredId where the answer to creating one tells its id, for one that nothing else tells
   */
  look(
    entries: ReadonlyMap<string, Entry>,
    at: number,
    days: readonly string[] = [],
    answeredId: (id: string) => string | null = () => null,
  ): void {
    if (this.#problem || this.phase === "done") return;
    this.#enteredAt ??= at;
    if (!this.#state.before) this.#set({ before: [...entries.keys()] });
    const known = new Set(this.#state.before);
    const fresh = [...entries.values()].filter(
      ({ id, synthetic, cancelled }) => !synthetic && !cancelled && !known.has(id),
    );
    // Another week, say.
    if (fresh.length > 1) {
      this.#set({ before: [...entries.keys()] });
      return;
    }
    const [shown] = fresh;
    const past = this.#state.writes.filter(({ endedAt }) => endedAt + standIn <= at);
    const isDone = this.#isDone(shown);
    const asks = this.phase.replace("Again", "") as "create" | "move" | "cancel";
    this.#hint = isDone ? null : hintOf(past, { asks, days, since: this.#enteredAt, at });
    switch (this.phase) {
      case "create":
        if (!shown) return;
        this.#set({ answeredId: answeredId(shown.id) });
        this.#learn("create", createRule(past, shown, this.#clock), shown, at);
        return;
      case "move":
        if (shown && isDone) this.#learn("move", this.#moveTo(past, shown), shown, at);
        else if (shown) this.#set({ trial: shown });
        return;
      case "cancel":
        if (shown) this.#set({ trial: shown });
        else this.#learn("cancel", this.#state.trial && cancelRule(past, this.#state.trial), null, at);
        return;
      default:
        if (this.phase === "createAgain" && shown) this.#set({ trial: shown });
        this.#expect(isDone, at);
    }
  }

  /** Whether the page shows what this phase asks for. */
  #isDone(shown: Entry | undefined): boolean {
    if (/^create/.test(this.phase)) return shown !== undefined;
    if (/^cancel/.test(this.phase)) return shown === undefined;
    return shown !== undefined && this.#state.trial !== null && shown.start !== this.#state.trial.start;
  }

  #moveTo(writes: NetworkWrite[], shown: Entry): NetworkRule | null {
    const { trial, create } = this.#state;
    const rule = trial && moveRule(writes, trial, shown, this.#clock);
    // Both may go to the same place: what names an appointment makes none.
    if (rule && create) {
      const told = toldFromMoves(create, rule, writes);
      this.#set({ create: told, isToldFromMoves: !writes.some((write) => exchangeOf(write, told)) });
    }
    return rule;
  }

  #learn(
    what: "create" | "move" | "cancel",
    rule: NetworkRule | null,
    shown: Entry | null,
    at: number,
  ): void {
    this.#expect(true, at);
    if (!rule) return;
    this.#set({ [what]: rule, trial: shown });
    this.#next();
  }

  /** The page shows that something came of it; whoever should tell so has not told yet. */
  #expect(isShown: boolean, at: number): void {
    if (!isShown) this.#since = null;
    else if (this.#since === null) this.#since = at;
    else if (at - this.#since > patience)
      this.#problem = this.phase in expected ? "notTold" : this.#unlearnt();
  }

  #unlearnt(): TrialProblem {
    const { writes } = this.#state;
    if (writes.length === 0) return "noTraffic";
    return writes.some(isTaken) ? "untelling" : "onlyRefused";
  }

  #next(): void {
    const next = order[order.indexOf(this.phase) + 1] ?? "done";
    this.#enter(next === "moveAgain" && this.#state.isMoveLeftOut ? "cancelAgain" : next);
  }

  #enter(phase: TrialPhase): void {
    this.#problem = null;
    this.#since = null;
    this.#enteredAt = null;
    this.#hint = null;
    this.#set({ phase, writes: [] });
  }

  /** What would have been reported, had the rules been in use. */
  report(change: AppointmentChange): void {
    const { phase, told } = this.#state;
    if (this.#problem || !(phase in expected)) return;
    const [created] = told;
    this.#set({ told: [...told, change] });
    const isRight =
      change.type === expected[phase as keyof typeof expected] &&
      (created === undefined || change.appointment.id === created.appointment.id);
    if (isRight) this.#next();
    else this.#problem = "toldOther";
  }
}
