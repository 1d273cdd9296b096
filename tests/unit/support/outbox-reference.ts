import type { Appointment, AppointmentChange } from "../../../lib/domain/appointment.ts";
import type { Message } from "../../../lib/domain/outbox/message.ts";
import { mayBeTold } from "../../../lib/domain/outbox/predicates.ts";
import type { Arrival } from "./gosms-at-hand.ts";
import type { Dying, Judge } from "./story-commands.ts";
import type { Workstation } from "./workstation.ts";

/** What each patient ought to be told, and the promises that hold after every step of a story. */

/** When the computer is switched on in the morning: Monday, 8:00 in Prague. */
export const morning = Date.UTC(2026, 10, 23, 7);

/** Starts that appointments have here; each has an hour of its own, by which a text is recognised. */
export const slots = ["today 9:00", "tomorrow 10:00", "tomorrow 11:00"] as const;
export type Slot = (typeof slots)[number];

const startOf: Record<Slot, string> = {
  "today 9:00": "2026-11-23T08:00:00Z",
  "tomorrow 10:00": "2026-11-24T09:00:00Z",
  "tomorrow 11:00": "2026-11-24T10:00:00Z",
};
const slotAt = (start: string): Slot => {
  const slot = slots.find((slot) => startOf[slot] === start);
  if (!slot) throw new Error(`no appointment starts at ${start}`);
  return slot;
};
const hasBegun = (slot: Slot): boolean => Date.parse(startOf[slot]) <= Date.now();

/** What the texts of this practice say; short, so that they can be read back. */
export const templates = { confirmation: "Potvrzeni #CAS#", cancellation: "Zruseno #CAS#" };

/** That an appointment is at its start, or that it is cancelled. */
type News = Slot | "cancelled";

interface Said {
  news: News;
  /** The start that the text names. */
  slot: Slot;
}

function read(text: string): Said {
  const [, word, hour] = /^(Potvrzeni|Zruseno) (\d+:\d\d)$/u.exec(text) ?? [];
  const slot = slots.find((slot) => slot.endsWith(` ${hour}`));
  if (!slot) throw new Error(`not a text of this practice: ${text}`);
  return { news: word === "Zruseno" ? "cancelled" : slot, slot };
}

const newsOf = ({ kind, appointment }: Message): News =>
  kind === "cancellation" ? "cancelled" : slotAt(appointment.start);

/** Something that became true of an appointment, in the order in which the page reported it. */
interface Fact {
  news: News;
  /** The page was told that it is in good hands. */
  acknowledged: boolean;
  /** By the settings and the clock of that moment the patient is to be told. */
  due: boolean;
  /** A person said what is to become of the text, and so needs no other. */
  decided: boolean;
  /** A report taught that it had been so, when nothing was left of what the patient was told of it. */
  takenForKnown: boolean;
}

class Subject {
  readonly id: string;
  readonly facts: Fact[] = [];
  /** Now, by the calendar; `null` when there is none. */
  slot: Slot | null = null;
  lastChange: AppointmentChange | null = null;
  /** The database was lost since: what ended before is known by its outcome alone. */
  isForgotten = false;
  /** Times that a person asked for some news to be sent again. */
  readonly again = new Map<News, number>();

  constructor(id: string) {
    this.id = id;
  }

  get phone(): string {
    return `+42060100000${this.id}`;
  }

  at(slot: Slot): Appointment {
    const patient = { id: this.id, name: `Pacient ${this.id}`, phone: this.phone };
    return { id: this.id, start: startOf[slot], end: null, allDay: false, title: "", patient };
  }

  /** The newest facts, from the last one that was acknowledged. */
  get standing(): Fact[] {
    return this.facts.slice(
      Math.max(
        0,
        this.facts.findLastIndex(({ acknowledged }) => acknowledged),
      ),
    );
  }
}

export class PromiseBroken extends Error {
  override name = "PromiseBroken";
}

export class Reference implements Judge {
  readonly subjects = new Map(["1", "2", "3"].map((id) => [id, new Subject(id)]));
  readonly story: string[] = [];
  isPaused = false;
  isOnline = true;
  readonly off = new Set<"confirmation" | "cancellation">();
  /** What else goes when the worker comes to the instruction at which it is to die. */
  plannedDeath: Dying | null = null;
  /** Rows that a person said was sent. */
  readonly saidSent = new Set<string>();
  /** Rows that a person dealt with in any way. */
  readonly dealtWith = new Set<string>();
  readonly #broken: string[] = [];

  say(line: string): void {
    this.story.push(line);
  }

  subject(id: string): Subject {
    const subject = this.subjects.get(id);
    if (!subject) throw new Error(`no appointment ${id}`);
    return subject;
  }

  #byPhone(phone: string): Subject {
    return this.subject(phone.slice(-1));
  }

  /** The calendar says something new, or the page says the same once more. */
  reported(id: string, change: AppointmentChange): void {
    const subject = this.subject(id);
    const slot = change.type === "cancelled" ? null : slotAt(change.appointment.start);
    const news = slot ?? "cancelled";
    subject.slot = slot;
    subject.lastChange = change;
    if (subject.facts.at(-1)?.news !== news) {
      const due = this.#isDue(subject, news);
      subject.facts.push({ news, acknowledged: false, due, decided: false, takenForKnown: false });
      subject.isForgotten = false;
    }
    const before = subject.facts.at(-2);
    if (before && subject.isForgotten) before.takenForKnown = true;
  }

  databaseLost(): void {
    for (const subject of this.subjects.values()) subject.isForgotten = true;
  }

  acknowledged(id: string): void {
    const subject = this.subject(id);
    const fact = subject.facts.at(-1);
    if (!fact || fact.acknowledged) return;
    fact.acknowledged = true;
    fact.due = this.#isDue(subject, fact.news);
  }

  #isDue({ facts }: Subject, news: News): boolean {
    if (news !== "cancelled") return !this.off.has("confirmation") && !hasBegun(news);
    // It names a start that the patient knows of, and of what has begun nobody is told.
    const mayName = facts.flatMap(({ news }) => (news === "cancelled" ? [] : news));
    return !this.off.has("cancellation") && !mayName.some(hasBegun);
  }

  /** A person wants a row's text to go out once more. */
  askedAgain(row: Message): void {
    const { again } = this.subject(row.appointment.id);
    const news = newsOf(row);
    again.set(news, (again.get(news) ?? 0) + 1);
  }

  /** A person says that nothing is to be sent, or that it was. */
  decided(row: Message): void {
    const news = newsOf(row);
    const fact = this.subject(row.appointment.id).facts.findLast((fact) => fact.news === news);
    if (fact) fact.decided = true;
  }

  /** A request to send reached GoSMS: the moment to see whether it should have. */
  arrived({ text, phone }: Arrival): void {
    const { news, slot } = read(text);
    const subject = this.#byPhone(phone);
    const who = `appointment ${subject.id}`;
    this.say(`    → GoSMS is asked to tell ${who}: ${news}`);
    if (hasBegun(slot)) this.#broken.push(`${who} has begun, and yet its text (${news}) left`);
    if (subject.again.get(news)) return;
    const { standing } = subject;
    if (!standing.some((fact) => fact.news === news))
      this.#broken.push(
        `the text "${news}" for ${who} left after "${standing[0]?.news}" had been acknowledged`,
      );
  }

  /** @throws PromiseBroken */
  async check(station: Workstation, isEnd = false): Promise<void> {
    const { all, attention } = await station.rows();
    const shown = new Set(attention.map(({ id }) => id));
    for (const subject of this.subjects.values()) {
      this.#checkRepeats(subject, station);
      this.#checkKept(subject, station, all, shown, isEnd);
    }
    this.#checkSent(station, all);
    if (isEnd) {
      const waiting = all.filter(({ state }) => state === "queued" || state === "sending");
      for (const row of waiting) this.#broken.push(`at the end a text still waits: ${rowInWords(row)}`);
    }
    const [broken] = this.#broken;
    if (broken) {
      for (const row of all) this.say(`    row: ${rowInWords(row)}${shown.has(row.id) ? ", shown" : ""}`);
      throw new PromiseBroken(broken);
    }
  }

  rowInWords = rowInWords;

  #deliveredTo(subject: Subject, station: Workstation): News[] {
    return station.gosms.messages
      .filter(({ recipients }) => recipients.includes(subject.phone))
      .map(({ text }) => read(text).news);
  }

  /** Each delivery tells a fact of its own, in the order of the facts, or is one that a person asked for again. */
  #checkRepeats(subject: Subject, station: Workstation): void {
    const delivered = this.#deliveredTo(subject, station);
    const explains = (index: number, from: number, again: ReadonlyMap<News, number>): boolean => {
      const news = delivered[index];
      if (news === undefined) return true;
      const fact = subject.facts.findIndex((fact, at) => at >= from && fact.news === news);
      if (fact >= 0 && explains(index + 1, fact + 1, again)) return true;
      const left = again.get(news) ?? 0;
      return left > 0 && explains(index + 1, from, new Map([...again, [news, left - 1]]));
    };
    if (!explains(0, 0, subject.again))
      this.#broken.push(
        `appointment ${subject.id} was told: ${delivered.join(", ")}; true was: ` +
          subject.facts.map(({ news }) => news).join(", "),
      );
  }

  /** What was acknowledged has been told, or stands where it is still known of. */
  #checkKept(
    subject: Subject,
    station: Workstation,
    all: readonly Message[],
    shown: ReadonlySet<string>,
    isEnd: boolean,
  ): void {
    const rows = all.filter(({ appointment }) => appointment.id === subject.id);
    const told = this.#deliveredTo(subject, station);
    const stands = (row: Message): boolean => {
      const isAside =
        row.state === "skipped" && (row.reason?.code === "superseded" || row.reason?.code === "takenBack");
      if (isAside) return false;
      const needsSight = row.state === "unknown" || row.state === "rejected" || row.state === "held";
      if (needsSight || (row.state === "skipped" && row.reason?.code === "past"))
        return shown.has(row.id) || this.dealtWith.has(row.id);
      return row.state === "sent" ? row.gatewayId === null || told.includes(newsOf(row)) : true;
    };
    const mayKnow = (news: News): boolean =>
      told.includes(news) || rows.some((row) => newsOf(row) === news && mayBeTold(row));
    const isKept = (index: number, isBeginning = false): boolean => {
      const fact = subject.facts[index];
      if (!fact) return false;
      // Of what was so before the first report that arrived, the patient is taken to know.
      if (isBeginning && (!fact.acknowledged || fact.takenForKnown)) return true;
      if (fact.decided || told.at(-1) === fact.news) return true;
      if (!fact.due) return true;
      if (rows.some((row) => newsOf(row) === fact.news && stands(row))) return true;
      // Back to what it was, before the patient could hear of anything else: nothing is to be told.
      const before = subject.facts.slice(0, index);
      const same = before.findLastIndex(({ news }) => news === fact.news);
      if (same >= 0 && !before.slice(same + 1).some(({ news }) => mayKnow(news))) return isKept(same, true);
      return fact.news === "cancelled" && !before.slice(same + 1).some(({ news }) => mayKnow(news));
    };
    const first = subject.facts.length - subject.standing.length;
    if (!subject.facts.some(({ acknowledged }) => acknowledged)) return;
    if (!subject.standing.some((_, index) => isKept(first + index)))
      this.#broken.push(
        `nothing ${isEnd ? "told or shows" : "is left of"} the acknowledged news ` +
          `"${subject.facts[first]?.news}" of appointment ${subject.id}`,
      );
  }

  /** "Sent" and "delivered" are GoSMS's word, or a person's. */
  #checkSent({ gosms }: Workstation, all: readonly Message[]): void {
    const sent = all.filter(({ id, state }) => state === "sent" && !this.saidSent.has(id));
    for (const row of sent) {
      // Of a row lost with the database only the state remains.
      if (row.gatewayId === null) continue;
      const accepted = gosms.messages.find(({ id }) => String(id) === row.gatewayId);
      if (accepted?.text !== row.text || !accepted.recipients.includes(row.phone))
        this.#broken.push(`"sent" without GoSMS's word: ${rowInWords(row)}`);
      else if (row.delivery === "delivered" && accepted.delivery[row.phone] !== "delivered")
        this.#broken.push(`"delivered" without GoSMS's word: ${rowInWords(row)}`);
    }
    const accepted = gosms.messages.filter(({ recipients }) => recipients.length > 0).length;
    if (sent.length > accepted)
      this.#broken.push(`${sent.length} texts are shown as sent, and GoSMS took ${accepted}`);
  }
}

export function rowInWords(row: Message): string {
  const { state, reason, origin, appointment } = row;
  const what = appointment.id === "?" ? "(lost words)" : `appointment ${appointment.id} ${newsOf(row)}`;
  return `${what}: ${state}${reason ? ` (${reason.code})` : ""}${origin === "again" ? ", again" : ""}`;
}
