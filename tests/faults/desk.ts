import type { Message } from "../../lib/domain/outbox/message.ts";
import { hasUnread, type ReplyVerdict } from "../../lib/domain/thread/reply.ts";
import type { Chromium } from "./chromium.ts";
import type { Place } from "./place.ts";
import { type AnswerAct, type BulkAct, Course, type Random } from "./practice.ts";

/** The people of a practice at work: at the calendar, in the bulk window, in the popup, in the settings. */

/** One press of "Odeslat", or of "Zastavit" after it. */
interface Press {
  courses: Course[];
  batch: string | null;
  isStopping: boolean;
}

/** What patients answer, and what a person makes of it. */
const answers: readonly [text: string, verdict: ReplyVerdict][] = [
  ["Ano, dekuji", "confirms"],
  ["Nepřijdu", "declines"],
  ["Nepřijdu, omlouvam se", "declines"],
  ["STOP", "optsOut"],
  ["To je omyl, nejsem pacient", "wrongNumber"],
];
/** GoSMS tells when an answer came by the second: within the one in which a text left it would seem to be older. */
const replyAfterMs = 1200;

/** Because of these a text that is sent once more is the one that was taken before. */
const already = new Set(["alreadySent", "alreadyWaiting", "alreadyPlanned", "outcomeUnknown"]);
/** These a person is asked about, and sends it all the same. */
const doubts = new Set(["alreadyKnows", "believesCancelled", "declined"]);

interface Sent {
  batch: string;
  queued: string[];
  refused: { appointmentId: string; reason: { code: string } }[];
}

export class Desk {
  readonly courses: Course[] = [];
  /** How many acts were carried through. */
  done = 0;
  readonly #place: Place;
  readonly #random: Random;
  readonly #presses = new Set<Press>();
  /** Messages at GoSMS whose patients have had the time to answer. */
  #answered = 0;
  /** The settings that were stored last. */
  #remindersOff = false;

  constructor(place: Place, random: Random) {
    this.#place = place;
    this.#random = random;
  }

  /** Three people work until it is over. What they are told of a worker that is killed, they do once more. */
  async work(chromium: Chromium, over: () => boolean, isChangeWanted = false): Promise<void> {
    const lane = async () => {
      while (!over()) {
        await new Promise((resolve) => setTimeout(resolve, this.#random() * 40));
        try {
          await this.#doSomething(chromium, isChangeWanted);
          this.done++;
        } catch {
          // Killed in the middle.
        }
      }
    };
    await Promise.all([chromium.openCalendar().catch(() => {}), lane(), lane(), lane()]);
  }

  /** Everything that was begun is carried through. */
  async finish(chromium: Chromium): Promise<void> {
    for (const press of this.#presses) await this.#carryOn(chromium, press);
    for (let owed = this.#owed(); owed; owed = this.#owed()) await this.#tell(chromium, owed);
  }

  async #doSomething(chromium: Chromium, isChangeWanted: boolean): Promise<void> {
    if (this.#random() < 0.08) await chromium.letGoOn();
    this.#reply();
    const dice = this.#random();
    if (dice < 0.06) return this.#readAnswer(chromium);
    if (dice < 0.09) return this.#changeSettings(chromium);
    const begun = [...this.#presses].find(({ courses }) => courses.every(({ busy }) => !busy));
    if (begun) return this.#carryOn(chromium, begun);
    const owed = this.#owed();
    if (owed) return this.#tell(chromium, owed);
    // The calendar's page takes its time to open; the bulk window need not wait for it.
    if (!isChangeWanted && dice > (chromium.isCalendarOpen ? 0.8 : 0.5)) return this.#press(chromium);
    return this.#tell(chromium, this.#something());
  }

  /** What the extension has not acknowledged yet. */
  #owed(): Course | undefined {
    return this.courses.find(
      ({ busy, acknowledged, last }) => !busy && !acknowledged && last?.type !== "bulk",
    );
  }

  /** Something happens in the calendar. */
  #something(): Course {
    const idle = this.#idle();
    const dice = this.#random();
    const running = idle.filter(({ isOver, isReported }) => isReported && !isOver);
    const one = this.#oneOf(running);
    if (one && dice < 0.4) {
      if (dice < 0.04 && !one.isUnwanted) one.correctNumber();
      else one.change();
      return one;
    }
    // The page reports everything once more, as a page may.
    const again = this.#oneOf(idle.filter(({ last }) => last?.type === "change"));
    if (again && dice < 0.48) {
      again.acknowledged = false;
      return again;
    }
    const course = new Course(this.courses.length, this.#random);
    this.courses.push(course);
    return course;
  }

  readonly #idle = (): Course[] => this.courses.filter(({ busy, acknowledged }) => !busy && acknowledged);

  #oneOf<T>(all: readonly T[]): T | undefined {
    return all[Math.floor(this.#random() * all.length)];
  }

  /** Tells the extension the last act of a course, which may be told already. */
  async #tell(chromium: Chromium, course: Course): Promise<void> {
    const { last } = course;
    if (!last || last.type === "bulk") return;
    course.busy = true;
    try {
      if (last.type === "change") {
        if (this.#remindersOff) last.isWithoutReminders = true;
        course.acknowledged = await chromium.report(last.change);
        if (this.#remindersOff) last.isWithoutReminders = true;
      } else if (last.type === "number") {
        const { appointment } = course;
        const calendarId = this.#calendarId;
        if (!course.phones.includes(last.phone)) course.phones.push(last.phone);
        await chromium.call("patients.giveNumber", { calendarId, appointment, phone: last.phone });
        await chromium.call("patients.changed", null);
        course.acknowledged = true;
      } else {
        await this.#tellAnswer(chromium, last);
        course.acknowledged = true;
      }
    } finally {
      course.busy = false;
    }
  }

  get #calendarId(): string {
    return new URL(this.#place.calendar).origin;
  }

  /** Some patients answer what they got. */
  #reply(): void {
    const { messages } = this.#place.gosms;
    const due = Date.now() - replyAfterMs;
    for (; this.#answered < messages.length; this.#answered++) {
      const message = messages[this.#answered];
      if (!message || Date.parse(message.acceptedAt) > due) return;
      const [phone] = message.recipients;
      if (!phone || message.scheduled !== null || message.deletedAt !== null || this.#random() > 0.2)
        continue;
      const [text] = this.#oneOf(answers) ?? ["Ano"];
      this.#place.gosms.reply(phone, text, message.id);
    }
  }

  /** A person reads an answer in the popup. */
  async #readAnswer(chromium: Chromium): Promise<void> {
    const { rows } = await chromium.rows();
    const unread = rows.filter(hasUnread);
    const row = this.#oneOf(unread);
    const course = row && this.#idle().find(({ phones }) => phones.at(-1) === row.phone);
    const reply = row?.replies.find(({ verdict }) => verdict === null);
    if (!row || !course || !reply || course.isUnwanted) return;
    const verdict = answers.find(([text]) => text === reply.text)?.[1] ?? "read";
    course.add({
      type: "answer",
      verdict,
      row: row.id,
      reply: reply.id,
      kind: row.kind,
      start: row.appointment.start,
      isLate: rows.some(
        (one) => course.phones.includes(one.phone) && one.createdAt > row.createdAt && one.origin !== "plan",
      ),
      isGone: false,
      readAt: null,
    });
    await this.#tell(chromium, course);
  }

  async #tellAnswer(chromium: Chromium, act: AnswerAct): Promise<void> {
    const { rows } = await chromium.rows();
    const row: Message | undefined = rows.find(({ id }) => id === act.row);
    const reply = row?.replies.find(({ id }) => id === act.reply);
    if (!reply) {
      act.isGone = true;
      return;
    }
    const { row: id, reply: replyId, verdict } = act;
    await chromium.call("outbox.replyRead", { id, replyId, verdict });
    act.readAt = Date.now();
  }

  /** Reminders are switched off or on, or leave at other times. */
  async #changeSettings(chromium: Chromium): Promise<void> {
    const { settings } = this.#place;
    const isOff = this.#random() < 0.25;
    // Told in between, a change may be without its reminders.
    this.#remindersOff = true;
    for (const { busy, last } of this.courses)
      if (busy && last?.type === "change") last.isWithoutReminders = true;
    this.#place.remind(!isOff, this.#random() < 0.5);
    await chromium.store({ settings });
    this.#remindersOff = isOff;
  }

  /** The bulk window: some texts of one kind, one of them perhaps about two appointments, and perhaps "Zastavit". */
  async #press(chromium: Chromium): Promise<void> {
    const idle = this.#idle().filter((one) => !one.isOver && !one.isUnwanted);
    const kind = this.#oneOf([
      "reminder",
      "reminder",
      "confirmation",
      "cancellation",
      "cancellation",
    ] as const);
    const count = 1 + Math.floor(this.#random() * 5);
    for (let made = Math.floor(this.#random() * 3); made > 0; made--) {
      const course = new Course(this.courses.length, this.#random, false);
      this.courses.push(course);
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
    await this.#carryOn(chromium, press);
  }

  async #carryOn(chromium: Chromium, press: Press): Promise<void> {
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
      else act.outcome = own && already.has(own) ? "already" : "refused";
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
