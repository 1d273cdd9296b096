import { bound } from "../machine.ts";
import { type Audit, audit } from "./books.ts";
import { outcomeBy } from "./bulk-window.ts";
import { pause, received, untilAllStands } from "./evening.ts";
import { isSentFromHere, onTheWayMs, sentOutOfReach } from "./out-of-reach.ts";
import { wayside } from "./points.ts";
import { type BulkAct, Course, oneOf, type Random, randomFrom } from "./practice.ts";
import { openRegistry, type Registry } from "./registries.ts";
import { practiceName, Workstation } from "./workstation.ts";

/**
 * Several computers of one practice send the same day at once, while browsers, workers and etcd are killed and lines are
 * cut. Afterwards the books are compared as for one computer, and nothing may have left while nobody could be asked.
 */

/** A text that another one may have sent is waited for by the others for two minutes. */
const takenOverMs = bound(240_000);

export interface WorkstationOptions {
  computers: number;
  /** 1 server, or 3 nodes. */
  nodes: 1 | 3;
  /** Texts, each of them pressed on all computers. */
  keys: number;
  /** How often etcd is killed, or its nodes are cut off. */
  etcdKills: number;
  browserKills: number;
  /** Whether one of them stays away so long that another takes over what it has begun. */
  isOneAway: boolean;
  seed: number;
  signal?: AbortSignal;
  log?: (line: string) => void;
}

export interface WorkstationReport extends Audit {
  keys: number;
  browserKills: number;
  workerStops: number;
  /** Lines cut, stalled, and cut at a request or its answer. */
  lines: Record<string, number>;
  etcd: Record<string, number>;
  /** Rows that ended because another computer sent. */
  elsewhere: number;
  /** Texts that left while nobody could be asked. */
  outOfReach: string[];
  /** For how long that was, and was looked at. */
  outOfReachSeconds: number;
  seconds: number;
}

export async function runWorkstations(options: WorkstationOptions): Promise<WorkstationReport> {
  await using registry = await openRegistry(options.nodes, practiceName);
  await using stack = new AsyncDisposableStack();
  const first = stack.use(await Workstation.open(0, registry.urls));
  const computers = [first];
  while (computers.length < options.computers)
    computers.push(stack.use(await Workstation.open(computers.length, registry.urls, first.place)));
  return await new WorkstationRun(options, registry, computers).play();
}

class WorkstationRun {
  readonly #options: WorkstationOptions;
  readonly #registry: Registry;
  readonly #computers: readonly Workstation[];
  readonly #random: Random;
  readonly #courses: Course[] = [];
  readonly #pressing = new Set<Promise<void>>();
  readonly #lines: Record<string, number> = {};
  #browserKills = 0;
  #workerStops = 0;
  #sufferings = 0;

  constructor(options: WorkstationOptions, registry: Registry, computers: readonly Workstation[]) {
    this.#options = options;
    this.#registry = registry;
    this.#computers = computers;
    this.#random = randomFrom(options.seed);
  }

  get #gosms() {
    return (this.#computers[0] as Workstation).place.gosms;
  }

  async play(): Promise<WorkstationReport> {
    const { keys, etcdKills, browserKills, isOneAway, signal, log = () => {} } = this.#options;
    const began = performance.now();
    // Long enough for something to come in between.
    this.#gosms.faults.add({ kind: "latency", ms: 40, path: "any", times: "always" });
    // As many workers are stopped as browsers are killed.
    const rounds = Math.max(2 * browserKills, etcdKills, 1);
    for (let round = 1; round <= rounds && !signal?.aborted; round++) {
      this.#press(Math.floor((keys * round) / rounds) - this.#courses.length);
      const some = [this.#hurtBrowser(this.#browserKills * rounds < browserKills * round)];
      if (this.#sufferings * rounds < etcdKills * round) {
        this.#sufferings++;
        some.push(this.#registry.suffer(this.#random));
      } else if (this.#random() < 0.5) some.push(this.#hurtLine());
      await Promise.all(some);
      await this.#breathe();
      if (round % 5 === 0)
        log(
          `${round} of ${rounds}: ${this.#browserKills} browsers, ${this.#workerStops} workers, ` +
            `${this.#sufferings} times etcd, ${this.#courses.length} texts, ${this.#gosms.messages.length} received`,
        );
    }
    if (isOneAway && !signal?.aborted) await this.#leaveOneAway(log);
    return this.#finish(began);
  }

  /** On all computers at once, each as often as it takes. */
  #press(count: number): void {
    const courses: Course[] = [];
    for (let made = 0; made < count; made++) {
      const course = new Course(this.#courses.length, this.#random, false);
      const kind = oneOf(this.#random, ["reminder", "reminder", "confirmation", "cancellation"] as const);
      course.send(kind ?? "reminder", this.#random() < 0.1);
      this.#courses.push(course);
      courses.push(course);
    }
    if (courses.length === 0) return;
    const pressing = Promise.all(this.#computers.map((one) => this.#pressOn(one, courses)))
      .then(() => {
        for (const course of courses) course.acknowledged = true;
      })
      .finally(() => this.#pressing.delete(pressing));
    this.#pressing.add(pressing);
  }

  async #pressOn(computer: Workstation, courses: readonly Course[]): Promise<void> {
    const acts = courses.map(({ last }) => last as BulkAct);
    const items = acts.map(({ about: [appointment, ...together], kind, text }) => ({
      ...{ appointment, together, kind, text },
    }));
    const calendarId = new URL(computer.place.calendar).origin;
    for (const end = performance.now() + bound(300_000); performance.now() < end; await pause(50)) {
      try {
        const chromium = await computer.browser();
        const { refused } = await chromium.call<{
          refused: { appointmentId: string; reason: { code: string } }[];
        }>("bulk.send", { calendarId, items });
        for (const act of acts) {
          const ids = act.about.map(({ id }) => id);
          const [no] = refused.filter(({ appointmentId }) => ids.includes(appointmentId));
          if (!no) act.outcome = "queued";
          else if (act.outcome === "open") act.outcome = outcomeBy(no.reason.code);
        }
        return;
      } catch {
        // Killed in the middle: they are pressed once more.
      }
    }
    throw new Error(`${computer.name} takes nothing any more`);
  }

  #any(): Workstation {
    return oneOf(this.#random, this.#computers) as Workstation;
  }

  /** Its browser is killed, or its worker is stopped: anywhere, at an instruction, or at a request to etcd. */
  async #hurtBrowser(isKill: boolean): Promise<void> {
    const computer = this.#any();
    const dice = this.#random();
    if (dice < 0.4) await this.#atPoint(computer);
    else if (dice < 0.7) await this.#atRequest(computer);
    else await pause(50 + this.#random() * 700);
    if (isKill) {
      await computer.kill();
      this.#browserKills++;
      computer.line("whole");
      await computer.start();
    } else {
      await (await computer.browser()).stopWorker();
      this.#workerStops++;
      computer.line("whole");
    }
    await this.#goOn(computer);
  }

  /** Nobody stops it any more. */
  async #goOn(computer: Workstation): Promise<void> {
    const chromium = await computer.browser();
    await chromium.forget("failpoint");
    // It may have come there just now.
    await pause(100);
    if (await chromium.hasStopped()) await chromium.stopWorker();
    await chromium.forget("stoppedAt");
    await computer.letGoOn();
  }

  async #atPoint(computer: Workstation): Promise<void> {
    const chromium = await computer.browser();
    await chromium.stopAt(oneOf(this.#random, wayside) ?? "claimed");
    for (const end = performance.now() + bound(1500); performance.now() < end; await pause(20))
      if (await chromium.hasStopped()) return;
  }

  async #atRequest(computer: Workstation): Promise<void> {
    const loses = this.#random() < 0.5 ? "request" : "answer";
    const came = await computer.breakLineAt(1 + Math.floor(this.#random() * 30), loses);
    if (came) this.#count(`killed at a lost ${loses}`);
  }

  #count(what: string): void {
    this.#lines[what] = (this.#lines[what] ?? 0) + 1;
  }

  /** Only the line suffers. */
  async #hurtLine(): Promise<void> {
    const computer = this.#any();
    const ms = this.#random() < 0.25 ? onTheWayMs + 1000 + this.#random() * 3000 : this.#random() * 1500;
    const dice = this.#random();
    if (dice < 0.6) {
      const loses = dice < 0.3 ? "request" : "answer";
      if (await computer.breakLineAt(1 + Math.floor(this.#random() * 30), loses))
        this.#count(`lost ${loses}`);
    } else {
      const how = dice < 0.8 ? "cut" : "stalled";
      this.#count(how);
      computer.line(how);
    }
    await pause(ms);
    computer.line("whole");
    await computer.letGoOn();
  }

  /** So that each trouble finds something under way, and what waits does not pile up. */
  async #breathe(): Promise<void> {
    const before = this.#gosms.messages.length;
    await Promise.all(this.#computers.map((one) => one.letGoOn()));
    for (const end = performance.now() + bound(3000); performance.now() < end; await pause(30)) {
      const count = this.#gosms.messages.length;
      if (count >= before + 8 && this.#courses.length - count < 80) return;
      if (count >= this.#courses.length) return;
    }
  }

  /** One dies with texts in its hand, and comes back when the others are through with them. */
  async #leaveOneAway(log: (line: string) => void): Promise<void> {
    log("one stays away");
    const [away, ...others] = this.#computers as [Workstation, ...Workstation[]];
    this.#press(40);
    await (await away.browser()).stopAt("inTheAir");
    await this.#breathe();
    await away.kill();
    this.#browserKills++;
    await Promise.all(
      others.map(async (one) => untilAllStands(await one.browser(), one.place.settings, takenOverMs)),
    );
    await away.start();
    await this.#goOn(away);
  }

  async #finish(began: number): Promise<WorkstationReport> {
    this.#gosms.faults.clear();
    await Promise.all(this.#pressing);
    await Promise.all(
      this.#computers.map(async (one) => untilAllStands(await one.browser(), one.place.settings)),
    );
    const rowsOf = await Promise.all(this.#computers.map((one) => one.rows()));
    const texts = received(this.#gosms);
    const found = audit(this.#courses, { rows: rowsOf.flat(), broken: [] }, texts, this.#settings);
    const all = rowsOf.map((rows, at) => ({
      rows: rows.filter(isSentFromHere),
      outages: [...this.#registry.outages, ...(this.#computers[at]?.outages ?? [])],
    }));
    const outOfReach = sentOutOfReach(all, texts);
    return {
      ...found,
      keys: this.#courses.length,
      browserKills: this.#browserKills,
      workerStops: this.#workerStops,
      lines: this.#lines,
      etcd: this.#registry.happened,
      elsewhere: rowsOf.flat().filter(({ reason }) => reason?.code.endsWith("Elsewhere")).length,
      outOfReach: outOfReach.texts,
      outOfReachSeconds: Math.round(outOfReach.ms / 1000),
      seconds: Math.round((performance.now() - began) / 1000),
    };
  }

  get #settings() {
    return (this.#computers[0] as Workstation).place.settings;
  }
}
