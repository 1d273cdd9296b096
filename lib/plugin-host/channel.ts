import { Emitter } from "../plugin-api/event.ts";
import { isFields, isText } from "../plugin-api/fields.ts";
import type { NetworkWrite } from "../plugin-api/network.ts";
import { type Down, downEvent, maxMessage, type RequestKind, upEvent } from "./wire.ts";

const textOrNull = (value: unknown, max: number): value is string | null =>
  value === null || isText(value, max);
const number = (value: unknown): value is number => typeof value === "number" && Number.isFinite(value);

/** Checks by hand what says it is a write: the page could have made it up. */
export function readWrite(value: unknown): NetworkWrite | null {
  if (!isFields(value)) return null;
  const { id, answerId, method, url, body, status, response, location } = value;
  const { redirected, startedAt, endedAt, ifMatch, destination } = value;
  if (!number(id) || !isText(method, 20) || !isText(url, 20_000) || !textOrNull(body, 300_000)) return null;
  if (!number(status) || !textOrNull(response, 1_100_000) || !textOrNull(location, 20_000)) return null;
  if (typeof redirected !== "boolean" || !number(answerId)) return null;
  if (!number(startedAt) || !number(endedAt)) return null;
  return {
    ...{ id, answerId, method, url, body, status, response, location, redirected, startedAt, endedAt },
    ...(ifMatch === true && { ifMatch }),
    ...(isText(destination, 20_000) && { destination }),
  };
}

/** The isolated world's end of the line. */
export class Channel implements Disposable {
  readonly #requests = new Emitter<{ kind: RequestKind; request: NetworkWrite }>();
  readonly #messages = new Emitter<{ plugin: string; message: unknown }>();
  readonly #stop = new AbortController();
  readonly onRequest = this.#requests.event;
  readonly onMessage = this.#messages.event;

  constructor() {
    document.addEventListener(upEvent, (event) => this.#receive(event), { signal: this.#stop.signal });
  }

  post(message: Down): void {
    document.dispatchEvent(new CustomEvent(downEvent, { detail: JSON.stringify(message) }));
  }

  #receive(event: globalThis.Event): void {
    const detail: unknown = event instanceof CustomEvent ? event.detail : null;
    if (typeof detail !== "string" || detail.length > maxMessage) return;
    let up: unknown;
    try {
      up = JSON.parse(detail);
    } catch {
      return;
    }
    if (!isFields(up)) return;
    const { type: kind } = up;
    if (kind === "write" || kind === "watched") {
      const request = readWrite(up.write);
      if (request) this.#requests.fire({ kind, request });
    } else if (kind === "probe" && isText(up.plugin, 100)) {
      this.#messages.fire({ plugin: up.plugin, message: up.message });
    }
  }

  [Symbol.dispose](): void {
    this.#stop.abort();
    this.#requests[Symbol.dispose]();
    this.#messages[Symbol.dispose]();
  }
}
