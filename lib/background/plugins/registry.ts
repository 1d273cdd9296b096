import type { PluginManifest } from "../../plugin-api/manifest.ts";

/**
 * Every plugin as data. Adding one is adding a folder to `lib/plugins`; there is no list to keep. Their code is
 * built into scripts of its own (see `wxt.config.ts`) and never part of anything else.
 */
const files = import.meta.glob<PluginManifest>("../../plugins/*/plugin.json", {
  eager: true,
  import: "default",
});

export const manifests: readonly PluginManifest[] = Object.values(files);
