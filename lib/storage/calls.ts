import { Call, type Called, isAbout } from "../domain/outbox/call.ts";
import { listOf } from "./formats.ts";
import { storedItem } from "./local.ts";

/** Whom somebody at the desk has called, and what came of it. */

/** Some years of one practice: nothing else bounds the list where the log is kept for ever. */
const mostCalls = 5_000;

const item = storedItem("calls", listOf(Call));

const change = (work: (calls: Call[]) => Call[]): Promise<void> =>
  navigator.locks.request("pipni:calls", async () => item.save(work(await item.load())));

export const loadCalls = (): Promise<Call[]> => item.load();

/** A second note about the same call takes the first one's place, and leaves the time as it is. */
export const noteCall = (call: Call): Promise<void> =>
  change((calls) => {
    const before = calls.find(isAbout(call));
    const others = calls.filter((one) => one !== before);
    return [{ ...call, at: before?.at ?? call.at }, ...others].slice(0, mostCalls);
  });

/** It was ticked off by mistake. */
export const forgetCall = (about: Called): Promise<void> =>
  change((calls) => calls.filter((one) => !isAbout(about)(one)));

/** What the notes tell of patients goes with the log. @param before milliseconds since the epoch */
export const forgetCallsBefore = (before: number): Promise<void> =>
  change((calls) => calls.filter(({ start }) => Date.parse(start) >= before));
