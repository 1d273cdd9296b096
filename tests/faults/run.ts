import type { Failpoint } from "../../lib/storage/failpoint.ts";
import { type Audit, audit, type Received } from "./books.ts";
import { type Chromium, damageDatabase } from "./chromium.ts";
import { Place } from "./place.ts";
import { Course, type Random, randomFrom } from "./practice.ts";

/** Points that every change or text passes, sooner or later. */
const wayside: readonly Failpoint[] = [
  "reportReceived",
  "changeDecided",
  "rowCommitted",
  "rowMirrored",
  "answering",
  "picked",
  "claimed",
  "slotTaken",
  "inTheAir",
  "answered",
  "stepCommitted",
  "stepMirrored",
  "outcomeStored",
  "receiptDue",
  "receiptAnswered",
  "receiptStored",
];
/** Points of the recovery: the browser or the worker has to start first. */
const atBrowserStart: readonly Failpoint[] = ["mirrorRead", "mirrorMerged"];
export const points: readonly Failpoint[] = [...wayside, ...atBrowserStart, "interruptedMarked"];

export interface Options {
  /** Browsers killed by SIGKILL. A tenth as often the database is damaged as well. */
  sigkills: number;
  /** Workers stopped, at the named points in turn. */
  workerStops: number;
  seed: number;
  /** Workers are stopped on until so many came of it: a slow machine sends less between two kills. */
  least?: { received: number; scheduled: number };
  /** Ends the run early. */
  signal?: AbortSignal;
  log?: (line: string) => void;
}

export interface Report extends Audit {
  sigkills: number;
  workerStops: number;
  damaged: number;
  /** How often the worker or the browser was stopped at each named point. */
  points: Map<Failpoint, number>;
}

/** Plays a practice's day on a browser that is killed again and again, and compares the books. */
export async function runFaults(options: Options): Promise<Report> {
  await using place = await Place.open();
  await using run = new FaultRun(options, place);
  return await run.play();
}

class FaultRun implements AsyncDisposable {
  readonly #options: Options;
  readonly #place: Place;
  readonly #random: Random;
  readonly #courses: Course[] = [];
  readonly #points = new Map<Failpoint, number>();
  #chromium: Chromium | null = null;
  #sigkills = 0;
  #workerStops = 0;
  #damaged = 0;

  constructor(options: Options, place: Place) {
    this.#options = options;
    this.#place = place;
    this.#random = randomFrom(options.seed);
  }

  get #running(): Chromium {
    if (!this.#chromium) throw new Error("the browser is not running");
    return this.#chromium;
  }

  async play(): Promise<Report> {
    const { sigkills, workerStops, signal, log = () => {} } = this.#options;
    // Long enough for a kill to come in between.
    this.#place.gosms.faults.add({ kind: "latency", ms: 40, path: "any", times: "always" });
    this.#chromium = await this.#place.setUp();
    let next = 0;
    const isOver = () =>
      this.#sigkills >= sigkills && this.#workerStops >= workerStops && this.#hasReceivedEnough();
    while (!signal?.aborted && !isOver()) {
      this.#spoil();
      const point = wayside[next++ % wayside.length] as Failpoint;
      const stopsDue = workerStops * (this.#sigkills / Math.max(1, sigkills));
      if (this.#sigkills >= sigkills || this.#workerStops < stopsDue) await this.#stopWorkerAt(point);
      else if (this.#random() < 0.5) await this.#killAt(point);
      else await this.#killAnywhere();
      if (next % 10 === 0) {
        log(
          `${this.#sigkills} kills, ${this.#damaged} damaged, ${this.#workerStops} stops, ` +
            `${this.#courses.length} appointments, ${this.#place.gosms.messages.length} texts`,
        );
      }
    }
    return this.#finish();
  }

  #received(): Received[] {
    return this.#place.gosms.messages
      .filter(({ deletedAt }) => deletedAt === null)
      .flatMap(({ recipients, text, scheduled }) =>
        recipients.map((phone) => ({ phone, text, isScheduled: scheduled !== null })),
      );
  }

  #hasReceivedEnough(): boolean {
    const { least } = this.#options;
    if (!least) return true;
    const received = this.#received();
    const scheduled = received.filter(({ isScheduled }) => isScheduled).length;
    return received.length >= least.received && scheduled >= least.scheduled;
  }

  /** Now and then GoSMS misbehaves as well. */
  #spoil(): void {
    const dice = this.#random();
    if (dice < 0.06) this.#place.gosms.faults.add({ kind: "dropAfter" });
    else if (dice < 0.1) this.#place.gosms.faults.add({ kind: "502", accepted: true });
    else if (dice < 0.14) this.#place.gosms.faults.add({ kind: "429", retryAfter: 1 });
    else if (dice < 0.18) this.#place.gosms.faults.add({ kind: "401" });
  }

  /** The worker stops dead at the point, and a new one starts with the next message. */
  async #stopWorkerAt(point: Failpoint): Promise<void> {
    if (!(await this.#workUntil(point))) return;
    this.#count(point);
    const chromium = this.#running;
    // Every few times the next worker dies as well, while it recovers.
    const again = point === "inTheAir" || point === "claimed";
    if (again) await chromium.stopAt("interruptedMarked");
    await chromium.stopWorker();
    this.#workerStops++;
    if (again) {
      void chromium.call("sites.list", null).catch(() => {});
      await this.#comesTo("interruptedMarked", 1000);
      await chromium.forget("failpoint");
      await chromium.stopWorker();
      this.#workerStops++;
    }
    await chromium.forget("failpoint");
  }

  async #killAt(point: Failpoint): Promise<void> {
    if (await this.#workUntil(point)) this.#count(point);
    await this.#kill();
  }

  async #killAnywhere(): Promise<void> {
    let over = false;
    const working = this.#work(() => over);
    await new Promise((resolve) => setTimeout(resolve, 50 + this.#random() * 700));
    over = true;
    await this.#kill();
    await working;
  }

  async #kill(): Promise<void> {
    const chromium = this.#running;
    // Sometimes the next start is not allowed to finish its recovery either.
    const early = this.#random() < 0.15 ? atBrowserStart[Math.floor(this.#random() * 2)] : undefined;
    if (early) await chromium.stopAt(early).catch(() => {});
    await this.#sigkill();
    const damage = this.#random() < 0.1 || this.#damaged < Math.floor(this.#sigkills / 10);
    if (damage && (await damageDatabase(this.#place.profile, this.#random))) this.#damaged++;
    this.#chromium = await this.#place.launch();
    if (early) {
      await this.#comesTo(early, 4000);
      // Whether it came there or is still on its way: this one starts no more.
      await this.#sigkill();
      this.#chromium = await this.#place.launch();
      await this.#running.forget("failpoint");
      if (await this.#running.hasStopped()) await this.#running.stopWorker();
    }
    // With the database the credentials are gone, and a person enters them again.
    if (damage) await this.#place.signIn(this.#running);
    await this.#running.letGoOn();
  }

  async #sigkill(): Promise<void> {
    const chromium = this.#running;
    this.#chromium = null;
    await chromium.kill();
    this.#sigkills++;
  }

  #count(point: Failpoint): void {
    this.#points.set(point, (this.#points.get(point) ?? 0) + 1);
  }

  async #comesTo(point: Failpoint, withinMs: number): Promise<boolean> {
    const end = Date.now() + withinMs;
    while (Date.now() < end) {
      if (await this.#running.hasStopped()) {
        this.#count(point);
        return true;
      }
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    return false;
  }

  /** Work goes on until the worker stands still at the point. @returns false when it never came there */
  async #workUntil(point: Failpoint): Promise<boolean> {
    const chromium = this.#running;
    // Waiting for a moment lets a change come upon what waits already.
    const settleSeconds = point === "changeDecided" || this.#random() < 0.2 ? 1 : 0;
    await chromium.store({
      settings: { ...this.#place.settings, sending: { ...this.#place.settings.sending, settleSeconds } },
    });
    await chromium.stopAt(point);
    const end = Date.now() + 6000;
    let stopped = false;
    let ended = false;
    const working = this.#work(() => stopped || Date.now() > end).then(() => {
      ended = true;
    });
    while (!stopped && !ended) {
      stopped = await chromium.hasStopped();
      if (!stopped) await Promise.race([working, new Promise((resolve) => setTimeout(resolve, 20))]);
    }
    // What was being reported to a worker that stands still ends when that is stopped.
    if (stopped) return true;
    await chromium.forget("failpoint");
    // It may have come there just now.
    return chromium.hasStopped();
  }

  /** A receptionist at work in three windows, who lets go on what is held for being too much at once. */
  async #work(over: () => boolean): Promise<void> {
    const chromium = this.#running;
    const lane = async () => {
      while (!over()) {
        await new Promise((resolve) => setTimeout(resolve, this.#random() * 60));
        if (this.#random() < 0.1) await chromium.letGoOn().catch(() => {});
        const course = this.#owed() ?? this.#something();
        course.busy = true;
        try {
          course.acknowledged ||= await this.#tell(chromium, course);
        } catch {
          // Killed in the middle: it will be reported once more.
        } finally {
          course.busy = false;
        }
      }
    };
    await Promise.all([lane(), lane(), lane()]);
  }

  /** What the extension has not acknowledged yet. */
  #owed(): Course | undefined {
    return this.#courses.find(({ busy, acknowledged }) => !busy && !acknowledged);
  }

  #something(): Course {
    const idle = this.#courses.filter(({ busy }) => !busy);
    const dice = this.#random();
    const running = idle.filter(({ isOver }) => !isOver);
    const one = running[Math.floor(this.#random() * running.length)];
    if (one && dice < 0.4) {
      one.goOn();
      return one;
    }
    // The page reports everything once more, as a page may.
    if (idle.length > 0 && dice < 0.5) {
      const again = idle[Math.floor(this.#random() * idle.length)] as Course;
      again.acknowledged = false;
      return again;
    }
    const plot = dice > 0.96 ? "jointReminder" : dice > 0.9 ? "reminder" : "changes";
    const course = new Course(this.#courses.length, plot, this.#random);
    this.#courses.push(course);
    return course;
  }

  async #tell(chromium: Chromium, course: Course): Promise<boolean> {
    if (!course.reminder) return chromium.report(course.last);
    const { together, last } = course;
    const text = course.reminderText(this.#place.settings);
    const items = [{ appointment: last.appointment, together, kind: "reminder", text }];
    await chromium.call("bulk.send", { calendarId: new URL(this.#place.calendar).origin, items });
    return true;
  }

  /** Nobody kills anything any more; what waits goes out, and a person lets go on what is held. */
  async #finish(): Promise<Report> {
    this.#place.gosms.faults.clear();
    const chromium = this.#running;
    await chromium.store({ settings: this.#place.settings });
    for (let owed = this.#owed(); owed; owed = this.#owed())
      owed.acknowledged = await this.#tell(chromium, owed);
    const end = Date.now() + 120_000;
    for (;;) {
      const rows = await chromium.rows();
      const waiting = rows.filter(
        ({ state, notBefore }) =>
          ["queued", "held", "sending", "withdrawing"].includes(state) ||
          (state === "planned" && notBefore <= Date.now()),
      );
      if (waiting.length === 0) break;
      if (Date.now() > end) {
        const [first] = waiting;
        throw new Error(`${waiting.length} texts wait for ever, such as ${JSON.stringify(first)}`);
      }
      await chromium.letGoOn();
      await new Promise((resolve) => setTimeout(resolve, 300));
    }
    return {
      ...audit(this.#courses, await chromium.rows(), this.#received(), this.#place.settings),
      sigkills: this.#sigkills,
      workerStops: this.#workerStops,
      damaged: this.#damaged,
      points: this.#points,
    };
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#chromium?.[Symbol.asyncDispose]().catch(() => {});
  }
}
