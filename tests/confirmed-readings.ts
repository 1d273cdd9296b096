import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { SiteReader, SiteReading } from "../lib/domain/site-reading/site-reading.ts";
import { describedBy } from "../lib/plugin-api/described.ts";
import { PluginManifest } from "../lib/plugin-api/manifest.ts";

/** The plugins that come with Pípni and know nothing of the app around a calendar. */
const general = globSync("../lib/plugins/*/plugin.json", { cwd: import.meta.dirname })
  .map((path) => JSON.parse(readFileSync(join(import.meta.dirname, path), "utf8")) as PluginManifest)
  .filter(({ fallback }) => fallback)
  .map(({ id }) => id);

/**
 * What a person has confirmed of a calendar, for tests that begin after that: all is read as its plugin proposes, by
 * the libraries' own and by each that was added.
 */
export function confirmedReadings(
  url: string,
  added: readonly PluginManifest[] = [],
): { readings: SiteReading[]; readers: SiteReader[] } {
  const siteId = new URL(url).origin;
  const asProposed = (plugin: string, described: string): SiteReading => ({
    version: 1,
    siteId,
    plugin,
    described,
    fields: null,
    excluded: [],
    measured: { people: 0, names: 0, phones: 0, ids: 0, others: [], days: 0, hasNewIds: false },
    confirmedAt: Date.now(),
    since: 0,
  });
  return {
    readings: [
      ...general.map((id) => asProposed(id, "")),
      // In the order of the schema, as it is kept.
      ...added.map((manifest) => asProposed(manifest.id, describedBy(PluginManifest.parse(manifest)))),
    ],
    // Until its page tells otherwise.
    readers: [{ siteId, plugin: "fullcalendar", isGeneral: true, described: "", ailment: null }],
  };
}
