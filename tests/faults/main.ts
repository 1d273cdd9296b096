import { isDeepStrictEqual, parseArgs } from "node:util";
import { exactly, fiveTabs } from "./five-tabs.ts";
import { points, type Report, runFaults } from "./run.ts";

/**
 * The long form: `npm run test:faults -- --runs 1000` kills the browser that many times. An interrupt (Ctrl+C) ends it
 * early, with the report of what was seen until then. First, a thousand appointments in five tabs.
 */

const { values } = parseArgs({
  options: {
    runs: { type: "string", default: "100" },
    seed: { type: "string", default: String(Date.now()) },
  },
});
const runs = Number(values.runs);
if (!Number.isInteger(runs) || runs < 1) {
  console.error("--runs takes a whole number, 1 or more.");
  process.exit(1);
}

const appointments = 1000;
const found = await fiveTabs(appointments);
const isExact = isDeepStrictEqual(found, exactly(appointments));
console.log(`five tabs, ${appointments} appointments: ${isExact ? "each text once" : JSON.stringify(found)}`);

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
const { duplicates, lost, falselySent, outdated, torn } = report;
const isRight = isExact && [duplicates, lost, falselySent, outdated, torn].flat().length === 0;
process.exitCode = isRight ? 0 : 1;

function print({ points: stops, duplicates, lost, falselySent, outdated, torn, ...counts }: Report): void {
  console.log(`
browsers killed      ${counts.sigkills}
databases damaged    ${counts.damaged}
workers stopped      ${counts.workerStops}
appointments         ${counts.appointments}
changes acknowledged ${counts.acknowledged}
texts received       ${counts.received}, of them ${counts.scheduled} reminders for later and ${counts.joint} about two appointments
duplicates           ${duplicates.length}
lost                 ${lost.length}
falsely sent         ${falselySent.length}
reminders outdated   ${outdated.length}
joint texts torn     ${torn.length}
unknown, and shown   ${counts.unknown}
`);
  for (const point of points) console.log(`${point.padEnd(20)} ${stops.get(point) ?? 0}`);
  for (const line of [duplicates, lost, falselySent, outdated, torn].flat()) console.log(line);
}
