import { join } from "node:path";
import { needSpin, prepare } from "./spin.ts";

/** Searches of the models that take too long for each run of the tests: `npm run test:faults -- --models`. */

const searches = [
  ["three computers, dying five times", ["COMPUTERS=3", "DEATHS=5"]],
  ["two computers, dying five times, an older state brought back", ["DEATHS=5", "RESTORE"]],
  ["three computers, dying once, an older state brought back", ["COMPUTERS=3", "DEATHS=1", "RESTORE"]],
] as const;

/** @returns whether all of them keep their promises in every state */
export async function searchLong(log: (line: string) => void): Promise<boolean> {
  needSpin();
  let isKept = true;
  for (const [what, macros] of searches) {
    const began = performance.now();
    await using search = await prepare(join(import.meta.dirname, "claims.pml"), macros, { isHuge: true });
    const { errors, violation, states } = await search.check();
    const seconds = Math.round((performance.now() - began) / 1000);
    log(`${what}: ${states} states, ${seconds} s, ${errors === 0 ? "all kept" : violation}`);
    isKept &&= errors === 0;
  }
  return isKept;
}
