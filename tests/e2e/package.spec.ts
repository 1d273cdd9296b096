import { globSync } from "node:fs";
import { readFile, stat } from "node:fs/promises";
import { extname, join } from "node:path";
import { expect, test } from "@playwright/test";
import { failpoints } from "../../lib/storage/failpoints.ts";
import { outputOf, type Target } from "./build.ts";

/** What strangers install: nothing of tests, nothing of whoever built it, no code that comes from elsewhere. */

const root = join(import.meta.dirname, "../..");

interface Manifest {
  background: { service_worker?: string; scripts?: string[]; type?: string };
  permissions: string[];
  host_permissions: string[];
  optional_permissions: string[];
  optional_host_permissions: string[];
  content_security_policy?: unknown;
  web_accessible_resources?: unknown;
  externally_connectable?: unknown;
  content_scripts?: unknown;
  update_url?: unknown;
  browser_specific_settings?: { gecko: { data_collection_permissions: { required: string[] } } };
}

for (const target of ["chrome", "firefox"] satisfies Target[]) {
  const output = outputOf(target);
  const files = () => globSync("**/*", { cwd: output }).sort();
  const read = (path: string) => readFile(join(output, path), "utf8");
  const texts = async () => {
    const code = files().filter((path) => /\.(?:js|css|html|json|txt|svg)$/u.test(path));
    return Promise.all(code.map(async (path) => ({ path, text: await read(path) })));
  };
  const scripts = async () => (await texts()).filter(({ path }) => path.endsWith(".js"));

  test(`the package for ${target} holds nothing of tests or of the builder's computer`, async () => {
    const kinds = new Set(files().map((path) => extname(path)));
    expect([...kinds].sort()).toEqual(["", ".css", ".html", ".js", ".json", ".png", ".svg", ".txt"]);
    for (const path of files()) {
      if (extname(path) === "") expect((await stat(join(output, path))).isDirectory(), path).toBe(true);
      expect(path).not.toMatch(/test|spec|fixture|\.map$/iu);
    }
    const points = failpoints.filter((point) => /[A-Z]/u.test(point));
    expect(points.length).toBeGreaterThan(10);
    for (const { path, text } of await texts()) {
      // Whole: by `/icon/pipni.svg` nobody means `/pipni`.
      for (const place of [root, process.env.HOME ?? root])
        expect(text, path).not.toMatch(new RegExp(`(?<![\\w.-])${RegExp.escape(place)}(?![\\w.-])`, "u"));
      expect(text, path).not.toMatch(
        /sourceMappingURL|file:\/\/|node_modules|import\.meta\.env|vitest|playwright/u,
      );
    }
    for (const { path, text } of await scripts()) {
      for (const point of points)
        expect(text.includes(`\`${point}\``) || text.includes(`"${point}"`), `${path}: ${point}`).toBe(false);
      expect(text, path).not.toMatch(/stoppedAt|failpoint/u);
    }
  });

  test(`the package for ${target} runs nothing but what is in it`, async () => {
    for (const { path, text } of await scripts()) {
      expect(text, path).not.toMatch(/\beval\(|new Function\b|\bFunction\([`"']|importScripts\(|\.wasm\b/u);
      expect(text, path).not.toMatch(/import\([`"']https?:|set(?:Timeout|Interval)\([`"']/u);
    }
    const pages = (await texts()).filter(({ path }) => path.endsWith(".html"));
    expect(pages.length).toBeGreaterThan(5);
    for (const { path, text } of pages) {
      expect(text, path).not.toMatch(
        /<script(?![^>]*\bsrc=)|\son\w+=|<(?:script|link|img|iframe)[^>]*(?:src|href)="https?:/u,
      );
    }
    const manifest = JSON.parse(await read("manifest.json")) as Manifest;
    // The browsers' own policies hold, and nobody outside reaches in.
    expect(manifest).not.toHaveProperty("content_security_policy");
    expect(manifest).not.toHaveProperty("web_accessible_resources");
    expect(manifest).not.toHaveProperty("externally_connectable");
    expect(manifest).not.toHaveProperty("content_scripts");
    expect(manifest).not.toHaveProperty("update_url");
  });

  test(`the background of the package for ${target} is one file, which starts at once`, async () => {
    const { background } = JSON.parse(await read("manifest.json")) as Manifest;
    expect([background.service_worker ?? background.scripts].flat()).toEqual(["background.js"]);
    expect(background.type).toBeUndefined();
    expect(await read("background.js")).not.toMatch(/^import\b/u);
  });

  test(`what the package for ${target} asks for is what docs/permissions.md explains`, async () => {
    const manifest = JSON.parse(await read("manifest.json")) as Manifest;
    const explained = [
      ...(await readFile(join(root, "docs/permissions.md"), "utf8")).matchAll(
        /^- ((?:`[^`]+`(?: and )?)+)/gmu,
      ),
    ]
      .flatMap(([, names = ""]) => [...names.matchAll(/`([^`]+)`/gu)].map(([, name]) => name))
      .sort();
    const { permissions, host_permissions, optional_permissions, optional_host_permissions } = manifest;
    const asked = [
      ...permissions,
      ...host_permissions,
      ...optional_permissions,
      ...optional_host_permissions,
    ];
    // Firefox has a sidebar without asking.
    expect(asked.sort()).toEqual(explained.filter((name) => target === "chrome" || name !== "sidePanel"));
    const collected = manifest.browser_specific_settings?.gecko.data_collection_permissions.required;
    if (target === "firefox")
      expect(collected).toEqual([
        ...["authenticationInfo", "healthInfo", "personalCommunications", "personallyIdentifyingInfo"],
      ]);
  });

  test(`the package for ${target} passes on the licences of all that it holds`, async () => {
    const { dependencies } = JSON.parse(await readFile(join(root, "package.json"), "utf8")) as {
      dependencies: Record<string, string>;
    };
    const [, ...parts] = (await read("LICENSES.txt")).split(/^-{80}$/mu);
    const named = new Map(
      parts.map((part) => {
        const [title = "", ...text] = part.trim().split("\n");
        return [title.split(" ")[0] ?? "", text.join("\n")];
      }),
    );
    for (const name of Object.keys(dependencies)) expect([...named.keys()], name).toContain(name);
    for (const [name, text] of named) {
      expect(text, name).toMatch(/permission|licen[cs]e|redistribution/iu);
      expect(text.length, name).toBeGreaterThan(100);
    }
  });
}
