import { type Browser, browser } from "wxt/browser";
import { contract, type Input, type Output, type ProcedureName } from "./contract.ts";

/** Who asks: a page of the extension, or a frame of an enabled calendar. */
export type Caller = { from: "extension" } | { from: "page"; origin: string; tabId: number; frameId: number };

export type Handlers = {
  [N in ProcedureName]: (
    input: Input<N>,
    caller: Extract<Caller, { from: (typeof contract)[N]["from"] }>,
  ) => Promise<Output<N>>;
};

const isProcedure = (name: unknown): name is ProcedureName =>
  typeof name === "string" && Object.hasOwn(contract, name);

/** The sender as the browser vouches for it; `null` for anyone who has no business here. */
function callerOf(sender: Browser.runtime.MessageSender): Caller | null {
  if (sender.id !== browser.runtime.id || !sender.url) return null;
  const own = new URL(browser.runtime.getURL("/")).origin;
  const origin = new URL(sender.url).origin;
  if (origin === own) return { from: "extension" };
  // Chromium also tells the origin of a document without an address of its own, such as `about:blank`.
  const vouched = "origin" in sender && typeof sender.origin === "string" ? sender.origin : origin;
  if (vouched !== origin || sender.tab?.id === undefined) return null;
  return { from: "page", origin, tabId: sender.tab.id, frameId: sender.frameId ?? 0 };
}

/**
 * Answers every procedure of the contract. Call synchronously at start, or the message that woke the worker is
 * lost. A refused or failed call answers `{ error }` with words for developers only.
 */
export function serve(handlers: Handlers): void {
  browser.runtime.onMessage.addListener((message: unknown, sender: Browser.runtime.MessageSender) => {
    const name =
      typeof message === "object" && message !== null && "pipni" in message ? message.pipni : undefined;
    if (!isProcedure(name)) return undefined;
    return answer(name, message, sender, handlers);
  });
}

async function answer(
  name: ProcedureName,
  message: unknown,
  sender: Browser.runtime.MessageSender,
  handlers: Handlers,
): Promise<{ value: unknown } | { error: string }> {
  const caller = callerOf(sender);
  const definition = contract[name];
  if (caller?.from !== definition.from) return { error: "not allowed" };
  const input = definition.input.safeParse((message as { input?: unknown }).input);
  if (!input.success) return { error: `malformed: ${input.error.message.slice(0, 500)}` };
  try {
    const handler = handlers[name] as (input: unknown, caller: Caller) => Promise<unknown>;
    return { value: await handler(input.data, caller) };
  } catch (error) {
    console.error(name, error);
    return { error: error instanceof Error ? `${error.name}: ${error.message}` : "failed" };
  }
}
