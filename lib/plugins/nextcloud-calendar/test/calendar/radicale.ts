import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { installDebian } from "../../../../../tests/debian.ts";

/** A real CalDAV server, Debian's `radicale`, that knows one user and forgets everything at the end. */
export interface Radicale extends AsyncDisposable {
  /** Of the server itself, without a trailing slash: what other clients use. */
  readonly url: string;
  /** `3.1.8` */
  readonly version: string;
  readonly user: string;
}

export class RadicaleMissing extends Error {
  override name = "RadicaleMissing";
}

const user = "ordinace";

const places = ["/usr/bin/radicale", "/usr/local/bin/radicale"];

const found = (): string | null =>
  [process.env.RADICALE_PATH, ...places].find((path) => path !== undefined && existsSync(path)) ?? null;

/** @throws RadicaleMissing with what to install, where it cannot be installed from here */
export function findRadicale(): string {
  const path = found() ?? (installDebian("Radicale", ["radicale"]) ? found() : null);
  if (path) return path;
  throw new RadicaleMissing(
    "The calendar server Radicale is needed and could not be installed from here. " +
      "Install it (Debian, Ubuntu: apt-get install radicale) or set RADICALE_PATH to its program.",
  );
}

/** It says so itself, once it does. */
async function address(server: ChildProcess): Promise<string> {
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  const said: string[] = [];
  server.once("error", reject);
  server.once("exit", (code) => reject(new Error(`Radicale ended (${code}):\n${said.join("\n")}`)));
  if (!server.stderr) throw new Error("Radicale's log cannot be read");
  createInterface(server.stderr).on("line", (line) => {
    said.push(line);
    const [, host, port] = /Listening on '\[(.+)\]:(\d+)'/u.exec(line) ?? [];
    if (host && port) resolve(`http://${host}:${port}`);
  });
  return promise;
}

/** @param password what the user is asked for; whoever says their name is believed without */
export async function startRadicale({ password }: { password?: string } = {}): Promise<Radicale> {
  const program = findRadicale();
  const version = spawnSync(program, ["--version"], { encoding: "utf8" }).stdout.trim();
  const folder = await mkdtemp(join(tmpdir(), "pipni-radicale-"));
  const passwords = join(folder, "passwords");
  if (password !== undefined) await writeFile(passwords, `${user}:${password}\n`);
  const server = spawn(
    program,
    [
      ["--config", ""],
      ["--server-hosts", "127.0.0.1:0"],
      // It listens to this machine alone.
      ...(password === undefined
        ? [["--auth-type", "none"]]
        : [
            ["--auth-type", "htpasswd"],
            ["--auth-htpasswd-filename", passwords],
            ["--auth-htpasswd-encryption", "plain"],
            ["--auth-delay", "0"],
          ]),
      ["--rights-type", "owner_only"],
      ["--storage-filesystem-folder", join(folder, "collections")],
      ["--logging-level", "info"],
    ].flat(),
    { stdio: ["ignore", "ignore", "pipe"] },
  );
  const kill = () => void server.kill("SIGKILL");
  process.once("exit", kill);
  const exited = new Promise((resolve) => server.once("exit", resolve));
  const stop = async () => {
    process.off("exit", kill);
    server.kill("SIGTERM");
    await exited;
    await rm(folder, { recursive: true, force: true });
  };
  try {
    const url = await address(server);
    console.log(`calendar server: Radicale ${version}`);
    return { url, version, user, [Symbol.asyncDispose]: stop };
  } catch (error) {
    await stop();
    throw error;
  }
}
