import type { Message } from "../../lib/domain/outbox/message.ts";
import { isUnproven, isWaiting, needsPerson } from "../../lib/domain/outbox/predicates.ts";
import { type Settings, timeZoneOf } from "../../lib/domain/settings.ts";
import { reminderTimes } from "../../lib/domain/thread/reminders.ts";
import { type Course, textOf } from "./practice.ts";
import { type Belief, isSame, type News, type Truth, truthOf } from "./truth.ts";

/** Three books side by side: what the extension acknowledged, what it stored, what GoSMS received. */

export interface Received {
  phone: string;
  text: string;
  /** When GoSMS accepted it, in milliseconds since the epoch. */
  acceptedAt: number;
  /** The moment for which it waits at GoSMS, if nobody has taken it back. */
  scheduledFor: number | null;
}

export interface Stored {
  rows: readonly Message[];
  /** Rows that were made unreadable, as they were, and whether the extension shows them so. */
  broken: readonly { row: Message; isShown: boolean }[];
}

export interface Audit {
  appointments: number;
  acknowledged: number;
  received: number;
  /** Of those the ones that wait at GoSMS for their time. */
  scheduled: number;
  /** Of those the ones that tell of two appointments. */
  joint: number;
  /** Acts of each kind that were carried through. */
  acts: Record<string, number>;
  /** Texts that told a patient what they had just been told. */
  duplicates: string[];
  /** Appointments whose patient knows something else than they should, with nothing for anybody to see. */
  lost: string[];
  /** Rows that say "sent" or "scheduled" of what GoSMS never received. */
  falselySent: string[];
  /** Reminders that GoSMS is to send of what is no longer so, with nothing for anybody to see. */
  outdated: string[];
  /** Joint texts whose appointments do not share their fate. */
  torn: string[];
  /** Texts that left after somebody had stopped them, or to somebody who wants none. */
  unwanted: string[];
  /** Rows that ask a person whether they went out. */
  unknown: number;
  /** Rows that were made unreadable. */
  unreadable: number;
}

export const faultKinds = ["duplicates", "lost", "falselySent", "outdated", "torn", "unwanted"] as const;

/** A request that was on its way when somebody said stop may arrive so much later. */
const onTheWayMs = 1500;

export function audit(
  courses: readonly Course[],
  stored: Stored,
  received: readonly Received[],
  settings: Settings,
): Audit {
  const { rows, broken } = stored;
  const joint = new Set(
    courses.flatMap(({ acts }) =>
      acts.flatMap((act) => (act.type === "bulk" && act.about.length > 1 ? act.text : [])),
    ),
  );
  const found: Audit = {
    appointments: courses.length,
    acknowledged: 0,
    received: received.length,
    scheduled: received.filter(({ scheduledFor }) => scheduledFor !== null).length,
    joint: received.filter(({ text }) => joint.has(text)).length,
    acts: {},
    ...{ duplicates: [], lost: [], falselySent: [], outdated: [], torn: [], unwanted: [] },
    unknown: rows.filter(({ state }) => state === "unknown").length,
    unreadable: broken.length,
  };
  for (const { row, isShown } of broken)
    if (!isShown) found.lost.push(`an unreadable row that nobody sees: ${row.id}`);
  for (const course of courses) {
    const isHis = ({ phone }: { phone: string }) => course.phones.includes(phone);
    new CourseAudit(course, {
      about: rows.filter(isHis),
      isBroken: broken.some(({ row }) => isHis(row)),
      received: received.filter(isHis),
      settings,
      found,
    }).check();
  }
  const known = new Set(received.map(({ phone, text }) => `${phone} ${text}`));
  for (const { state, phone, text } of rows) {
    // Of a text whose row was lost with the database only its guard is left, without a number.
    if ((state === "sent" || state === "scheduled") && phone !== "" && !known.has(`${phone} ${text}`))
      found.falselySent.push(`${phone}: ${text}`);
  }
  return found;
}

interface Books {
  about: readonly Message[];
  isBroken: boolean;
  received: readonly Received[];
  settings: Settings;
  found: Audit;
}

/** The books of one appointment. */
class CourseAudit {
  readonly #course: Course;
  readonly #books: Books;
  readonly #truth: Truth;
  readonly #heard: readonly Received[];

  constructor(course: Course, books: Books) {
    this.#course = course;
    this.#books = books;
    this.#heard = books.received.filter(({ scheduledFor }) => scheduledFor === null);
    this.#truth = truthOf(course, books.settings, {
      heard: (text) => this.#heard.some((one) => one.text === text),
      ended: (text) => {
        const rows = books.about.filter((row) => row.text === text);
        return rows.length > 0 && rows.every(({ state }) => state === "skipped" || state === "rejected");
      },
    });
  }

  check(): void {
    const { acts, acknowledged } = this.#course;
    const { found, isBroken } = this.#books;
    found.acknowledged += acts.length - (acknowledged ? 0 : 1);
    for (const act of acts) {
      const name = act.type === "bulk" ? `bulk ${act.kind}` : act.type === "answer" ? act.verdict : act.type;
      found.acts[name] = (found.acts[name] ?? 0) + 1;
      if (act.type === "bulk" && act.stoppedAt !== null) found.acts.stopped = (found.acts.stopped ?? 0) + 1;
    }
    this.#checkRepeats();
    this.#checkSilence();
    this.#checkBundles();
    // What became of an appointment with an unreadable row is for a person to find out, who is told of it.
    if (!acknowledged || isBroken) return;
    this.#checkReminders();
    this.#checkTruth();
  }

  #tell(kind: (typeof faultKinds)[number], what: string): void {
    const { about, received, found } = this.#books;
    const acts = this.#course.acts.map((act) =>
      act.type === "change" ? `${act.change.type} ${act.change.appointment.start}` : JSON.stringify(act),
    );
    found[kind].push(
      [
        `${this.#course.phones.join(" ")}: ${what}`,
        ...acts.map((act) => `  act ${act}`),
        ...received.map(
          ({ phone, text, scheduledFor, acceptedAt }) =>
            `  received ${stamp(acceptedAt)} ${phone} "${text}"${scheduledFor === null ? "" : ` for ${stamp(scheduledFor)}`}`,
        ),
        ...about.map(
          (row) =>
            `  row ${row.origin} ${row.kind} ${row.state} ${row.reason?.code ?? ""} ${row.phone} "${row.text}" ${row.history.map((one) => `${stamp(one.at)} ${one.state} ${one.reason?.code ?? ""}`).join("; ")}`,
        ),
      ].join("\n"),
    );
  }

  /** Each number hears what happened in the order in which it happened, each once. */
  #checkRepeats(): void {
    for (const [phone, texts] of Map.groupBy(this.#heard, (one) => one.phone)) {
      const extra = surplus(
        texts.map(({ text }) => text),
        this.#truth.news,
      );
      if (extra.length > 0) this.#tell("duplicates", `${phone} heard once more ${JSON.stringify(extra)}`);
    }
  }

  #checkSilence(): void {
    const { silence } = this.#truth;
    for (const { phone, text, acceptedAt } of this.#books.received) {
      if (silence && phone === silence.phone && acceptedAt > silence.from + onTheWayMs)
        this.#tell("unwanted", `"${text}" left though the patient wants none`);
      for (const act of this.#course.acts)
        if (act.type === "bulk" && act.text === text && (act.stoppedAt ?? Infinity) + onTheWayMs < acceptedAt)
          this.#tell("unwanted", `"${text}" left though it was stopped`);
    }
  }

  #checkBundles(): void {
    // A row that cannot be read keeps what it last said, in both copies; the others go on without it.
    if (this.#books.isBroken) return;
    for (const rows of Map.groupBy(this.#books.about, ({ bundle }) => bundle.join()).values())
      if (rows[0]?.bundle.length && new Set(rows.map(({ state }) => state)).size > 1)
        this.#tell("torn", `"${rows[0].text}"`);
  }

  /** Of what is still to come its reminders are at GoSMS or planned; of anything else none. */
  #checkReminders(): void {
    const { settings, about, received } = this.#books;
    const { reminders } = this.#truth;
    const planned = about.filter(({ origin }) => origin === "plan");
    // What cannot be known for certain is for a person to see.
    const isAsked =
      planned.some(needsPerson) ||
      // Whether the calendar only says once more what rows told that were lost, and so whether anything comes of it.
      about.some((row) => needsPerson(row) && isUnproven(row));
    const { appointment, phones } = this.#course;
    const phone = phones.at(-1);
    const text = textOf(appointment, "reminder", settings);
    const times = reminderTimes(appointment.start, settings.reminders, timeZoneOf(settings));
    const wanted = times.map(({ at }) => `${phone} ${text} ${at}`);
    // Those of the other appointment that a joint text told of are not looked at.
    const others = new Set(
      this.#course.acts.flatMap((act) =>
        act.type === "bulk" ? act.about.slice(1).map((one) => textOf(one, "reminder", settings)) : [],
      ),
    );
    const standing = received
      .filter((one) => one.scheduledFor !== null && !others.has(one.text))
      .map((one) => `${one.phone} ${one.text} ${one.scheduledFor}`);
    if (new Set(standing).size < standing.length) this.#tell("duplicates", "reminded twice");
    if (isAsked) return;
    if (standing.some((one) => reminders === "none" || !wanted.includes(one)))
      this.#tell("outdated", `a reminder stands that is ${reminders}; wanted ${JSON.stringify(wanted)}`);
    // Nobody knows whether the patient heard that the appointment is not.
    const isDoubtful = about.some(({ kind, state }) => kind === "cancellation" && state === "unknown");
    if (reminders !== "required" || isDoubtful) return;
    for (const [at, one] of wanted.entries()) {
      const isPlanned = planned.some(
        (row) => row.state === "planned" && row.schedule?.sendAt === times[at]?.at && row.phone === phone,
      );
      if (!isPlanned && !standing.includes(one)) this.#tell("lost", `no reminder ${one}`);
    }
  }

  /** What was heard last is so, or somebody sees the text that would say so. */
  #checkTruth(): void {
    const { news, belief, due } = this.#truth;
    const { about } = this.#books;
    const isSeen = (row: Message): boolean =>
      needsPerson(row) || isWaiting(row) || row.reason?.code === "phoneChanged";
    // Who decides whether a cancellation was heard decides on what it had taken back.
    const isOpen = about.some((row) => row.kind === "cancellation" && row.state === "unknown" && isSeen(row));
    for (const { text } of due)
      if (
        !isOpen &&
        !this.#heard.some((one) => one.text === text) &&
        !about.some((row) => row.text === text && isSeen(row))
      )
        this.#tell("lost", `"${text}" never came`);
    if (belief === null) return;
    const last = this.#heard.at(-1);
    const believed = last ? beliefIn(last.text, news) : null;
    // What was cancelled before anybody was told of it needs no text at all.
    if (isSame(believed, belief) || (believed === null && belief === "cancelled")) return;
    const seen =
      isOpen || about.some((row) => row.origin !== "plan" && isSame(beliefOf(row), belief) && isSeen(row));
    if (!seen) this.#tell("lost", `believes ${JSON.stringify(believed)}, not ${JSON.stringify(belief)}`);
  }
}

const stamp = (at: number): string => new Date(at).toISOString().slice(5, 23);

const beliefIn = (text: string, news: readonly News[]): Belief | null =>
  news.findLast(({ words }) => words.has(text))?.belief ?? null;

const beliefOf = ({ kind, appointment }: Message): Belief =>
  kind === "cancellation" ? "cancelled" : { start: appointment.start };

/**
 * The texts that are not told in the order in which things happened, each once. Texts of the same belief may come in
 * any order: what was held as one of too many leaves after what a person sent meanwhile, and is as right as before.
 */
function surplus(texts: readonly string[], news: readonly News[]): string[] {
  const told = new Set<number>();
  let from = 0;
  return texts.filter((text) => {
    const at = news.findIndex(({ words }, index) => index >= from && !told.has(index) && words.has(text));
    const known = news[at];
    if (!known) return true;
    told.add(at);
    // Of the same belief, one after another, from the first.
    from = at;
    while (from > 0 && isSame(news[from - 1]?.belief ?? null, known.belief)) from--;
    return false;
  });
}
