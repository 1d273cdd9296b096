import { isCalledOffTitle } from "../../domain/called-off.ts";
import { isFeedId } from "../../domain/feeds/feed.ts";
import { formatPhone, parsePhone } from "../../domain/phone.ts";
import { type Settings, timeZoneOf } from "../../domain/settings.ts";
import { countShown, type Shown } from "../../domain/site-reading/count.ts";
import { type ReadFields, readingOf } from "../../domain/site-reading/site-reading.ts";
import { isReadAsBefore } from "../../plugin-api/described.ts";
import type { Output, ReadRow, Viewed } from "../../rpc/contract/index.ts";
import { feedById } from "../../storage/feeds.ts";
import { forgetLook } from "../../storage/seen-ids.ts";
import { loadSettings } from "../../storage/settings.ts";
import { loadReading, readingsItem, saveReader, saveReading } from "../../storage/site-readings.ts";
import { loadTab, readingTabs } from "../../storage/tabs.ts";
import { attempt } from "../attempt.ts";
import { openReadingWindow, type WindowPlace } from "../bulk-window.ts";
import { tick } from "../jobs/index.ts";
import { takeFeedLook } from "../looks/take-feed-look.ts";
import { contributedNames } from "../plugins/catalogue.ts";
import { statesIn, stateValue } from "../reading/by-sources.ts";
import { readEvent } from "../reading/event.ts";
import { proposeFor, withCancelled } from "../reading/proposal.ts";
import { writtenIn } from "../reading/written.ts";
import { refitReminders } from "../sending/refit.ts";
import { restartSite } from "../sites/sites.ts";
import { look, type Seen } from "./reading-look.ts";
import type { HandlersOf } from "./server.ts";

export const readingHandlers: HandlersOf<"reading"> = {
  "reading.look": ({ fields, hasNewState, ...place }) => answerLook(place, fields, hasNewState),
  "reading.confirm": async ({ plugin, fields, excluded, ...place }) => {
    const seen = await look(place);
    if (!seen || seen.reader.plugin !== plugin) return false;
    if ("tabId" in place) await forgetLook(place.tabId);
    await confirm(seen, fields, excluded);
    // What changes from now on is news.
    const feed = "feedId" in place ? await feedById(place.feedId) : null;
    if (feed) await takeFeedLook(feed, await contributedNames());
    attempt(followReading);
    return true;
  },
  "reading.open": async ({ siteId }) => {
    const [tab] = (await readingTabs()).get(siteId) ?? [];
    const place = isFeedId(siteId) ? { feedId: siteId } : tab;
    if (place) await openReadingWindow(place, false);
    return place !== undefined;
  },
};

/** Reminders of what is no appointment are taken back. */
async function followReading(): Promise<void> {
  await refitReminders();
  await tick();
}

const textsOf = (shown: readonly Viewed[]) => shown.flatMap(({ text }) => text ?? []);

async function answerLook(
  place: WindowPlace,
  wanted: ReadFields | null,
  hasNewState: boolean,
): Promise<Output<"reading.look">> {
  const seen = await look(place);
  if (!seen) {
    const state = "tabId" in place ? await loadTab(place.tabId) : null;
    const isOwn = state !== null && (await loadReading(state.siteId)).standing === "own";
    return { ok: false, problem: isOwn ? "own" : "closed" };
  }
  const { site, reader, pluginName, described, placeholders, shown } = seen;
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
    plugin: reader.plugin,
    pluginName,
    standing,
    timeZone: timeZoneOf(settings),
    fields,
    options: proposal?.options ?? none,
    described,
    states: [...Map.groupBy(states, stateValue)].map(([value, all]) => ({
      value,
      label: (all[0] ?? value).slice(0, 100),
      count: all.length,
    })),
    placeholders,
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
  { site, reader, shown }: Seen,
  fields: ReadFields | null,
  excluded: readonly string[],
): Promise<void> {
  const ofSite = (await readingsItem.load()).filter(({ siteId }) => siteId === site.id);
  const before = ofSite.find(({ plugin }) => plugin === reader.plugin);
  const texts = textsOf(shown);
  const wasRead = before ? before.fields : texts.length > 0 ? proposeFor(texts).fields : null;
  // Until now another plugin may have read it, or this one at other places.
  const isByTheSame = before ? isReadAsBefore(before.described, reader.described) : ofSite.length === 0;
  const isSame = isByTheSame && JSON.stringify(wasRead) === JSON.stringify(fields);
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
