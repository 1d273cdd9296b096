import { PluginManifest } from "../../plugin-api/manifest.ts";

/**
 * Every plugin as data. Adding one is adding a folder to `lib/plugins`; there is no list to keep. Their code is
 * built into scripts of its own (see `wxt.config.ts`) and never part of anything else.
 */
const files = import.meta.glob<unknown>("../../plugins/*/plugin.json", {
  eager: true,
  import: "default",
});

/** By name, for where several could read a page the first one does. Paths would have another order. */
export const manifests: readonly PluginManifest[] = Object.values(files)
  .map((data) => PluginManifest.parse(data))
  .toSorted((a, b) => (a.id < b.id ? -1 : 1));
