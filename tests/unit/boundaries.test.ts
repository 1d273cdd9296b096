// @vitest-environment node
import { readdir, readFile } from "node:fs/promises";
import { dirname, join, relative } from "node:path";
import { expect, test } from "vitest";

/** Which rooms each room may look into. Imports point down, and nothing but a page or a worker sees everything. */
const allowed: Record<string, readonly string[]> = {
  "lib/domain": [],
  // The host says what a plugin misses, by the plugin contract's own codes.
  "lib/i18n": ["lib/domain", "lib/plugin-api"],
  "lib/storage": ["lib/domain", "lib/plugin-api"],
  // A page is told of its plugins as data.
  "lib/rpc": ["lib/domain", "lib/plugin-api"],
  "lib/background": ["lib/domain", "lib/plugin-api", "lib/plugins", "lib/rpc", "lib/storage"],
  "lib/plugin-api": ["lib/domain"],
  "lib/plugins": ["lib/domain", "lib/plugin-api"],
  "lib/page-world": ["lib/plugin-api"],
  "lib/page": ["lib/domain", "lib/plugin-api", "lib/page-world", "lib/rpc"],
  "lib/declarative": ["lib/domain", "lib/plugin-api", "lib/page-world"],
  "lib/teaching": ["lib/domain", "lib/plugin-api", "lib/declarative", "lib/page"],
  components: ["lib/domain", "lib/i18n"],
};

const root = join(import.meta.dirname, "../..");
const roomOf = (path: string) =>
  path
    .split("/")
    .slice(0, path.startsWith("lib/") ? 2 : 1)
    .join("/");

async function sources(folder: string): Promise<string[]> {
  const entries = await readdir(join(root, folder), { recursive: true, withFileTypes: true });
  return entries
    .filter(
      (entry) => entry.isFile() && !/\/test(\/|$)/u.test(entry.parentPath) && /\.tsx?$/u.test(entry.name),
    )
    .map((entry) => relative(root, join(entry.parentPath, entry.name)).replaceAll("\\", "/"));
}

async function importsOf(file: string): Promise<string[]> {
  const text = await readFile(join(root, file), "utf8");
  return [...text.matchAll(/^(?:import|export)\b[^;]*?from "(\.[^"]+)"/gmu)].map(([, path = ""]) =>
    relative(root, join(root, dirname(file), path)).replaceAll("\\", "/"),
  );
}

test.for(Object.keys(allowed))("%s looks only where it may", async (room) => {
  const strays: string[] = [];
  for (const file of await sources(room)) {
    for (const imported of await importsOf(file)) {
      const target = roomOf(imported);
      if (target !== room && !allowed[room]?.includes(target)) strays.push(`${file} → ${imported}`);
    }
  }
  expect(strays).toEqual([]);
});

test("only wiring and the rooms next to the browser call it", async () => {
  const free = [
    "components",
    "lib/domain",
    "lib/i18n",
    "lib/background/gateway",
    "lib/plugins",
    "lib/plugin-api",
  ];
  const strays: string[] = [];
  for (const room of free) {
    for (const file of await sources(room)) {
      if (/from "wxt\/browser"|webextension-polyfill/u.test(await readFile(join(root, file), "utf8")))
        strays.push(file);
    }
  }
  expect(strays).toEqual([]);
});
