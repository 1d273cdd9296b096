import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { installDebian } from "../debian.ts";

/** A real etcd, Debian's `etcd-server`, in a temporary folder, that can be killed and started again. */

export interface EtcdServer extends AsyncDisposable {
  readonly url: string;
  /** `3.4.23` */
  readonly version: string;
  /** SIGKILL, as when the power goes. */
  kill(): Promise<void>;
  /** On the same data and the same port. */
  start(): Promise<void>;
  /** Asks the JSON gateway as root, once there are users. */
  ask(path: string, json: object): Promise<Record<string, unknown>>;
}

export interface EtcdServerOptions {
  args?: readonly string[];
  /** Practices to be given a user with a role on `pipni/<name>/`; the password is the name's with `-heslo`. */
  practices?: readonly string[];
}

export class EtcdMissing extends Error {
  override name = "EtcdMissing";
}

const rootPassword = "root-heslo";
export const passwordOf = (practice: string): string => `${practice}-heslo`;
export const prefixOf = (practice: string): string => `pipni/${practice}/`;

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

const base64 = (text: string): string => Buffer.from(text).toString("base64");

export async function startEtcd({ args = [], practices = [] }: EtcdServerOptions = {}): Promise<EtcdServer> {
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
        ["--listen-client-urls", url, "--advertise-client-urls", url],
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
  let token = "";
  const post = async (path: string, json: object) => {
    const response = await fetch(`${url}/v3/${path}`, {
      method: "POST",
      body: JSON.stringify(json),
      headers: token ? { authorization: token } : {},
    });
    return { ok: response.ok, body: (await response.json()) as Record<string, unknown> };
  };
  const signIn = async () => {
    token = "";
    const { body } = await post("auth/authenticate", { name: "root", password: rootPassword });
    token = String(body.token);
  };
  const ask = async (path: string, json: object) => {
    let answer = await post(path, json);
    if (!answer.ok && practices.length > 0) {
      await signIn();
      answer = await post(path, json);
    }
    if (!answer.ok) throw new Error(`${path}: ${JSON.stringify(answer.body)}`);
    return answer.body;
  };
  const stop = async () => {
    process.off("exit", killNow);
    await kill();
    await rm(folder, { recursive: true, force: true });
  };
  try {
    await start();
    for (const name of practices) {
      const prefix = prefixOf(name);
      await ask("auth/user/add", { name, password: passwordOf(name) });
      await ask("auth/role/add", { name });
      const range = { key: base64(prefix), range_end: base64(`${prefix.slice(0, -1)}0`) };
      await ask("auth/role/grant", { name, perm: { permType: "READWRITE", ...range } });
      await ask("auth/user/grant", { user: name, role: name });
    }
    if (practices.length > 0) {
      await ask("auth/user/add", { name: "root", password: rootPassword });
      await ask("auth/role/add", { name: "root" });
      await ask("auth/user/grant", { user: "root", role: "root" });
      await ask("auth/enable", {});
    }
    return { url, version, kill, start, ask, [Symbol.asyncDispose]: stop };
  } catch (error) {
    await stop();
    throw error;
  }
}
