import type { Chromium } from "./chromium.ts";
import { type BulkAct, Course, oneOf, type Random } from "./practice.ts";

/** The people of a practice at the bulk window. */

/** One press of "Odeslat", or of "Zastavit" after it. */
interface Press {
  courses: Course[];
  batch: string | null;
  isStopping: boolean;
}

/** Because of these a text that is sent once more is the one that was taken before. */
const already = new Set(["alreadySent", "alreadyWaiting", "outcomeUnknown"]);
/** These a person is asked about, and sends it all the same. */
const doubts = new Set(["alreadyKnows", "believesCancelled", "declined"]);

/** @param code why it was refused */
export function outcomeBy(code: string | undefined): BulkAct["outcome"] {
  // Of a reminder that stands at GoSMS the patient hears nothing before its time.
  if (code === "alreadyPlanned") return "planned";
  return code !== undefined && already.has(code) ? "already" : "refused";
}

interface Sent {
  batch: string;
  queued: string[];
  refused: { appointmentId: string; reason: { code: string } }[];
}

export class BulkWindow {
  readonly #calendarId: string;
  readonly #random: Random;
  readonly #presses = new Set<Press>();

  constructor(calendarId: string, random: Random) {
    this.#calendarId = calendarId;
    this.#random = random;
  }

  /** One that was begun, and nobody carries on. */
  get begun(): Press | undefined {
    return [...this.#presses].find(({ courses }) => courses.every(({ busy }) => !busy));
  }

  /** Everything that was begun is carried through. */
  async finish(chromium: Chromium): Promise<void> {
    for (const press of this.#presses) await this.carryOn(chromium, press);
  }

  /**
   * Some texts of one kind, one of them perhaps about two appointments, and perhaps "Zastavit".
   * @param all gets the courses that are begun here
   */
  async press(chromium: Chromium, all: Course[], free: readonly Course[]): Promise<void> {
    const idle = free.filter((one) => !one.isOver && !one.isUnwanted);
    const kind = oneOf(this.#random, [
      "reminder",
      "reminder",
      "confirmation",
      "cancellation",
      "cancellation",
    ] as const);
    const count = 1 + Math.floor(this.#random() * 5);
    for (let made = Math.floor(this.#random() * 3); made > 0; made--) {
      const course = new Course(all.length, this.#random, false);
      all.push(course);
      idle.push(course);
    }
    const courses = idle
      .map((course) => ({ course, at: this.#random() }))
      .sort((a, b) => a.at - b.at)
      .slice(0, count)
      .map(({ course }) => course);
    if (courses.length === 0) return;
    for (const course of courses) course.send(kind ?? "reminder", this.#random() < 0.3);
    const press: Press = { courses, batch: null, isStopping: this.#random() < 0.3 };
    this.#presses.add(press);
    await this.carryOn(chromium, press);
  }

  async carryOn(chromium: Chromium, press: Press): Promise<void> {
    const { courses } = press;
    for (const course of courses) course.busy = true;
    try {
      if (press.batch === null) press.batch = await this.#send(chromium, courses);
      if (press.isStopping) await this.#stop(chromium, press.batch, courses);
      for (const course of courses) course.acknowledged = true;
      this.#presses.delete(press);
    } finally {
      for (const course of courses) course.busy = false;
    }
  }

  async #send(chromium: Chromium, courses: readonly Course[], despite?: string): Promise<string> {
    const acts = courses.map((course) => course.last as BulkAct);
    const items = acts.map(({ about: [appointment, ...together], kind, text }) => ({
      ...{ appointment, together, kind, text },
      ...(despite === undefined ? {} : { despite }),
    }));
    const answer = await chromium.call<Sent>("bulk.send", { calendarId: this.#calendarId, items });
    const doubted = new Map<string, Course[]>();
    for (const [at, act] of acts.entries()) {
      const ids = act.about.map(({ id }) => id);
      const codes = answer.refused.flatMap(({ appointmentId, reason }) =>
        ids.includes(appointmentId) ? reason.code : [],
      );
      const [own] = codes.filter((code) => code !== "bundleChanged");
      if (codes.length === 0) Object.assign(act, { outcome: "queued", batch: answer.batch });
      else act.outcome = outcomeBy(own);
      const course = courses[at];
      if (own && course && doubts.has(own) && own !== despite && this.#random() < 0.6)
        doubted.set(own, [...(doubted.get(own) ?? []), course]);
    }
    // A person is asked once, and goes on.
    let { batch } = answer;
    for (const [code, some] of doubted) batch = await this.#send(chromium, some, code);
    return batch;
  }

  async #stop(chromium: Chromium, batch: string, courses: readonly Course[]): Promise<void> {
    await new Promise((resolve) => setTimeout(resolve, this.#random() * 300));
    // Whoever dies before the answer comes has perhaps stopped it all the same.
    for (const { last } of courses)
      if (last?.type === "bulk" && last.batch === batch) last.isStopBegun = true;
    await chromium.call("bulk.stop", { batch });
    const { rows } = await chromium.rows();
    const at = Date.now();
    const stopped = new Set(rows.filter((row) => row.batch === batch).map(({ text }) => text));
    for (const course of courses) {
      const { last } = course;
      if (last?.type === "bulk" && stopped.has(last.text)) last.stoppedAt ??= at;
    }
  }
}
