// @vitest-environment node
import { existsSync, globSync, readFileSync } from "node:fs";
import { dirname, join, normalize } from "node:path";
import { describe, expect, test } from "vitest";
import { parseManifest } from "../../lib/plugin-api/parse-manifest.ts";
import { problemsOf } from "./support/problems.ts";

/** What the docs name has to be there. They are read by people who do not know yet what is meant. */

const root = join(import.meta.dirname, "../..");
const read = (path: string): string => readFileSync(join(root, path), "utf8");
const docs = globSync(
  ["*.md", "docs/**/*.md", "lib/{declarative,plugins/*,plugin-kit}/README.md", ".github/**/*.md"],
  { cwd: root },
).map((path) => path.replaceAll("\\", "/"));

/** Without blocks of code, whose contents are examples. */
const proseOf = (path: string): string => read(path).replaceAll(/^```[\s\S]*?^```$/gmu, "");

/** As GitHub makes an anchor of a heading. */
const anchorOf = (heading: string): string =>
  heading
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}\s_-]/gu, "")
    .trim()
    .replaceAll(/\s/gu, "-");
const anchorsOf = (path: string): string[] =>
  [...proseOf(path).matchAll(/^#+ (.+)$/gmu)].map(([, heading = ""]) => anchorOf(heading));

/** The first folders of a path that can only be meant as one of this repository. */
const ours = /^(?:lib|tests|docs|components|entrypoints|public|\.github|\.vscode)\//u;

describe.for(docs)("%s", (path) => {
  test("its links lead somewhere", () => {
    const broken = [...proseOf(path).matchAll(/\]\(([^)\s]+)\)/gu)]
      .map(([, link = ""]) => link)
      .filter((link) => !/^[a-z]+:/u.test(link))
      .filter((link) => {
        const [file = "", anchor] = link.split("#");
        const target = file === "" ? path : normalize(join(dirname(path), file));
        if (!existsSync(join(root, target))) return true;
        return anchor !== undefined && !anchorsOf(target).includes(anchor);
      });
    expect(broken).toEqual([]);
  });

  test("the paths that it names are there", () => {
    // Beside those of files that the page itself has its reader write.
    const written = [...read(path).matchAll(/^```\w+ (\S+)$/gmu)].map(([, file = ""]) => file);
    const missing = [...proseOf(path).matchAll(/`([^`\s]+)`/gu)]
      .map(([, named = ""]) => named)
      .filter((named) => ours.test(named) && !written.some((file) => file.startsWith(named)))
      // `<id>` stands for any.
      .filter((named) => globSync(named.replaceAll(/<[^>]+>/gu, "*"), { cwd: root }).length === 0);
    expect(missing).toEqual([]);
  });

  test("the commands that it names exist", () => {
    const { scripts } = JSON.parse(read("package.json")) as { scripts: Record<string, string> };
    const unknown = [...read(path).matchAll(/npm run ([\w:-]+)/gu)]
      .map(([, name = ""]) => name)
      .filter((name) => !(name in scripts));
    expect(unknown).toEqual([]);
  });
});

describe("lines", () => {
  const tooLong = (path: string): string[] =>
    read(path)
      .split("\n")
      .filter((line) => [...line].length > 120);

  test.for(docs.filter((path) => !path.startsWith("lib/")))("%s has none over 120 characters", (path) => {
    expect(tooLong(path)).toEqual([]);
  });

  test.for(["README.md", "README.cs.md"])("%s fits on a page", (path) => {
    expect(read(path).trimEnd().split("\n").length).toBeLessThanOrEqual(150);
  });
});

test("the README says that nobody called the live service", () => {
  expect(read("README.md")).toContain("Nobody here has called the live GoSMS service.");
  expect(read("README.cs.md")).toContain("Živou službu GoSMS zatím nikdo z autorů nevyzkoušel.");
});

test("every plugin is in the README's table, with its own README", () => {
  const table = read("README.md");
  const plugins = globSync("lib/plugins/*/plugin.json", { cwd: root }).map((path) => dirname(path));
  expect(plugins.length).toBeGreaterThan(3);
  for (const plugin of plugins) expect(table).toContain(`(${plugin.replaceAll("\\", "/")}/README.md)`);
});

/** The libraries that the tests draw calendars with, each of which the tables name. */
const libraries: Readonly<Record<string, { name: string; packages: readonly string[] }>> = {
  fullcalendar: { name: "FullCalendar", packages: ["fullcalendar-5", "fullcalendar-6", "fullcalendar-7"] },
  "fullcalendar-3": { name: "FullCalendar 3", packages: ["fullcalendar-3"] },
  "fullcalendar-4": { name: "FullCalendar 4", packages: ["fullcalendar-core-4"] },
  "react-big-calendar": { name: "React Big Calendar", packages: ["react-big-calendar"] },
  daypilot: { name: "DayPilot", packages: ["@daypilot/daypilot-lite-javascript"] },
  "schedule-x": { name: "Schedule-X", packages: ["schedule-x-3", "@schedule-x/calendar"] },
  "toast-ui": { name: "TOAST UI Calendar", packages: ["@toast-ui/calendar"] },
};

/** Those that may not be copied: what was seen of each stands in its README, and a stand-in in its tests. */
const standIns: Readonly<Record<string, { name: string; packages: RegExp }>> = {
  "devextreme-scheduler": { name: "DevExtreme Scheduler", packages: /devextreme|@devexpress/u },
};

const tables = ["README.md", "README.cs.md"];
const rowOf = (path: string, name: string): string | undefined =>
  read(path)
    .split("\n")
    .find((line) => line.startsWith(`| [${name}]`) || line.startsWith(`| ${name} `));

test("the tables of calendars say of each library what its tests draw it with", () => {
  const { devDependencies } = JSON.parse(read("package.json")) as { devDependencies: Record<string, string> };
  const versionOf = (name: string): string => (devDependencies[name] ?? "").replace(/^npm:.*@/u, "");
  const general = globSync("lib/plugins/*/plugin.json", { cwd: root })
    .map((path) => JSON.parse(read(path)) as { id: string; name: string; fallback?: boolean })
    .filter(({ fallback }) => fallback);
  const known = { ...libraries, ...standIns };
  expect(general.map(({ id }) => id).sort()).toEqual(Object.keys(known).sort());
  for (const { id, name } of general) {
    const { packages = [] } = libraries[id] ?? {};
    expect(known[id]?.name).toBe(name);
    expect(existsSync(join(root, `lib/plugins/${id}/test/contract.spec.ts`)), id).toBe(true);
    for (const path of tables) {
      const row = rowOf(path, name);
      expect(row, `${path}: ${name}`).toBeDefined();
      for (const one of packages) {
        const [major = "", minor = ""] = versionOf(one).split(".");
        // Of one version alone the table says which one it was.
        expect(row).toContain(packages.length > 1 ? major : `${major}.${minor}`);
      }
    }
  }
});

test("a library that may not be copied is told of as it was seen, and drawn by a stand-in", () => {
  for (const [id, { name, packages }] of Object.entries(standIns)) {
    const own = read(`lib/plugins/${id}/README.md`);
    const [, version = "none"] = /on version\s(\d+\.\d+)\.\d+/u.exec(own) ?? [];
    expect(own).toContain("The tests run on a stand-in");
    for (const path of tables)
      expect(rowOf(path, name), path).toMatch(new RegExp(` ${version} .*(?:stand-in|náhradní)`, "u"));
    expect(read("package-lock.json")).not.toMatch(packages);
    for (const file of globSync(`lib/plugins/${id}/**/*.{ts,js}`, { cwd: root }))
      expect(read(file), file).not.toMatch(new RegExp(`from "(${packages.source})`, "u"));
  }
});

test("every library is played in Firefox, as its README says", () => {
  const spec = "tests/e2e/libraries-in-firefox.spec.ts";
  for (const id of Object.keys({ ...libraries, ...standIns })) {
    expect(read(spec)).toContain(`/plugins/${id}/test/driver.ts"`);
    expect(read(`lib/plugins/${id}/README.md`), id).toMatch(
      new RegExp(`in Firefox as well[^.]*\\(\`${spec}\``, "u"),
    );
  }
});

test("every decision is in the list of decisions", () => {
  const list = read("docs/adr/README.md");
  const decisions = globSync("docs/adr/[0-9]*.md", { cwd: root }).map(
    (path) => path.split(/[\\/]/u).at(-1) ?? "",
  );
  expect(decisions.length).toBeGreaterThanOrEqual(8);
  for (const decision of decisions) {
    expect(list).toContain(`(${decision})`);
    expect(read(`docs/adr/${decision}`)).toMatch(/^# \d+\. .+\n\nState: /u);
  }
});

test("a broken manifest is told in the words that CONTRIBUTING shows", () => {
  const contributes = { calendars: [{ id: "sample", title: "Sample" }] };
  const sound = {
    id: "sample",
    version: "1.0.0",
    apiVersion: 1,
    name: "Sample",
    description: "A calendar made up for this test.",
    matches: ["https://calendar.example/*"],
    activationEvents: ["onElement:.calendar"],
    main: "./plugin.ts",
    contributes,
  };
  const broken = [
    { ...sound, contributes: {} },
    { ...sound, matches: ["calendar.example"] },
    { ...sound, apiVersion: 2 },
    { ...sound, colour: "red" },
    {
      ...sound,
      contributes: { ...contributes, toolbar: [{ command: "pipni.go", anchor: ".bar", place: "append" }] },
    },
  ];
  expect(problemsOf(() => parseManifest("sample", sound))).toBe("");
  const shown = /^```text\n([\s\S]*?)\n```$/mu.exec(read("CONTRIBUTING.md"))?.[1]?.split("\n");
  expect(broken.map((manifest) => problemsOf(() => parseManifest("sample", manifest)))).toEqual(shown);
});
