/**
 * A status; `soft`: 200 and `ok: false`; `drop`: nothing is stored and the connection breaks;
 * `dropAfter`: stored, and the connection breaks before the answer.
 */
export type Failure = number | "soft" | "drop" | "dropAfter";

const RESENT_WITHIN_MS = 500;

/** Which writes shall fail, in the order in which they were asked for. */
export class Faults {
  readonly #waiting: Failure[] = [];
  #dropped: { readonly write: string; readonly at: number } | null = null;

  failNext(failure: Failure): void {
    this.#waiting.push(failure);
  }

  /** `write` tells one write from another. */
  take(write: string): Failure | null {
    // Browsers send a request again at once when a reused connection breaks: the same one breaks again.
    if (this.#dropped?.write === write && Date.now() - this.#dropped.at < RESENT_WITHIN_MS) return "drop";
    const failure = this.#waiting.shift() ?? null;
    if (failure === "drop" || failure === "dropAfter") this.#dropped = { write, at: Date.now() };
    return failure;
  }
}
