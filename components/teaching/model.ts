import type { Language } from "../../lib/domain/settings.ts";
import type {
  TaughtOption,
  TaughtRow,
  Topic,
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
  notThere: Topic | "list" | "frame" | null;
  /** What looks like an appointment, in a few words, for those who do not point. */
  likely: readonly string[];
  rows: readonly TaughtRow[];
  options: Readonly<Record<Topic, { found: readonly TaughtOption[]; chosen: number }>>;
  /** Whether appointments have a sign by which they can be known again. */
  canTry: boolean;
  trial: {
    phase: TrialPhase;
    problem: TrialProblem | null;
    told: readonly TrialReport[];
  } | null;
  /** Whether what was saved knows of changes by itself. */
  automatic: boolean;
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
  go(step: Step): void;
  rename(name: string): void;
  save(): void;
  /** Begins the trial, or begins it again. */
  startTrial(): void;
  /** Saves what it has taught. */
  store(): void;
  move(): void;
  close(): void;
}

/** Of the appointments on the page so many may be unreadable, as the calendar's reader has it. */
export const isReady = (rows: readonly TaughtRow[]): boolean =>
  rows.length > 0 && rows.filter(({ ok }) => !ok).length <= rows.length * 0.2;
