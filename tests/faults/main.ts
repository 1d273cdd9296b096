import { isDeepStrictEqual, parseArgs } from "node:util";
import { failpoints } from "../../lib/storage/failpoints.ts";
import { faultKinds } from "./books.ts";
import { exactly, fiveTabs } from "./five-tabs.ts";
import { type Report, runFaults } from "./run.ts";

/**
 * The long form: `npm run test:faults -- --runs 1000` kills the browser that many times. An interrupt (Ctrl+C) ends it
 * early, with the report of what was seen until then. First, a thousand appointments in five tabs.
 */

const { values } = parseArgs({
  options: {
    runs: { type: "string", default: "100" },
    seed: { type: "string", default: String(Date.now()) },
    /** Leaves the tabs out: a long run may be made of several short ones, each with its own seed. */
    "kills-only": { type: "boolean", default: false },
  },
});
const runs = Number(values.runs);
if (!Number.isInteger(runs) || runs < 1) {
  console.error("--runs takes a whole number, 1 or more.");
  process.exit(1);
}

const isExact = values["kills-only"] || (await playTabs(1000));

const seed = Number(values.seed);
console.log(`seed ${seed}`);
const interrupted = new AbortController();
process.once("SIGINT", () => interrupted.abort());
const report = await runFaults({
  sigkills: runs,
  workerStops: runs,
  seed,
  signal: interrupted.signal,
  log: console.log,
});
print(report);
const faults = faultKinds.flatMap((kind) => report[kind]);
process.exitCode = isExact && faults.length === 0 ? 0 : 1;

async function playTabs(appointments: number): Promise<boolean> {
  const found = await fiveTabs(appointments);
  const isRight = isDeepStrictEqual(found, exactly(appointments));
  console.log(
    `five tabs, ${appointments} appointments: ${isRight ? "each text once" : JSON.stringify(found)}`,
  );
  return isRight;
}

function print({ points: stops, acts, ...counts }: Report): void {
  console.log(`
browsers killed      ${counts.sigkills}
databases damaged    ${counts.damaged}
rows made unreadable ${counts.unreadable}
workers stopped      ${counts.workerStops}
appointments         ${counts.appointments}
acts acknowledged    ${counts.acknowledged}
texts received       ${counts.received}, of them ${counts.scheduled} reminders for later and ${counts.joint} about two appointments
unknown, and shown   ${counts.unknown}
`);
  for (const [kind, count] of Object.entries(acts).sort()) console.log(`${kind.padEnd(20)} ${count}`);
  console.log();
  for (const point of failpoints) console.log(`${point.padEnd(20)} ${stops.get(point) ?? 0}`);
  console.log();
  for (const kind of faultKinds) console.log(`${kind.padEnd(20)} ${counts[kind].length}`);
  for (const kind of faultKinds) for (const line of counts[kind]) console.log(`\n${kind}: ${line}`);
}
