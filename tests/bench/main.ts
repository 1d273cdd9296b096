import { execFileSync } from "node:child_process";
import { availableParallelism, cpus, totalmem } from "node:os";
import { parseArgs } from "node:util";
import { findBrowser } from "../browsers.ts";
import { build } from "../e2e/build.ts";
import { acceptance } from "./acceptance.ts";
import { bulk } from "./bulk.ts";
import { changeCost } from "./change-cost.ts";
import { bulkClaims, claims, farBulkClaims, openClaims } from "./claims.ts";
import { directory } from "./directory.ts";
import { feeds } from "./feeds.ts";
import { flood, growth } from "./growth.ts";
import { marks } from "./marks.ts";
import { pageCost } from "./page-cost.ts";
import { peers } from "./peers.ts";
import { pluginCost } from "./plugin-cost.ts";
import { type Measure, printTable } from "./report.ts";
import { requestCost } from "./request-cost.ts";
import { sizes } from "./sizes.ts";
import { wake } from "./wake.ts";
import { year } from "./year.ts";

/**
 * Sizes and timings of the production build beside what the project wants to hold. Timings say as much of the
 * machine as of the code, so a limit that does not hold fails nothing; only what could not be measured does: a page
 * whose changes never reached the outbox, or in which none of the extension's code ran.
 */
const benches: Record<string, () => Promise<Measure[]>> = {
  sizes,
  page: pageCost,
  change: changeCost,
  plugins: pluginCost,
  marks,
  requests: requestCost,
  acceptance,
  wake,
  year,
  growth,
  flood,
  feeds,
  bulk,
  claims,
  openClaims,
  bulkClaims,
  farBulkClaims,
  directory,
  peers,
};

/** More rows are written first, a server is started, other extensions measured: minutes that few runs need. */
const onlyByName = new Set([
  "growth",
  "flood",
  "claims",
  "openClaims",
  "bulkClaims",
  "farBulkClaims",
  "peers",
]);

async function machine(): Promise<string> {
  const browser = execFileSync(await findBrowser("chromium"), ["--version"], {
    encoding: "utf8",
    stdio: ["ignore", "pipe", "ignore"],
  }).trim();
  const memory = `${Math.round(totalmem() / 2 ** 30)} GB`;
  return `${availableParallelism()} cores (${cpus()[0]?.model.trim()}), ${memory}, ${browser}, Node ${process.version}`;
}

const { values } = parseArgs({ options: { only: { type: "string" }, peers: { type: "boolean" } } });
const only = values.peers ? "peers" : values.only;
const chosen = Object.entries(benches).filter(([name]) =>
  only === undefined ? !onlyByName.has(name) : name === only,
);
if (chosen.length === 0) {
  console.error(`--only takes one of: ${Object.keys(benches).join(", ")}`);
  process.exit(1);
}
// As for the tests: who has just built need not wait for it again.
if (!process.env.PIPNI_BUILT) build("chrome");
console.log(`${await machine()}\n`);
const began = performance.now();
for (const [name, bench] of chosen) {
  const started = performance.now();
  try {
    printTable(name, await bench());
    console.log(`${Math.round((performance.now() - started) / 1000)} s\n`);
  } catch (error) {
    console.error(`${name} could not be measured:`, error);
    process.exitCode = 1;
  }
}
if (only === undefined) {
  const minutes = ((performance.now() - began) / 60_000).toFixed(1);
  console.log(`${minutes} minutes. Only by name (--only): ${[...onlyByName].join(", ")}.`);
}
