import type { Message } from "../../lib/domain/outbox/message.ts";
import type { Failpoint } from "../../lib/storage/failpoints.ts";
import { bound } from "../machine.ts";
import { type Audit, audit, type Stored } from "./books.ts";
import { type Chromium, damageDatabase } from "./chromium.ts";
import { Desk } from "./desk.ts";
import { pause, received, untilAllStands } from "./evening.ts";
import { Place } from "./place.ts";
import { afterwards, atBrowserStart, wayside } from "./points.ts";
import { type Random, randomFrom } from "./practice.ts";

export interface Options {
  /** Browsers killed by SIGKILL. A tenth as often the database is damaged as well, and a row made unreadable. */
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
  readonly #desk: Desk;
  readonly #points = new Map<Failpoint, number>();
  readonly #broken: Message[] = [];
  /** As they were before they were perhaps lost with the database: what is left of one names nobody. */
  readonly #seen = new Map<string, Message>();
  #chromium: Chromium | null = null;
  #sigkills = 0;
  #workerStops = 0;
  #damaged = 0;

  constructor(options: Options, place: Place) {
    this.#options = options;
    this.#place = place;
    this.#random = randomFrom(options.seed);
    this.#desk = new Desk(place, this.#random);
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
    let rounds = 0;
    const isOver = () =>
      this.#sigkills >= sigkills && this.#workerStops >= workerStops && this.#hasReceivedEnough();
    while (!signal?.aborted && !isOver()) {
      this.#spoil();
      const stopsDue = workerStops * (this.#sigkills / Math.max(1, sigkills));
      if (this.#sigkills >= sigkills || this.#workerStops < stopsDue)
        await this.#stopWorkerAt(await this.#nextPoint());
      else if (this.#random() < 0.5) await this.#killAt(await this.#nextPoint());
      else await this.#killAnywhere();
      await this.#look().catch(() => {});
      if (++rounds % 10 === 0) {
        log(
          `${this.#sigkills} kills, ${this.#damaged} damaged, ${this.#workerStops} stops, ` +
            `${this.#desk.courses.length} appointments, ${this.#place.gosms.messages.length} texts`,
        );
      }
    }
    return this.#finish();
  }

  #hasReceivedEnough(): boolean {
    const { least } = this.#options;
    if (!least) return true;
    const texts = received(this.#place.gosms);
    const scheduled = texts.filter(({ scheduledFor }) => scheduledFor !== null).length;
    return texts.length >= least.received && scheduled >= least.scheduled;
  }

  /** Now and then GoSMS misbehaves as well. */
  #spoil(): void {
    const dice = this.#random();
    if (dice < 0.06) this.#place.gosms.faults.add({ kind: "dropAfter" });
    else if (dice < 0.1) this.#place.gosms.faults.add({ kind: "502", accepted: true });
    else if (dice < 0.14) this.#place.gosms.faults.add({ kind: "429", retryAfter: 1 });
    else if (dice < 0.18) this.#place.gosms.faults.add({ kind: "401" });
  }

  #turn = 0;
  #laterTurn = 0;

  /** The next point in turn that work leads to: some seconds after a text, its receipt. */
  async #nextPoint(): Promise<Failpoint> {
    const ofReceipts = this.#turn % 5 === 4;
    if (ofReceipts) {
      const soon = Date.now() + 500;
      const { rows } = await this.#running.rows();
      if (rows.some(({ nextReceiptAt }) => nextReceiptAt !== null && nextReceiptAt < soon)) {
        this.#turn++;
        return afterwards[this.#laterTurn++ % afterwards.length] as Failpoint;
      }
    }
    return wayside[this.#turn++ % wayside.length] as Failpoint;
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
      await this.#comesTo("interruptedMarked", bound(1000));
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
    const working = this.#desk.work(this.#running, () => over);
    await this.#breathe();
    await pause(50 + this.#random() * 700);
    over = true;
    await this.#kill();
    await working;
  }

  /** Until some acts were carried through, for otherwise each would only be begun. */
  async #breathe(): Promise<void> {
    const enough = this.#desk.done + 4;
    const end = Date.now() + bound(1000);
    while (this.#desk.done < enough && Date.now() < end) await pause(20);
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
      await this.#comesTo(early, bound(2000));
      // Whether it came there or is still on its way: this one starts no more.
      await this.#sigkill();
      this.#chromium = await this.#place.launch();
      await this.#running.forget("failpoint");
      if (await this.#running.hasStopped()) await this.#running.stopWorker();
    }
    // With the database the credentials are gone, and a person enters them again. That may show at a later start only.
    if (this.#damaged > 0) await this.#place.signIn(this.#running);
    if (!damage && this.#broken.length < this.#sigkills / 10) await this.#breakRow();
    await this.#running.letGoOn();
  }

  async #breakRow(): Promise<void> {
    const row = await this.#running.breakRow(this.#random());
    if (row) this.#broken.push(row);
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
      await pause(20);
    }
    return false;
  }

  /** Work goes on until the worker stands still at the point. @returns false when it never came there */
  async #workUntil(point: Failpoint): Promise<boolean> {
    const chromium = this.#running;
    // Waiting for a moment lets a change come upon what waits already.
    this.#place.settings.sending.settleSeconds = point === "changeDecided" || this.#random() < 0.2 ? 1 : 0;
    await chromium.store({ settings: this.#place.settings });
    const end = Date.now() + bound(5000);
    let stopped = false;
    let ended = false;
    const working = this.#desk
      .work(chromium, () => stopped || Date.now() > end, point === "changeDecided")
      .then(() => {
        ended = true;
      });
    await this.#breathe();
    await chromium.stopAt(point);
    while (!stopped && !ended) {
      stopped = await chromium.hasStopped();
      if (!stopped) await Promise.race([working, pause(20)]);
    }
    // What was being reported to a worker that stands still ends when that is stopped.
    if (stopped) return true;
    await chromium.forget("failpoint");
    // It may have come there just now.
    return chromium.hasStopped();
  }

  /** Nobody kills anything any more; what waits goes out, and a person lets go on what is held. */
  async #finish(): Promise<Report> {
    this.#place.gosms.faults.clear();
    const chromium = this.#running;
    this.#place.settings.sending.settleSeconds = 0;
    this.#place.remind(true, this.#random() < 0.5);
    await chromium.store({ settings: this.#place.settings });
    await this.#desk.finish(chromium);
    await untilAllStands(chromium, this.#place.settings);
    return {
      ...audit(this.#desk.courses, await this.#stored(), received(this.#place.gosms), this.#place.settings),
      sigkills: this.#sigkills,
      workerStops: this.#workerStops,
      damaged: this.#damaged,
      points: this.#points,
    };
  }

  async #look(): Promise<void> {
    for (const row of (await this.#running.rows()).rows) if (row.phone !== "") this.#seen.set(row.id, row);
  }

  /** Whose it was, and what it said. */
  #named(row: Message): Message {
    const before = row.phone === "" && this.#seen.get(row.id);
    if (!before) return row;
    const { phone, text, appointment, history } = before;
    return { ...row, phone, text, appointment, history: [...history, ...row.history] };
  }

  async #stored(): Promise<Stored> {
    const { rows, unreadable } = await this.#running.rows();
    const aside = new Set(await this.#running.aside());
    return {
      rows: rows.map((row) => this.#named(row)),
      broken: this.#broken.map((row) => ({
        row,
        isShown: aside.has(row.id) || !unreadable.includes(row.id),
      })),
    };
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#chromium?.[Symbol.asyncDispose]().catch(() => {});
  }
}
