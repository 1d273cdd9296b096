import { readPage } from "../declarative/page-reading.ts";
import { Channel } from "../page/channel.ts";
import type { DeclaredCalendar } from "../plugin-api/declared-calendar.ts";
import type { TaughtPage } from "./taught-page.ts";
import { Trial } from "./trial.ts";
import { TrialCalendar } from "./trial-calendar.ts";

const lookEvery = 500;

/** A trial on the live page: listens to its requests, looks at it, and tries out what was learnt. */
export class TrialRun implements Disposable {
  readonly trial: Trial;
  readonly #calendar: DeclaredCalendar;
  readonly #page: () => TaughtPage;
  readonly #onDidLook: () => void;
  readonly #resources = new DisposableStack();
  #calendarOnTrial: TrialCalendar | null = null;
  #isLooking = false;

  constructor(calendar: DeclaredCalendar, page: () => TaughtPage, onDidLook: () => void) {
    this.#calendar = calendar;
    this.#page = page;
    this.#onDidLook = onDidLook;
    this.trial = new Trial(page().clock);
    const channel = this.#resources.use(new Channel());
    channel.onRequest(({ kind, request }) => {
      if (kind !== "write") return;
      this.trial.hear(request);
      this.#calendarOnTrial?.hear(request);
    });
    const timer = setInterval(() => void this.#look(), lookEvery);
    this.#resources.defer(() => clearInterval(timer));
    // What is there by now is no trial.
    void this.#look();
  }

  /** The calendar with the rules that were learnt; `null` before they are. */
  learnt(): DeclaredCalendar | null {
    const network = this.trial.rules();
    return network && { ...this.#calendar, network };
  }

  async #look(): Promise<void> {
    if (this.#isLooking) return;
    this.#isLooking = true;
    try {
      const found = await readPage(this.#calendar, this.#page());
      if (this.#resources.disposed || found.state !== "read") return;
      this.trial.look(found.entries, Date.now(), found.days);
      const learnt = this.learnt();
      if (learnt)
        this.#calendarOnTrial ??= this.#resources.use(
          new TrialCalendar(learnt, (change) => this.trial.report(change)),
        );
      this.#onDidLook();
    } finally {
      this.#isLooking = false;
    }
  }

  [Symbol.dispose](): void {
    this.#resources.dispose();
  }
}
