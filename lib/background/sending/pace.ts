import type { SendOutcome } from "../gateway/gateway.ts";
import { Semaphore } from "./semaphore.ts";

const successesToWiden = 20;
/**
 * While GoSMS answers as it should, one more text than there are permits is written down, so that no permit lies idle
 * meanwhile. What is written down and has not left is a question after a death.
 */
const ahead = 1;
/** One more is found and decided about, so that it can be written down in the moment in which there is a place. */
const found = 1;
/** However far away those are who are told that it begins. */
const mostBeginning = 4;
/** How many more for requests that are late: several computers' texts share one. */
const late = 1;
/** However far away those are who are asked before a text is written down. */
const mostAsking = 8;
/** Questions go together, so that their answers come in bursts. */
const slack = 1.3;

/** How many texts are handed over at once, and when none is, from how GoSMS answers. */
export class Pace {
  /** As many at once as are set, one after GoSMS asked for a pause, and slowly up again. */
  #width = Number.POSITIVE_INFINITY;
  #limit = 1;
  #successes = 0;
  #setbacks = 0;
  /** By the clock that nobody can set. */
  #restUntil = 0;
  #isAhead = true;
  /** What a text waits for other computers to be asked, in the times that it is on its way; smoothed. */
  #asking = 0;
  /** The same, once it is written down, for them to be told that it begins. */
  #beginning = 0;

  readonly permits = new Semaphore(() => this.#atOnce);
  /** For texts that are written down until GoSMS has answered. */
  readonly places = new Semaphore(() => this.#written);

  get #atOnce(): number {
    return Math.min(this.#width, this.#limit);
  }

  get #written(): number {
    if (!this.#isAhead) return this.#atOnce;
    return this.#atOnce + ahead + this.#toBegin;
  }

  /** While others are told, which each text waits for, permits would lie idle; a request to them can be late. */
  get #toBegin(): number {
    if (this.#beginning === 0) return 0;
    return Math.min(mostBeginning, this.#during(this.#beginning) + late);
  }

  /** How many texts may be in hand, those among them about which others are being asked. */
  get capacity(): number {
    if (!this.#isAhead) return this.#atOnce;
    return this.#written + Math.max(found, Math.min(mostAsking, this.#during(this.#asking)));
  }

  /** How many texts leave in a time that is given in flights. */
  #during(flights: number): number {
    return Math.ceil(slack * this.#atOnce * flights);
  }

  /**
   * How long one text took, in milliseconds: while others are asked about a text, another one may leave.
   * @param asking until the other computers had been asked
   * @param beginning until they had been told that it begins
   * @param flight from leaving until GoSMS's answer
   */
  learnTimes(asking: number, beginning: number, flight: number): void {
    const smoothed = (before: number, ms: number) => before + (ms / Math.max(flight, 1) - before) / 8;
    this.#asking = smoothed(this.#asking, asking);
    this.#beginning = smoothed(this.#beginning, beginning);
  }

  /** How often GoSMS did not take a text. What was got ready before that is got ready anew: it finds out what is up. */
  get setbacks(): number {
    return this.#setbacks;
  }

  get isResting(): boolean {
    return performance.now() < this.#restUntil;
  }

  /** When the rest is over, in milliseconds since the epoch. */
  get restEndsAt(): number {
    return Date.now() + this.#restUntil - performance.now();
  }

  /** @param atOnce as many as the user lets go at once */
  limitTo(atOnce: number): void {
    this.#limit = atOnce;
  }

  rest(ms: number): void {
    this.#restUntil = Math.max(this.#restUntil, performance.now() + ms);
  }

  endRest(): void {
    this.#restUntil = 0;
  }

  /** Permits are slower to come than was thought. */
  stayBehind(): void {
    this.#isAhead = false;
  }

  learn(outcome: SendOutcome): void {
    if (outcome.type !== "accepted" && outcome.type !== "refused") this.#setbacks++;
    switch (outcome.type) {
      case "accepted":
        if (++this.#successes % successesToWiden === 0) this.#width++;
        this.#isAhead = true;
        break;
      case "later":
        this.rest(outcome.waitMs);
        this.#width = 1;
        this.#isAhead = false;
        break;
      case "unknown":
        this.#width = 1;
        this.#isAhead = false;
        break;
    }
  }
}
