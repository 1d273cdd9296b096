import type { Plugin } from "../plugin-api/plugin.ts";
import type { PluginManifest } from "./manifest.ts";

/** Adding a plugin is adding a folder to `lib/plugins`; there is no list to keep. */
const manifests = import.meta.glob<PluginManifest>("../plugins/*/plugin.json", {
  eager: true,
  import: "default",
});
const mains = import.meta.glob<Plugin>("../plugins/*/plugin.ts", { eager: true, import: "default" });

export interface RegisteredPlugin {
  manifest: PluginManifest;
  main: Plugin | null;
}

export const plugins: readonly RegisteredPlugin[] = Object.entries(manifests).map(([path, manifest]) => ({
  manifest,
  main: mains[path.replace(/\.json$/, ".ts")] ?? null,
}));

/** For pages that name plugins and do not run them. */
export const pluginList: readonly { id: string; name: string; version: string; description: string }[] =
  Object.values(manifests).map(({ id, name, version, description }) => ({ id, name, version, description }));
