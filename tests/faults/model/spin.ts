import { execFile, execFileSync } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { installDebian } from "../../debian.ts";

/** Runs the model checker Spin, which makes a C program of a model that looks at every state it can reach. */

const run = promisify(execFile);

const isThere = (program: string): boolean => {
  try {
    execFileSync(program, ["--version"], { stdio: "ignore" });
    return true;
  } catch (error) {
    // Spin knows no such option and complains; only a program that is not there at all gives ENOENT.
    return (error as NodeJS.ErrnoException).code !== "ENOENT";
  }
};

/** @throws when Spin or a C compiler is missing and cannot be installed from here */
export function needSpin(): void {
  const areThere = () => isThere("spin") && isThere("gcc");
  if (areThere()) return;
  if (installDebian("Spin or gcc", ["spin", "gcc", "libc6-dev"]) && areThere()) return;
  throw new Error(
    "Spin and gcc are needed to check the outbox's model and could not be installed from here. " +
      "Install them (Debian, Ubuntu: apt-get install spin gcc).",
  );
}

export interface Verdict {
  errors: number;
  /** What was violated first, in Spin's words. */
  violation: string | null;
  states: number;
}

/** Far more than the longest path; a search that gets this deep has not seen everything. */
const depth = 20_000;

interface Search extends AsyncDisposable {
  /**
   * Searches all states, up to the first violation.
   * @param bug the mutant, where the model chooses one when it runs
   * @throws when the search did not finish: then it says nothing
   */
  check(bug?: number): Promise<Verdict>;
}

/**
 * @param isLong a search of millions of states repays a slower compilation and a larger table, one that soon finds
 *   something does not
 * @param isHuge one of hundreds of millions needs all the memory that there is, and each state in as little as can be
 */
export async function prepare(
  model: string,
  macros: readonly string[] = [],
  { isLong = false, isHuge = false }: { isLong?: boolean; isHuge?: boolean } = {},
): Promise<Search> {
  const folder = await mkdtemp(join(tmpdir(), "pipni-spin-"));
  const here = { cwd: folder, maxBuffer: 16 * 1024 * 1024 };
  await run("spin", [...macros.map((macro) => `-D${macro}`), "-a", model], here);
  const memory = isHuge ? ["-DMEMLIM=12000", "-DCOLLAPSE"] : ["-DMEMLIM=1500"];
  const speed = isHuge ? "-O2" : isLong ? "-O1" : "-O0";
  await run("gcc", ["-w", speed, "-DSAFETY", ...memory, "-o", "pan", "pan.c"], here);
  return {
    async check(bug = 0) {
      const env = { ...process.env, BUG: String(bug) };
      const { stdout } = await run("./pan", [`-m${depth}`, isHuge ? "-w27" : isLong ? "-w22" : "-w18"], {
        ...here,
        env,
      });
      return read(stdout);
    },
    // A search that is stopped may still be writing its trail.
    [Symbol.asyncDispose]: () => rm(folder, { recursive: true, force: true, maxRetries: 5 }),
  };
}

/** One search of a model with some macros defined. */
export async function check(...about: Parameters<typeof prepare>): Promise<Verdict> {
  await using search = await prepare(...about);
  return search.check();
}

function read(output: string): Verdict {
  const errors = /\berrors: (\d+)/u.exec(output)?.[1];
  const states = /^\s*(\S+) states, stored/mu.exec(output)?.[1];
  const violation = /^pan:\d+: (.+?) \(at depth/mu.exec(output)?.[1] ?? null;
  if (errors === undefined || states === undefined)
    throw new Error(`not Spin's verdict: ${output.slice(-500)}`);
  const isCut = /max search depth too small|out of memory|reached -DMEMLIM/u.test(output);
  // A search that stops at its first violation is not complete, and need not be.
  const isIncomplete = Number(errors) === 0 && output.includes("Search not completed");
  if (isCut || isIncomplete) throw new Error(`Spin did not see every state: ${output.slice(0, 500)}`);
  return { errors: Number(errors), violation, states: Number(states) };
}
