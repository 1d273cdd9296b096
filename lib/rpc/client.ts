import { browser } from "@wxt-dev/browser";
import type { Input, Output, ProcedureName } from "./contract/index.ts";

/*
 * Speaks to the background. A content script must stay small, so only types of the contract are used here, and
 * the browser's own interface, whose messages are promises everywhere.
 */

/** The background answered with a failure, or not at all (it was updated, or the browser is closing). */
export class CallFailed extends Error {
  override name = "CallFailed";
  /** Why nothing could be read from disk or written to it, where that was it. */
  storage: "newer" | "full" | "failed" | null = null;
}

/**
 * @throws CallFailed when nobody answered or the background refused; the message is for developers.
 */
export async function call<N extends ProcedureName>(name: N, input: Input<N>): Promise<Output<N>> {
  let answer: unknown;
  try {
    answer = await browser.runtime.sendMessage({ pipni: name, input });
  } catch (cause) {
    throw new CallFailed(`${name}: no answer`, { cause });
  }
  if (typeof answer === "object" && answer !== null) {
    if ("value" in answer) return answer.value as Output<N>;
    if ("error" in answer) {
      const failure = new CallFailed(`${name}: ${String(answer.error)}`);
      if ("storage" in answer) failure.storage = answer.storage as typeof failure.storage;
      throw failure;
    }
  }
  throw new CallFailed(`${name}: no answer`);
}
