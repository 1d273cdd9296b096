import type { Page } from "@playwright/test";

/** What scripts of the extension keep alive on a page, each with the place in the script that began it. */
export interface Left {
  readonly timers: readonly string[];
  readonly observers: readonly string[];
  /** On the page's own nodes, its document and its window. */
  readonly listeners: readonly string[];
}

const worlds = ["isolated", "main"] as const;
export type World = (typeof worlds)[number];

/**
 * Counts what is begun and not ended. Travels as text: into the page's own world before its first script, where
 * only what the extension's scripts begin is counted, and in front of the content script into its own.
 */
export function installMeter(onlyExtension: boolean): void {
  const key = Symbol.for("contract.meter");
  const scope = globalThis as unknown as Record<symbol | string, unknown> & typeof globalThis;
  if (scope[key]) return;
  const place = (): string | null => {
    // Behind the message, this function and the one that it serves.
    const lines = (new Error().stack ?? "").split("\n").slice(3);
    const own = lines.find((line) => line.includes("chrome-extension://"));
    if (onlyExtension && !own) return null;
    return (own ?? "somewhere").trim().replace(/chrome-extension:\/\/[^/]+\//, "");
  };

  const timers = new Map<number, string>();
  for (const [start, stop] of [
    ["setTimeout", "clearTimeout"],
    ["setInterval", "clearInterval"],
  ] as const) {
    const [begin, end] = [scope[start], scope[stop]];
    const repeats = start === "setInterval";
    Object.assign(scope, {
      [start]: (work: (...args: unknown[]) => void, delay?: number, ...args: unknown[]): number => {
        const from = place();
        const id = Number(
          begin(() => {
            if (!repeats) timers.delete(id);
            work(...args);
          }, delay),
        );
        if (from) timers.set(id, `${start} ${from}`);
        return id;
      },
      [stop]: (id: number): void => {
        timers.delete(id);
        end(id);
      },
    });
  }

  const observers = new Map<object, string>();
  for (const name of ["MutationObserver", "ResizeObserver", "IntersectionObserver"] as const) {
    const prototype = scope[name].prototype as { observe(...args: never[]): void; disconnect(): void };
    const { observe, disconnect } = prototype;
    Object.assign(prototype, {
      observe(this: object, ...args: never[]) {
        const from = place();
        if (from) observers.set(this, `${name} ${from}`);
        return observe.apply(this, args);
      },
      disconnect(this: object) {
        observers.delete(this);
        return disconnect.apply(this);
      },
    });
  }

  interface Listening {
    target: WeakRef<EventTarget>;
    type: string;
    from: string;
    callback: unknown;
    capture: boolean;
  }
  const listeners = new Set<Listening>();
  const { prototype } = EventTarget;
  const { addEventListener, removeEventListener } = prototype;
  const captures = (options: unknown): boolean =>
    typeof options === "object" && options !== null
      ? (options as AddEventListenerOptions).capture === true
      : Boolean(options);
  const forget = (target: EventTarget, type: string, callback: unknown, capture: boolean): void => {
    for (const one of listeners) {
      if (one.type !== type || one.callback !== callback || one.capture !== capture) continue;
      if (one.target.deref() === target) listeners.delete(one);
    }
  };
  Object.assign(prototype, {
    addEventListener(this: EventTarget | undefined, ...args: Parameters<EventTarget["addEventListener"]>) {
      const target = this ?? scope;
      const [type, callback, options] = args;
      const from = place();
      const more = typeof options === "object" ? options : {};
      if (from && callback && !more.signal?.aborted) {
        const capture = captures(options);
        forget(target, type, callback, capture);
        listeners.add({ target: new WeakRef(target), type, from, callback, capture });
        const gone = (): void => forget(target, type, callback, capture);
        if (more.signal) addEventListener.call(more.signal, "abort", gone);
        if (more.once) addEventListener.call(target, type, gone, { once: true, capture });
      }
      return addEventListener.apply(target, args);
    },
    removeEventListener(
      this: EventTarget | undefined,
      ...args: Parameters<EventTarget["removeEventListener"]>
    ) {
      const target = this ?? scope;
      forget(target, args[0], args[1], captures(args[2]));
      return removeEventListener.apply(target, args);
    },
  });

  Object.defineProperty(scope, key, {
    value: (): Left => ({
      timers: [...timers.values()],
      observers: [...observers.values()],
      listeners: [...listeners].flatMap(({ target, type, from }) => {
        const alive = target.deref();
        const onPage = alive instanceof Node ? alive.isConnected : alive === scope;
        return onPage ? [`${type} ${from}`] : [];
      }),
    }),
  });
}

const ask = 'JSON.stringify(globalThis[Symbol.for("contract.meter")]?.() ?? null)';

/** @throws where the meter does not run in both worlds */
export async function readMeter(page: Page, extensionId: string): Promise<Left> {
  const session = await page.context().newCDPSession(page);
  const contexts = new Map<World, number>();
  session.on("Runtime.executionContextCreated", ({ context }) => {
    const isDefault = (context.auxData as { isDefault?: boolean } | undefined)?.isDefault === true;
    if (isDefault) contexts.set("main", context.id);
    else if (context.origin === `chrome-extension://${extensionId}`) contexts.set("isolated", context.id);
  });
  // Answered after every context that there is has been told.
  await session.send("Runtime.enable");
  const sum = { timers: [] as string[], observers: [] as string[], listeners: [] as string[] };
  for (const world of worlds) {
    const contextId = contexts.get(world);
    if (contextId === undefined) throw new Error(`the page has no ${world} world`);
    const { result } = await session.send("Runtime.evaluate", { expression: ask, contextId });
    const left = JSON.parse(String(result.value)) as Left | null;
    if (!left) throw new Error(`no meter in the ${world} world`);
    for (const kind of ["timers", "observers", "listeners"] as const)
      sum[kind].push(...left[kind].map((one) => `${world}: ${one}`));
  }
  await session.detach();
  return sum;
}
