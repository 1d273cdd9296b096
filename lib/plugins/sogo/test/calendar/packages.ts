import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { installDebian } from "../../../../../tests/debian.ts";

/** SOGo and what it needs, from Debian's packages, installed where that is possible. */

const programs = {
  sogod: "/usr/sbin/sogod",
  mariadbd: "/usr/sbin/mariadbd",
  installDb: "/usr/bin/mariadb-install-db",
  memcached: "/usr/bin/memcached",
  nginx: "/usr/sbin/nginx",
} as const;

const debian = ["sogo", "mariadb-server", "memcached", "nginx-light"];

/** Whom the servers run as; nobody else than oneself where one is not root. */
export interface SogoAccount {
  readonly uid?: number;
  readonly gid?: number;
}

export interface SogoInstallation {
  /** Of Debian's package. */
  readonly version: string;
  readonly account: SogoAccount;
  readonly programs: typeof programs;
}

export class SogoMissing extends Error {
  override name = "SogoMissing";
}

const isRoot = (): boolean => process.getuid?.() === 0;

const missing = (): string[] => Object.values(programs).filter((path) => !existsSync(path));

/**
 * SOGo's programs, installed first where they are missing.
 * @throws SogoMissing with what to install, where it cannot be installed from here
 */
export function findSogo(): SogoInstallation {
  if (missing().length > 0) installDebian("SOGo", ["--no-install-recommends", ...debian]);
  const absent = missing();
  if (absent.length > 0) {
    throw new SogoMissing(
      `The tests of the plugin "sogo" need a real SOGo server, and ${absent.join(", ")} could not be installed from here. ` +
        `Install it on Debian 12 as root: apt-get install --no-install-recommends ${debian.join(" ")}`,
    );
  }
  return { version: versionOf("sogo"), account: account(), programs };
}

const versionOf = (name: string): string => {
  const { stdout } = spawnSync("dpkg-query", ["--show", name], { encoding: "utf8" });
  return stdout?.trim().split("\t")[1] ?? "of an unknown version";
};

/** `sogod` refuses to run as root. */
function account(): SogoAccount {
  if (!isRoot()) {
    try {
      readFileSync("/etc/sogo/sogo.conf");
    } catch {
      throw new SogoMissing(
        "SOGo is installed, and only root or the group sogo may start it: run the tests as root, or add yourself to the group sogo.",
      );
    }
    return {};
  }
  const id = (option: string) => Number(execFileSync("id", [option, "sogo"], { encoding: "utf8" }));
  return { uid: id("-u"), gid: id("-g") };
}
