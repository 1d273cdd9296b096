import { browser } from "wxt/browser";
import { attempt } from "../attempt.ts";
import { singleFlight } from "../single-flight.ts";

/** Something that the background does and nobody waits for. */
export interface Task {
  /** For the console. */
  readonly name: string;
  /** Whether the outbox has to be recovered first: whatever reads, sends or changes texts. */
  readonly needsRecovery: boolean;
  run(): Promise<unknown>;
}

/** What the background does by itself when it is due. Its `run` is called often, and during its own last run, too. */
export interface Job extends Task {
  /** The name of a job that goes first. */
  readonly after?: string;
  /** Whether what becomes due during a run cannot wait for its end. */
  readonly isUrgent?: boolean;
  /** When it next has something to do, of what is due after a moment; both in milliseconds since the epoch. */
  nextAt(after: number): Promise<number | null>;
}

/** The one alarm of the extension. */
const alarmName = "wake";
const minute = 60_000;
/** Alarms come half a minute late at the earliest. */
const soonestMs = minute / 2;
/** Somebody may set the clock, which alarms go by: the worker sees at least this often what is due. */
const longestMs = 6 * 60 * minute;
/** An alarm comes again after this if the worker died before it could set the next one. */
const againMinutes = 1;
/** A worker lives for half a minute without anything to do. A longer wait may outlive it. */
const timerMs = 28_000;

/**
 * Wakes the worker when a job is due. Alarms survive the worker but come late; a timer is exact but dies with it.
 * Both are set, and either may be lost without harm: every start asks all jobs anew, and what matters is in the rows.
 */
export class Scheduler {
  readonly #jobs: readonly Job[];
  readonly #recovered: () => Promise<void>;
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** What was due by then has been tried. */
  #began = 0;
  /** How many runs of each job have not ended. */
  readonly #runs = new Map<Job, number>();

  /** @param recovered resolves once the outbox is recovered, and rejects when that failed */
  constructor(jobs: readonly Job[], recovered: () => Promise<void>) {
    this.#jobs = jobs;
    this.#recovered = recovered;
  }

  /** Call synchronously at start, or the alarm that woke the worker is lost. */
  listen(): void {
    browser.alarms.onAlarm.addListener(({ name }) => {
      if (name === alarmName) attempt(() => this.run());
    });
    addEventListener("online", () => attempt(() => this.run()));
    attempt(clearOtherAlarms);
  }

  /** Does whatever is due, and sees to it that the worker wakes for what is not. Never rejects. */
  async run(): Promise<void> {
    this.#began = Date.now();
    const runs = new Map<string, Promise<void>>();
    for (const job of this.#jobs) runs.set(job.name, this.#runThenPlan(job, runs.get(job.after ?? "")));
    await Promise.all([this.#plan(), ...runs.values()]);
  }

  async #runThenPlan(job: Job, before?: Promise<void>): Promise<void> {
    const running = () => this.#runs.get(job) ?? 0;
    this.#runs.set(job, running() + 1);
    await this.runTask(job, before);
    this.#runs.set(job, running() - 1);
    // Something else may have become due, and the worker may not live to the end of the last one.
    await this.#plan();
  }

  /** One job by itself. */
  async runJob(name: string): Promise<void> {
    const job = this.#jobs.find((one) => one.name === name);
    if (job) await this.runTask(job);
  }

  /**
   * Something that an event asks for. Never rejects.
   * @param before what goes first
   */
  async runTask({ name, needsRecovery, run }: Task, before?: Promise<void>): Promise<void> {
    try {
      await before;
      if (needsRecovery) await this.#recovered();
      await run();
    } catch (error) {
      console.error(name, error);
    }
  }

  /** Sets the alarm and the timer by what is due by now. */
  readonly #plan = singleFlight(
    async () => {
      const { first, next } = await this.#due(this.#began);
      clearTimeout(this.#timer);
      const now = Date.now();
      // What was tried and not done waits for the connection or for a person, and so for the alarm: no busy loop.
      if (next - now <= timerMs)
        this.#timer = setTimeout(() => attempt(() => this.run()), Math.max(next - now, 0));
      await browser.alarms.create(alarmName, {
        delayInMinutes: Math.min(Math.max(first - now, soonestMs), longestMs) / minute,
        periodInMinutes: againMinutes,
      });
    },
    { trailing: true },
  );

  /** When something is due: at all, and of what was not due by a moment. */
  async #due(after: number): Promise<{ first: number; next: number }> {
    const times = await Promise.all(
      this.#jobs.map(async (job) => {
        // What becomes due for a job that has not ended is seen at its end: of a bulk, each text would ring otherwise.
        const isFree = job.isUrgent || !this.#runs.get(job);
        const first = await nextOf(job, 0);
        if (!isFree) return { first, next: Number.POSITIVE_INFINITY };
        return { first, next: first > after ? first : await nextOf(job, after) };
      }),
    );
    return {
      first: Math.min(...times.map(({ first }) => first)),
      next: Math.min(...times.map(({ next }) => next)),
    };
  }
}

async function nextOf({ name, nextAt }: Job, after: number): Promise<number> {
  try {
    return (await nextAt(after)) ?? Number.POSITIVE_INFINITY;
  } catch (error) {
    console.error(name, error);
    return Date.now() + minute;
  }
}

/** Those of earlier versions: an update may leave them behind. */
async function clearOtherAlarms(): Promise<void> {
  for (const { name } of await browser.alarms.getAll())
    if (name !== alarmName) await browser.alarms.clear(name);
}
