import type { Entry } from "../declarative/entry.ts";
import { readPage } from "../declarative/page-reading.ts";
import type { Appointment } from "../domain/appointment.ts";
import type { Abilities } from "../domain/teaching.ts";
import type { DeclaredCalendar } from "../plugin-api/declared-calendar.ts";
import type { NetworkWrite } from "../plugin-api/network.ts";
import type { PluginMemory } from "../plugin-api/plugin.ts";
import type { LessonTraffic } from "./lesson-traffic.ts";
import { ending } from "./request-shape.ts";
import { isElsewhere, type TaughtPage } from "./taught-page.ts";
import { Trial, type TrialState } from "./trial.ts";
import { TrialCalendar } from "./trial-calendar.ts";
import { WatchedLists } from "./watched-lists.ts";

const lookEvery = 500;
/** Of an answer that is longer nothing is learnt. */
const maxAnswer = 20_000;

/** What a trial goes on from where the page loads anew. */
export interface TrialNotes {
  state: TrialState;
  /** What the calendar on trial keeps for its next page. */
  memory: Record<string, unknown>;
}

interface Surroundings {
  calendar: DeclaredCalendar;
  page: () => TaughtPage;
  traffic: LessonTraffic;
  /** Of the page before this one. */
  notes: TrialNotes | null;
  onDidLook(): void;
  /** A trial appointment is gone from the calendar again. */
  onDidEnd(appointment: Pick<Appointment, "id" | "patient">): void;
  /** There is something new to go on from. At once: the page may be gone in a moment. */
  onDidNote(): void;
}

const mayChange = ({ method, url }: NetworkWrite): boolean =>
  method !== "GET" || ending.test(url.toLowerCase());

/** What a calendar can do with the rules that it has. */
export function abilitiesOf({ day, network = [] }: DeclaredCalendar): Abilities {
  const knows = (what: string): boolean => network.some(({ kind }) => kind === what || kind === "save");
  return {
    otherDays: day?.fetch !== undefined,
    ...{ create: knows("create"), move: knows("move"), cancel: knows("cancel") },
  };
}

/** A trial on the live page: listens to its requests, looks at it, and tries out what was learnt. */
export class TrialRun implements Disposable {
  readonly trial: Trial;
  readonly #given: Surroundings;
  readonly #lists: WatchedLists;
  readonly #memory: Record<string, unknown>;
  readonly #resources = new DisposableStack();
  #calendarOnTrial: TrialCalendar | null = null;
  #isLooking = false;

  constructor(given: Surroundings) {
    this.#given = given;
    const { page, traffic, notes, calendar } = given;
    this.trial = new Trial(page().clock, notes?.state);
    this.#memory = notes?.memory ?? {};
    this.#lists = new WatchedLists(calendar, page().clock);
    for (const write of traffic.all) this.#lists.hear(write);
    this.#resources.use(traffic.onDidHear((write) => this.#hear(write)));
    const timer = setInterval(() => void this.#look(), lookEvery);
    this.#resources.defer(() => clearInterval(timer));
    // From a page's first moment on: a form may be all that it shows.
    this.#tryOut();
    // What is there by now is no trial.
    void this.#look();
  }

  notes(): TrialNotes {
    return { state: this.trial.state, memory: this.#memory };
  }

  #hear(write: NetworkWrite): void {
    // A form that loads the next page is told with a number below nought; a request without an answer failed.
    if (write.status === 0 && write.id >= 0) return;
    const isList = this.#lists.hear(write);
    this.#calendarOnTrial?.hear(write);
    if (isList || !mayChange(write)) return;
    const response = (write.response?.length ?? 0) > maxAnswer ? null : write.response;
    this.trial.hear({ ...write, response });
    this.#given.onDidNote();
  }

  /** The calendar with the rules that were learnt; `null` before they are. */
  learnt(): DeclaredCalendar | null {
    const { calendar } = this.#given;
    const rules = this.trial.rules();
    return rules && { ...calendar, network: [...(calendar.network ?? []), ...rules] };
  }

  /** @param about the appointment on trial, by what the step goes on from */
  #goOn(about: Pick<Appointment, "id" | "patient"> | null, step: () => void): void {
    const { phase } = this.trial;
    step();
    if (about && /^cancel/.test(phase) && this.trial.phase !== phase) this.#given.onDidEnd(about);
  }

  async #look(): Promise<void> {
    if (this.#isLooking) return;
    this.#isLooking = true;
    const { phase, before } = this.trial.state;
    try {
      const found = await readPage(this.#given.calendar, this.#given.page());
      if (this.#resources.disposed || found.state !== "read") return;
      if (isElsewhere(this.#given.calendar, found, this.#given.page().href)) return;
      const now = Date.now();
      const isListed = this.#given.calendar.events.source === "network";
      const entries: ReadonlyMap<string, Entry> = isListed
        ? this.#lists.entries(now, this.trial.appointment)
        : found.entries;
      if (isListed && this.#lists.isPart) this.trial.fail("partial");
      // Before the first list nobody knows what was there.
      if (isListed && this.#lists.isEmpty()) return;
      this.#goOn(this.trial.appointment, () =>
        this.trial.look(entries, now, found.days, (id) => this.#lists.answeredId(id)),
      );
      this.#tryOut();
      this.#given.onDidLook();
    } finally {
      this.#isLooking = false;
      // What was there at first is known only once: the page may be left before anything else happens.
      if (this.trial.phase !== phase || this.trial.state.before !== before) this.#given.onDidNote();
    }
  }

  #tryOut(): void {
    const learnt = this.learnt();
    if (!learnt || this.#calendarOnTrial) return;
    this.#calendarOnTrial = this.#resources.use(
      new TrialCalendar(learnt, this.#memoryOf(), (change) => {
        // It may be told before the page shows it.
        this.#goOn(change.appointment, () => this.trial.report(change));
        this.#given.onDidNote();
      }),
    );
    for (const write of this.#given.traffic.all)
      if (this.#lists.isList(write)) this.#calendarOnTrial.hear(write);
  }

  #memoryOf(): PluginMemory {
    return {
      load: () => Promise.resolve({ ...this.#memory }),
      save: (key, value) => {
        if (value === null) delete this.#memory[key];
        else this.#memory[key] = value;
        this.#given.onDidNote();
        return Promise.resolve();
      },
    };
  }

  [Symbol.dispose](): void {
    this.#resources.dispose();
  }
}
