import { describe, expect, it } from "vitest";
import { parseManifest } from "../../lib/plugin-api/manifest.ts";
import { matches } from "../../lib/plugin-host/activation.ts";

const manifests = import.meta.glob<unknown>("../../lib/plugins/*/plugin.json", {
  eager: true,
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

describe("built-in plugins", () => {
  it.each(Object.entries(manifests))("%s is sound, and its files are there", (path, data) => {
    const folder = folderOf(path);
    const { main, probe } = parseManifest(folder, data);
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
    ["another API", { ...sound, apiVersion: 2 }, /^sample: apiVersion: /],
    ["an unknown field", { ...sound, script: "x" }, /^sample: \(the whole file\): .*script/],
    ["no match", { ...sound, matches: [] }, /^sample: matches: /],
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
    ["calendars without code", { ...sound, main: undefined }, /^sample: main: is needed/],
    [
      "another folder's id",
      { ...sound, id: "other" },
      /^sample: id: must be the name of its folder, not `other`/,
    ],
    ["nothing", null, /^sample: \(the whole file\): /],
  ];
  it.each(problems)("names plugin and path for %s", (_, data, message) => {
    expect(() => parseManifest("sample", data)).toThrow(message);
  });

  it("tells every problem at once", () => {
    const data = { ...sound, version: "1", name: "" };
    expect(() => parseManifest("sample", data)).toThrow(/sample: version: .*\nsample: name: /);
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
    expect(matches(pattern, new URL(url))).toBe(expected);
  });
});
