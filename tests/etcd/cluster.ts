import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { EtcdRoot } from "./root.ts";
import { findEtcd } from "./server.ts";

/**
 * Three nodes of etcd, each in a network namespace of its own. Each has one cable to the computers and one to the other
 * nodes, through a switch that can be taken apart. Only for Linux, and only for root.
 */

export interface Cluster extends AsyncDisposable {
  /** Where the computers reach each node. */
  readonly urls: readonly string[];
  /** Where each node's data lie, and its program. */
  readonly nodes: readonly { folder: string; pid: number | undefined }[];
  /** Which node leads; -1 while none does. */
  leader(): Promise<number>;
  /** SIGKILL. */
  kill(node: number): Promise<void>;
  start(node: number): void;
  /** Nodes reach each other within their group alone. */
  part(...groups: number[][]): void;
  heal(): void;
  /** Until a leader is there and whoever asks is answered. */
  ready(): Promise<void>;
}

const size = 3;

const ip = (...args: string[]): void =>
  void execFileSync("ip", args, { stdio: ["ignore", "ignore", "pipe"] });

/** Why no cluster can be started here, in a sentence; `null` where one can be. */
export function whyNoCluster(): string | null {
  if (process.platform !== "linux" || process.getuid?.() !== 0)
    return "Three nodes in network namespaces need Linux and root.";
  const name = `pipni-try-${process.pid}`;
  try {
    ip("netns", "add", name);
    ip("netns", "del", name);
    return null;
  } catch (error) {
    return `Network namespaces cannot be made here: ${String(error).split("\n")[0]}`;
  }
}

/** Addresses that are set apart for tests of networks: a few of them for each run. */
const subnet = (): string => `198.18.${Math.floor(Math.random() * 250)}`;

export async function startCluster(
  practices: readonly string[] = [],
  args: readonly string[] = [],
): Promise<Cluster> {
  const program = findEtcd();
  const folder = await mkdtemp(join(tmpdir(), "pipni-cluster-"));
  const tag = Math.random().toString(36).slice(2, 7);
  const net = subnet();
  const space = (name: string | number) => `pipni-${tag}-${name}`;
  const place = space("switch");
  const all = Array.from({ length: size }, (_, at) => at);
  const outside = (at: number) => `${net}.${at * 4 + 2}`;
  const inside = (at: number) => `192.0.2.${at + 1}`;
  const urls = all.map((at) => `http://${outside(at)}:2379`);
  const programs: (ChildProcess | null)[] = all.map(() => null);
  const killNow = () => {
    for (const one of programs) one?.kill("SIGKILL");
  };
  process.once("exit", killNow);

  const cable = (at: number) => {
    const [here, there] = [`pn${tag}c${at}`, `pn${tag}n${at}`];
    ip("netns", "add", space(at));
    ip("-n", space(at), "link", "set", "lo", "up");
    ip("link", "add", here, "type", "veth", "peer", "name", there, "netns", space(at));
    ip("addr", "add", `${net}.${at * 4 + 1}/30`, "dev", here);
    ip("link", "set", here, "up");
    ip("-n", space(at), "addr", "add", `${outside(at)}/30`, "dev", there);
    ip("-n", space(at), "link", "set", there, "up");
    ip("-n", space(at), "link", "add", "peers", "type", "veth", "peer", "name", `port${at}`, "netns", place);
    ip("-n", space(at), "addr", "add", `${inside(at)}/24`, "dev", "peers");
    ip("-n", space(at), "link", "set", "peers", "up");
    ip("-n", place, "link", "set", `port${at}`, "up");
  };
  const part = (...groups: number[][]) => {
    for (const [bridge, group] of groups.entries())
      for (const at of group) ip("-n", place, "link", "set", `port${at}`, "master", `bridge${bridge}`);
  };
  const heal = () => part(all);
  const start = (at: number) => {
    const peer = `http://${inside(at)}:2380`;
    programs[at] = spawn(
      "ip",
      [
        ["netns", "exec", space(at), program, "--name", `n${at}`],
        ["--data-dir", join(folder, `data${at}`)],
        ["--listen-client-urls", urls[at] ?? "", "--advertise-client-urls", urls[at] ?? ""],
        ["--listen-peer-urls", peer, "--initial-advertise-peer-urls", peer],
        ["--initial-cluster", all.map((one) => `n${one}=http://${inside(one)}:2380`).join()],
        ["--initial-cluster-token", tag],
        args,
      ].flat(),
      { stdio: "ignore" },
    );
  };
  const kill = async (at: number) => {
    const running = programs[at];
    if (!running) return;
    programs[at] = null;
    const exited = new Promise((resolve) => running.once("exit", resolve));
    running.kill("SIGKILL");
    await exited;
  };
  const statusOf = async (at: number): Promise<Record<string, unknown> | null> => {
    try {
      const response = await fetch(`${urls[at]}/v3/maintenance/status`, {
        method: "POST",
        body: "{}",
        signal: AbortSignal.timeout(1000),
      });
      return (await response.json()) as Record<string, unknown>;
    } catch {
      return null;
    }
  };
  const leader = async () => {
    const told = await Promise.all(all.map(statusOf));
    // A node that was cut off may still take itself for it: the newest term counts.
    const newest = Math.max(...told.map((one) => Number(one?.raftTerm ?? 0)));
    return told.findIndex((one) => {
      const header = one?.header as { member_id?: string } | undefined;
      return one && Number(one.raftTerm) === newest && header?.member_id === one.leader;
    });
  };
  const ready = async () => {
    for (const until = performance.now() + 60_000; ; await setTimeout(100)) {
      const healthy = await Promise.all(
        urls.map(async (url, at) => {
          if (!programs[at]) return false;
          const answer = await fetch(`${url}/health`, { signal: AbortSignal.timeout(1500) }).catch(
            () => null,
          );
          return answer?.ok === true && String((await answer.json()).health) === "true";
        }),
      );
      if (healthy.every(Boolean)) return;
      if (performance.now() > until) throw new Error(`the nodes do not answer: ${healthy.join(", ")}`);
    }
  };
  const stop = async () => {
    process.off("exit", killNow);
    await Promise.all(all.map(kill));
    // With a namespace the ends of its cables go, and with these the others.
    for (const name of [...all.map(space), place])
      try {
        ip("netns", "del", name);
      } catch {
        // It was never made.
      }
    await rm(folder, { recursive: true, force: true });
  };
  try {
    ip("netns", "add", place);
    for (const at of all) {
      ip("-n", place, "link", "add", `bridge${at}`, "type", "bridge");
      ip("-n", place, "link", "set", `bridge${at}`, "up");
    }
    for (const at of all) cable(at);
    heal();
    for (const at of all) start(at);
    await ready();
    await new EtcdRoot(urls).addPractices(practices);
    const nodes = all.map((at) => ({
      folder: join(folder, `data${at}`),
      get pid() {
        return programs[at]?.pid;
      },
    }));
    return { urls, nodes, leader, kill, start, part, heal, ready, [Symbol.asyncDispose]: stop };
  } catch (error) {
    await stop();
    throw error;
  }
}
