// @vitest-environment node
import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";

const root = join(import.meta.dirname, "../..");
const read = (path: string): string => readFileSync(join(root, path), "utf8");
const find = (pattern: string): string[] => globSync(pattern, { cwd: root }).sort();

const sheets = find("{components,lib/page}/**/*.css");
const rulesOf = (path: string): string => read(path).replaceAll(/\/\*.*?\*\/|@import "[^"]*";/gsu, "");

/** Every word of every literal in the files: a class is one of them wherever it is used. */
const wordsIn = (paths: string[]): Set<string> =>
  new Set(
    paths.flatMap((path) =>
      [...read(path).matchAll(/"([^"\n]*)"|`([^`]*)`/gu)].flatMap(([, plain, template]) =>
        (plain ?? template ?? "").split(/[\s${}]+/u),
      ),
    ),
  );

/** Where a sheet's classes may be used: the window of its folder, or any where it is shared. */
function usersOf(sheet: string): string[] {
  const [, room = ""] = /^components\/(\w+)\//u.exec(sheet) ?? [];
  const views =
    room === "" || room === "ui" ? "components/**/*.{ts,tsx}" : `components/{${room},ui}/**/*.{ts,tsx}`;
  return [...find(views), ...find("entrypoints/**/*.{html,tsx}"), ...find("lib/page/ui/*.ts")];
}

describe("styles", () => {
  test.for(sheets)("%s styles no class that nobody has", (sheet) => {
    const used = wordsIn(usersOf(sheet));
    const selectors = [...rulesOf(sheet).matchAll(/([^{}]*)\{/gu)].map(([, selector]) => selector).join(" ");
    const classes = new Set([...selectors.matchAll(/\.([a-z][\w-]*)/gu)].map(([, name]) => name ?? ""));
    expect([...classes].filter((name) => !used.has(name))).toEqual([]);
  });

  test("colours have one place", () => {
    const defining = sheets.filter((sheet) => /^\s*--[\w-]+:/mu.test(rulesOf(sheet)));
    expect(defining).toEqual(["lib/page/ui/tokens.css"]);
    expect(read("lib/page/ui/style.ts")).not.toMatch(/^--/mu);
  });

  test("no custom property is used that is not defined", () => {
    const defined = new Set([...read("lib/page/ui/tokens.css").matchAll(/--[\w-]+(?=:)/gu)].map(String));
    const used = [...sheets.map(rulesOf), read("lib/page/ui/style.ts")].flatMap((text) =>
      [...text.matchAll(/var\((--[\w-]+)/gu)].map(([, name]) => name ?? ""),
    );
    expect(used.filter((name) => !defined.has(name))).toEqual([]);
    expect([...defined].filter((name) => !used.includes(name))).toEqual([]);
  });
});
