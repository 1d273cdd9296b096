import type { CDPSession } from "@playwright/test";
import { atMost, forInformation, type Measure, median, ms, spread } from "./report.ts";

/** What of a page's main thread stands in the extension's own scripts, in either world, by a sampling profiler. */

/** Milliseconds by the clock, and of those the ones in which the thread had a processor. */
export interface Times {
  wall: number;
  cpu: number;
}

export interface OwnTime {
  total: Times;
  /**
   * Collections of garbage in the middle of own work, which is counted without them: a page that draws a thousand
   * events anew has as many of them, and as long ones, without the extension.
   */
  collections: number;
  /** Of one task all that is the extension's. */
  longest: Times;
  /** All that was not idle, the page's own work included. */
  busy: Times;
  /** Between two samples, in the middle. */
  interval: number;
  /** By function in which the extension stood, itself or in what it called of the browser, the costliest first. */
  functions: [name: string, ms: number][];
}

interface TraceEvent {
  name: string;
  pid: number;
  tid: number;
  /** Microseconds, as all of its times. */
  ts: number;
  dur?: number;
  tdur?: number;
  id?: string;
  args: {
    data?: {
      startTime?: number;
      timeDeltas?: number[];
      cpuProfile?: { nodes?: TraceNode[]; samples?: number[] };
    };
  };
}
interface TraceNode {
  id: number;
  parent?: number;
  callFrame: { functionName: string; url?: string; lineNumber?: number; columnNumber?: number };
}

/** @param site the origin whose page is measured: the extension's own pages and worker are traced as well. */
export async function profiled(
  session: CDPSession,
  site: string,
  work: () => Promise<void>,
): Promise<OwnTime> {
  const events: TraceEvent[] = [];
  const collect = ({ value }: { value: object[] }) => {
    events.push(...(value as TraceEvent[]));
  };
  session.on("Tracing.dataCollected", collect);
  await session.send("Tracing.start", {
    transferMode: "ReportEvents",
    traceConfig: {
      includedCategories: [
        "v8",
        "disabled-by-default-devtools.timeline",
        "disabled-by-default-v8.cpu_profiler",
      ],
      excludedCategories: ["*"],
    },
  });
  await work();
  const complete = new Promise((resolve) => session.once("Tracing.tracingComplete", resolve));
  await session.send("Tracing.end");
  await complete;
  session.off("Tracing.dataCollected", collect);
  return analyse(events, site);
}

interface Sample {
  at: number;
  node: number;
}
interface ThreadProfile {
  pid: number;
  tid: number;
  nodes: Map<number, TraceNode>;
  samples: Sample[];
}

/** The profile of the page's main thread, put together from its chunks. */
function profileOf(events: readonly TraceEvent[], site: string): ThreadProfile {
  const profiles = new Map<string, ThreadProfile & { clock: number }>();
  for (const { name, pid, tid, id, args } of events) {
    const key = `${pid} ${id}`;
    if (name === "Profile") {
      const clock = args.data?.startTime ?? 0;
      profiles.set(key, { pid, tid, nodes: new Map(), samples: [], clock });
    } else if (name === "ProfileChunk") {
      const profile = profiles.get(key);
      if (!profile) continue;
      const { nodes = [], samples = [] } = args.data?.cpuProfile ?? {};
      for (const node of nodes) profile.nodes.set(node.id, node);
      samples.forEach((node, index) => {
        profile.clock += args.data?.timeDeltas?.[index] ?? 0;
        profile.samples.push({ at: profile.clock, node });
      });
    }
  }
  const ofSite = [...profiles.values()].filter(({ nodes }) =>
    [...nodes.values()].some(({ callFrame }) => callFrame.url?.startsWith(site)),
  );
  const [only, ...others] = ofSite;
  if (!only || others.length > 0) throw new Error(`${ofSite.length} threads ran scripts of ${site}`);
  only.samples.sort((a, b) => a.at - b.at);
  return only;
}

/** The page calls these through the network observer, and would do so without it. */
const passedOn = new Set(["fetch", "send", "open"]);

/** The innermost own function on a node's stack: the browser's work that it asked for is its own too. */
function ownerOf(node: TraceNode | undefined, nodes: ReadonlyMap<number, TraceNode>): string | null {
  if (!node?.callFrame.url && passedOn.has(node?.callFrame.functionName ?? "")) return null;
  for (let at = node; at; at = at.parent === undefined ? undefined : nodes.get(at.parent)) {
    const { url = "", functionName, lineNumber = 0, columnNumber = 0 } = at.callFrame;
    if (!url.startsWith("chrome-extension://")) continue;
    return `${functionName || "(top)"} ${url.slice(url.lastIndexOf("/") + 1)}:${lineNumber}:${columnNumber}`;
  }
  return null;
}

function analyse(events: readonly TraceEvent[], site: string): OwnTime {
  const { pid, tid, nodes, samples } = profileOf(events, site);
  const owners = new Map([...nodes].map(([id, node]) => [id, ownerOf(node, nodes)]));
  const ofThread = (names: RegExp) =>
    events
      .filter((event) => names.test(event.name) && event.pid === pid && event.tid === tid)
      .sort((a, b) => a.ts - b.ts);
  const tasks = ofThread(/^RunTask$/);
  const pauses = ofThread(/^(Minor|Major)GC$/);
  /** Milliseconds of collections between two moments. */
  const pausedBetween = (from: number, to: number): number =>
    pauses.reduce(
      (sum, { ts, dur = 0 }) => sum + Math.max(0, Math.min(ts + dur, to) - Math.max(ts, from)) / 1000,
      0,
    );
  const none = (): Times => ({ wall: 0, cpu: 0 });
  const own: OwnTime = {
    total: none(),
    collections: 0,
    longest: none(),
    busy: none(),
    interval: 0,
    functions: [],
  };
  const functions = new Map<string, number>();
  let next = 0;
  for (const { ts, dur = 0, tdur = dur } of tasks) {
    const end = ts + dur;
    const share = dur > 0 ? tdur / dur : 1;
    own.busy.wall += dur / 1000;
    own.busy.cpu += tdur / 1000;
    let mine = 0;
    let wasOwn = false;
    while ((samples[next]?.at ?? Number.POSITIVE_INFINITY) < ts) next++;
    for (; next < samples.length && (samples[next] as Sample).at < end; next++) {
      const { at, node } = samples[next] as Sample;
      // A sample stands for the time until the next one, or until the task ends.
      const until = Math.min(samples[next + 1]?.at ?? end, end);
      const paused = pausedBetween(at, until);
      const owner = owners.get(node) ?? null;
      const elapsed = (until - at) / 1000 - paused;
      if (owner !== null) {
        mine += elapsed;
        functions.set(owner, (functions.get(owner) ?? 0) + elapsed);
      }
      // The profiler leaves collections without a caller: what came before tells in whose time they fell.
      wasOwn =
        owner !== null || (wasOwn && nodes.get(node)?.callFrame.functionName === "(garbage collector)");
      if (wasOwn) own.collections += paused;
    }
    own.total.wall += mine;
    own.total.cpu += mine * share;
    own.longest.wall = Math.max(own.longest.wall, mine);
    own.longest.cpu = Math.max(own.longest.cpu, mine * share);
  }
  const gaps = samples.slice(1).map(({ at }, index) => at - (samples[index]?.at ?? at));
  own.interval = (gaps.toSorted((a, b) => a - b)[Math.floor(gaps.length / 2)] ?? 0) / 1000;
  own.functions = [...functions].sort((a, b) => b[1] - a[1]);
  return own;
}

/** The lines of the table. What other programs took of the processor shows in the difference of the two clocks. */
export function ownTimes(what: string, runs: readonly OwnTime[], limit: number): Measure[] {
  const line = (name: string, values: readonly number[], measured: number, most: number) =>
    atMost(`${name} (${spread(values)})`, measured, most);
  const of = (pick: (run: OwnTime) => number) => runs.map(pick);
  if (runs.length === 0 || runs.some(({ total }) => total.wall === 0))
    throw new Error(`nothing was measured: in a run none of the extension's code was seen: ${what}`);
  const [wall, cpu] = [of((run) => run.total.wall), of((run) => run.total.cpu)];
  const [longestWall, longestCpu] = [of((run) => run.longest.wall), of((run) => run.longest.cpu)];
  return [
    line(what, wall, median(wall), limit),
    line("  of it with a processor", cpu, median(cpu), limit),
    // A single long task is felt once and is not made good by the others.
    line("  longest task of its own, the worst", longestWall, Math.max(...longestWall), 16),
    line("  longest with a processor, the worst", longestCpu, Math.max(...longestCpu), 16),
    forInformation(
      `  collections of garbage in the middle of it, not counted (${spread(of(({ collections }) => collections))})`,
      ms(median(of(({ collections }) => collections))),
    ),
  ];
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
