import { execFileSync } from "node:child_process";
import { mkdirSync } from "node:fs";
import { cp, mkdtemp, readFile, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

const root = join(import.meta.dirname, "../..");

export type Target = "chrome" | "firefox";

/** The production build, as a user installs it; or the same with named points at which it can be stopped. */
export type Mode = "production" | "faults";

export const outputOf = (target: Target, mode: Mode = "production"): string =>
  join(root, ".output", `${target}-mv3${mode === "faults" ? "-faults" : ""}`);

export function build(target: Target, mode: Mode = "production"): void {
  const wxt = join(root, "node_modules/wxt/bin/wxt.mjs");
  execFileSync(process.execPath, [wxt, "build", "-b", target, "--mode", mode], {
    cwd: root,
    stdio: ["ignore", "ignore", "inherit"],
  });
}

/**
 * A copy of the build that already has the permission for some hosts: nobody can click the browser's prompt in a
 * test. Only the manifest differs, and only in that.
 */
export async function withHosts(
  target: Target,
  patterns: readonly string[],
  mode: Mode = "production",
): Promise<string> {
  const directory = await mkdtemp(join(tmpdir(), "pipni-build-"));
  await cp(outputOf(target, mode), directory, { recursive: true });
  const path = join(directory, "manifest.json");
  const manifest = JSON.parse(await readFile(path, "utf8")) as { host_permissions: string[] };
  manifest.host_permissions.push(...patterns);
  await writeFile(path, JSON.stringify(manifest));
  return directory;
}

/** As where a person has allowed notifications, which no test can click. To be called on a copy of the build. */
export async function allowNotifications(build: string): Promise<void> {
  const path = join(build, "manifest.json");
  const manifest = JSON.parse(await readFile(path, "utf8"));
  manifest.permissions.push("notifications");
  manifest.optional_permissions = [];
  await writeFile(path, JSON.stringify(manifest));
}

export default function globalSetup(): void {
  // Playwright makes the folder of a picture that it takes; Firefox's driver does not.
  mkdirSync(join(root, ".artifacts/shots"), { recursive: true });
  // A run of many parts builds once, before all of them.
  if (process.env.PIPNI_BUILT) return;
  build("chrome");
  build("firefox");
}
