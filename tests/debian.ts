import { execFileSync } from "node:child_process";
import { existsSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Packages start what they install, on the ports that everybody knows: this keeps them from it. */
const policy = "/usr/sbin/policy-rc.d";

/**
 * Installs packages of Debian or Ubuntu, where that is possible.
 *
 * @param name of what is missing, for the line that says so
 * @returns false where it is not possible, or failed, which is said too
 */
export function installDebian(name: string, packages: readonly string[]): boolean {
  if (process.getuid?.() !== 0 || !existsSync("/usr/bin/apt-get")) return false;
  console.error(`${name} is missing or too old: apt-get install ${packages.join(" ")}`);
  // Two tests may want something at once, and apt-get takes no turns.
  const lock = ["--timeout", "600", join(tmpdir(), "pipni-apt.lock"), "apt-get"];
  const run = (...args: string[]) =>
    execFileSync("flock", [...lock, ...args], {
      stdio: ["ignore", "inherit", "inherit"],
      env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" },
    });
  const isOurs = !existsSync(policy);
  try {
    if (isOurs) writeFileSync(policy, "#!/bin/sh\nexit 101\n", { mode: 0o755 });
    run("update", "-qq");
    run("install", "-y", "-qq", ...packages);
    return true;
  } catch (error) {
    console.error(String(error));
    return false;
  } finally {
    if (isOurs) rmSync(policy, { force: true });
  }
}
