import { globSync, readFileSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { basename, dirname, join, resolve } from "node:path";
import preact from "@preact/preset-vite";
import { minify } from "terser";
import { defineConfig } from "wxt";

/** The one host that Pípni itself talks to. */
const gateway = "https://app.gosms.eu/*";

/**
 * The code of each plugin is a script of its own, so that a page carries none but what is active there:
 * `plugins/<id>.js` for `plugin.ts`, `plugins/<id>-probe.js` for `probe.ts`, and one for all that have none.
 * `plugins/<id>-drawn.js` for `drawn.ts` is only there where marks are switched on.
 */
const pluginScripts = () =>
  globSync("lib/{plugins/*,declarative}/{plugin,probe,drawn}.ts", { cwd: import.meta.dirname }).map(
    (path) => ({
      name: `plugins/${[basename(dirname(path)), basename(path, ".ts")].join("-").replace(/-plugin$/, "")}`,
      inputPath: resolve(import.meta.dirname, path),
      type: "unlisted-script" as const,
    }),
  );

/** WXT wraps each script into a logger of half a kilobyte, and a calendar's page would load four of them. */
const bareScripts = {
  name: "bare-scripts",
  transform(_code: string, id: string) {
    const [, path] = id.split("virtual:wxt-unlisted-script-entrypoint?");
    return path && `import script from ${JSON.stringify(path)};\nexport default script.main();`;
  },
};

/** What a calendar's scripts use of the browser. */
const platform =
  "AbortController Array Date DisposableStack Error JSON Map Math Number Object Promise Set String Symbol Temporal " +
  "clearTimeout console document globalThis location performance setTimeout";

/**
 * What is used so often gets a name of one letter, as the minifier gives to names of our own. So it is taken as the
 * script begins, and what a page puts in its place later is not what our scripts call.
 */
function oftenUsed(code: string): string {
  const counted = (name: string) => code.match(new RegExp(`(?<![\\w$.])${name}(?![\\w$])`, "g"))?.length ?? 0;
  const often = platform.split(" ").filter((name) => counted(name) * (name.length - 1) > name.length + 4);
  return [`dispose$,${often}`, `Symbol.dispose,${often}`].join(":");
}

/** What a calendar's page loads is minified once more: that is worth 4 %, and the rest need not wait for it. */
const smallerScripts = {
  name: "smaller-scripts",
  enforce: "post" as const,
  async generateBundle(_options: unknown, bundle: Record<string, { fileName: string; code?: string }>) {
    for (const chunk of Object.values(bundle)) {
      if (!/^(?:calendar(?:-probe|-marks(?:-asked)?)?|plugins\/[\w-]+)\.js$/.test(chunk.fileName)) continue;
      if (chunk.code === undefined) continue;
      const { code } = await minify(chunk.code.replaceAll("Symbol.dispose", "dispose$"), {
        ecma: 2020,
        compress: { hoist_funs: true, inline: 1, passes: 6, unsafe_arrows: true },
        mangle: { toplevel: true },
        enclose: oftenUsed(chunk.code),
      });
      if (code !== undefined) chunk.code = code;
    }
  },
};

/**
 * zod writes functions of its own where it may, and finds out by trying. An extension never may, so the code for that
 * is left out, and whoever reads the package need not ask.
 */
const noWrittenCode = {
  name: "no-written-code",
  transform(code: string, id: string) {
    if (/\/zod\/v4\/core\/(?:util|doc)\.js/u.test(id.replaceAll("\\", "/")))
      return code.replaceAll("const F = Function;", "const F = undefined;");
  },
};

/** The packages that are in the build, by their folders, from all the bundles that it is made of. */
const bundled = new Set<string>();
const noteBundled = {
  name: "note-bundled",
  generateBundle(_options: unknown, bundle: Record<string, { moduleIds?: string[] }>) {
    for (const id of Object.values(bundle).flatMap(({ moduleIds = [] }) => moduleIds)) {
      const folder = /^.*\/node_modules\/(?:@[^/]+\/)?[^/]+/u.exec(id.replaceAll("\\", "/"))?.[0];
      // What the tools themselves add begins with a sign that no path has.
      if (folder && !id.startsWith("\0")) bundled.add(folder);
    }
  },
};

/** Their licences ask to be passed on with the code. */
function licences(): string {
  const texts = [...bundled].map((folder) => {
    const { name, version, license, repository } = JSON.parse(
      readFileSync(join(folder, "package.json"), "utf8"),
    );
    const [file] = globSync("{LICENSE,LICENCE,license,licence}{,.md,.txt,-MIT,.BSD}", { cwd: folder }).sort();
    const text = file ? readFileSync(join(folder, file), "utf8").replaceAll("\r\n", "\n").trim() : "";
    const where = `The package brings no text of its licence: https://spdx.org/licenses/${license}.html`;
    return `${name} ${version} (${license})\n\n${text || `${where}\n${repository?.url ?? repository}`}\n`;
  });
  const own =
    "Pípni (MPL-2.0): https://www.mozilla.org/MPL/2.0/\n\nWhat others have written and Pípni holds:\n";
  return [own, ...new Set(texts.sort())].join(`\n${"-".repeat(80)}\n`);
}

export default defineConfig({
  modules: ["@wxt-dev/webextension-polyfill"],
  manifestVersion: 3,
  imports: false,
  hooks: {
    "entrypoints:found": (_, found) => void found.push(...pluginScripts()),
    "build:done": ({ config }) => writeFile(join(config.outDir, "LICENSES.txt"), licences()),
  },
  // Whoever builds the package anew needs no tests. docs/reviewers.md says how.
  zip: {
    excludeSources: ["tests/**", "lib/**/test/**", "docs/example/**", "playwright.config.ts"],
  },
  // The oldest browsers that the manifest allows have all of it natively.
  vite: () => ({
    plugins: [preact(), bareScripts, smallerScripts, noWrittenCode, noteBundled],
    build: { target: "esnext" },
  }),
  manifest: ({ browser }) => ({
    name: "__MSG_name__",
    description: "__MSG_description__",
    default_locale: "cs",
    permissions: [
      "storage",
      "unlimitedStorage",
      "alarms",
      "scripting",
      "activeTab",
      "contextMenus",
      "declarativeNetRequestWithHostAccess",
    ],
    host_permissions: [gateway],
    commands: {
      // Neither browser has it for itself, and a person may choose another.
      bulk: { suggested_key: { default: "Alt+Shift+H" }, description: "__MSG_bulk__" },
    },
    optional_permissions: ["notifications"],
    optional_host_permissions: ["https://*/*", "http://*/*"],
    declarative_net_request: {
      rule_resources: [{ id: "gateway", enabled: true, path: "rules/gateway.json" }],
    },
    ...(browser === "firefox"
      ? {
          browser_specific_settings: {
            gecko: {
              id: "pipni@pipni.example",
              strict_min_version: "141.0",
              // Numbers and texts go to the SMS gateway that the user has an account with, and so do the credentials of
              // that account. A text says that somebody has an appointment with a practice. Nothing goes elsewhere.
              data_collection_permissions: {
                required: [
                  "authenticationInfo",
                  "healthInfo",
                  "personalCommunications",
                  "personallyIdentifyingInfo",
                ],
              },
            },
          },
        }
      : {
          minimum_chrome_version: "144",
          // What an administrator may set for many computers. Firefox takes it from a policy without a schema.
          storage: { managed_schema: "managed.schema.json" },
        }),
  }),
});
