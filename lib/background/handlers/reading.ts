import { isCalledOffTitle } from "../../domain/called-off.ts";
import { formatPhone, parsePhone } from "../../domain/phone.ts";
import { type Settings, timeZoneOf } from "../../domain/settings.ts";
import { countShown, type Shown } from "../../domain/site-reading/count.ts";
import { type ReadFields, readingOf } from "../../domain/site-reading/site-reading.ts";
import type { PluginManifest } from "../../plugin-api/manifest.ts";
import type { Output, ReadRow, Viewed } from "../../rpc/contract/index.ts";
import { forgetLook } from "../../storage/seen-ids.ts";
import { loadSettings } from "../../storage/settings.ts";
import { loadReading, readingsItem, saveReader, saveReading } from "../../storage/site-readings.ts";
import type { Site } from "../../storage/sites.ts";
import { loadTab, readingTabs } from "../../storage/tabs.ts";
import { attempt } from "../attempt.ts";
import { openReadingWindow } from "../bulk-window.ts";
import { tick } from "../jobs/index.ts";
import { manifestOf } from "../plugins/catalogue.ts";
import { statesIn, stateValue } from "../reading/by-sources.ts";
import { placesIn } from "../reading/described.ts";
import { readEvent } from "../reading/event.ts";
import { proposeFor, withCancelled } from "../reading/proposal.ts";
import { writtenIn } from "../reading/written.ts";
import { refitReminders } from "../sending/refit.ts";
import { readerBy } from "../sites/reading.ts";
import { restartSite, siteById } from "../sites/sites.ts";
import { viewIn } from "../sites/view.ts";
import type { HandlersOf } from "./server.ts";

export const readingHandlers: HandlersOf<"reading"> = {
  "reading.look": ({ tabId, fields, hasNewState }) => answerLook(tabId, fields, hasNewState),
  "reading.confirm": async ({ tabId, plugin, fields, excluded }) => {
    const seen = await look(tabId);
    if (!seen || seen.manifest.id !== plugin) return false;
    await forgetLook(tabId);
    await confirm(seen, fields, excluded);
    attempt(followReading);
    return true;
  },
  "reading.open": async ({ siteId }) => {
    const [tab] = (await readingTabs()).get(siteId) ?? [];
    if (tab) await openReadingWindow(tab.tabId, false);
    return tab !== undefined;
  },
};

/** Reminders of what is no appointment are taken back. */
async function followReading(): Promise<void> {
  await refitReminders();
  await tick();
}

interface Seen {
  site: Site;
  manifest: PluginManifest;
  shown: Viewed[];
}

/** What the calendar in a tab shows; `null` where there is none that tells. */
async function look(tabId: number): Promise<Seen | null> {
  const state = await loadTab(tabId);
  const site = state && (await siteById(state.siteId));
  if (!state || !site?.enabled) return null;
  if (state.health?.state !== "reading") return null;
  const shown = await viewIn(tabId, state.frameId, { brief: false });
  const manifest = await manifestOf(state.health.plugin);
  return shown && manifest ? { site, manifest, shown } : null;
}

const textsOf = (shown: readonly Viewed[]) => shown.flatMap(({ text }) => text ?? []);

async function answerLook(
  tabId: number,
  wanted: ReadFields | null,
  hasNewState: boolean,
): Promise<Output<"reading.look">> {
  const seen = await look(tabId);
  if (!seen) {
    const state = await loadTab(tabId);
    const isOwn = state !== null && (await loadReading(state.siteId)).standing === "own";
    return { ok: false, problem: isOwn ? "own" : "closed" };
  }
  const { site, manifest, shown } = seen;
  const reader = readerBy(manifest, site.id);
  if (!reader.isGeneral) return { ok: false, problem: "own" };
  const confirmed = readingOf(reader, await readingsItem.load());
  const { standing } = await loadReading(site.id);
  const settings = await loadSettings();
  const texts = textsOf(shown);
  const proposal = texts.length > 0 ? proposeFor(texts) : null;
  const chosen = proposal && (wanted ?? confirmed?.fields ?? proposal.fields);
  const fields = chosen && hasNewState ? withCancelled(chosen, texts) : chosen;
  const none = { name: [], phone: [], doctor: [], state: [] };
  const states = fields ? texts.flatMap((text) => statesIn(text, fields)) : [];
  return {
    ok: true,
    siteId: site.id,
    siteName: site.name,
    plugin: manifest.id,
    pluginName: manifest.name,
    standing,
    timeZone: timeZoneOf(settings),
    fields,
    options: proposal?.options ?? none,
    described: placesIn(manifest),
    states: [...Map.groupBy(states, stateValue)].map(([value, all]) => ({
      value,
      label: (all[0] ?? value).slice(0, 100),
      count: all.length,
    })),
    placeholders: manifest.contributes.placeholders.map(({ name, description }) => ({
      name,
      label: description,
    })),
    excluded: confirmed?.excluded ?? [],
    rows: shown.map((one) => rowOf(one, fields, settings)).toSorted((a, b) => a.start.localeCompare(b.start)),
  };
}

/** As the page would tell of it once the fields are confirmed. */
function asRead(
  one: Viewed,
  fields: ReadFields | null,
  countries: readonly string[],
  excluded: readonly string[] = [],
): Shown & { doctor: string } {
  const { appointment, cancelled, hasOwnId, text } = one;
  if (!text) return { appointment, cancelled, hasOwnId, doctor: appointment.doctor ?? "" };
  const read = readEvent(text, countries, { fields, excluded: [...excluded] });
  return {
    appointment: { ...appointment, patient: read.patient },
    cancelled: read.cancelled,
    hasOwnId,
    doctor: read.doctor ?? "",
  };
}

function rowOf(one: Viewed, fields: ReadFields | null, { sending }: Settings): ReadRow {
  const { appointment, cancelled, doctor } = asRead(one, fields, sending.countries);
  const { id, start, allDay, title, patient, placeholders, struckOut } = appointment;
  const parsed = parsePhone(patient?.phone ?? "", sending.countries);
  return {
    id,
    start,
    allDay,
    title,
    name: patient?.name ?? "",
    phone: parsed.ok ? formatPhone(parsed.e164) : (patient?.phone ?? ""),
    canBeTexted: parsed.ok,
    doctor,
    state: (one.text && fields && statesIn(one.text, fields)[0]) ?? "",
    cancelled,
    crossed: struckOut ? "line" : isCalledOffTitle(title) ? "title" : null,
    isImpersonal: patient === null,
    placeholders: placeholders ?? {},
  };
}

/** Keeps what a person has confirmed. From now on the page reads by it. */
async function confirm(
  { site, manifest, shown }: Seen,
  fields: ReadFields | null,
  excluded: readonly string[],
): Promise<void> {
  const reader = readerBy(manifest, site.id);
  const before = readingOf(reader, await readingsItem.load());
  const texts = textsOf(shown);
  const wasRead = before ? before.fields : texts.length > 0 ? proposeFor(texts).fields : null;
  const isSame = JSON.stringify(wasRead) === JSON.stringify(fields);
  const { countries } = (await loadSettings()).sending;
  const now = Date.now();
  const counted = countShown(shown.map((one) => asRead(one, fields, countries, excluded)));
  await saveReading({
    version: 1,
    siteId: site.id,
    plugin: reader.plugin,
    described: reader.described,
    fields,
    excluded: [...excluded],
    written: writtenIn(
      shown.map(({ appointment }) => appointment.title),
      texts,
      { fields, excluded },
      before?.written,
    ),
    measured: { ...counted, hasNewIds: false },
    confirmedAt: now,
    // What was read in the same places stands as it is.
    since: isSame ? (before?.since ?? 0) : now,
  });
  await saveReader({ ...reader, ailment: null });
  await restartSite(site.id);
  attempt(tick);
}
