import "../../components/theme.css";
import { signal } from "@preact/signals";
import { render } from "preact";
import { browser } from "wxt/browser";
import { BulkWindow } from "../../components/bulk/app.tsx";
import { parseDay } from "../../components/bulk/days.ts";
import type { BulkActions, BulkModel } from "../../components/bulk/model.ts";
import { Notice } from "../../components/ui/controls.tsx";
import { throttled } from "../../components/ui/throttled.ts";
import { defaultSettings, timeZoneOf } from "../../lib/domain/settings.ts";
import { newTextId, noTexts } from "../../lib/domain/text/kept-text.ts";
import { tomorrowIn } from "../../lib/domain/text/when.ts";
import { dictionary } from "../../lib/i18n/dictionary.ts";
import { preferredLanguage } from "../../lib/i18n/language.ts";
import { call } from "../../lib/rpc/client.ts";
import { watchAdopted } from "../../lib/storage/adopted.ts";
import { watchOutbox } from "../../lib/storage/outbox-changes.ts";
import { messagesByIds, messagesOfBatch } from "../../lib/storage/outbox-queries.ts";
import { countAttention } from "../../lib/storage/set-aside.ts";
import { loadSettings, saveSettings, watchSettings } from "../../lib/storage/settings.ts";
import { storageProblemOf } from "../../lib/storage/storage-problem.ts";
import { followClock } from "../shared/clock.ts";
import { keepLive } from "../shared/live.ts";
import { followRegistry } from "../shared/registry.ts";
import { writingActions } from "../shared/writing.ts";
import { findPlaces, followActiveTab, type Place, type Places, placeToShow, watchPlaces } from "./places.ts";

const settings = signal(defaultSettings);
const registry = signal<BulkModel["registry"]>(null);
const clockOff = signal(0);
const waiting = signal(0);
const places = signal<Places>({ open: [], closed: [] });
const activeTab = signal<number | null>(null);
const chosen = signal<string | null>(null);

const query = new URLSearchParams(location.search);
/** For one calendar; without it, for whichever is open. */
const given = givenPlace();
const hasMenu = query.has("menu");
const isPanel = location.pathname.startsWith("/sidepanel");
const chosenDay = parseDay(query.get("day") ?? "");
/** What was shown stays, also where its tab is not looked at. */
let shown: Place | null = null;

function givenPlace(): Place["at"] | null {
  const [tab, feedId] = [query.get("tab"), query.get("feed")];
  if (feedId !== null) return { feedId };
  return tab === null ? null : { tabId: Number(tab) };
}

const shared: Omit<BulkActions, "loadDay"> = {
  account: (fresh) => call("gateway.account", { fresh }),
  quote: (samples) => call("bulk.quote", { samples }),
  giveNumber: (calendarId, appointment, phone) =>
    call("patients.giveNumber", { calendarId, appointment, phone }),
  async choosePatient(calendarId, appointment, patientId) {
    await call("patients.choose", { calendarId, appointment, patientId });
  },
  send: (calendarId, items) => call("bulk.send", { calendarId, items }),
  sendAgain: (ids) => call("outbox.sendAgain", { ids }),
  async decide(id, decision) {
    await call("outbox.decide", { ids: [id], decision });
  },
  async release() {
    await call("outbox.release", null);
  },
  async stop(batch) {
    await call("bulk.stop", { batch });
  },
  async keepText(name, words) {
    const stored = await loadSettings();
    const texts = { ...noTexts, [stored.sending.language]: words };
    await saveSettings({
      ...stored,
      ownTexts: { ...stored.ownTexts, [newTextId()]: { name, texts } },
    });
    settings.value = await loadSettings();
  },
  async bundleSameNumber(joinSameNumber) {
    const stored = await loadSettings();
    await saveSettings({ ...stored, sending: { ...stored.sending, joinSameNumber } });
    settings.value = await loadSettings();
  },
  async resume() {
    const stored = await loadSettings();
    await saveSettings({ ...stored, sending: { ...stored.sending, paused: false } });
  },
  writing: writingActions,
  knows: (calendarId, kind, appointments) => call("bulk.knows", { calendarId, kind, appointments }),
  messagesByIds,
  messagesOfBatch,
  watch: watchOutbox,
  watchAdopted,
};

const made = new Map<string, BulkActions>();
/** The same for the same place: a window reads its day anew when they are others. */
function actionsAt(at: Place["at"] | null): BulkActions {
  const key = JSON.stringify(at);
  const actions = made.get(key) ?? {
    ...shared,
    loadDay: async (day, kind) =>
      at ? call("bulk.day", { ...at, day, kind }) : { ok: false, problem: "closed", detail: "" },
  };
  made.set(key, actions);
  return actions;
}

function checkUrlOf(at: Place["at"] | null, day: string): string {
  const [name, value] = at && "feedId" in at ? ["feed", at.feedId] : ["tab", String(at?.tabId ?? "")];
  return browser.runtime.getURL(
    `/reading.html?${new URLSearchParams({ [name ?? ""]: value ?? "", day, next: "bulk" })}`,
  );
}

function Page({ day }: { day: string }) {
  const { language, sending } = settings.value;
  const { open, closed } = places.value;
  const place = given ? null : placeToShow(open, { chosen: chosen.value, activeTab: activeTab.value, shown });
  shown = place;
  const at = given ?? place?.at ?? null;
  const model: BulkModel = {
    language: language ?? preferredLanguage(),
    day,
    dayChosen: chosenDay !== null,
    hasChannel: sending.channel !== null,
    settings: settings.value,
    paused: sending.paused,
    registry: registry.value,
    clockOff: clockOff.value,
    workstationsUrl: browser.runtime.getURL("/options.html#vice-pocitacu"),
    checkUrl: checkUrlOf(at, day),
    settingsUrl: browser.runtime.getURL("/options.html#gosms"),
    isDry: query.has("nanecisto"),
    menu: hasMenu ? { waiting: waiting.value } : null,
    places: given
      ? null
      : {
          open,
          closed,
          shown: place?.key ?? null,
          choose: (key) => {
            chosen.value = key;
          },
        },
  };
  return <BulkWindow key={JSON.stringify(at)} model={model} actions={actionsAt(at)} />;
}

/** More is not counted. */
const mostCounted = 1000;
const refreshEveryMs = 200;

async function readWaiting(): Promise<void> {
  waiting.value = await countAttention(mostCounted);
}

async function readPlaces(): Promise<void> {
  places.value = await findPlaces();
}

/** What only a window has that was opened for no calendar, or with the menu beside it. */
async function followTheRest(): Promise<void> {
  if (hasMenu) {
    watchOutbox(throttled(readWaiting, refreshEveryMs));
    void readWaiting().catch(() => {});
  }
  if (given) return;
  watchPlaces(throttled(readPlaces, refreshEveryMs));
  if (isPanel)
    followActiveTab((tabId) => {
      activeTab.value = tabId;
      chosen.value = null;
    });
  await readPlaces();
}

const root = document.getElementById("app");
if (root) {
  try {
    settings.value = await loadSettings();
    await followTheRest();
    watchSettings((changed) => {
      settings.value = changed;
    });
    keepLive();
    followRegistry((state) => {
      registry.value = state;
    });
    followClock((off) => {
      clockOff.value = off;
    });
    render(<Page day={chosenDay ?? tomorrowIn(timeZoneOf(settings.value))} />, root);
  } catch (error) {
    // Asked for once more, it tries once more.
    addEventListener("hashchange", () => location.reload());
    const { common } = dictionary(settings.value.language ?? preferredLanguage(), {});
    const problem = storageProblemOf(error);
    render(<Notice tone="bad">{problem ? common.storage[problem] : common.failed}</Notice>, root);
  }
}
