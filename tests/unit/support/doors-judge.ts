import type { Appointment, AppointmentChange, Patient } from "../../../lib/domain/appointment.ts";
import type { Message } from "../../../lib/domain/outbox/message.ts";
import { needsPerson } from "../../../lib/domain/outbox/predicates.ts";
import type { ReasonCode } from "../../../lib/domain/outbox/reason.ts";
import type { MessageKind } from "../../../lib/domain/text/message-kind.ts";
import { reminderTimes } from "../../../lib/domain/thread/reminders.ts";
import type { Arrival } from "./gosms-at-hand.ts";
import { PromiseBroken } from "./outbox-reference.ts";
import type { Dying, Judge } from "./story-commands.ts";
import type { Workstation } from "./workstation.ts";

/**
 * What may reach a patient's phone, whichever door it comes by. The phone and what stands at GoSMS are the evidence;
 * of the rows only that a person can see them.
 */

/** When the computer is switched on: Monday, 8:00 in Prague. */
export const morning = Date.UTC(2026, 10, 23, 7);

/** Days and hours of starts; each hour is of one day, and the minutes say which appointment it is. */
export const slots = {
  "Monday 16": "2026-11-23T15",
  "Wednesday 9": "2026-11-25T08",
  "Thursday 10": "2026-11-26T09",
  "Friday 11": "2026-11-27T10",
} as const;
export type Slot = keyof typeof slots;
const slotNames = Object.keys(slots) as Slot[];

export const ids = ["1", "2", "3"] as const;
export type Id = (typeof ids)[number];

export const startOf = (id: string, slot: Slot): string => `${slots[slot]}:${id}0:00Z`;

/** Short, so that they can be read back. */
export const templates = {
  confirmation: "Potvrzeni #CAS#",
  cancellation: "Zruseno #CAS#",
  reminder: "Pripominka #CAS#",
};

/** Why a reminder that was given up never comes again. */
const isForGood: ReadonlySet<ReasonCode> = new Set([
  "stoppedByUser",
  "confirmed",
  "alreadySent",
  "outcomeUnknown",
]);

interface Auto {
  kind: "confirmation" | "cancellation" | "reminder";
  id: string;
  start: string;
}
const autoKinds = { Potvrzeni: "confirmation", Zruseno: "cancellation", Pripominka: "reminder" } as const;

function readAuto(text: string): Auto | null {
  const [, word, hour, id] = /^(Potvrzeni|Zruseno|Pripominka) (\d+):(\d)0$/u.exec(text) ?? [];
  const slot = slotNames.find((name) => name.endsWith(` ${hour}`));
  return word && id && slot
    ? { kind: autoKinds[word as keyof typeof autoKinds], id, start: startOf(id, slot) }
    : null;
}

/** 2 and 3 are two appointments of one patient; whoever gets one of them instead is another each time. */
const firstPatient = (id: string): Patient => {
  const who = id === "3" ? "2" : id;
  return { id: `a${who}`, name: `Pacient ${who}`, phone: `+42060100000${who}` };
};
export const patientOf = {
  first: firstPatient,
  corrected: (id: string): Patient => ({ ...firstPatient(id), phone: `+42060100001${id}` }),
  other: (id: string): Patient => ({ id: `b${id}`, name: `Jiny ${id}`, phone: `+42060100002${id}` }),
};
export type Who = keyof typeof patientOf;

/** What became true of an appointment, in the order in which it did. */
interface Fact {
  step: number;
  /** Milliseconds since the epoch. */
  at: number;
  /** `null`: it is cancelled. */
  start: string | null;
  who: Patient;
  isGuess: boolean;
  /** The page was told that it is in good hands. */
  acknowledged: boolean;
}

/** A text that a person sent from the window. */
interface Press {
  step: number;
  kind: MessageKind;
  text: string;
  phone: string;
  about: { id: string; start: string }[];
  despite: ReasonCode | undefined;
}

/** What a phone had from GoSMS, or what a person sent to it, as the patient takes it. */
interface Word {
  says: "at" | "cancelled";
  start: string;
  /** When that was decided. */
  step: number;
  press: Press | null;
  kind: MessageKind;
}

class Subject {
  readonly facts: Fact[] = [];
  slot: Slot | null = null;
  who: Who = "first";
  lastChange: AppointmentChange | null = null;
  lastIsGuess = false;
  readonly id: string;
  constructor(id: string) {
    this.id = id;
  }
  at(slot: Slot, who: Who = this.who): Appointment {
    const start = startOf(this.id, slot);
    return { id: this.id, start, end: null, allDay: false, title: "", patient: patientOf[who](this.id) };
  }
  /** Those that may be so by what the background was told: from the last one that nobody can doubt. */
  get standing(): Fact[] {
    const last = this.facts.findLastIndex(({ acknowledged, isGuess }) => acknowledged && !isGuess);
    return this.facts.slice(Math.max(0, last));
  }
}

export class Doors implements Judge {
  readonly subjects = new Map<string, Subject>(ids.map((id) => [id, new Subject(id)]));
  readonly story: string[] = [];
  plannedDeath: Dying | null = null;
  isPaused = false;
  isOnline = true;
  readonly off = new Set<MessageKind>();
  readonly saidSent = new Set<string>();
  readonly dealtWith = new Set<string>();
  readonly presses: Press[] = [];
  /** Numbers that the directory has by a person's code, and who wants no texts. */
  readonly directory = new Map<string, string>();
  /** Numbers of those who want no texts, by the patient's code. */
  readonly optOuts = new Map<string, string>();
  /** When somebody last said so of a number: what it takes back does not come again by itself. */
  readonly optedOutAt = new Map<string, number>();
  #isOptedOut(phone: string): boolean {
    return [...this.optOuts.values()].includes(phone);
  }
  /** Who said that they do not come: number, start, and when a person read it. */
  readonly declined = new Map<string, number>();
  /** By number and text, how often a person wanted it again. */
  readonly #again = new Map<string, number>();
  readonly #decidedAt = new Map<string, number>();
  /** All numbers that a person ever had, by their code. */
  readonly #phonesOf = new Map<string, Set<string>>();
  /** By number and text: when each that arrived had been decided. */
  readonly #decisionOf = new Map<string, number[]>();
  wasLost = false;
  #step = 0;
  readonly #broken: string[] = [];

  say(line: string): void {
    this.story.push(line);
    this.#step++;
  }

  get step(): number {
    return this.#step;
  }

  subject(id: string): Subject {
    return this.subjects.get(id) as Subject;
  }

  phoneOf(who: Patient): string {
    const phone = this.directory.get(who.id ?? "") ?? who.phone ?? "";
    const known = this.#phonesOf.get(who.id ?? "") ?? new Set();
    this.#phonesOf.set(who.id ?? "", known.add(phone).add(who.phone ?? ""));
    return phone;
  }

  #mayBeAt(who: Patient, phone: string): boolean {
    this.phoneOf(who);
    return this.#phonesOf.get(who.id ?? "")?.has(phone) ?? false;
  }

  /** The calendar says something new, or the page says the same once more. */
  reported(id: string, change: AppointmentChange, isGuess: boolean): void {
    const subject = this.subject(id);
    const { appointment } = change;
    const start = change.type === "cancelled" ? null : appointment.start;
    const who = appointment.patient as Patient;
    subject.slot = start === null ? null : (slotNames.find((slot) => startOf(id, slot) === start) ?? null);
    subject.lastChange = change;
    subject.lastIsGuess = isGuess;
    const last = subject.facts.at(-1);
    if (last && last.start === start && last.who.id === who.id && last.who.phone === who.phone) return;
    subject.facts.push({ step: this.#step, at: Date.now(), start, who, isGuess, acknowledged: false });
  }

  acknowledged(id: string): void {
    const fact = this.subject(id).facts.at(-1);
    if (fact) fact.acknowledged = true;
  }

  pressed(press: Omit<Press, "step">): void {
    this.presses.push({ ...press, step: this.#step });
  }

  /** The same own words once more, of which a person was asked. */
  wantedAgain({ phone, text }: Press): void {
    const key = `${phone} ${text}`;
    this.#again.set(key, (this.#again.get(key) ?? 0) + 1);
  }

  databaseLost(): void {
    this.wasLost = true;
  }

  askedAgain({ phone, text, appointment }: Message): void {
    const key = `${phone} ${text}`;
    this.#again.set(key, (this.#again.get(key) ?? 0) + 1);
    this.#decidedAt.set(appointment.id, this.#step);
  }

  decided({ appointment }: Message): void {
    this.#decidedAt.set(appointment.id, this.#step);
  }

  rowInWords({ kind, appointment, state, reason, origin, phone, schedule, changed }: Message): string {
    const parts = [
      origin,
      kind,
      appointment.id,
      appointment.start.slice(5, 16),
      `…${phone.slice(-3)}`,
      state,
    ];
    if (reason) parts.push(`(${reason.code})`);
    if (schedule) parts.push(`at ${new Date(schedule.sendAt).toISOString().slice(5, 16)}`);
    if (changed) parts.push(`changed to ${changed.start}`);
    return parts.join(" ");
  }

  /** A request to send reached GoSMS: the moment to see whether it should have. */
  arrived({ text, phone, sendAt }: Arrival): void {
    const when = sendAt === null ? "" : `, at ${new Date(sendAt).toISOString().slice(5, 16)}`;
    this.say(`    → GoSMS is asked to tell ${phone}: ${text}${when}`);
    if (this.#isOptedOut(phone)) this.#broken.push(`${phone} wants no texts, and yet one left: ${text}`);
    const isRepeat = (this.#again.get(`${phone} ${text}`) ?? 0) > 0;
    const press = this.presses.find((one) => one.text === text);
    const auto = readAuto(text);
    const about = press?.about ?? (auto ? [auto] : []);
    for (const { id, start } of about) {
      const kind = press?.kind ?? auto?.kind ?? "confirmation";
      const step = this.#decisionAbout(id, start, phone, kind, press);
      const decisions = this.#decisionOf.get(`${phone} ${text}`) ?? [];
      this.#decisionOf.set(`${phone} ${text}`, [...decisions, step]);
      if (Date.parse(start) <= Date.now()) this.#broken.push(`${id} has begun, and yet left: ${text}`);
      this.#checkOrder({ id, start, kind, text, phone, press: press ?? null, isRepeat });
      if (kind !== "cancellation") this.#checkBelief({ id, start, kind, text, phone, press: press ?? null });
    }
  }

  #decisionAbout(
    id: string,
    start: string,
    phone: string,
    kind: MessageKind,
    press: Press | undefined,
  ): number {
    if (press) return press.step;
    const fact = this.subject(id).facts.findLast((one) =>
      kind === "cancellation"
        ? one.start === null || !this.#mayBeAt(one.who, phone)
        : one.start === start && this.#mayBeAt(one.who, phone),
    );
    return fact?.step ?? -1;
  }

  #checkOrder(one: {
    id: string;
    start: string;
    kind: MessageKind;
    text: string;
    phone: string;
    press: Press | null;
    isRepeat: boolean;
  }): void {
    const { id, start, kind, text, phone, press, isRepeat } = one;
    const { standing } = this.subject(id);
    const isSo = standing.some((fact) =>
      kind === "cancellation"
        ? fact.start === null || this.phoneOf(fact.who) !== phone
        : fact.start === start && this.phoneOf(fact.who) === phone,
    );
    if (isSo) return;
    // The window cancels what the calendar still has, unless that was moved since.
    if (press && kind === "cancellation" && !(standing[0] && standing[0].step > press.step)) return;
    if (isRepeat && kind === "cancellation") return;
    this.#broken.push(`what is no longer so was said to ${phone} about ${id}: ${text}`);
  }

  /** After "cancelled" no time, unless the calendar made it anew or a person said so on purpose. */
  #checkBelief(one: {
    id: string;
    start: string;
    kind: MessageKind;
    text: string;
    phone: string;
    press: Press | null;
  }): void {
    const { id, start, kind, text, phone, press } = one;
    const last = this.#words(id, phone).at(-1);
    const isNew = (since: number) =>
      this.subject(id).facts.some((fact) => fact.start === start && fact.step > since);
    if (last?.says === "cancelled" && !isNew(last.step) && press?.despite !== "believesCancelled")
      this.#broken.push(`${phone} believes ${id} cancelled, and yet hears: ${text}`);
    if (kind !== "reminder" || press) return;
    const declined = this.declined.get(`${phone} ${start}`);
    if (declined !== undefined && !isNew(declined))
      this.#broken.push(`${phone} does not come to ${id}, and yet is reminded: ${text}`);
  }

  #gosms: Workstation["gosms"] | null = null;

  follow(station: Workstation): void {
    this.#gosms = station.gosms;
    station.gosms.onArrival = (arrival) => this.arrived(arrival);
  }

  get #messages() {
    return this.#gosms?.messages ?? [];
  }

  /** What reached the phone about an appointment, in the order in which it did. */
  #words(id: string, phone: string): Word[] {
    const seen = new Map<string, number>();
    return this.#messages
      .filter(
        ({ recipients, deletedAt, delivery }) =>
          recipients.includes(phone) && deletedAt === null && delivery[phone] !== "scheduled",
      )
      .map((message) => ({ message, at: message.scheduled ?? message.acceptedAt }))
      .sort((a, b) => a.at.localeCompare(b.at) || a.message.id - b.message.id)
      .flatMap(({ message: { text } }): Word[] => {
        const press = this.presses.find((one) => one.text === text) ?? null;
        const auto = readAuto(text);
        const about = press?.about.find((one) => one.id === id) ?? (auto?.id === id ? auto : null);
        if (!about) return [];
        const kind = press?.kind ?? auto?.kind ?? "confirmation";
        // It says nothing of whether the appointment stands.
        if (kind === "own") return [];
        const key = `${phone} ${text}`;
        const nth = seen.get(key) ?? 0;
        seen.set(key, nth + 1);
        // Of those that GoSMS never took there may be more.
        const steps = this.#decisionOf.get(key) ?? [];
        const step = steps[Math.min(nth, steps.length - 1)] ?? -1;
        return [
          { says: kind === "cancellation" ? "cancelled" : "at", start: about.start, step, press, kind },
        ];
      });
  }

  /** @throws PromiseBroken */
  async check(station: Workstation, isEnd = false): Promise<void> {
    const { all } = await station.rows();
    const phones = new Set(this.#messages.flatMap(({ recipients }) => recipients));
    for (const phone of phones) {
      this.#checkRepeats(phone);
      for (const { id } of this.subjects.values()) this.#checkNews(id, phone);
    }
    this.#checkStanding(all);
    this.#checkSent(all);
    if (isEnd) for (const subject of this.subjects.values()) this.#checkLastWord(subject, all);
    if (isEnd) await this.#checkGivenBack(all);
    const [broken] = this.#broken;
    if (!broken) return;
    for (const row of all) this.say(`    row: ${this.rowInWords(row)}${needsPerson(row) ? ", shown" : ""}`);
    for (const { text, recipients, scheduled, deletedAt } of this.#messages)
      this.say(
        `    at GoSMS: ${recipients} ${text}${scheduled ? `, for ${scheduled}` : ""}${deletedAt ? ", deleted" : ""}`,
      );
    throw new PromiseBroken(broken);
  }

  /** What a person pressed once comes once, and so does each reminder of a start. */
  #checkRepeats(phone: string): void {
    const alive = this.#messages.filter(
      ({ recipients, deletedAt }) => recipients.includes(phone) && deletedAt === null,
    );
    for (const [text, texts] of Map.groupBy(alive, ({ text }) => text)) {
      const auto = readAuto(text);
      if (auto && auto.kind !== "reminder") continue;
      const more = this.#again.get(`${phone} ${text}`) ?? 0;
      const most = (auto ? this.slotsEver : 1) + more;
      if (texts.length > most) this.#broken.push(`${phone} gets ${texts.length} × "${text}"`);
      const moments = texts.flatMap(({ scheduled }) => scheduled ?? []);
      if (moments.length - new Set(moments).size > more)
        this.#broken.push(`${phone} gets "${text}" twice at one moment`);
    }
  }

  /** How many reminders of one appointment the settings have known. */
  slotsEver = 1;

  /** Each text that left by itself tells a fact of its own, in their order, or is one that a person asked for again. */
  #checkNews(id: string, phone: string): void {
    const told = this.#messages
      .filter(({ recipients }) => recipients.includes(phone))
      .flatMap(({ text }) => {
        const auto = readAuto(text);
        if (!auto || auto.id !== id || auto.kind === "reminder") return [];
        return [{ text, news: auto.kind === "cancellation" ? "cancelled" : auto.start }];
      });
    const facts = this.subject(id).facts.map(({ start, who }) =>
      start !== null && this.#mayBeAt(who, phone) ? start : "cancelled",
    );
    const explains = (index: number, from: number, again: ReadonlyMap<string, number>): boolean => {
      const one = told[index];
      if (!one) return true;
      const fact = facts.findIndex((news, at) => at >= from && news === one.news);
      if (fact >= 0 && explains(index + 1, fact + 1, again)) return true;
      const left = again.get(`${phone} ${one.text}`) ?? 0;
      return left > 0 && explains(index + 1, from, new Map([...again, [`${phone} ${one.text}`, left - 1]]));
    };
    if (!explains(0, 0, this.#again))
      this.#broken.push(
        `${phone} was told of ${id}: ${told.map(({ news }) => news).join(", ")}; true was: ${facts.join(", ")}`,
      );
  }

  /** What stands at GoSMS is so by the calendar and by what the patient believes, or a person sees that it may not be. */
  #checkStanding(all: readonly Message[]): void {
    for (const { id: number, text, recipients, delivery, deletedAt } of this.#messages) {
      const [phone = ""] = recipients;
      const auto = readAuto(text);
      if (deletedAt !== null || delivery[phone] !== "scheduled" || !auto) continue;
      const { id, start } = auto;
      const last = this.#words(id, phone).at(-1);
      const declined = this.declined.get(`${phone} ${start}`);
      const isNew = (since: number) =>
        this.subject(id).facts.some((fact) => fact.start === start && fact.step > since);
      const isSo =
        this.subject(id).standing.some((fact) => fact.start === start && this.phoneOf(fact.who) === phone) &&
        !this.#isOptedOut(phone) &&
        !(last?.says === "cancelled" && !isNew(last.step)) &&
        !(declined !== undefined && !isNew(declined));
      if (isSo) continue;
      const row = all.find(({ gatewayId }) => gatewayId === String(number));
      const others = all.filter(({ appointment }) => appointment.id === id || appointment.id === "?");
      const isInHand = row
        ? row.state === "withdrawing" || needsPerson(row)
        : others.some(
            (one) =>
              one.state === "unknown" ||
              one.state === "sending" ||
              (one.gatewayId === null && needsPerson(one)),
          );
      if (!isInHand) this.#broken.push(`stands at GoSMS and is not so: ${phone} ${text}`);
    }
  }

  /** Who hears of no cancellation after all has the reminders that it took, or a person sees that they do not. */
  async #checkGivenBack(all: readonly Message[]): Promise<void> {
    const { loadSettings } = await import("../../../lib/storage/settings.ts");
    const { reminders } = await loadSettings();
    const soon = Date.now() + 5 * 60_000;
    for (const taken of all) {
      const { appointment, phone, reason, schedule, origin } = taken;
      if (origin !== "plan" || schedule === null || reason?.code !== "toldCancelled") continue;
      const { id, start } = appointment;
      const fact = this.subject(id).facts.at(-1);
      const isSo = fact?.start === start && fact.acknowledged && this.phoneOf(fact.who) === phone;
      // Of what nobody can prove a person is asked.
      const isOptedOut = this.#isOptedOut(phone) || (this.optedOutAt.get(phone) ?? 0) >= taken.updatedAt;
      if (!isSo || fact.isGuess || isOptedOut || this.declined.has(`${phone} ${start}`)) continue;
      const about = all.filter((row) => row.appointment.id === id);
      const mayBeCancelled =
        this.#words(id, phone).at(-1)?.says === "cancelled" ||
        about.some(({ kind, state }) => kind === "cancellation" && !["skipped", "rejected"].includes(state));
      if (mayBeCancelled) continue;
      const times = reminderTimes(start, reminders, "Europe/Prague").filter(({ at }) => at > soon);
      const stands = ({ at, slot }: { at: number; slot: string }) =>
        about.some(
          (row) =>
            row.origin === "plan" &&
            row.appointment.start === start &&
            row.schedule?.slot === slot &&
            // Perhaps GoSMS has it, for whatever moment, or has refused it: a person is asked, and a second one would be
            // one too many.
            (row.schedule.sendAt === at || row.state === "unknown" || row.state === "rejected") &&
            (row.state !== "skipped" || needsPerson(row) || isForGood.has(row.reason?.code ?? "past")),
        );
      if (!times.every(stands)) this.#broken.push(`nobody reminds ${phone} of ${id} at ${start} any more`);
    }
  }

  /** "Sent" and "delivered" are GoSMS's word, or a person's. */
  #checkSent(all: readonly Message[]): void {
    for (const row of all) {
      if (row.state !== "sent" || row.gatewayId === null || this.saidSent.has(row.id)) continue;
      const accepted = this.#messages.find(({ id }) => String(id) === row.gatewayId);
      if (accepted?.text !== row.text || !accepted.recipients.includes(row.phone))
        this.#broken.push(`"sent" without GoSMS's word: ${this.rowInWords(row)}`);
    }
  }

  /** The last word on the phone is the calendar's or a person's, or a row stands that says why not. */
  #checkLastWord({ id, facts }: Subject, all: readonly Message[]): void {
    const waiting = all.filter(({ state }) => state === "queued" || state === "sending");
    for (const row of waiting) this.#broken.push(`at the end a text still waits: ${this.rowInWords(row)}`);
    const fact = facts.at(-1);
    if (!fact?.acknowledged || this.wasLost) return;
    // A correction is no news. Of what it corrects, the page may have died before anybody heard: a later look finds it.
    const isNews = ({ start, who }: Fact, at: number) =>
      facts[at - 1]?.start !== start || facts[at - 1]?.who.id !== who.id;
    const news = facts.findLast(isNews);
    if (!news?.acknowledged) return;
    const phone = this.phoneOf(fact.who);
    const last = this.#words(id, phone).at(-1);
    // Back at what the page died over before anybody heard of it, and nobody was told of what was in between.
    const isUnheard = (one: Fact) =>
      !one.acknowledged && one.start === fact.start && one.who.id === fact.who.id;
    if (!last && facts.some(isUnheard)) return;
    const agrees = (word: Word | undefined) =>
      fact.start === null
        ? !word || word.says === "cancelled"
        : word?.start === fact.start && word.says === "at";
    if (agrees(last) || this.#isOptedOut(phone)) return;
    // A corrected number is news to nobody: whoever was told at the one before knows.
    const others = fact.start === null ? [] : [...(this.#phonesOf.get(fact.who.id ?? "") ?? [])];
    const elsewhere = others.map((other) => this.#words(id, other).at(-1));
    if (elsewhere.some(agrees)) return;
    const decidedAt = this.#decidedAt.get(id) ?? -1;
    if (decidedAt >= fact.step) return;
    // Whatever came in between was taken back before anybody heard of it: the person's word is about the same.
    const decidedOn = facts.findLast(({ step }) => step <= decidedAt);
    if (!last && decidedOn?.start === fact.start && decidedOn.who.id === fact.who.id) return;
    // A person's own word came later, or on top of it.
    if ([last, ...elsewhere].some((word) => word?.press && word.says === "cancelled") && fact.start !== null)
      return;
    if (this.presses.some((press) => press.step > fact.step && press.about.some((one) => one.id === id)))
      return;
    const rows = all.filter(
      (row) =>
        row.appointment.id === id &&
        (row.phone === phone ||
          row.phone === "" ||
          row.reason?.code === "phoneChanged" ||
          // Whom the practice is not to text, at whichever number.
          (row.reason?.code === "optedOut" && this.#mayBeAt(fact.who, row.phone)) ||
          // To a number of theirs that was corrected since: whoever decides on it sees that.
          (needsPerson(row) && this.#mayBeAt(fact.who, row.phone))),
    );
    const stands = (row: Message) =>
      needsPerson(row) ||
      row.state === "held" ||
      row.state === "unknown" ||
      // What was stopped or given up before says nothing of this. Who wants no texts wants none at a corrected number.
      (row.updatedAt >= (row.reason?.code === "optedOut" ? news.at : fact.at) &&
        (row.acknowledged ||
          (row.state === "skipped" &&
            row.reason !== null &&
            !["superseded", "takenBack"].includes(row.reason.code))));
    const isAbout = (row: Message) =>
      row.kind !== "reminder" &&
      (row.kind === "cancellation" ? fact.start === null : row.appointment.start === fact.start);
    if (rows.some((row) => isAbout(row) && stands(row))) return;
    const isDue =
      !this.#offEver.has(fact.start === null ? "cancellation" : "confirmation") &&
      !(Date.parse(fact.start ?? last?.start ?? "") <= this.deadline);
    if (!isDue) return;
    this.#broken.push(
      `the last word on ${phone} of ${id} is ${last ? `${last.says} ${last.start}` : "none"}; the calendar says ${fact.start ?? "cancelled"}`,
    );
  }

  /** Milliseconds since the epoch: what began before the story's end need not have been told. */
  deadline = morning;
  readonly #offEver = new Set<MessageKind>();
  switchedOff(kind: MessageKind): void {
    this.#offEver.add(kind);
  }
}
