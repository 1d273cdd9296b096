import { spawnSync } from "node:child_process";
import { existsSync, rmSync, writeFileSync } from "node:fs";

/** Packages start what they install, on the ports that everybody knows: this keeps them from it. */
const policy = "/usr/sbin/policy-rc.d";

/** So long it waits for somebody else who is installing. */
const patienceSeconds = 600;

/**
 * Runs apt-get, once everybody else who uses it is done. By itself it waits for dpkg's lock alone, and fails where
 * another one holds that of the lists or of the archives.
 */
function aptGet(...args: string[]): void {
  const wait = ["-o", `DPkg::Lock::Timeout=${patienceSeconds}`];
  const until = performance.now() + patienceSeconds * 1000;
  for (;;) {
    const { status, stderr, error } = spawnSync("apt-get", [...wait, ...args], {
      stdio: ["ignore", "inherit", "pipe"],
      encoding: "utf8",
      env: { ...process.env, DEBIAN_FRONTEND: "noninteractive", LC_ALL: "C" },
    });
    if (status === 0) return;
    const isLocked = /Could not get lock|Unable to lock/u.test(stderr ?? "");
    if (!isLocked || performance.now() > until)
      throw error ?? new Error(`apt-get ${args.join(" ")} failed (${status}): ${stderr}`);
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1000);
  }
}

/**
 * Installs packages of Debian or Ubuntu, where that is possible.
 *
 * @param name of what is missing, for the line that says so
 * @returns false where it is not possible, or failed, which is said too
 */
export function installDebian(name: string, packages: readonly string[]): boolean {
  if (process.getuid?.() !== 0 || !existsSync("/usr/bin/apt-get")) return false;
  console.error(`${name} is missing or too old: apt-get install ${packages.join(" ")}`);
  const isOurs = !existsSync(policy);
  try {
    if (isOurs) writeFileSync(policy, "#!/bin/sh\nexit 101\n", { mode: 0o755 });
    aptGet("update", "-qq");
    aptGet("install", "-y", "-qq", ...packages);
    return true;
  } catch (error) {
    console.error(String(error));
    return false;
  } finally {
    if (isOurs) rmSync(policy, { force: true });
  }
}
