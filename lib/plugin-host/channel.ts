import { Emitter } from "../plugin-api/event.ts";
import type { NetworkWrite } from "../plugin-api/network.ts";
import { type Down, downEvent, maxMessage, upEvent } from "./wire.ts";

type Fields = Record<string, unknown>;
const isFields = (value: unknown): value is Fields =>
  typeof value === "object" && value !== null && !Array.isArray(value);
const text = (value: unknown, max: number): value is string =>
  typeof value === "string" && value.length <= max;
const textOrNull = (value: unknown, max: number): value is string | null =>
  value === null || text(value, max);
const number = (value: unknown): value is number => typeof value === "number" && Number.isFinite(value);

/** Checks by hand what says it is a write: the page could have made it up. */
export function readWrite(value: unknown): NetworkWrite | null {
  if (!isFields(value)) return null;
  const { id, method, url, body, status, response, location, redirected, startedAt, endedAt } = value;
  if (!number(id) || !text(method, 20) || !text(url, 20_000) || !textOrNull(body, 300_000)) return null;
  if (!number(status) || !textOrNull(response, 300_000) || !textOrNull(location, 20_000)) return null;
  if (typeof redirected !== "boolean" || !number(startedAt) || !number(endedAt)) return null;
  return { id, method, url, body, status, response, location, redirected, startedAt, endedAt };
}

/** The isolated world's end of the line. */
export class Channel implements Disposable {
  readonly #writes = new Emitter<NetworkWrite>();
  readonly #messages = new Emitter<{ plugin: string; message: unknown }>();
  readonly #stop = new AbortController();
  readonly onWrite = this.#writes.event;
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
    if (up.type === "write") {
      const write = readWrite(up.write);
      if (write) this.#writes.fire(write);
    } else if (up.type === "probe" && text(up.plugin, 100)) {
      this.#messages.fire({ plugin: up.plugin, message: up.message });
    }
  }

  [Symbol.dispose](): void {
    this.#stop.abort();
    this.#writes[Symbol.dispose]();
    this.#messages[Symbol.dispose]();
  }
}
