import { cpus } from "node:os";
import { parseArgs } from "node:util";
import { build } from "../e2e/build.ts";
import { latency } from "./latency.ts";
import { log } from "./log.ts";
import { pageCost } from "./page-cost.ts";
import type { Measure } from "./report.ts";
import { sizes } from "./sizes.ts";
import { throughput } from "./throughput.ts";

/**
 * Sizes and timings of the production build, printed beside what the project wants to hold. Timings say as much of
 * the machine as of the code, so this never passes or fails.
 */
const benches: Record<string, () => Promise<Measure[]>> = { sizes, pageCost, latency, log, throughput };

const { values } = parseArgs({ options: { only: { type: "string" } } });
const chosen = Object.entries(benches).filter(([name]) => !values.only || name === values.only);
if (chosen.length === 0) {
  console.error(`There is ${Object.keys(benches).join(", ")}.`);
  process.exit(1);
}

build("chrome");
const [cpu] = cpus();
console.log(`${cpus().length} × ${cpu?.model ?? "unknown processor"}\n`);
for (const [name, bench] of chosen) {
  try {
    for (const { what, measured, limit, holds } of await bench()) {
      const verdict = holds === null ? "" : holds ? "holds" : "DOES NOT HOLD";
      console.log([what.padEnd(78), measured.padStart(16), limit.padStart(16), verdict].join("  ").trimEnd());
    }
  } catch (error) {
    console.error(`${name} could not be measured:`, error);
    process.exitCode = 1;
  }
}
