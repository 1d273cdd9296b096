import { execFileSync } from "node:child_process";
import { globSync, statSync } from "node:fs";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

/**
 * Does with the sources what a reviewer does: takes them out of their package, installs and builds, and compares with
 * the package for Firefox, byte for byte. `npm run zip` comes first.
 */

const root = join(import.meta.dirname, "../..");
const { version } = JSON.parse(await readFile(join(root, "package.json"), "utf8")) as { version: string };
const packed = (what: string): string => join(root, `.output/pipni-${version}-${what}.zip`);

const place = await mkdtemp(join(tmpdir(), "pipni-sources-"));
try {
  const run = (command: string, args: readonly string[], cwd: string): void => {
    execFileSync(command, args, {
      cwd,
      stdio: ["ignore", "ignore", "inherit"],
      shell: process.platform === "win32",
    });
  };
  const [sources, theirs] = [join(place, "sources"), join(place, "package")];
  for (const [archive, to] of [
    [packed("sources"), sources],
    [packed("firefox"), theirs],
  ] as const)
    run("unzip", ["-q", archive, "-d", to], root);
  run("npm", ["ci", "--no-audit", "--no-fund", "--prefer-offline"], sources);
  run("npm", ["run", "build:firefox"], sources);

  const built = join(sources, ".output/firefox-mv3");
  const filesOf = (folder: string): string[] =>
    globSync("**/*", { cwd: folder })
      .filter((path) => statSync(join(folder, path)).isFile())
      .sort();
  const [names, theirNames] = [filesOf(built), filesOf(theirs)];
  const other = [...new Set([...names, ...theirNames])].filter(
    (name) => names.includes(name) !== theirNames.includes(name),
  );
  for (const name of names.filter((one) => theirNames.includes(one))) {
    const [ours, packaged] = await Promise.all([readFile(join(built, name)), readFile(join(theirs, name))]);
    if (!ours.equals(packaged)) other.push(name);
  }
  for (const name of other) console.log(`differs: ${name}`);
  console.log(`${names.length} files built anew, ${other.length} differ`);
  process.exitCode = names.length > 0 && other.length === 0 ? 0 : 1;
} finally {
  await rm(place, { recursive: true, force: true });
}
