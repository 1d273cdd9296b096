import { askServer } from "../declarative/ask-server.ts";
import { LessonChannel } from "../page/lesson-channel.ts";
import { createEmitter } from "../plugin-api/event.ts";
import type { NetworkWrite } from "../plugin-api/network.ts";
import { ending } from "./request-shape.ts";

const mostKept = 120;
/** A list that may be asked for again names its days, and an address that ends something is no list. */
const namesDay = /[?&][^#]*(?:\d{4}-?\d{2}-?\d{2}|=1\d{9}(?:\d{3})?(?:&|$))/;
const mostAskedAgain = 4;

/** What the page has asked its server for since the lesson began. In memory, and gone with the panel. */
export class LessonTraffic implements Disposable {
  readonly #heard = createEmitter<NetworkWrite>();
  readonly #channel: LessonChannel;
  readonly #stop = new AbortController();
  #all: NetworkWrite[] = [];
  #isAskedAgain = false;
  readonly onDidHear = this.#heard.event;

  constructor() {
    this.#channel = new LessonChannel((write) => this.#take(write));
  }

  #take(write: NetworkWrite): void {
    this.#all = [...this.#all, write].slice(-mostKept);
    this.#heard.fire(write);
  }

  get all(): readonly NetworkWrite[] {
    return this.#all;
  }

  /** What the page had asked for before anybody listened, as the browser remembers it. */
  #missed(): string[] {
    const heard = new Set(this.#all.map(({ url }) => url));
    const asked = performance.getEntriesByType("resource") as PerformanceResourceTiming[];
    return asked
      .filter(
        ({ initiatorType, name }) => /^(?:fetch|xmlhttprequest)$/.test(initiatorType) && !heard.has(name),
      )
      .map(({ name }) => name);
  }

  /** Whether the page may have got its list before the lesson began. */
  hasMissed(): boolean {
    return this.#missed().length > 0;
  }

  get isAskedAgain(): boolean {
    return this.#isAskedAgain;
  }

  /** Asks once more for what looks like a list of days and changes nothing. */
  async askAgain(): Promise<void> {
    if (this.#isAskedAgain) return;
    this.#isAskedAgain = true;
    const safe = this.#missed().filter((url) => {
      const { origin, pathname, search } = new URL(url);
      return (
        origin === location.origin &&
        namesDay.test(search) &&
        !ending.test(`${pathname}${search}`.toLowerCase())
      );
    });
    await Promise.allSettled(
      [...new Set(safe)].slice(-mostAskedAgain).map(async (url) => {
        const answer = await askServer(url, this.#stop.signal);
        if (!this.#stop.signal.aborted && /^\s*[[{]/.test(answer.response ?? ""))
          this.#take({ ...answer, id: 0, answerId: 0 });
      }),
    );
  }

  /** The lesson is over: nothing of it is kept. */
  forget(): void {
    this.#all = [];
    this.#channel.forget();
  }

  [Symbol.dispose](): void {
    this.#all = [];
    this.#stop.abort();
    this.#channel[Symbol.dispose]();
    this.#heard[Symbol.dispose]();
  }
}
