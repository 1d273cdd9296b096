import { describe, expect, it } from "vitest";
import { parseAdded } from "../../lib/background/plugins/added.ts";
import { scalar, valuesAt } from "../../lib/declarative/json-path.ts";
import { parseManifest } from "../../lib/plugin-api/parse-manifest.ts";
import { patternProblem } from "../../lib/plugin-api/pattern.ts";
import dav from "../calendars/declarative/dav.plugin.json";
import paper from "../calendars/declarative/paper.plugin.json";
import post from "../calendars/declarative/post.plugin.json";
import screen from "../calendars/declarative/screen.plugin.json";
import { problemsOf } from "./support/problems.ts";

/** A copy with one value set; `undefined` takes it out. */
function changed(manifest: object, path: string, value: unknown): unknown {
  const copy = structuredClone(manifest);
  const steps = path.split(".");
  const last = steps.pop() ?? "";
  let at = copy as Record<string, unknown>;
  for (const step of steps) at = at[step] as Record<string, unknown>;
  if (value === undefined) delete at[last];
  else at[last] = value;
  return copy;
}
const calendar = "contributes.calendars.0";

describe("a plugin that is nothing but a manifest", () => {
  it.each([
    ["paper", paper],
    ["screen", screen],
    ["dav", dav],
    ["post", post],
  ])("takes %s", (id, manifest) => {
    expect(parseManifest(null, manifest).id).toBe(id);
  });

  it.each<[object, string, unknown, RegExp]>([
    [
      paper,
      `${calendar}.events`,
      undefined,
      /calendars\[0\]\.events: is missing: say how .* or add .* `main`$/m,
    ],
    [paper, `${calendar}.events.selector`, undefined, /events\.selector: is missing: say which elements/],
    [
      paper,
      `${calendar}.events.fields.id`,
      undefined,
      /events\.fields\.id: is missing: .* or add `events\.syntheticId`$/,
    ],
    [paper, `${calendar}.events.fields.start`, undefined, /events\.fields\.start: is missing/],
    [
      paper,
      `${calendar}.events.fields.phone`,
      { regex: "(a+)+" },
      /fields\.phone\.regex: would search some texts for an unbearably long time: begin it with/,
    ],
    [
      paper,
      `${calendar}.events.fields.phone`,
      { regex: "(" },
      /fields\.phone\.regex: is not a valid regular expression \(.*\): correct/,
    ],
    [
      paper,
      `${calendar}.events.fields.phone`,
      { regex: "a".repeat(301) },
      /regex: must not be longer than 300: shorten it$/,
    ],
    [paper, `${calendar}.events.fields.age`, "x", /fields\.age: does not know the name `age`: correct it/],
    [
      paper,
      `${calendar}.events.fields.#PATRO#`,
      ".pokoj",
      /fields\.#PATRO#: the plugin does not contribute #PATRO#: add it to contributes\.placeholders$/,
    ],
    [
      screen,
      "contributes.placeholders",
      [{ name: "PATRO", description: "Kam přijít", example: "2" }],
      /contributes\.placeholders\[0\]: nothing reads #PATRO#: add a field `#PATRO#`/,
    ],
    [paper, `${calendar}.events.fields.phone`, { regexx: "x" }, /phone: does not know `regexx`: correct/],
    [paper, `${calendar}.events.fields.phone`, 5, /fields\.phone: does not have an allowed shape/],
    [paper, `${calendar}.day.columns.format`, "d. x.", /columns\.format: does not know `x`/],
    [
      paper,
      `${calendar}.day.columns.format`,
      "dd.mm.yyyy",
      /columns\.format: has `mm`, which are minutes: write months as `MM`$/,
    ],
    [
      paper,
      `${calendar}.day.fetch`,
      "/kalendar?tyden=1",
      /day\.fetch: does not say where in the address the day belongs.*\{yyyy-MM-dd\}/,
    ],
    [paper, `${calendar}.day.fetch`, "/kalendar?od={yyyy-mm-dd}", /day\.fetch: has `mm` in braces, .*`MM`/],
    [
      paper,
      `${calendar}.events.selector`,
      ".termin:contains('SMS')",
      /events\.selector: is no selector that browsers understand \(`:contains`\): try it/,
    ],
    [paper, `${calendar}.events.fields.patient`, ".jmeno[", /fields\.patient: is no selector/],
    [paper, `${calendar}.events.fields.patient.or`, ["..jmeno"], /fields\.patient\.or\[0\]: is no selector/],
    [paper, `${calendar}.present`, ["#1tyden"], /present\[0\]: is no selector/],
    [paper, "contributes.toolbar.0.anchor", ".lista:visible", /toolbar\[0\]\.anchor: is no selector/],
    [paper, "activationEvents.0", "onElement:#", /activationEvents\[0\]: is no selector/],
    [
      paper,
      `${calendar}.events.fields.end`,
      { from: "status", format: "H:mm" },
      /fields\.end\.from: refers to the field `status`, which is not there: add it/,
    ],
    [
      paper,
      `${calendar}.network.0.fields.phone`,
      "requst:telefon",
      /network\[0\]\.fields\.phone: begins with `requst:`, which means nothing here: write `request:`/,
    ],
    [
      screen,
      `${calendar}.network.0.fields.phone`,
      "response:telefon",
      /network\[0\]\.fields\.phone: is `response:telefon`, but a list is read item by item: write a path/,
    ],
    [
      screen,
      `${calendar}.network.2.fields.id`,
      "url:cislo",
      /network\[2\]\.fields\.id: reads the part `cislo` of the address, .*names `id`/,
    ],
    [paper, `${calendar}.timeZone`, "Europe/Praha", /timeZone: must be a time zone such as/],
    [
      paper,
      `${calendar}.network.0.method`,
      "post",
      /network\[0\]\.method: must be a method in capital letters/,
    ],
    [
      paper,
      `${calendar}.network.1.fields`,
      {},
      /network\[1\]\.fields\.id: is missing: say which appointment/,
    ],
    [dav, `${calendar}.network.0.range`, undefined, /network\[0\]\.range: is missing: say which days/],
    [
      screen,
      `${calendar}.network.0.range.inclusive`,
      undefined,
      /^screen: .*network\[0\]\.range\.inclusive: is missing: write true if .* and false if /,
    ],
    [
      screen,
      `${calendar}.network.0.range.inclusive`,
      "no",
      /range\.inclusive: must be true or false, not text: correct the value$/,
    ],
    [screen, `${calendar}.network.0.fields.start`, undefined, /network\[0\]\.fields\.start: is missing/],
    [screen, `${calendar}.network.0.kind`, "create", /network: needs a rule of the kind `list`/],
    [
      screen,
      `${calendar}.network.0.navigates`,
      true,
      /network\[0\]\.navigates: is only for changes: remove it$/,
    ],
    [
      post,
      `${calendar}.day.fetch.json`,
      { od: "dnes" },
      /day\.fetch: does not say where in the address the day belongs/,
    ],
    [post, `${calendar}.day.fetch.json`, { od: "{yyyy-mm-dd}" }, /day\.fetch: has `mm` in braces/],
    [
      post,
      `${calendar}.network.0.exclude.0`,
      { equals: "x" },
      /network\[0\]\.exclude\[0\]\.path: is missing/,
    ],
    [
      post,
      `${calendar}.network.1.exclude`,
      [{ path: "x" }],
      /network\[1\]\.exclude: is only for rules of the kind `list`: remove it$/,
    ],
    [
      post,
      `${calendar}.network.1.navigates`,
      true,
      /network\[1\]\.new: is only for rules of the kind `save` whose answer the page waits for: remove it/,
    ],
  ])("says what is wrong and what to do: %#", (manifest, path, value, problem) => {
    expect(problemsOf(() => parseManifest(null, changed(manifest, path, value)))).toMatch(problem);
  });
});

describe("parseAdded", () => {
  it("takes data, and no code", () => {
    expect(parseAdded(JSON.stringify(paper)).id).toBe("paper");
    const withCode = { ...paper, main: "./plugin.ts", probe: "./probe.ts" };
    expect(problemsOf(() => parseAdded(JSON.stringify(withCode)))).toMatch(
      /^paper: main: is code, which cannot be added: .*\npaper: probe: is code/,
    );
  });

  it("leaves the names of Pípni's own plugins alone, and reads only JSON", () => {
    expect(problemsOf(() => parseAdded(JSON.stringify({ ...paper, id: "fullcalendar" })))).toMatch(
      /^fullcalendar: id: `fullcalendar` is the name of a plugin that comes with Pípni/,
    );
    expect(problemsOf(() => parseAdded("{"))).toMatch(/^plugin: \(the whole file\): is not valid JSON \(/);
  });
});

describe("patternProblem", () => {
  it.each([
    "^(?<last>\\S+)\\s+(?<first>\\S+)$",
    "(?:\\+420)?\\s?\\d{3}\\s?\\d{3}\\s?\\d{3}",
    "(?:\\s?\\d{3}){3}",
    "(?:ab)+",
    "[(+*]+",
    "\\((\\d+)\\)",
    "\\p{Lu}\\p{L}+(?= \\d)",
    "(?<!\\d)(?i:tel)\\.?\\s*(\\d+)",
    "a{2,}?b",
    // What is told apart by its first character can be read in one way only.
    "(a|b)*",
    "([^,]*,){2}",
    "(?:x(?:a?)y)*",
  ])("takes %s", (source) => {
    expect(patternProblem(source)).toBeNull();
  });

  it.each(["(a+)+", "(?:a{1,3})+", "((a*))*", "(?<n>\\w+\\s?)+$", ".*.*.*.*.*.*.*.*=x", "(?:a|a){40}$"])(
    "refuses %s, which can take for ever",
    (source) => {
      expect(patternProblem(source)).toEqual({ code: "patternEndless" });
    },
  );

  it("refuses what is no expression", () => {
    expect(patternProblem("[")).toMatchObject({ code: "patternSyntax" });
  });
});

describe("valuesAt", () => {
  const data = { a: { "b c": [{ id: 1 }, { id: "x" }, {}] }, "form[x]": 5 };
  it.each([
    ["$.a['b c'][0].id", [1]],
    ['a["b c"][*].id', [1, "x"]],
    ["a['b c'][7]", []],
    ["$", [data]],
    ["a.toString", []],
    ["__proto__", []],
    ["a.length", []],
  ])("%s", (path, expected) => {
    expect(valuesAt(data, path)).toEqual(expected);
  });

  it("tells text from all else", () => {
    expect(["x", 1, false, null, {}, []].map(scalar)).toEqual(["x", "1", "false", null, null, null]);
  });
});
