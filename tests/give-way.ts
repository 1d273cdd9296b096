import type { ChildProcess } from "node:child_process";
import { writeFileSync } from "node:fs";
import { constants, setPriority } from "node:os";

/** A process that takes little of the processors but what others leave of them. */

/**
 * Linux shares the processors among sessions first, and each browser of a test is in one of its own: what is to give
 * way to them needs one, too. Elsewhere the priority of the process is enough.
 */
export const detached = process.platform === "linux";

/** @param child started with `detached` as above; it and what it starts from now on give way */
export function giveWay(child: ChildProcess): void {
  const { pid } = child;
  if (pid === undefined) return;
  // Any lower, and a runner on a busy machine would be cut off from its own workers for too long.
  const { PRIORITY_BELOW_NORMAL } = constants.priority;
  try {
    setPriority(pid, PRIORITY_BELOW_NORMAL);
    if (detached) writeFileSync(`/proc/${pid}/autogroup`, String(PRIORITY_BELOW_NORMAL));
  } catch {
    // It has ended, or this Linux knows no such groups.
  }
  if (detached) endWith(child, pid);
}

/** A session of its own hears nothing of Ctrl+C in this one. */
function endWith(child: ChildProcess, pid: number): void {
  const end = () => {
    try {
      process.kill(-pid, "SIGTERM");
    } catch {
      // It has ended by itself.
    }
  };
  const interrupted = () => process.exit(130);
  const signals = ["SIGINT", "SIGTERM", "SIGHUP"] as const;
  process.on("exit", end);
  for (const signal of signals) process.on(signal, interrupted);
  child.once("close", () => {
    process.off("exit", end);
    for (const signal of signals) process.off(signal, interrupted);
  });
}
