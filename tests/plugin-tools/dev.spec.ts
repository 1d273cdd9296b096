import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "@playwright/test";
import type { Health } from "../../lib/rpc/contract/index.ts";
import { readRecording } from "../replay/read.ts";
import { startDev } from "./dev-session.ts";
import { root } from "./manifest-file.ts";

test("a plugin that is worked on is read anew in the open page, and a broken one is told", async () => {
  test.setTimeout(180_000);
  const folder = await mkdtemp(join(tmpdir(), "pipni-dev-"));
  const manifestPath = join(folder, "plugin.json");
  const document = await readFile(join(root, "docs/writing-a-plugin.md"), "utf8");
  const [, sound = ""] = /^```json \S+\n([\s\S]*?)^```$/m.exec(document) ?? [];
  await writeFile(
    manifestPath,
    sound.replace(`"selector": ".navsteva"`, `"selector": ".navsteva:first-of-type"`),
  );
  await cp(join(root, "docs/example/week.har"), join(folder, "page.har"));
  const told: string[] = [];
  try {
    await using session = await startDev({
      manifestPath,
      at: await readRecording(join(folder, "page.har")),
      headless: true,
      tell: (sentence) => told.push(sentence),
    });
    const { extension, page } = session;
    await page.evaluate("window.isTheSamePage = true");
    const tabId = await extension.tabId(page.url());
    const health = () => extension.call<Health | null>("sites.health", { tabId });
    const patience = { timeout: 60_000 };
    await expect
      .poll(health, patience)
      .toMatchObject({ state: "reading", plugin: "try-ulipy", appointments: 4 });

    await writeFile(manifestPath, sound.replace(`"apiVersion": 1,`, ""));
    await expect
      .poll(() => told.at(-1), patience)
      .toMatch(/ulipy: apiVersion: must be the number 1: add it$/);
    expect(await health()).toMatchObject({ appointments: 4 });

    await writeFile(manifestPath, sound);
    await expect.poll(health, patience).toMatchObject({ state: "reading", appointments: 6 });
    await expect.poll(() => told.at(-1), patience).toBe("ulipy was read anew.");
    expect(await page.evaluate("window.isTheSamePage")).toBe(true);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});
