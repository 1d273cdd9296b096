import type { Language } from "../../lib/domain/settings.ts";
import type {
  Abilities,
  DayDoubt,
  ListLack,
  TaughtOption,
  TaughtRow,
  TaughtSource,
  Topic,
  TrialHint,
  TrialPhase,
  TrialProblem,
  TrialReport,
} from "../../lib/domain/teaching.ts";

export type Step = "point" | "check" | "place" | "saved" | "trial";

/** What the panel shows. */
export interface TeachingModel {
  language: Language;
  step: Step;
  /** What the person is pointing at on the page. */
  pointing: Topic | null;
  /** What nothing was found for where somebody pointed. */
  notThere: Topic | "list" | "frame" | "leaveOut" | null;
  /** What looks like an appointment, in a few words, for those who do not point. */
  likely: readonly string[];
  rows: readonly TaughtRow[];
  /** Where the rows are read, and where else they could be: -1 for the page. */
  sources: { options: readonly TaughtSource[]; chosen: number };
  /** Why there is no list to read from. */
  listLack: ListLack | null;
  /** Why no day can be told. */
  doubt: DayDoubt | null;
  /** How many were left out by a person, or are struck out or cancelled. */
  leftOut: number;
  options: Readonly<Record<Topic, { found: readonly TaughtOption[]; chosen: number }>>;
  /** Whether appointments have a sign by which they can be known again. */
  canTry: boolean;
  /** Whether the page says which days it shows: only then can it be seen what is new or gone. */
  knowsDays: boolean;
  trial: {
    phase: TrialPhase;
    problem: TrialProblem | null;
    hint: TrialHint | null;
    place: { step: number; of: number };
    told: readonly TrialReport[];
  } | null;
  /** What the calendar can do as it was taught. */
  abilities: Abilities | null;
  name: string;
  saving: boolean;
  /** `refused`: it is no plugin. `failed`: a failure of ours. */
  problem: "refused" | "failed" | null;
  /** On which side of the page the panel stands. */
  side: "start" | "end";
}

export interface TeachingActions {
  point(topic: Topic): void;
  stopPointing(): void;
  /** Shows one of `likely` on the page. */
  glance(at: number): void;
  /** Teaches from one of `likely`. */
  pick(at: number): void;
  /** @param at -1 for none */
  choose(topic: Topic, at: number): void;
  /** @param at -1 for the page */
  chooseSource(at: number): void;
  /** Loads the page anew, to hear what it asks its server for. */
  reload(): void;
  /** One of `rows` is no appointment, nor is what is marked like it. */
  leaveOut(at: number): void;
  /** Takes back the last that was left out. */
  takeIn(): void;
  go(step: Step): void;
  rename(name: string): void;
  save(): void;
  /** Begins the trial, or begins it again. */
  startTrial(): void;
  /** In this calendar nothing is moved. */
  leaveOutMove(): void;
  /** Saves what it has taught. */
  store(): void;
  move(): void;
  close(): void;
}

/** Of the appointments on the page so many may be unreadable, as the calendar's reader has it. */
export const isReady = (rows: readonly TaughtRow[]): boolean =>
  rows.length > 0 && rows.filter(({ ok }) => !ok).length <= rows.length * 0.2;
