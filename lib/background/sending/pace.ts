import type { SendOutcome } from "../gateway/gateway.ts";
import { Semaphore } from "./semaphore.ts";

const successesToWiden = 20;
/** However far away those are who are asked first: what is written down and has not left is a question after a death. */
const mostAhead = 5;

/** How many texts are handed over at once, and when none is, from how GoSMS answers. */
export class Pace {
  /** As many at once as are set, one after GoSMS asked for a pause, and slowly up again. */
  #width = Number.POSITIVE_INFINITY;
  #limit = 1;
  #successes = 0;
  #setbacks = 0;
  /** By the clock that nobody can set. */
  #restUntil = 0;
  /**
   * While GoSMS answers as it should, one more text than there are permits is written down, so that no permit lies
   * idle meanwhile.
   */
  #ahead = 1;
  /** What a text waits for other computers to be asked, in the times that it is on its way; smoothed. */
  #asking = 0;

  readonly permits = new Semaphore(() => this.#atOnce);

  get #atOnce(): number {
    return Math.min(this.#width, this.#limit);
  }

  /** How many texts may be in hand. */
  get capacity(): number {
    if (this.#ahead === 0) return this.#atOnce;
    return this.#atOnce + Math.min(mostAhead, this.#ahead + Math.round(this.#atOnce * this.#asking));
  }

  /**
   * How long one text took, in milliseconds: while others are asked about a text, another one may leave.
   * @param asking until the other computers had been asked
   * @param flight from leaving until GoSMS's answer
   */
  learnTimes(asking: number, flight: number): void {
    this.#asking += (asking / Math.max(flight, 1) - this.#asking) / 8;
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
    this.#ahead = 0;
  }

  learn(outcome: SendOutcome): void {
    if (outcome.type !== "accepted" && outcome.type !== "refused") this.#setbacks++;
    switch (outcome.type) {
      case "accepted":
        if (++this.#successes % successesToWiden === 0) this.#width++;
        this.#ahead = 1;
        break;
      case "later":
        this.rest(outcome.waitMs);
        this.#width = 1;
        this.#ahead = 0;
        break;
      case "unknown":
        this.#width = 1;
        this.#ahead = 0;
        break;
    }
  }
}
