import { type Down, downEvent, maxMessage, type RequestKind, upEvent } from "../page-world/wire.ts";
import { createEmitter, type Event } from "../plugin-api/event.ts";
import type { NetworkWrite } from "../plugin-api/network.ts";
import { fieldsOf, isBoolean, isFields, isNumber, nullOr, optional, textOf } from "../plugin-api/shapes.ts";

const isUrl = textOf(20_000);

/** Whether it is like a request of the page: the page could have made it up. */
export const isWrite = fieldsOf<NetworkWrite>({
  id: isNumber,
  answerId: isNumber,
  method: textOf(20),
  url: isUrl,
  ifMatch: optional((value) => value === true),
  destination: optional(isUrl),
  body: nullOr(textOf(300_000)),
  status: isNumber,
  response: nullOr(textOf(1_100_000)),
  location: nullOr(isUrl),
  redirected: isBoolean,
  startedAt: isNumber,
  endedAt: isNumber,
});
const isName = textOf(100);

/** The isolated world's end of the line. */
export interface Channel extends Disposable {
  readonly onRequest: Event<{ kind: RequestKind; request: NetworkWrite }>;
  readonly onMessage: Event<{ plugin: string; message: unknown }>;
  post(message: Down): void;
}

export function openChannel(): Channel {
  const own = new DisposableStack();
  const requests = own.use(createEmitter<{ kind: RequestKind; request: NetworkWrite }>());
  const messages = own.use(createEmitter<{ plugin: string; message: unknown }>());

  function receive(event: globalThis.Event): void {
    const detail: unknown = event instanceof CustomEvent ? event.detail : null;
    if (typeof detail !== "string" || detail.length > maxMessage) return;
    let up: unknown;
    try {
      up = JSON.parse(detail);
    } catch {
      return;
    }
    if (!isFields(up)) return;
    const { type: kind, write: request, plugin, message } = up;
    if (kind === "write" || kind === "watched") {
      if (isWrite(request)) requests.fire({ kind, request });
    } else if (kind === "probe" && isName(plugin)) messages.fire({ plugin, message });
  }
  document.addEventListener(upEvent, receive);
  own.defer(() => document.removeEventListener(upEvent, receive));

  return {
    onRequest: requests.event,
    onMessage: messages.event,
    post: (message) =>
      void document.dispatchEvent(new CustomEvent(downEvent, { detail: JSON.stringify(message) })),
    [Symbol.dispose]: () => own.dispose(),
  };
}
