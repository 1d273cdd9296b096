import { spawn } from "node:child_process";
import { readFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Runs vitest as a program, and reads what it reports. */

const root = join(import.meta.dirname, "..");

export interface Failure {
  file: string;
  test: string;
  message: string;
}

export interface Outcome {
  passed: number;
  failures: Failure[];
}

interface Report {
  numPassedTests: number;
  testResults: {
    name: string;
    status: string;
    message?: string;
    assertionResults: { fullName: string; status: string; failureMessages?: string[] }[];
  }[];
}

/** @param env beside what this process has */
export async function runVitest(
  args: readonly string[],
  env: Record<string, string | undefined>,
): Promise<Outcome> {
  const report = join(tmpdir(), `pipni-vitest-${process.pid}-${crypto.randomUUID()}.json`);
  const output: string[] = [];
  const code = await new Promise<number | null>((resolve, reject) => {
    const child = spawn(
      join(root, "node_modules/.bin/vitest"),
      ["run", "--reporter=json", `--outputFile.json=${report}`, ...args],
      {
        cwd: root,
        stdio: ["ignore", "pipe", "pipe"],
        env: { ...process.env, FORCE_COLOR: "0", ...env },
        shell: process.platform === "win32",
      },
    );
    for (const stream of [child.stdout, child.stderr]) stream.on("data", (data) => output.push(String(data)));
    child.on("error", reject);
    child.on("close", resolve);
  });
  const failures: Failure[] = [];
  let read: Report;
  try {
    read = JSON.parse(await readFile(report, "utf8"));
  } catch {
    throw new Error(`vitest ended with ${code} and reported nothing:\n${output.join("")}`);
  }
  for (const { name, status, message, assertionResults } of read.testResults) {
    const file = name.replace(`${root}/`, "");
    const failed = assertionResults.filter((one) => one.status === "failed");
    for (const { fullName, failureMessages = [] } of failed)
      failures.push({ file, test: fullName, message: failureMessages.join("\n") });
    if (status === "failed" && failed.length === 0)
      failures.push({ file, test: "(the file itself)", message: message ?? "" });
  }
  if (code !== 0 && failures.length === 0)
    throw new Error(`vitest ended with ${code}, though no test failed:\n${output.join("")}`);
  return { passed: read.numPassedTests, failures };
}
