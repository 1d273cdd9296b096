import { globSync } from "node:fs";
import { basename, dirname, resolve } from "node:path";
import preact from "@preact/preset-vite";
import { minify } from "terser";
import { defineConfig } from "wxt";

/** The one host that Pípni itself talks to. */
const gateway = "https://app.gosms.eu/*";

/**
 * The code of each plugin is a script of its own, so that a page carries none but what is active there:
 * `plugins/<id>.js` for `plugin.ts`, `plugins/<id>-probe.js` for `probe.ts`, and one for all that have none.
 */
const pluginScripts = () =>
  globSync("lib/{plugins/*,declarative}/{plugin,probe}.ts", { cwd: import.meta.dirname }).map((path) => ({
    name: `plugins/${basename(dirname(path))}${basename(path) === "probe.ts" ? "-probe" : ""}`,
    inputPath: resolve(import.meta.dirname, path),
    type: "unlisted-script" as const,
  }));

/** WXT wraps each script into a logger of half a kilobyte, and a calendar's page would load four of them. */
const bareScripts = {
  name: "bare-scripts",
  transform(_code: string, id: string) {
    const [, path] = id.split("virtual:wxt-unlisted-script-entrypoint?");
    return path && `import script from ${JSON.stringify(path)};\nexport default script.main();`;
  },
};

/** What a calendar's page loads is minified once more: that is worth 2 %, and the rest need not wait for it. */
const smallerScripts = {
  name: "smaller-scripts",
  enforce: "post" as const,
  async generateBundle(_options: unknown, bundle: Record<string, { fileName: string; code?: string }>) {
    for (const chunk of Object.values(bundle)) {
      if (chunk.code === undefined || !/^(?:calendar(?:-probe)?|plugins\/[\w-]+)\.js$/.test(chunk.fileName))
        continue;
      const { code } = await minify(chunk.code, {
        ecma: 2020,
        compress: { passes: 3, unsafe_arrows: true },
        mangle: { toplevel: true },
      });
      if (code !== undefined) chunk.code = code;
    }
  },
};

export default defineConfig({
  modules: ["@wxt-dev/webextension-polyfill"],
  manifestVersion: 3,
  imports: false,
  hooks: { "entrypoints:found": (_, found) => void found.push(...pluginScripts()) },
  // The oldest browsers that the manifest allows have all of it natively.
  vite: () => ({ plugins: [preact(), bareScripts, smallerScripts], build: { target: "esnext" } }),
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
              // Names and numbers go to the SMS gateway that the user has an account with, nowhere else.
              data_collection_permissions: {
                required: ["personallyIdentifyingInfo", "personalCommunications"],
              },
            },
          },
        }
      : { minimum_chrome_version: "144" }),
  }),
});
