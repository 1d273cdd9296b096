import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";

/**
 * Installs packages of Debian or Ubuntu, where that is possible.
 *
 * @param name of what is missing, for the line that says so
 * @returns false where it is not possible, or failed, which is said too
 */
export function installDebian(name: string, packages: readonly string[]): boolean {
  if (process.getuid?.() !== 0 || !existsSync("/usr/bin/apt-get")) return false;
  console.error(`${name} is missing or too old: apt-get install ${packages.join(" ")}`);
  const run = (...args: string[]) =>
    execFileSync("apt-get", args, {
      stdio: ["ignore", "inherit", "inherit"],
      env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" },
    });
  try {
    run("update", "-qq");
    run("install", "-y", "-qq", ...packages);
    return true;
  } catch (error) {
    console.error(String(error));
    return false;
  }
}
