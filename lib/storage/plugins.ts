import { z } from "zod";
import { PluginManifest } from "../plugin-api/manifest.ts";
import { listOf } from "./formats.ts";
import { storedItem } from "./local.ts";

/** Plugins that the user has added: data alone, for code never comes from outside. */

const added = storedItem("plugins", listOf(z.unknown()));
/** Ids of those that are switched off, whether added or not. */
const off = storedItem("pluginsOff", listOf(z.string()));

export const loadPluginsOff = async (): Promise<ReadonlySet<string>> => new Set(await off.load());

/** As they were added, sound or not: a newer Pípni may ask for more than the one that took them. */
export const loadAdded = async (): Promise<unknown[]> => (await added.load()).map(withInclusive);

/** Once `range.inclusive` could be left out, and meant true. Those that were taken then go on to be read so. */
const withInclusive = (data: unknown): unknown => {
  const calendars = at(at(data, "contributes"), "calendars");
  if (!Array.isArray(calendars)) return data;
  const copy = structuredClone(data);
  for (const calendar of at(at(copy, "contributes"), "calendars") as unknown[]) {
    const rules = at(calendar, "network");
    for (const rule of Array.isArray(rules) ? rules : []) {
      const range = at(rule, "range");
      if (typeof range === "object" && range !== null && !("inclusive" in range))
        Object.assign(range, { inclusive: true });
    }
  }
  return copy;
};

const at = (data: unknown, name: string): unknown =>
  typeof data === "object" && data !== null ? Reflect.get(data, name) : undefined;

/** Those that can be used. */
export const loadPlugins = async (): Promise<PluginManifest[]> =>
  (await loadAdded()).flatMap((data) => PluginManifest.safeParse(data).data ?? []);

/** What an unsound one calls itself. */
export const idOf = (data: unknown): string =>
  typeof data === "object" && data !== null && "id" in data ? String(data.id).slice(0, 50) : "?";

/** Takes the place of one with the same id. */
export async function savePlugin(manifest: PluginManifest): Promise<void> {
  await added.save([...(await loadAdded()).filter((data) => idOf(data) !== manifest.id), manifest]);
}

export async function removePlugin(id: string): Promise<void> {
  await added.save((await loadAdded()).filter((data) => idOf(data) !== id));
  await setPluginEnabled(id, true);
}

export async function setPluginEnabled(id: string, enabled: boolean): Promise<void> {
  const others = (await off.load()).filter((other) => other !== id);
  await off.save(enabled ? others : [...others, id]);
}
