import type { PluginManifest } from "../../plugin-api/manifest.ts";
import type { PluginCheck, PluginSummary } from "../../rpc/contract/index.ts";
import {
  idOf,
  loadAdded,
  loadPlugins,
  loadPluginsOff,
  removePlugin,
  savePlugin,
  setPluginEnabled,
} from "../../storage/plugins.ts";
import { type Added, readAdded, readStored } from "./added.ts";
import { manifests } from "./registry.ts";

/** The background's part: the plugins of this Pípni, those that come with it, and those that the user has added. */

/** All that may be used. */
export async function activePlugins(): Promise<PluginManifest[]> {
  const off = await loadPluginsOff();
  return [...manifests, ...(await loadPlugins())].filter(({ id }) => !off.has(id));
}

export const manifestOf = async (id: string): Promise<PluginManifest | null> =>
  (await activePlugins()).find((manifest) => manifest.id === id) ?? null;

/**
 * Whether a plugin proposes what is read, and a person decides: one for any calendar of a kind, and each that somebody
 * has added. Only those that come with Pípni and were written for one application know what its fields mean.
 */
export const isGeneral = ({ id, fallback }: PluginManifest): boolean =>
  fallback || !manifests.some((own) => own.id === id);

/** Names of the placeholders whose values appointments may bring. */
export const contributedNames = async (): Promise<string[]> => [
  ...new Set(
    (await activePlugins()).flatMap(({ contributes }) => contributes.placeholders.map(({ name }) => name)),
  ),
];

const summaryOf = (manifest: PluginManifest, isAdded: boolean, off: ReadonlySet<string>): PluginSummary => {
  const { id, name, version, description, matches, main, contributes } = manifest;
  return {
    id,
    name,
    version,
    description,
    matches,
    calendars: contributes.calendars.map(({ title }) => title),
    // One with code knows by itself, unless it reads no calendar, but the day of a page alone. What is described by data
    // tells by which requests it learns of changes.
    automatic: contributes.calendars.some(({ network = [] }) => main !== undefined || network.length > 0),
    button: contributes.toolbar.length > 0,
    added: isAdded,
    enabled: !off.has(id),
    placeholders: contributes.placeholders,
    problems: [],
    json: isAdded ? JSON.stringify(manifest, null, 2) : null,
  };
};

/** Every plugin, those that can no longer be used as well: nothing that a user has added vanishes by itself. */
export async function listPlugins(): Promise<PluginSummary[]> {
  const off = await loadPluginsOff();
  const own = manifests.map((manifest) => summaryOf(manifest, false, off));
  return [...own, ...(await loadAdded()).map((data) => addedSummary(data, off))];
}

function addedSummary(data: unknown, off: ReadonlySet<string>): PluginSummary {
  const stored = readStored(data);
  if (stored.ok) return summaryOf(stored.manifest, true, off);
  return {
    ...{ id: idOf(data), name: idOf(data), version: "", description: "", matches: [], calendars: [] },
    ...{ automatic: false, button: false, added: true, enabled: false },
    placeholders: [],
    problems: stored.problems,
    json: JSON.stringify(data, null, 2),
  };
}

/** What a `plugin.json` that somebody brings would be. Changes nothing. */
export const checkPlugin = (json: string): Promise<PluginCheck> => check(readAdded(json));

async function check(added: Added): Promise<PluginCheck> {
  if (!added.ok) return added;
  const { manifest } = added;
  const off = await loadPluginsOff();
  const before = (await loadAdded()).find((data) => idOf(data) === manifest.id);
  return {
    ok: true,
    plugin: summaryOf(manifest, true, off),
    replaces: before === undefined ? null : addedSummary(before, off),
  };
}

export async function addPlugin(json: string): Promise<PluginCheck> {
  const added = readAdded(json);
  // It tells what is there before.
  const checked = await check(added);
  if (added.ok) await savePlugin(added.manifest);
  return checked;
}

export { removePlugin, setPluginEnabled };
