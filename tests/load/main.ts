import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { availableParallelism, cpus, totalmem } from "node:os";
import { parseArgs } from "node:util";
import { startCluster } from "../etcd/cluster.ts";
import { startEtcd } from "../etcd/server.ts";
import { Computer, type Measured, nothingMeasured } from "./computer.ts";

/**
 * `npm run test:load`: computers of many practices on one etcd, or on three nodes. First as fast as they can, then as
 * on a busy day. It fails nothing: its figures are for docs/measurements.md.
 */

const { values } = parseArgs({
  options: {
    nodes: { type: "string", default: "1" },
    computers: { type: "string", default: "500,1000,2000" },
    /** Of each practice. */
    each: { type: "string", default: "4" },
    /** For each of the two parts. */
    seconds: { type: "string", default: "30" },
    /** On a busy day each computer sends a text so often, in seconds. */
    every: { type: "string", default: "20" },
    /** How dear a password is, by etcd's own measure. */
    "bcrypt-cost": { type: "string", default: "10" },
    /** Each computer has a window open, and is told of what the others do. */
    watch: { type: "boolean", default: false },
    /** One server is killed and started again while all are there. */
    restart: { type: "boolean", default: false },
  },
});
const each = Number(values.each);
const seconds = Number(values.seconds);
const everyMs = Number(values.every) * 1000;

interface Server extends AsyncDisposable {
  urlsFor(computer: number): string[];
  nodes: readonly { folder: string; pid: number | undefined }[];
  restart?(): Promise<void>;
  /** What is left once all that keys were before is forgotten. */
  kept?(): Promise<string>;
}

async function startServer(practices: readonly string[]): Promise<Server> {
  const args = ["--bcrypt-cost", values["bcrypt-cost"], "--auto-compaction-retention", "1h"];
  if (values.nodes === "3") {
    const cluster = await startCluster(practices, args);
    const { urls, nodes } = cluster;
    return {
      urlsFor: (at) => urls.map((_, turn) => urls[(at + turn) % urls.length] ?? ""),
      nodes,
      [Symbol.asyncDispose]: () => cluster[Symbol.asyncDispose](),
    };
  }
  const etcd = await startEtcd({ practices, args, isOpenToAll: true });
  const { port } = new URL(etcd.url);
  return {
    // Each by another name of this machine: none shares its connection with another one.
    urlsFor: (at) => [`http://127.1.${Math.floor(at / 250)}.${(at % 250) + 1}:${port}`],
    nodes: [etcd],
    async restart() {
      await etcd.kill();
      await etcd.start();
    },
    async kept() {
      const all = { key: "AA==", range_end: "AA==", count_only: true };
      const { count, header } = (await etcd.ask("kv/range", all)) as {
        count: string;
        header: { revision: string };
      };
      await etcd.ask("kv/compaction", { revision: header.revision, physical: true });
      await etcd.ask("maintenance/defragment", {});
      const { dbSize } = await etcd.ask("maintenance/status", {});
      return `${count} keys take ${(Number(dbSize) / 1e6).toFixed(1)} MB, ${(Number(dbSize) / Number(count)).toFixed(0)} bytes each`;
    },
    [Symbol.asyncDispose]: () => etcd[Symbol.asyncDispose](),
  };
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** So many at once. */
async function inParallel<T>(
  all: readonly T[],
  width: number,
  work: (one: T) => Promise<void>,
): Promise<void> {
  const left = [...all];
  const lane = async () => {
    for (let one = left.shift(); one !== undefined; one = left.shift()) await work(one);
  };
  await Promise.all(Array.from({ length: width }, lane));
}

const quantile = (sorted: readonly number[], share: number): string =>
  (sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN).toFixed(1);

const spread = (times: readonly number[]): string => {
  const sorted = times.toSorted((a, b) => a - b);
  return `median ${quantile(sorted, 0.5)}, 99th percentile ${quantile(sorted, 0.99)}, longest ${quantile(sorted, 1)} ms`;
};

function told(what: string, { changes, texts, lost, failures }: Measured, ms: number): string {
  const perSecond = (count: number) => (count / (ms / 1000)).toFixed(0);
  return [
    `  ${what}: ${perSecond(texts.length)} texts and ${perSecond(changes.length)} changes a second`,
    `    a change: ${spread(changes)}`,
    `    a text, all its changes: ${spread(texts)}`,
    `    asked for by another one as well: ${lost}; failed: ${JSON.stringify(failures)}`,
  ].join("\n");
}

function weigh({ nodes }: Server): string {
  return nodes
    .map(({ pid, folder }) => {
      const status = readFileSync(`/proc/${pid}/status`, "utf8");
      const memory = Number(/VmRSS:\s+(\d+)/u.exec(status)?.[1]) / 1000;
      const disk = Number(execFileSync("du", ["-sk", folder], { encoding: "utf8" }).split("\t")[0]) / 1000;
      return `${memory.toFixed(0)} MB of memory, ${disk.toFixed(0)} MB on disk`;
    })
    .join("; ");
}

/** A day's texts: most are sent by one computer, and a fourth is asked for by another one of its practice, too. */
class Day {
  readonly #computers: readonly Computer[];
  #last = 0;

  constructor(computers: readonly Computer[]) {
    this.#computers = computers;
  }

  /** @returns what was measured, and how long it took */
  async run(everyMs: number): Promise<[Measured, number]> {
    const measured = nothingMeasured();
    const began = performance.now();
    const end = began + seconds * 1000;
    const lane = async (computer: Computer, at: number) => {
      if (everyMs > 0) await pause(Math.random() * everyMs);
      while (performance.now() < end) {
        const next = performance.now() + everyMs;
        const text = `text ${this.#last++}`;
        await computer.send(text, measured);
        const other = this.#computers[at % each === 0 ? at + 1 : at - 1];
        if (this.#last % 4 === 0 && other) await other.send(text, measured);
        await pause(Math.max(0, next - performance.now()));
      }
    };
    await Promise.all(this.#computers.map(lane));
    return [measured, performance.now() - began];
  }
}

async function stage(count: number): Promise<void> {
  console.log(`\n${count} computers of ${count / each} practices`);
  const practices = Array.from({ length: Math.ceil(count / each) }, (_, at) => `ordinace-${at}`);
  await using server = await startServer(practices);
  const computers = Array.from(
    { length: count },
    (_, at) => new Computer(practices[Math.floor(at / each)] ?? "", `pc ${at}`, server.urlsFor(at)),
  );
  console.log(`  before anybody is there: ${weigh(server)}`);
  const began = performance.now();
  const waits: number[] = [];
  await inParallel(computers, 16, async (one) => {
    const asked = performance.now();
    await one.signIn();
    waits.push(performance.now() - asked);
  });
  const signedIn = (performance.now() - began) / 1000;
  console.log(`  all signed in after ${signedIn.toFixed(1)} s, 16 at once; each: ${spread(waits)}`);
  const windows = new AbortController();
  let events = 0;
  if (values.watch)
    for (const one of computers) void one.watch(() => events++, windows.signal).catch(() => {});
  await pause(1000);
  console.log(`  signed in: ${weigh(server)}`);
  const day = new Day(computers);
  console.log(told("as fast as they can", ...(await day.run(0))));
  console.log(`  then: ${weigh(server)}`);
  console.log(told(`each every ${values.every} s`, ...(await day.run(everyMs))));
  console.log(`  then: ${weigh(server)}${values.watch ? `; ${events} told to open windows` : ""}`);
  if (server.kept) console.log(`  compacted: ${await server.kept()}`);
  if (values.restart && server.restart) {
    await server.restart();
    const again = performance.now();
    let left = computers.length;
    await Promise.all(
      computers.map(async (one) => {
        while (
          !(await one.signIn().then(
            () => true,
            () => false,
          ))
        )
          await pause(2000 + Math.random() * 1000);
        left--;
      }),
    );
    const after = (performance.now() - again) / 1000;
    console.log(
      `  killed and started again: all of them are answered after ${after.toFixed(1)} s (${left} not)`,
    );
  }
  windows.abort();
}

const memory = `${Math.round(totalmem() / 2 ** 30)} GB`;
console.log(
  `${availableParallelism()} cores (${cpus()[0]?.model.trim()}), ${memory}, Node ${process.version}; ` +
    `${values.nodes === "3" ? "three nodes" : "one server"} and all computers on this one machine`,
);
for (const count of values.computers.split(",").map(Number)) await stage(count);
