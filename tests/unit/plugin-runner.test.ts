import { describe, expect, it, vi } from "vitest";
import { runPlugin } from "../../lib/page/plugin-runner.ts";
import type { RequestKind } from "../../lib/page-world/wire.ts";
import { createEmitter, type Emitter } from "../../lib/plugin-api/event.ts";
import type { CalendarAdapter, NetworkWrite, Plugin, PluginContext } from "../../lib/plugin-api/index.ts";
import type { PluginManifest } from "../../lib/plugin-api/manifest.ts";

const manifest = { id: "sample", main: "./plugin.ts", probe: "./probe.ts" } as PluginManifest;
const adapter = {} as CalendarAdapter;

interface Message {
  plugin: string;
  message: unknown;
}
interface Request {
  kind: RequestKind;
  request: NetworkWrite;
}

function run(
  main: Plugin,
  onPost: (messages: Emitter<Message>, requests: Emitter<Request>) => void = () => {},
  of: PluginManifest = manifest,
) {
  const messages = createEmitter<Message>();
  const requests = createEmitter<Request>();
  const posted: unknown[] = [];
  const calendars = new Set<CalendarAdapter>();
  const failures: unknown[] = [];
  const runner = runPlugin(
    { manifest: of, code: of.id, main },
    {
      post: (message) => {
        posted.push(message);
        onPost(messages, requests);
      },
      onMessage: messages.event,
      onRequest: requests.event,
    },
    {
      onCalendar: (one) => {
        calendars.add(one);
        return { [Symbol.dispose]: () => calendars.delete(one) };
      },
      askCalendar: async () => null,
      askRules: async () => null,
      askEvents: async () => [],
      askWrite: async () => null,
      memory: { load: async () => ({}), save: async () => {} },
      onFailure: (error) => failures.push(error),
    },
  );
  return { runner, messages, requests, posted, calendars, failures };
}

describe("runPlugin", () => {
  it("disposes of everything that was registered", () => {
    const stopped = vi.fn();
    let kept: PluginContext | undefined;
    const { runner, calendars, messages } = run({
      activate(context) {
        kept = context;
        context.registerCalendar(adapter);
        context.subscriptions.defer(stopped);
      },
    });
    const heard = vi.fn();
    kept?.probe.onMessage(heard);
    messages.fire({ plugin: "sample", message: 1 });
    messages.fire({ plugin: "other", message: 2 });
    expect(calendars.size).toBe(1);
    runner[Symbol.dispose]();
    messages.fire({ plugin: "sample", message: 3 });
    expect(heard.mock.calls).toEqual([[1]]);
    expect(calendars.size).toBe(0);
    expect(stopped).toHaveBeenCalledOnce();
    expect(kept?.signal.aborted).toBe(true);
  });

  it("disposes at once of what is registered too late", async () => {
    const late = vi.fn();
    const { promise, resolve } = Promise.withResolvers<void>();
    const { runner, calendars, failures } = run({
      async activate(context) {
        await promise;
        context.registerCalendar(adapter);
        context.subscriptions.defer(late);
        context.subscriptions.use({ [Symbol.dispose]: late });
      },
    });
    runner[Symbol.dispose]();
    resolve();
    await new Promise((done) => setTimeout(done));
    expect(calendars.size).toBe(0);
    expect(late).toHaveBeenCalledTimes(2);
    expect(failures).toEqual([]);
  });

  it("lets a plugin hear what the page's half says while it starts, and in that order", () => {
    const heard: unknown[] = [];
    const { messages } = run(
      {
        activate(context) {
          context.probe.onMessage((message) => heard.push(message));
          context.onDidWrite(({ id }) => heard.push(id));
        },
      },
      (messages, requests) => {
        requests.fire({ kind: "write", request: { id: 1 } as NetworkWrite });
        messages.fire({ plugin: "sample", message: "here" });
        requests.fire({ kind: "write", request: { id: 2 } as NetworkWrite });
      },
    );
    messages.fire({ plugin: "sample", message: "later" });
    expect(heard).toEqual([1, "here", 2, "later"]);
  });

  it("keeps a failing plugin to itself and its error for the host", async () => {
    const sync = run({
      activate() {
        throw new Error("at once");
      },
    });
    const later = run({
      async activate(context) {
        context.probe.onMessage(() => {
          throw new Error("in a listener");
        });
        await null;
        throw new Error("later");
      },
    });
    await new Promise((done) => setTimeout(done));
    later.messages.fire({ plugin: "sample", message: 1 });
    expect(sync.failures.map(String)).toEqual(["Error: at once"]);
    expect(later.failures.map(String)).toEqual(["Error: later", "Error: in a listener"]);
  });

  it("starts the page's half for a plugin without a probe, too, or it would not hear what the page writes", () => {
    const heard: number[] = [];
    const { posted } = run(
      { activate: (context) => void context.onDidWrite(({ id }) => heard.push(id)) },
      (_, requests) => requests.fire({ kind: "write", request: { id: 1 } as NetworkWrite }),
      { id: "sample", main: "./plugin.ts" } as PluginManifest,
    );
    expect(posted).toEqual([{ type: "start", plugin: "sample", code: "sample" }]);
    expect(heard).toEqual([1]);
  });

  it("tells writes and watched requests apart", () => {
    const heard: string[] = [];
    const { requests, posted } = run({
      activate(context) {
        context.watch([{ method: "GET", url: "/list$" }]);
        context.onDidWrite(({ id }) => heard.push(`write ${id}`));
        context.onDidSee(({ id }) => heard.push(`seen ${id}`));
      },
    });
    const kinds: RequestKind[] = ["write", "watched"];
    for (const [id, kind] of kinds.entries()) requests.fire({ kind, request: { id } as NetworkWrite });
    expect(heard).toEqual(["write 0", "seen 1"]);
    expect(posted).toContainEqual({
      type: "watch",
      plugin: "sample",
      requests: [{ method: "GET", url: "/list$" }],
    });
  });

  it("starts the probe before the plugin speaks to it", () => {
    const { posted } = run({ activate: (context) => context.probe.send("hello") });
    expect(posted).toEqual([
      { type: "start", plugin: "sample", code: "sample" },
      { type: "probe", plugin: "sample", message: "hello" },
    ]);
  });
});
