import { type LessonDown, lessonDownEvent, lessonUpEvent } from "../page-world/lesson-wire.ts";
import type { NetworkWrite } from "../plugin-api/network.ts";
import { isWrite } from "./channel.ts";

/** The panel's end of the line to the recorder of a lesson. */
export class LessonChannel implements Disposable {
  readonly #stop = new AbortController();

  /** @param take each request of the page that is over: at once what was kept, then what follows */
  constructor(take: (write: NetworkWrite) => void) {
    document.addEventListener(
      lessonUpEvent,
      (event) => {
        const detail: unknown = event instanceof CustomEvent ? event.detail : null;
        if (typeof detail !== "string") return;
        try {
          const write: unknown = JSON.parse(detail);
          if (isWrite(write)) take(write);
        } catch {
          // The page has made it up.
        }
      },
      { signal: this.#stop.signal },
    );
    this.#post("tell");
  }

  #post(wish: LessonDown): void {
    document.dispatchEvent(new CustomEvent(lessonDownEvent, { detail: wish }));
  }

  /** The lesson is over. */
  forget(): void {
    this.#post("forget");
  }

  [Symbol.dispose](): void {
    this.#stop.abort();
  }
}
