import { execFile } from "node:child_process";
import { readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect, test } from "@playwright/test";
import { root } from "./manifest-file.ts";

/** `docs/writing-a-plugin.md`, played as it stands, but for where the folder is made. */

const documented = "lib/plugins";
const played = ".artifacts/plugins";

interface Block {
  readonly language: string;
  readonly file: string;
  readonly text: string;
}

const blocksIn = (markdown: string): Block[] =>
  [...markdown.matchAll(/^```(\w+)(?: (\S+))?\n([\s\S]*?)^```$/gm)].map(
    ([, language = "", file = "", text = ""]) => ({ language, file, text }),
  );

/** What npm and npx would start, without them. */
function programOf(command: string): string[] {
  const [program, ...words] = command.replaceAll(documented, played).split(" ");
  if (program === "npm") {
    const [run, script = "", ...args] = words;
    expect([run, script]).toEqual(["run", expect.stringMatching(/^plugin:(?:new|try)$/)]);
    const file = `tests/plugin-tools/${script.replace("plugin:", "")}.ts`;
    const into = script === "plugin:new" ? ["--into", played] : [];
    return [file, ...args.filter((arg) => arg !== "--"), ...into];
  }
  expect([program, ...words.slice(0, 2)]).toEqual(["npx", "playwright", "test"]);
  return ["node_modules/@playwright/test/cli.js", "test", "-c", "tests/plugin-tools/walk.config.ts"];
}

async function run(command: string): Promise<string> {
  // What is started is no part of this run.
  const { TEST_WORKER_INDEX: _worker, TEST_PARALLEL_INDEX: _parallel, ...env } = process.env;
  const options = { cwd: root, env: { ...env, PIPNI_BUILT: "1", FORCE_COLOR: "0" } };
  const { stdout } = await promisify(execFile)(process.execPath, programOf(command), options);
  return stdout.replaceAll(played, documented);
}

test("a plugin is written as the documentation says", async () => {
  test.setTimeout(300_000);
  await rm(join(root, played), { recursive: true, force: true });
  const blocks = blocksIn(await readFile(join(root, "docs/writing-a-plugin.md"), "utf8"));
  let output = "";
  const ran: string[] = [];
  for (const { language, file, text } of blocks) {
    if (file !== "") await writeFile(join(root, file.replace(documented, played)), text);
    else if (language === "sh") {
      for (const command of text.trim().split("\n")) {
        ran.push(command.split(" ").slice(0, 3).join(" "));
        output = await run(command);
      }
    } else if (language === "text") expect(output).toContain(text.trim());
  }
  expect(ran).toEqual([
    "npm run plugin:new",
    "npm run plugin:try",
    "npm run plugin:try",
    "npx playwright test",
  ]);
});
