import { isDeepStrictEqual, parseArgs } from "node:util";
import { failpoints } from "../../lib/storage/failpoints.ts";
import { faultKinds } from "./books.ts";
import { exactly, fiveTabs } from "./five-tabs.ts";
import { searchLong } from "./model/long.ts";
import { type Report, runFaults } from "./run.ts";
import { runWorkstations } from "./workstations.ts";

/**
 * The long form: `npm run test:faults -- --runs 1000` kills the browser that many times. An interrupt (Ctrl+C) ends it
 * early, with the report of what was seen until then. First, a thousand appointments in five tabs.
 *
 * `-- --workstations` plays several computers of a practice. Its short form takes two minutes:
 * `--computers 2 --keys 300 --etcd-kills 5 --browser-kills 12 --nobody-away`.
 */

const { values } = parseArgs({
  options: {
    runs: { type: "string", default: "100" },
    seed: { type: "string", default: String(Date.now()) },
    /** Leaves the tabs out: a long run may be made of several short ones, each with its own seed. */
    "kills-only": { type: "boolean", default: false },
    /** Models that are too large for `npm test`, in the place of all else. */
    models: { type: "boolean", default: false },
    /** Several computers on one calendar, which agree in etcd, in the place of all else. */
    workstations: { type: "boolean", default: false },
    computers: { type: "string", default: "3" },
    /** 3: of etcd, in network namespaces. */
    nodes: { type: "string", default: "1" },
    keys: { type: "string", default: "10000" },
    "etcd-kills": { type: "string", default: "100" },
    "browser-kills": { type: "string", default: "300" },
    /** Nobody stays away for minutes. */
    "nobody-away": { type: "boolean", default: false },
  },
});
const runs = Number(values.runs);
if (!Number.isInteger(runs) || runs < 1) {
  console.error("--runs takes a whole number, 1 or more.");
  process.exit(1);
}

if (values.models) process.exit((await searchLong(console.log)) ? 0 : 1);
if (values.workstations) process.exit(await playWorkstations());

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

/** @returns the process's exit code */
async function playWorkstations(): Promise<number> {
  const seed = Number(values.seed);
  console.log(`seed ${seed}`);
  const interrupted = new AbortController();
  process.once("SIGINT", () => interrupted.abort());
  const report = await runWorkstations({
    computers: Number(values.computers),
    nodes: values.nodes === "3" ? 3 : 1,
    keys: Number(values.keys),
    etcdKills: Number(values["etcd-kills"]),
    browserKills: Number(values["browser-kills"]),
    isOneAway: !values["nobody-away"],
    seed,
    signal: interrupted.signal,
    log: console.log,
  });
  const { acts, lines, etcd, ...counts } = report;
  console.log(`
seconds              ${counts.seconds}
computers            ${values.computers}
browsers killed      ${counts.browserKills}
workers stopped      ${counts.workerStops}
etcd                 ${JSON.stringify(etcd)}
lines                ${JSON.stringify(lines)}
texts pressed        ${counts.keys} ${JSON.stringify(acts)}
texts received       ${counts.received}, of them ${counts.joint} about two appointments
sent by another one  ${counts.elsewhere} rows
unknown, and shown   ${counts.unknown} rows
out of reach         ${counts.outOfReachSeconds} s, all computers together
`);
  const kinds = [...faultKinds, "outOfReach"] as const;
  for (const kind of kinds) console.log(`${kind.padEnd(20)} ${counts[kind].length}`);
  for (const kind of kinds) for (const line of counts[kind]) console.log(`\n${kind}: ${line}`);
  return kinds.every((kind) => counts[kind].length === 0) ? 0 : 1;
}

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
