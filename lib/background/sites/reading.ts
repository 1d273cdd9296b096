import { ailmentOf, tellsEnough } from "../../domain/site-reading/health.ts";
import { type Measure, readingOf, type SiteReader } from "../../domain/site-reading/site-reading.ts";
import { describedBy } from "../../plugin-api/described.ts";
import type { PluginManifest } from "../../plugin-api/manifest.ts";
import { loadReading, readingsItem, type SiteReadingState, saveReader } from "../../storage/site-readings.ts";
import { isGeneral, manifestOf } from "../plugins/catalogue.ts";

/** Which plugin reads a calendar, and whether it still reads it as a person has confirmed. */

export const readerBy = (manifest: PluginManifest, siteId: string): Omit<SiteReader, "ailment"> => ({
  siteId,
  plugin: manifest.id,
  isGeneral: isGeneral(manifest),
  described: describedBy(manifest),
});

/**
 * A calendar's page tells that it is read.
 * @param measure what it shows; `null` where its plugin knows for itself what it says
 */
export async function takeReader(
  siteId: string,
  plugin: string,
  measure: Measure | null,
): Promise<SiteReadingState> {
  const before = await loadReading(siteId);
  const manifest = await manifestOf(plugin);
  if (!manifest) return before;
  const reader = readerBy(manifest, siteId);
  const reading = readingOf(reader, await readingsItem.load());
  const isSame = before.reader?.plugin === reader.plugin && before.reader.described === reader.described;
  // A quiet week neither shows that something is wrong nor that it is right again.
  const last = (isSame && before.reader?.ailment) || null;
  const found = reading && measure ? ailmentOf(measure, reading) : null;
  const isClear = reading !== null && measure !== null && tellsEnough(measure, reading);
  const ailment = reading === null ? null : (found ?? (isClear ? null : last));
  const now: SiteReader = { ...reader, ailment };
  if (JSON.stringify(now) !== JSON.stringify(before.reader)) await saveReader(now);
  return loadReading(siteId);
}
