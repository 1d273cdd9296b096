// @vitest-environment node
import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { checkBoundaries, type Sources } from "./support/boundaries.ts";

const root = join(import.meta.dirname, "../..");

/** The extension as it is; what lies in a plugin's `test` folder is no part of it. */
const sources: Sources = new Map(
  globSync("{lib,components,entrypoints}/**/*.{ts,tsx,css,json}", { cwd: root })
    .map((path) => path.replaceAll("\\", "/"))
    .filter((path) => !path.includes("/test/"))
    .map((path) => [path, readFileSync(join(root, path), "utf8")]),
);

const found = checkBoundaries(sources);

test("each room looks only where it may, and each context reaches only what it may", () => {
  expect(found).toEqual([]);
});

test("everything is looked at", () => {
  expect(sources.size).toBeGreaterThan(300);
});

describe("a mistake is found", () => {
  /** The extension with some files added to or made anew, and the problems that come of it. */
  const problemsWith = (changes: Record<string, string>, appended = true): string[] => {
    const changed = new Map(sources);
    for (const [path, text] of Object.entries(changes))
      changed.set(path, appended ? `${sources.get(path) ?? ""}\n${text}\n` : text);
    return checkBoundaries(changed).filter((problem) => !found.includes(problem));
  };

  test.for<[what: string, changes: Record<string, string>, problem: RegExp]>([
    [
      "a plugin that imports another one",
      { "lib/plugins/sogo/plugin.ts": 'import "../easy-appointments/plugin.ts";' },
      /^lib\/plugins\/sogo\/plugin\.ts imports another plugin/u,
    ],
    [
      "a plugin that names a type of another one",
      {
        "lib/plugins/sogo/other.ts":
          'import type plugin from "../easy-appointments/plugin.ts"; export type P = typeof plugin;',
      },
      /^lib\/plugins\/sogo\/other\.ts imports another plugin/u,
    ],
    [
      "a plugin whose manifest says that it builds on another one",
      {
        "lib/plugins/mine/plugin.json": '{ "id": "mine", "extends": "sogo" }',
        "lib/plugins/mine/plugin.ts": 'import "../sogo/plugin.ts";',
      },
      /^lib\/plugins\/mine\/plugin\.ts imports another plugin/u,
    ],
    [
      "a plugin that calls the domain",
      {
        "lib/plugins/sogo/plugin.ts":
          'import { parsePhone } from "../../domain/phone.ts"; parsePhone("", []);',
      },
      /^lib\/plugins\/sogo\/plugin\.ts imports code from a room/u,
    ],
    [
      "page code that imports zod",
      {
        "lib/page/mutant.ts": 'import { z } from "zod"; export const s = z.string();',
        "lib/page/host.ts": 'import "./mutant.ts";',
      },
      /^the page's isolated world reaches the package zod: entrypoints\/calendar\.ts → .*lib\/page\/mutant\.ts$/u,
    ],
    [
      "a plugin that imports zod through a file of its own",
      {
        "lib/plugins/sogo/schema.ts": 'import { z } from "zod"; export const s = z.string();',
        "lib/plugins/sogo/plugin.ts": 'export { s } from "./schema.ts";',
      },
      /^a plugin on the page reaches the package zod: lib\/plugins\/sogo\/plugin\.ts → lib\/plugins\/sogo\/schema\.ts$/u,
    ],
    [
      "page code that loads zod while it runs",
      { "lib/page/host.ts": 'export const late = () => import("zod");' },
      /^the page's isolated world reaches the package zod/u,
    ],
    [
      "page code that brings the polyfill along",
      { "lib/page/host.ts": 'import { browser as polyfilled } from "wxt/browser"; polyfilled.runtime.id;' },
      /^the page's isolated world reaches the package wxt\/browser/u,
    ],
    [
      "page code that reaches storage",
      { "entrypoints/calendar.ts": 'import "../lib/storage/settings.ts";' },
      /^the page's isolated world reaches lib\/storage/u,
    ],
    [
      "a probe that calls the extension's API",
      { "lib/plugins/fullcalendar/probe.ts": "browser.runtime.sendMessage({});" },
      /^the page's own world reaches browser: lib\/plugins\/fullcalendar\/probe\.ts$/u,
    ],
    [
      "the page's own world with chrome behind globalThis",
      { "lib/page-world/run.ts": "globalThis.chrome.runtime.sendMessage({});" },
      /^the page's own world reaches chrome: entrypoints\/calendar-probe\.ts → lib\/page-world\/run\.ts$/u,
    ],
    [
      "the page's own world with the extension's API from a package",
      {
        "entrypoints/calendar-probe.ts": 'import { browser as api } from "@wxt-dev/browser"; api.runtime.id;',
      },
      /^the page's own world reaches the package @wxt-dev\/browser/u,
    ],
    [
      "a rule of the domain that reads storage",
      { "lib/domain/phone.ts": 'import { database } from "../storage/database.ts"; void database;' },
      /^lib\/domain\/phone\.ts imports code from a room that lib\/domain may not look into/u,
    ],
    [
      "a rule of the domain that asks a server",
      { "lib/domain/phone.ts": 'export const ask = () => fetch("https://example.com");' },
      /^lib\/domain\/phone\.ts uses fetch/u,
    ],
    [
      "a rule of the domain with a package that talks to one",
      { "lib/domain/phone.ts": 'import ky from "ky"; void ky;' },
      /^lib\/domain\/phone\.ts imports a package that its room does without: ky/u,
    ],
    [
      "a circle of two, one of them a type",
      {
        "lib/domain/one.ts": 'import { b } from "./two.ts"; export type A = typeof b;',
        "lib/domain/two.ts": 'import type { A } from "./one.ts"; export const b: A | null = null;',
      },
      /^files import each other in a circle: lib\/domain\/one\.ts → lib\/domain\/two\.ts → lib\/domain\/one\.ts$/u,
    ],
    [
      "a circle of three",
      {
        "lib/storage/one.ts": 'export * from "./two.ts";',
        "lib/storage/two.ts": 'export * from "./three.ts";',
        "lib/storage/three.ts": 'export * from "./one.ts";',
      },
      /^files import each other in a circle: (?:lib\/storage\/(?:one|two|three)\.ts(?: → )?){4}$/u,
    ],
    [
      "a view that calls the browser",
      { "components/ui/mutant.tsx": "export const Mutant = () => <p>{browser.runtime.id}</p>;" },
      /^components\/ui\/mutant\.tsx uses browser/u,
    ],
    [
      "a view that imports the browser under another name",
      {
        "components/ui/mutant.tsx":
          'import { browser as b } from "wxt/browser"; export const id = b.runtime.id;',
      },
      /^components\/ui\/mutant\.tsx imports a package that its room does without: wxt\/browser/u,
    ],
    [
      "the popup's view that borrows from the bulk window's",
      { "components/popup/mutant.ts": 'import "../bulk/model.ts";' },
      /^components\/popup\/mutant\.ts imports code from a room that components\/popup may not look into/u,
    ],
    [
      "an import upwards: storage asks for sending",
      { "lib/storage/settings.ts": 'import "../background/sending/dispatcher.ts";' },
      /^lib\/storage\/settings\.ts imports code from a room that lib\/storage may not look into/u,
    ],
    [
      "an import upwards inside the background: the gateway asks for sending",
      {
        "lib/background/gateway/mutant.ts":
          'import type { X } from "../sending/dispatcher.ts"; export type Y = X;',
      },
      /^lib\/background\/gateway\/mutant\.ts imports types from a room/u,
    ],
    [
      "a rule of permissions that reads storage",
      { "lib/permissions/hosts.ts": 'import "../storage/sites.ts";' },
      /^lib\/permissions\/hosts\.ts imports code from a room that lib\/permissions may not look into/u,
    ],
    [
      "a permission that the domain knows of",
      { "lib/domain/phone.ts": 'import "../permissions/hosts.ts";' },
      /^lib\/domain\/phone\.ts imports code from a room that lib\/domain may not look into/u,
    ],
    [
      "an import of the wiring",
      { "lib/background/sending/mutant.ts": 'import "../../../entrypoints/background.ts";' },
      /^lib\/background\/sending\/mutant\.ts imports code from a room/u,
    ],
    [
      "a file of 400 lines",
      { "lib/domain/long.ts": "export {};\n".repeat(400) },
      /^lib\/domain\/long\.ts has \d+ lines, and its first does not say why/u,
    ],
    [
      "a room that nobody knows",
      { "lib/misc/helper.ts": "export {};" },
      /^lib\/misc\/helper\.ts lies in no known room/u,
    ],
  ])("%s", ([, changes, problem]) => {
    expect(problemsWith(changes)).toContainEqual(expect.stringMatching(problem));
  });

  test("and what is allowed is no mistake", () => {
    const allowed = {
      // A type is gone when the code runs, so a page may name what zod makes.
      "lib/page/fine.ts": 'import type { z } from "zod"; export type S = z.ZodString;',
      "entrypoints/calendar.ts": `${sources.get("entrypoints/calendar.ts")}\nimport "../lib/page/fine.ts";`,
      // A property of that name is not the browser.
      "components/ui/fine.ts": "export const fine = (words: { browser: string }) => words.browser;",
      "lib/domain/long.ts": `// Long on purpose: a table of four hundred things that belong together.\n${"export {};\n".repeat(400)}`,
    };
    expect(problemsWith(allowed, false)).toEqual([]);
  });
});
