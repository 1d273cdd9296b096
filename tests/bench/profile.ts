import type { CDPSession } from "@playwright/test";

/** What of a page's main thread stands in the extension's own scripts, in either world, by a sampling profiler. */

export interface OwnTime {
  total: number;
  /** Collections in the middle of own work. The garbage may be the page's, so they are not in `total`. */
  collections: number;
  /** Longest run of own samples, collections within it included: at least as long as the longest task. */
  longest: number;
  /** All that was not idle, the page's own work included. */
  busy: number;
  /** Between two samples, in the middle. */
  interval: number;
  /** By function in which the extension stood, itself or in what it called of the browser, the costliest first. */
  functions: [name: string, ms: number][];
}

const intervalUs = 100;

export async function profiled(session: CDPSession, work: () => Promise<void>): Promise<OwnTime> {
  await session.send("Profiler.enable");
  await session.send("Profiler.setSamplingInterval", { interval: intervalUs });
  await session.send("Profiler.start");
  await work();
  const { profile } = await session.send("Profiler.stop");
  await session.send("Profiler.disable");
  return analyse(profile);
}

type Profile = Awaited<ReturnType<typeof stop>>;
// Only for its type, which the driver does not export by name.
const stop = async (session: CDPSession) => (await session.send("Profiler.stop")).profile;

function analyse({ nodes, samples = [], timeDeltas = [] }: Profile): OwnTime {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const parents = new Map(
    nodes.flatMap(({ id, children = [] }) => children.map((child) => [child, id] as const)),
  );
  /** The innermost own function on the stack: the browser's work that it asked for is its own too. */
  const ownOf = (id: number): string | null => {
    for (let at: number | undefined = id; at !== undefined; at = parents.get(at)) {
      const frame = byId.get(at)?.callFrame;
      if (!frame?.url.startsWith("chrome-extension://")) continue;
      const file = frame.url.slice(frame.url.lastIndexOf("/") + 1);
      return `${frame.functionName || "(top)"} ${file}:${frame.lineNumber + 1}:${frame.columnNumber + 1}`;
    }
    return null;
  };
  const owners = new Map(nodes.map(({ id }) => [id, ownOf(id)]));
  const functions = new Map<string, number>();
  const own: OwnTime = { total: 0, collections: 0, longest: 0, busy: 0, interval: 0, functions: [] };
  let run = 0;
  let collecting = 0;
  samples.forEach((id, index) => {
    // A sample stands for the time until the next one.
    const elapsed = (timeDeltas[index + 1] ?? 0) / 1000;
    const name = byId.get(id)?.callFrame.functionName;
    if (name !== "(idle)") own.busy += elapsed;
    const owner = owners.get(id) ?? null;
    if (owner !== null) {
      // The profiler leaves collections without a caller: what came before and after tells whose time they took.
      own.collections += collecting;
      run += collecting + elapsed;
      collecting = 0;
      own.total += elapsed;
      functions.set(owner, (functions.get(owner) ?? 0) + elapsed);
    } else if (run > 0 && name === "(garbage collector)") collecting += elapsed;
    else {
      run = 0;
      collecting = 0;
    }
    own.longest = Math.max(own.longest, run);
  });
  own.interval = (timeDeltas.toSorted((a, b) => a - b)[Math.floor(timeDeltas.length / 2)] ?? 0) / 1000;
  own.functions = [...functions].sort((a, b) => b[1] - a[1]);
  return own;
}

/** For whoever wants to know where the time goes, below the table. */
export function describe(title: string, { functions, collections }: OwnTime): string {
  const lines = functions.slice(0, 12).map(([name, time]) => `  ${time.toFixed(1).padStart(7)} ms  ${name}`);
  return [
    title,
    ...lines,
    `  ${collections.toFixed(1).padStart(7)} ms  collections of garbage in the middle of it`,
  ].join("\n");
}
