import { z } from "zod";
import { PluginManifest } from "../plugin-api/manifest.ts";
import { storedItem } from "./local.ts";

const item = storedItem("plugins", z.array(z.unknown()), []);

/** Plugins that the user has added: data alone, for code never comes from outside. One that is unsound is left out. */
export const loadPlugins = async (): Promise<PluginManifest[]> =>
  (await item.load()).flatMap((data) => PluginManifest.safeParse(data).data ?? []);

/** Takes the place of one with the same id. */
export async function savePlugin(manifest: PluginManifest): Promise<void> {
  await item.save([...(await loadPlugins()).filter(({ id }) => id !== manifest.id), manifest]);
}

export async function removePlugin(id: string): Promise<void> {
  await item.save((await loadPlugins()).filter((manifest) => manifest.id !== id));
}
