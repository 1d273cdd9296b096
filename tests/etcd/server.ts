import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { installDebian } from "../debian.ts";
import { EtcdRoot } from "./root.ts";

/** A real etcd, Debian's `etcd-server`, in a temporary folder, that can be killed and started again. */

export interface EtcdServer extends AsyncDisposable {
  readonly url: string;
  /** `3.4.23` */
  readonly version: string;
  /** SIGKILL, as when the power goes. */
  kill(): Promise<void>;
  /** Of the running program. */
  readonly pid: number | undefined;
  /** Where its data lie. */
  readonly folder: string;
  /** On the same data and the same port. */
  start(): Promise<void>;
  /** Asks the JSON gateway as root, once there are users. */
  ask(path: string, json: object): Promise<Record<string, unknown>>;
}

export interface EtcdServerOptions {
  args?: readonly string[];
  /** Practices to be given a user with a role on `pipni/<name>/`; the password is the name's with `-heslo`. */
  practices?: readonly string[];
  /** It listens at every address of this machine. */
  isOpenToAll?: boolean;
}

export class EtcdMissing extends Error {
  override name = "EtcdMissing";
}

export { passwordOf, prefixOf } from "./root.ts";

const places = ["/usr/bin/etcd", "/usr/local/bin/etcd"];
const found = (): string | null =>
  [process.env.ETCD_PATH, ...places].find((path) => path !== undefined && existsSync(path)) ?? null;

/** @throws EtcdMissing with what to install, where it cannot be installed from here */
export function findEtcd(): string {
  const path = found() ?? (installDebian("etcd", ["etcd-server"]) ? found() : null);
  if (path) return path;
  throw new EtcdMissing(
    "etcd is needed and could not be installed from here. " +
      "Install it (Debian, Ubuntu: apt-get install etcd-server) or set ETCD_PATH to its program.",
  );
}

export const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => resolve(typeof address === "object" && address ? address.port : 0));
    });
  });

export async function startEtcd({
  args = [],
  practices = [],
  isOpenToAll = false,
}: EtcdServerOptions = {}): Promise<EtcdServer> {
  const program = findEtcd();
  const said = spawnSync(program, ["--version"], { encoding: "utf8" }).stdout;
  const version = /etcd Version: (\S+)/u.exec(said)?.[1] ?? "";
  const folder = await mkdtemp(join(tmpdir(), "pipni-etcd-"));
  const url = `http://127.0.0.1:${await freePort()}`;
  const peer = `http://127.0.0.1:${await freePort()}`;
  let server: ChildProcess | null = null;
  let log = "";
  const killNow = () => void server?.kill("SIGKILL");
  process.once("exit", killNow);
  const kill = async () => {
    const running = server;
    if (!running) return;
    const exited = new Promise((resolve) => running.once("exit", resolve));
    running.kill("SIGKILL");
    await exited;
    server = null;
  };
  const start = async () => {
    log = "";
    const started = spawn(
      program,
      [
        ["--data-dir", join(folder, "data")],
        ["--listen-client-urls", isOpenToAll ? url.replace("127.0.0.1", "0.0.0.0") : url],
        ["--advertise-client-urls", url],
        ["--listen-peer-urls", peer, "--initial-advertise-peer-urls", peer],
        ["--initial-cluster", `default=${peer}`],
        args,
      ].flat(),
      { stdio: ["ignore", "pipe", "pipe"] },
    );
    server = started;
    for (const stream of [started.stdout, started.stderr])
      stream.on("data", (data) => {
        log = (log + String(data)).slice(-20_000);
      });
    for (const until = performance.now() + 60_000; ; ) {
      const answer = await fetch(`${url}/health`).catch(() => null);
      if (answer?.ok && String((await answer.json()).health) === "true") return;
      if (started.exitCode !== null || performance.now() > until)
        throw new Error(`etcd does not answer (${started.exitCode}):\n${log}`);
      await setTimeout(50);
    }
  };
  const root = new EtcdRoot([url]);
  const stop = async () => {
    process.off("exit", killNow);
    await kill();
    await rm(folder, { recursive: true, force: true });
  };
  try {
    await start();
    await root.addPractices(practices);
    const ask: EtcdServer["ask"] = (path, json) => root.ask(path, json);
    return {
      ...{ url, version, folder, kill, start, ask },
      get pid() {
        return server?.pid;
      },
      [Symbol.asyncDispose]: stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}
