import { beforeEach, describe, expect, it } from "vitest";
import { fakeBrowser } from "wxt/testing/fake-browser";
import {
  activePlugins,
  addPlugin,
  checkPlugin,
  listPlugins,
  removePlugin,
  setPluginEnabled,
} from "../../lib/background/plugins/catalogue.ts";
import { manifests } from "../../lib/background/plugins/registry.ts";
import paper from "../calendars/declarative/paper.plugin.json";
import screen from "../calendars/declarative/screen.plugin.json";
import { inEnglish } from "./support/problems.ts";

const json = (manifest: object) => JSON.stringify(manifest);
const active = async () => (await activePlugins()).map(({ id }) => id);
const own = manifests.map(({ id }) => id);

beforeEach(() => fakeBrowser.reset());

describe("the plugins of this Pípni", () => {
  it("are those that come with it, and those that were added and are not switched off", async () => {
    expect(await active()).toEqual(own);
    await addPlugin(json(paper));
    await addPlugin(json(screen));
    await setPluginEnabled("paper", false);
    await setPluginEnabled("fullcalendar", false);
    expect(await active()).toEqual([...own.filter((id) => id !== "fullcalendar"), "screen"]);
    expect((await listPlugins()).filter(({ enabled }) => !enabled).map(({ id }) => id)).toEqual([
      "fullcalendar",
      "paper",
    ]);
    await setPluginEnabled("paper", true);
    expect(await active()).toContain("paper");
  });

  it("are told with what they are for, and one that was added with its file", async () => {
    await addPlugin(json(paper));
    const [added] = (await listPlugins()).filter((plugin) => plugin.added);
    expect(added).toMatchObject({
      ...{ id: "paper", version: "1.0.0", matches: paper.matches, calendars: ["Objednávky"] },
      ...{ automatic: true, button: true, enabled: true, problems: [] },
    });
    expect(JSON.parse(added?.json ?? "")).toEqual(paper);
  });

  it("only look at a file that is to be checked, and say whose place it would take", async () => {
    expect(await checkPlugin(json(paper))).toMatchObject({ ok: true, replaces: null });
    expect(await active()).toEqual(own);
    await addPlugin(json(paper));
    const newer = { ...paper, version: "1.2.0", matches: ["https://jinde.example/*"] };
    expect(await checkPlugin(json(newer))).toMatchObject({
      plugin: { version: "1.2.0", matches: ["https://jinde.example/*"] },
      replaces: { version: "1.0.0", matches: paper.matches },
    });
    await addPlugin(json(newer));
    expect((await listPlugins()).filter(({ id }) => id === "paper")).toMatchObject([{ version: "1.2.0" }]);
  });

  it.each([
    ["no JSON", "{", /^plugin: \(the whole file\): is not valid JSON/],
    ["code", json({ ...paper, main: "./plugin.ts" }), /^paper: main: is code, which cannot be added/],
    [
      "a name that is taken",
      json({ ...paper, id: "sogo" }),
      /^sogo: id: `sogo` is the name of a plugin that comes/,
    ],
    ["another interface", json({ ...paper, apiVersion: 2 }), /^paper: apiVersion: is 2, .* update Pípni/],
    ["an unknown part", json({ ...paper, extra: 1 }), /does not know `extra`: correct the name/],
    ["a missing part", json({ ...paper, name: undefined }), /^paper: name: is missing: add text/],
  ])("refuse %s, and say where and what to do", async (_what, text, problem) => {
    const answer = await addPlugin(text);
    expect(answer.ok || inEnglish(answer.problems)).toEqual([expect.stringMatching(problem)]);
    expect(await active()).toEqual(own);
  });

  it("are read as before where they were stored when `range.inclusive` could be left out", async () => {
    const old = structuredClone(screen) as { contributes: { calendars: { network: object[] }[] } };
    for (const { network } of old.contributes.calendars)
      for (const rule of network) if ("range" in rule) rule.range = { from: "url:od", to: "url:do" };
    await fakeBrowser.storage.local.set({ plugins: [old] });
    const [stored] = (await activePlugins()).filter(({ id }) => id === "screen");
    expect(stored?.contributes.calendars[0]?.network?.[0]?.range).toEqual({
      ...{ from: "url:od", to: "url:do", inclusive: true },
    });
    expect((await listPlugins()).find(({ id }) => id === "screen")).toMatchObject({
      ...{ enabled: true, problems: [], json: expect.stringContaining('"inclusive": true') },
    });
    // Whoever brings it anew has to say it.
    const answer = await checkPlugin(json(old));
    expect(answer.ok || inEnglish(answer.problems)).toEqual([
      expect.stringMatching(/network\[0\]\.range\.inclusive: is missing: write true if/),
    ]);
  });

  it("show a stored one that is not sound any more, and keep it until somebody removes it", async () => {
    await fakeBrowser.storage.local.set({ plugins: [{ id: "stary", apiVersion: 0 }, "nic", paper] });
    expect(await active()).toEqual([...own, "paper"]);
    await addPlugin(json(screen));
    const broken = (await listPlugins()).filter(({ problems }) => problems.length > 0);
    expect(broken.map(({ id }) => id)).toEqual(["stary", "?"]);
    expect(inEnglish(broken[0]?.problems ?? []).join()).toContain("stary: apiVersion: is 0");
    await removePlugin("stary");
    await removePlugin("?");
    expect((await listPlugins()).filter(({ added }) => added).map(({ id }) => id)).toEqual([
      "paper",
      "screen",
    ]);
  });

  it("forget that a removed one was switched off", async () => {
    await addPlugin(json(paper));
    await setPluginEnabled("paper", false);
    await removePlugin("paper");
    await addPlugin(json(paper));
    expect(await active()).toContain("paper");
  });
});
