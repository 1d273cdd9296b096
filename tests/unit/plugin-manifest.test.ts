import { describe, expect, it } from "vitest";
import { matchesHost, pathMatcher } from "../../lib/plugin-api/activation.ts";
import { manifestJsonSchema } from "../../lib/plugin-api/json-schema.ts";
import { parseManifest, parseManifestText } from "../../lib/plugin-api/parse-manifest.ts";
import { problemsOf } from "./support/problems.ts";

/** As text, so that one that is no JSON is told like all else that is wrong. */
const manifests = import.meta.glob<string>("../../lib/plugins/*/plugin.json", {
  eager: true,
  query: "?raw",
  import: "default",
});
const files = Object.keys(import.meta.glob("../../lib/plugins/*/*"));
const folderOf = (path: string): string => path.split("/").at(-2) ?? "";

const sound = {
  id: "sample",
  version: "1.0.0",
  apiVersion: 1,
  name: "Sample",
  description: "A calendar made up for this test.",
  matches: ["https://calendar.example/*"],
  activationEvents: ["onElement:.calendar"],
  main: "./plugin.ts",
  contributes: {
    calendars: [{ id: "sample", title: "Sample" }],
    commands: [{ command: "pipni.bulk", title: "Hromadná SMS" }],
    toolbar: [{ command: "pipni.bulk", anchor: ".toolbar", place: "append" }],
    placeholders: [],
  },
};

const withPlaceholder = (change: object) => ({
  ...sound,
  contributes: {
    ...sound.contributes,
    placeholders: [{ name: "MISTNOST", description: "Kam přijít", example: "ordinace 2", ...change }],
  },
});

describe("built-in plugins", () => {
  it.each(Object.entries(manifests))("%s is sound, and its files are there", (path, text) => {
    const folder = folderOf(path);
    expect(problemsOf(() => parseManifestText(folder, text))).toBe("");
    const { main, probe } = parseManifestText(folder, text);
    const own = files
      .filter((file) => folderOf(file) === folder)
      .map((file) => `./${file.split("/").at(-1)}`);
    if (main) expect(own).toContain(main);
    if (probe) expect(own).toContain(probe);
    expect(own).toContain("./README.md");
  });

  it("has the one for FullCalendar", () => {
    expect(Object.keys(manifests).map(folderOf)).toContain("fullcalendar");
  });
});

describe("parseManifest", () => {
  it("takes a sound one", () => {
    expect(parseManifest("sample", sound).id).toBe("sample");
  });

  const problems: [string, unknown, RegExp][] = [
    ["a newer API", { ...sound, apiVersion: 2 }, /^sample: apiVersion: is 2, .*: update Pípni$/],
    ["an older API", { ...sound, apiVersion: 0 }, /^sample: apiVersion: is 0, .*: update the plugin$/],
    ["no API", { ...sound, apiVersion: undefined }, /^sample: apiVersion: must be the number 1: add it$/],
    ["an unknown field", { ...sound, script: "x" }, /^sample: \(the whole file\): .*`script`.*remove it$/],
    ["no match", { ...sound, matches: [] }, /^sample: matches: is empty: add at least one$/],
    ["no name", { ...sound, name: undefined }, /^sample: name: is missing: add text$/],
    [
      "a name that is none",
      { ...sound, name: 5 },
      /^sample: name: must be text, not a number: correct the value$/,
    ],
    [
      "a long name",
      { ...sound, name: "x".repeat(301) },
      /^sample: name: must not be longer than 300: shorten it$/,
    ],
    [
      "an unknown place",
      {
        ...sound,
        contributes: {
          ...sound.contributes,
          toolbar: [{ command: "pipni.bulk", anchor: ".x", place: "above" }],
        },
      },
      /^sample: contributes\.toolbar\[0\]\.place: must be one of `append`, `prepend`, `before`: choose one of these$/,
    ],
    [
      "a bad pattern",
      { ...sound, matches: ["calendar.example"] },
      /^sample: matches\[0\]: must be a match pattern/,
    ],
    [
      "an unknown event",
      { ...sound, activationEvents: ["onClick"] },
      /^sample: activationEvents\[0\]: must be/,
    ],
    ["a foreign file", { ...sound, main: "https://x.example/a.js" }, /^sample: main: /],
    [
      "a command that nobody contributes",
      { ...sound, contributes: { ...sound.contributes, commands: [] } },
      /^sample: contributes\.toolbar\[0\]\.command: `pipni\.bulk` is not among/,
    ],
    [
      "a calendar that nothing reads",
      { ...sound, main: undefined },
      /^sample: contributes\.calendars\[0\]\.events: is missing: .* add the plugin's code as `main`$/,
    ],
    [
      "another folder's id",
      { ...sound, id: "other" },
      /^sample: id: must be the same as its folder's name, not `other`/,
    ],
    [
      "a placeholder of Pípni's own",
      withPlaceholder({ name: "DATUM" }),
      /^sample: contributes\.placeholders\[0\]\.name: #DATUM# belongs to Pípni, .* choose another name$/,
    ],
    [
      "a placeholder without an example",
      withPlaceholder({ example: "" }),
      /placeholders\[0\]\.example: is empty/,
    ],
    [
      "a placeholder that nobody can type",
      withPlaceholder({ name: "Místnost" }),
      /placeholders\[0\]\.name: must be 2 to 20 capital letters from A to Z: rename/,
    ],
    ["nothing", null, /^sample: \(the whole file\): /],
  ];
  it.each(problems)("names plugin and path for %s", (_, data, message) => {
    expect(problemsOf(() => parseManifest("sample", data))).toMatch(message);
  });

  it("needs no lists that are empty", () => {
    const { calendars } = sound.contributes;
    const manifest = parseManifest("sample", { ...sound, contributes: { calendars } });
    expect(manifest.contributes).toEqual({ calendars, commands: [], toolbar: [], placeholders: [] });
  });

  it("tells every problem at once", () => {
    const data = { ...sound, version: "1", name: "" };
    expect(problemsOf(() => parseManifest("sample", data))).toMatch(/sample: version: .*\nsample: name: /);
  });
});

describe("the published schema", () => {
  it("is the one of the code: `npx vitest run -u` writes it", async () => {
    await expect(manifestJsonSchema()).toMatchFileSnapshot("../../public/plugin.schema.json");
  });
});

describe("matches", () => {
  it.each([
    ["*://*/*", "https://kal.example/x", true],
    ["https://kal.example/*", "https://kal.example/x?y", true],
    ["https://kal.example/*", "http://kal.example/", false],
    ["https://*.example/*", "https://a.b.example/", true],
    ["https://*.example/*", "https://badexample/", false],
    ["https://kal.example/calendar*", "https://kal.example/calendar/day", true],
    ["https://kal.example/calendar*", "https://kal.example/other", false],
    ["*://*/*", "file:///x", false],
  ])("%s %s %s", (pattern, url, expected) => {
    expect(matchesHost(pattern, new URL(url)) && pathMatcher([pattern])(new URL(url))).toBe(expected);
  });
});
