import { registerProbes } from "../../plugin-api/define.ts";
import { Emitter } from "../../plugin-api/event.ts";
import type { NetworkWrite } from "../../plugin-api/network.ts";
import type { Probe } from "../../plugin-api/plugin.ts";
import { type Down, downEvent, maxMessage, type Up, upEvent } from "../wire.ts";
import { observeNetwork, readsDav } from "./network-observer.ts";

/** How many writes are kept for a host that is not there yet. */
const buffered = 20;
const bufferedFor = 30_000;
const keptDavReads = 30;
/** A page that writes without end must not drown the host. */
const burst = 60;
const perSecond = 10;

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
  const running = new Map<string, { stop: AbortController; messages: Emitter<unknown> }>();
  const early: NetworkWrite[] = [];
  const davReads: NetworkWrite[] = [];
  const davRead = new Emitter<NetworkWrite>(() => {});
  let allowance = burst;
  let refilledAt = Date.now();

  function post(message: Up): void {
    const detail = stringify(message);
    if (detail.length <= maxMessage) document.dispatchEvent(new CustomEvent(upEvent, { detail }));
  }

  function postWrite(write: NetworkWrite): void {
    const now = Date.now();
    allowance = Math.min(burst, allowance + ((now - refilledAt) / 1000) * perSecond);
    refilledAt = now;
    if (allowance < 1) return;
    allowance -= 1;
    post({ type: "write", write });
  }

  const reads = observeNetwork(globalThis, (write) => {
    if (readsDav(write.method, write.url)) {
      davReads.push(write);
      if (davReads.length > keptDavReads) davReads.shift();
      return davRead.fire(write);
    }
    if (running.size > 0) return postWrite(write);
    early.push(write);
    if (early.length > buffered) early.shift();
  });

  function start(id: string): void {
    const probe = probes.get(id);
    if (running.has(id)) return;
    const stop = new AbortController();
    const messages = new Emitter<unknown>(() => {});
    running.set(id, { stop, messages });
    try {
      probe?.({
        signal: stop.signal,
        send: (message) => {
          if (!stop.signal.aborted) post({ type: "probe", plugin: id, message });
        },
        onMessage: messages.event,
        reads,
        onDavRead: (listener) => {
          davReads.forEach(listener);
          return davRead.event(listener);
        },
      });
    } catch {
      // The host misses its word and says so.
    }
    for (const write of early.splice(0)) if (Date.now() - write.endedAt < bufferedFor) postWrite(write);
  }

  function stopAll(): void {
    for (const { stop, messages } of running.values()) {
      stop.abort();
      messages[Symbol.dispose]();
    }
    running.clear();
  }

  document.addEventListener(downEvent, (event) => {
    try {
      if (!(event instanceof CustomEvent) || typeof event.detail !== "string") return;
      const message = parse(event.detail) as Down;
      switch (message.type) {
        case "hello":
          return post({ type: "ready" });
        case "start":
          return start(message.plugin);
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
