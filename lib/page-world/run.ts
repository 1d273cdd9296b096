import { registerProbes } from "../plugin-api/define.ts";
import { createEmitter, type Emitter } from "../plugin-api/event.ts";
import type { NetworkWrite } from "../plugin-api/network.ts";
import type { Probe } from "../plugin-api/plugin.ts";
import { bodyText, type ObservedKind, observeNetwork } from "./network-observer.ts";
import { type Down, downEvent, maxMessage, type RequestKind, type Up, upEvent } from "./wire.ts";

/** How many writes are kept for a host that is not there yet. */
const buffered = 20;
const bufferedFor = 30_000;
const keptDavReads = 30;
/** A page that writes without end must not drown the host. */
const burst = 60;
const perSecond = 10;
const maxWatchedUrl = 4_000;

/**
 * Runs in the page's own world, from before its first script. Says nothing until a host activates a plugin, whose
 * own probe comes as a script of its own shortly before.
 */
export function runProbes(): void {
  const probes = new Map<string, Probe>();
  // A second injection finds the first one at work.
  if (!registerProbes({ offer: (id, probe) => void probes.set(id, probe) })) return;

  // Taken now, before the page can put its own in their place.
  const { stringify, parse } = JSON;
  const { now } = Date;
  const { CustomEvent: Letter, RegExp: Pattern, setTimeout: later } = globalThis;
  const dispatch = document.dispatchEvent.bind(document);
  const running = new Map<string, { stop: AbortController; messages: Emitter<unknown> }>();
  const watched = new Map<string, { method: string; url: RegExp }[]>();
  const early: { kind: RequestKind; write: NetworkWrite }[] = [];
  const davReads: NetworkWrite[] = [];
  const davRead = createEmitter<NetworkWrite>(() => {});
  let allowance = burst;
  let refilledAt = now();

  function post(message: Up): void {
    const detail = stringify(message);
    if (detail.length <= maxMessage) dispatch(new Letter(upEvent, { detail }));
  }

  function postRequest(kind: RequestKind, write: NetworkWrite): void {
    const at = now();
    allowance = Math.min(burst, allowance + ((at - refilledAt) / 1000) * perSecond);
    refilledAt = at;
    if (allowance < 1) return;
    allowance -= 1;
    post({ type: kind, write });
  }

  const isWatched = (method: string, url: string): boolean =>
    watched.size > 0 &&
    url.length <= maxWatchedUrl &&
    [...watched.values()].flat().some((one) => one.method === method && one.url.test(url));

  function report(kind: ObservedKind, write: NetworkWrite): void {
    if (kind === "dav") {
      davReads.push(write);
      if (davReads.length > keptDavReads) davReads.shift();
      davRead.fire(write);
    } else if (running.size > 0) postRequest(kind, write);
    else if (early.push({ kind, write }) > buffered) early.shift();
  }
  const reads = observeNetwork(globalThis, isWatched, report);

  function start(id: string, code: string): void {
    const probe = probes.get(code);
    if (running.has(id)) return;
    const stop = new AbortController();
    const messages = createEmitter<unknown>(() => {});
    running.set(id, { stop, messages });
    try {
      probe?.({
        signal: stop.signal,
        send: (message) => {
          if (!stop.signal.aborted) post({ type: "probe", plugin: id, message });
        },
        onMessage: messages.event,
        see: (request) => {
          if (!stop.signal.aborted) postRequest("watched", request);
        },
        bodyText,
        reads,
        onDavRead: (listener) => {
          davReads.forEach(listener);
          return davRead.event(listener);
        },
      });
    } catch {
      // The host misses its word and says so.
    }
    // The plugin listens only once it has run.
    later(() => {
      for (const { kind, write } of early.splice(0)) {
        if (now() - write.endedAt < bufferedFor) postRequest(kind, write);
      }
    });
  }

  function stopAll(): void {
    for (const { stop, messages } of running.values()) {
      stop.abort();
      messages[Symbol.dispose]();
    }
    running.clear();
    watched.clear();
  }

  document.addEventListener(downEvent, (event) => {
    try {
      if (!(event instanceof CustomEvent) || typeof event.detail !== "string") return;
      const message = parse(event.detail) as Down;
      switch (message.type) {
        case "start":
          return start(message.plugin, message.code);
        case "watch":
          return void watched.set(
            message.plugin,
            message.requests.map(({ method, url }) => ({ method, url: new Pattern(url, "u") })),
          );
        case "stop":
          return stopAll();
        case "probe":
          return running.get(message.plugin)?.messages.fire(message.message);
      }
    } catch {
      // The page's own events are none of our business, and ours must not become the page's trouble.
    }
  });
}
