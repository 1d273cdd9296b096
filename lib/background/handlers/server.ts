import { type Browser, browser } from "wxt/browser";
import {
  type CallerRule,
  type Contract,
  contract,
  type Input,
  type Output,
  type ProcedureName,
} from "../../rpc/contract/index.ts";
import type { Site } from "../../storage/sites.ts";
import { type StorageProblem, storageProblemOf } from "../../storage/storage-problem.ts";

/** Answers the contract: lets in who may call, and no call before what it needs. */

/** A frame of some page, as the browser vouches for it. */
export interface Frame {
  origin: string;
  /** Of what it shows. */
  address: string;
  tabId: number;
  frameId: number;
}

interface Callers {
  extension: null;
  page: Frame;
  calendar: Frame & { site: Site };
  teaching: Frame;
}
/** Who calls, where a rule lets in no others. */
export type Caller<Rule extends CallerRule> = Callers[Rule];

export type Handlers = {
  [N in ProcedureName]: (input: Input<N>, caller: Caller<Contract[N]["from"]>) => Promise<Output<N>>;
};

/** The part of one namespace: `HandlersOf<"page">`. */
export type HandlersOf<Namespace extends string> = {
  [N in Extract<ProcedureName, `${Namespace}.${string}`>]: Handlers[N];
};

/** What the rules of the contract rest on. */
export interface Gates {
  /** The enabled calendar of exactly this origin. */
  site(origin: string): Promise<Site | null>;
  /** Whether a person teaches a calendar there. */
  isTaught(tabId: number, origin: string): Promise<boolean>;
  /** Resolves once the outbox is recovered, and rejects when that failed. */
  recovered(): Promise<void>;
  /** The answer where nothing can be read from disk or written to it; `undefined` for the failure itself. */
  withoutStorage(name: ProcedureName, problem: StorageProblem, frame: Frame | null): Promise<unknown>;
}

const isProcedure = (name: unknown): name is ProcedureName =>
  typeof name === "string" && Object.hasOwn(contract, name);

/** The sender as the browser vouches for it; `null` for anyone who has no business here. */
function senderOf(sender: Browser.runtime.MessageSender): "extension" | Frame | null {
  if (sender.id !== browser.runtime.id || !sender.url) return null;
  // Not by origins: where an address has none, it is "null", and so it may be for an extension's.
  if (sender.url.startsWith(browser.runtime.getURL("/"))) return "extension";
  const { origin } = new URL(sender.url);
  if (origin === "null") return null;
  // Chromium also tells the origin of a document without an address of its own, such as `about:blank`.
  const vouched = "origin" in sender && typeof sender.origin === "string" ? sender.origin : origin;
  if (vouched !== origin || sender.tab?.id === undefined) return null;
  return { origin, address: sender.url, tabId: sender.tab.id, frameId: sender.frameId ?? 0 };
}

/** `undefined` for those whom the rule does not let in. */
async function callerBy(
  rule: CallerRule,
  sender: ReturnType<typeof senderOf>,
  gates: Gates,
): Promise<Caller<CallerRule> | undefined> {
  if (sender === null) return undefined;
  if (sender === "extension" || rule === "extension")
    return sender === "extension" && rule === "extension" ? null : undefined;
  switch (rule) {
    case "page":
      return sender;
    case "calendar": {
      const site = await gates.site(sender.origin);
      return site ? { ...sender, site } : undefined;
    }
    case "teaching":
      return (await gates.isTaught(sender.tabId, sender.origin)) ? sender : undefined;
  }
}

/**
 * Answers every procedure of the contract. Call synchronously at start, or the message that woke the worker is
 * lost. A refused or failed call answers `{ error }` with words for developers only.
 */
export function serve(handlers: Handlers, gates: Gates): void {
  browser.runtime.onMessage.addListener((message: unknown, sender: Browser.runtime.MessageSender) => {
    const name =
      typeof message === "object" && message !== null && "pipni" in message ? message.pipni : undefined;
    if (!isProcedure(name)) return undefined;
    return answer(name, message, sender, { handlers, gates });
  });
}

async function answer(
  name: ProcedureName,
  message: unknown,
  sender: Browser.runtime.MessageSender,
  { handlers, gates }: { handlers: Handlers; gates: Gates },
): Promise<{ value: unknown } | { error: string; storage?: StorageProblem }> {
  try {
    const { from, input, needsRecovery } = contract[name];
    const caller = await callerBy(from, senderOf(sender), gates);
    if (caller === undefined) return { error: "not allowed" };
    const parsed = input.safeParse((message as { input?: unknown }).input);
    if (!parsed.success) return { error: `malformed: ${parsed.error.message.slice(0, 500)}` };
    if (needsRecovery) await gates.recovered();
    const handler = handlers[name] as (input: unknown, caller: unknown) => Promise<unknown>;
    return { value: await handler(parsed.data, caller) };
  } catch (error) {
    console.error(name, error);
    const problem = storageProblemOf(error);
    const from = senderOf(sender);
    const value =
      problem &&
      (await gates.withoutStorage(name, problem, from === "extension" ? null : from).catch(() => {}));
    if (value) return { value };
    const said = error instanceof Error ? `${error.name}: ${error.message}` : "failed";
    return { error: said, ...(problem ? { storage: problem } : {}) };
  }
}
