import type { SiteReader, SiteReading } from "../lib/domain/site-reading/site-reading.ts";
import { describedBy } from "../lib/plugin-api/described.ts";
import type { PluginManifest } from "../lib/plugin-api/manifest.ts";

/**
 * What a person has confirmed of a calendar, for tests that begin after that: all is read as its plugin proposes, by
 * FullCalendar's and by each that was added.
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
      asProposed("fullcalendar", ""),
      ...added.map((manifest) => asProposed(manifest.id, describedBy(manifest))),
    ],
    // Until its page tells otherwise.
    readers: [{ siteId, plugin: "fullcalendar", isGeneral: true, described: "", ailment: null }],
  };
}
