import "../../components/theme.css";
import { signal } from "@preact/signals";
import { render } from "preact";
import { browser } from "wxt/browser";
import { BulkWindow } from "../../components/bulk/app.tsx";
import { parseDay } from "../../components/bulk/days.ts";
import type { BulkActions, BulkModel } from "../../components/bulk/model.ts";
import { Notice } from "../../components/ui/controls.tsx";
import { defaultSettings, timeZoneOf } from "../../lib/domain/settings.ts";
import { dictionary } from "../../lib/i18n/dictionary.ts";
import { preferredLanguage } from "../../lib/i18n/language.ts";
import { call } from "../../lib/rpc/client.ts";
import { watchOutbox } from "../../lib/storage/outbox-changes.ts";
import { messagesByIds, messagesOfBatch } from "../../lib/storage/outbox-queries.ts";
import { loadSettings, saveSettings, watchSettings } from "../../lib/storage/settings.ts";
import { storageProblemOf } from "../../lib/storage/storage-problem.ts";
import { followRegistry } from "../shared/registry.ts";
import { writingActions } from "../shared/writing.ts";

const settings = signal(defaultSettings);
const registry = signal<BulkModel["registry"]>(null);

const query = new URLSearchParams(location.search);
const feedId = query.get("feed");
const place = feedId === null ? { tabId: Number(query.get("tab")) } : { feedId };
const chosenDay = parseDay(query.get("day") ?? "");

const actions: BulkActions = {
  loadDay: (day, kind) => call("bulk.day", { ...place, day, kind }),
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
  messagesByIds,
  messagesOfBatch,
  watch: watchOutbox,
};

function Page({ day }: { day: string }) {
  const { language, sending } = settings.value;
  const model: BulkModel = {
    language: language ?? preferredLanguage(),
    day,
    dayChosen: chosenDay !== null,
    hasChannel: sending.channel !== null,
    settings: settings.value,
    paused: sending.paused,
    registry: registry.value,
    workstationsUrl: browser.runtime.getURL("/options.html#vice-pocitacu"),
    checkUrl: browser.runtime.getURL(
      `/reading.html?${new URLSearchParams({ ...(feedId === null ? { tab: query.get("tab") ?? "" } : { feed: feedId }), day, next: "bulk" })}`,
    ),
    settingsUrl: browser.runtime.getURL("/options.html#gosms"),
  };
  return <BulkWindow model={model} actions={actions} />;
}

const root = document.getElementById("app");
if (root) {
  try {
    settings.value = await loadSettings();
    watchSettings((changed) => {
      settings.value = changed;
    });
    followRegistry((state) => {
      registry.value = state;
    });
    const tomorrow = Temporal.Now.plainDateISO(timeZoneOf(settings.value)).add({ days: 1 }).toString();
    render(<Page day={chosenDay ?? tomorrow} />, root);
  } catch (error) {
    const { common } = dictionary(settings.value.language ?? preferredLanguage(), {});
    const problem = storageProblemOf(error);
    render(<Notice tone="bad">{problem ? common.storage[problem] : common.failed}</Notice>, root);
  }
}
