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
 * For a page, which must stay small.
 * @throws when nobody answered or the background refused; the cause is for developers.
 */
export async function ask<N extends ProcedureName>(name: N, input: Input<N>): Promise<Output<N>> {
  const answer: unknown = await browser.runtime.sendMessage({ pipni: name, input });
  if (typeof answer === "object" && answer !== null && "value" in answer) return answer.value as Output<N>;
  throw new Error(name, { cause: answer });
}

/**
 * @throws CallFailed when nobody answered or the background refused; the message is for developers.
 */
export async function call<N extends ProcedureName>(name: N, input: Input<N>): Promise<Output<N>> {
  try {
    return await ask(name, input);
  } catch (cause) {
    const answer = cause instanceof Error ? cause.cause : null;
    if (typeof answer !== "object" || answer === null || !("error" in answer))
      throw new CallFailed(`${name}: no answer`, { cause });
    const failure = new CallFailed(`${name}: ${String(answer.error)}`);
    if ("storage" in answer) failure.storage = answer.storage as typeof failure.storage;
    throw failure;
  }
}
