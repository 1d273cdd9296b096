import type { Message } from "../../lib/domain/outbox/message.ts";
import { hasUnread } from "../../lib/domain/thread/reply.ts";
import { BulkWindow } from "./bulk-window.ts";
import type { Chromium } from "./chromium.ts";
import { Patients, verdictOn } from "./patients.ts";
import type { Place } from "./place.ts";
import { type AnswerAct, Course, oneOf, type Random } from "./practice.ts";

/** The people of a practice at work: at the calendar, in the popup, in the settings. */

export class Desk {
  readonly courses: Course[] = [];
  /** How many acts were carried through. */
  done = 0;
  readonly #place: Place;
  readonly #random: Random;
  readonly #bulk: BulkWindow;
  readonly #patients: Patients;
  /** The settings that were stored last. */
  #remindersOff = false;

  constructor(place: Place, random: Random) {
    this.#place = place;
    this.#random = random;
    this.#bulk = new BulkWindow(this.#calendarId, random);
    this.#patients = new Patients(place.gosms, random);
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
    await this.#bulk.finish(chromium);
    for (let owed = this.#owed(); owed; owed = this.#owed()) await this.#tell(chromium, owed);
  }

  async #doSomething(chromium: Chromium, isChangeWanted: boolean): Promise<void> {
    if (this.#random() < 0.08) await chromium.letGoOn();
    this.#patients.answer();
    const dice = this.#random();
    if (dice < 0.06) return this.#readAnswer(chromium);
    if (dice < 0.09) return this.#changeSettings(chromium);
    const { begun } = this.#bulk;
    if (begun) return this.#bulk.carryOn(chromium, begun);
    const owed = this.#owed();
    if (owed) return this.#tell(chromium, owed);
    // The calendar's page takes its time to open; the bulk window need not wait for it.
    if (!isChangeWanted && dice > (chromium.isCalendarOpen ? 0.8 : 0.5))
      return this.#bulk.press(chromium, this.courses, this.#idle());
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
    const one = oneOf(this.#random, running);
    if (one && dice < 0.4) {
      if (dice < 0.04 && !one.isUnwanted) one.correctNumber();
      else one.change();
      return one;
    }
    // The page reports everything once more, as a page may.
    const again = oneOf(
      this.#random,
      idle.filter(({ last }) => last?.type === "change"),
    );
    if (again && dice < 0.48) {
      again.acknowledged = false;
      return again;
    }
    const course = new Course(this.courses.length, this.#random);
    this.courses.push(course);
    return course;
  }

  readonly #idle = (): Course[] => this.courses.filter(({ busy, acknowledged }) => !busy && acknowledged);

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
        const number = { calendarId, appointment, phone: last.phone };
        const given = await chromium.call<{ ok: boolean }>("patients.giveNumber", number);
        if (!given.ok) throw new Error(`a number that is refused: ${JSON.stringify(given)}`);
        await chromium.call("patients.changed", null);
        last.givenAt = Date.now();
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

  /** A person reads an answer in the popup. */
  async #readAnswer(chromium: Chromium): Promise<void> {
    const { rows } = await chromium.rows();
    const unread = rows.filter(hasUnread);
    const row = oneOf(this.#random, unread);
    const course = row && this.#idle().find(({ phones }) => phones.at(-1) === row.phone);
    const reply = row?.replies.find(({ verdict }) => verdict === null);
    if (!row || !course || !reply || course.isUnwanted) return;
    const verdict = verdictOn(reply.text);
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
}
