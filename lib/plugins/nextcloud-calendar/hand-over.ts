import type { NetworkWrite } from "../../plugin-api/index.ts";
import { type FromServer, maxChunk, maxObject, type Reading } from "./messages.ts";
import { foundInAnswer } from "./multistatus.ts";

/** Milliseconds in one task: handing over and taking down what was read takes as long again. */
const slice = 3;

const isShort = ({ text }: Pick<Reading, "text">): boolean => text === null || text.length <= maxObject;

function* readings({ method, url, status, response, id, answerId }: NetworkWrite): Generator<Reading> {
  if (method !== "GET") {
    if (status !== 207) return;
    for (const found of foundInAnswer(response ?? "")) if (isShort(found)) yield { ...found, id, answerId };
  } else if (status === 200 && response?.startsWith("BEGIN:VCALENDAR") && response.length <= maxObject)
    yield { url, text: response, id, answerId };
}

/**
 * Hands over what the calendar's server has answered: the first bit at once, so that nothing that follows comes
 * before it, and the rest of a long answer in tasks of their own.
 */
export class HandOver {
  readonly #send: (message: FromServer) => void;
  readonly #signal: AbortSignal;
  readonly #reads: NetworkWrite[] = [];

  constructor(send: (message: FromServer) => void, signal: AbortSignal) {
    this.#send = send;
    this.#signal = signal;
  }

  take(read: NetworkWrite): void {
    const { method, url, status } = read;
    if (method === "REPORT") this.#send({ type: "listed", url, ok: status === 207 });
    if (this.#reads.push(read) > 1) return;
    this.#work().catch(() => {
      // An error in here is none of the page's, and whoever waits for the end must not wait for ever.
      this.#reads.length = 0;
      this.#say([], true);
    });
  }

  #say(readings: Reading[], last: boolean): void {
    this.#send({ type: "server", readings, last });
  }

  async #work(): Promise<void> {
    let chunk: Reading[] = [];
    let length = 0;
    let pauseAt = performance.now() + slice;
    for (let read = this.#reads[0]; read; read = this.#reads[0]) {
      for (const reading of readings(read)) {
        chunk.push(reading);
        length += reading.url.length + (reading.text?.length ?? 0);
        if (length < maxChunk && performance.now() < pauseAt) continue;
        this.#say(chunk, false);
        chunk = [];
        length = 0;
        await new Promise((resolve) => setTimeout(resolve));
        if (this.#signal.aborted) return;
        pauseAt = performance.now() + slice;
      }
      this.#reads.shift();
    }
    this.#say(chunk, true);
  }
}
