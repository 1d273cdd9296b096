import { type ChildProcess, spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { createConnection } from "node:net";
import type { SogoAccount } from "./packages.ts";

const kept = 20_000;
const lastWord = 10_000;

const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** The processes that a process has started, as Linux tells them. */
function childrenOf(pid: number): number[] {
  try {
    return readFileSync(`/proc/${pid}/task/${pid}/children`, "utf8").split(" ").filter(Boolean).map(Number);
  } catch {
    return [];
  }
}

function end(pid: number): void {
  try {
    process.kill(pid, "SIGTERM");
  } catch {
    // Gone by itself.
  }
}

const isAlive = ({ exitCode, signalCode }: ChildProcess): boolean => exitCode === null && signalCode === null;

/** Server programs that end with their owner, whatever ends that. */
export class Daemons implements AsyncDisposable {
  readonly #account: SogoAccount;
  readonly #folder: string;
  readonly #running: { child: ChildProcess; isDeaf: boolean }[] = [];
  #log = "";
  readonly #killAll = (): void => {
    for (const { child } of this.#running) child.kill("SIGKILL");
  };

  constructor(account: SogoAccount, folder: string) {
    this.#account = account;
    this.#folder = folder;
    process.on("exit", this.#killAll);
  }

  /** The last of what they have said. */
  get log(): string {
    return this.#log;
  }

  #spawn(program: string, args: readonly string[]): ChildProcess {
    const child = spawn(program, args, {
      ...this.#account,
      cwd: this.#folder,
      env: {
        PATH: "/usr/sbin:/usr/bin:/sbin:/bin",
        HOME: this.#folder,
        TMPDIR: this.#folder,
        LANG: "C.UTF-8",
      },
      stdio: ["ignore", "pipe", "pipe"],
    });
    for (const stream of [child.stdout, child.stderr]) {
      stream?.setEncoding("utf8").on("data", (text: string) => {
        this.#log = (this.#log + text).slice(-kept);
      });
    }
    child.on("error", (error) => {
      this.#log += `${program}: ${error}\n`;
    });
    return child;
  }

  /** @param isDeaf it does not end when it is asked to, at least not at once */
  start(program: string, args: readonly string[], { isDeaf = false } = {}): void {
    this.#running.push({ child: this.#spawn(program, args), isDeaf });
  }

  /** Until it is over. */
  async run(program: string, args: readonly string[]): Promise<void> {
    const child = this.#spawn(program, args);
    const code = await new Promise((resolve) => {
      child.once("close", resolve);
      child.once("error", () => resolve("no such program"));
    });
    if (code !== 0) throw new Error(`${program} ended with ${code}`);
  }

  #checkAlive(): void {
    const dead = this.#running.find(({ child }) => !isAlive(child));
    if (dead) throw new Error(`${dead.child.spawnfile} has ended`);
  }

  async #until(isSo: () => Promise<boolean>, patience: number, what: string): Promise<void> {
    const deadline = Date.now() + patience;
    while (!(await isSo())) {
      this.#checkAlive();
      if (Date.now() > deadline) throw new Error(`${what} did not answer within ${patience / 1000} s`);
      await sleep(100);
    }
  }

  /** Until somebody listens on a port. */
  answers(port: number, patience: number): Promise<void> {
    const isOpen = (): Promise<boolean> =>
      new Promise((resolve) => {
        const socket = createConnection(port, "127.0.0.1");
        socket.once("connect", () => {
          socket.destroy();
          resolve(true);
        });
        socket.once("error", () => resolve(false));
      });
    return this.#until(isOpen, patience, `port ${port}`);
  }

  /** Until an address answers with something other than an error. */
  serves(url: string, patience: number): Promise<void> {
    const isServed = async (): Promise<boolean> => {
      try {
        return (await fetch(url)).ok;
      } catch {
        return false;
      }
    };
    return this.#until(isServed, patience, url);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    // The one that asks goes before the one that is asked.
    for (const { child, isDeaf } of this.#running.toReversed()) {
      if (!isAlive(child)) continue;
      const ended = new Promise((resolve) => child.once("close", resolve));
      const workers = child.pid === undefined ? [] : childrenOf(child.pid);
      child.kill(isDeaf ? "SIGKILL" : "SIGTERM");
      if (isDeaf) for (const worker of workers) end(worker);
      const timer = setTimeout(() => child.kill("SIGKILL"), lastWord);
      await ended;
      clearTimeout(timer);
    }
    process.off("exit", this.#killAll);
  }
}
