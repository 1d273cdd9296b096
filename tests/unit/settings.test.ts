import { beforeEach, describe, expect, test } from "vitest";
import { browser } from "wxt/browser";
import { fakeBrowser } from "wxt/testing/fake-browser";
import { defaultSettings, Settings } from "../../lib/domain/settings.ts";
import { draft } from "../../lib/domain/text/draft.ts";
import { presetTemplates } from "../../lib/domain/text/template-presets.ts";
import {
  acceptSettings,
  loadSettings,
  saveSettings,
  unreadableSettings,
} from "../../lib/storage/settings.ts";
import { sitesItem } from "../../lib/storage/sites.ts";

/** As version 0.1 stored them, to the letter. */
const old = {
  practice: { name: "Ordinace Na Náměstí", phone: "+420 234 567 890", timeZone: "Europe/Prague" },
  templates: {
    confirmation: { text: "Termín máte #DATUM# v #CAS#.", enabled: true },
    reminder: { text: "Nezapomeňte na #DATUM#.", enabled: false },
    cancellation: { text: "Zrušeno #DATUM# v #CAS#. #ZARIZENI#", enabled: true },
  },
  sending: { settleSeconds: 25, plain: false, countries: ["SK", "CZ"], channel: 77, paused: true },
  language: "sk",
};
/** The same of a little later. */
const later = { ...old, sending: { ...old.sending, atOnce: 6 } };

beforeEach(() => fakeBrowser.reset());

describe("settings as an older version stored them", () => {
  test.for([
    ["first", old, 4],
    ["later", later, 6],
  ] as const)("(%s) still load, whole", async ([, stored, atOnce]) => {
    await browser.storage.local.set({ settings: stored });
    const settings = await loadSettings();
    expect(settings).toMatchObject({
      practice: { ...old.practice, address: "", doctor: "" },
      sending: { ...old.sending, atOnce, language: "cs" },
      language: "sk",
    });
    expect(settings.templates).toEqual({
      confirmation: {
        texts: textsWith("confirmation", old.templates.confirmation.text),
        enabled: true,
        forDoctors: {},
      },
      change: defaultSettings.templates.change,
      reminder: { texts: textsWith("reminder", old.templates.reminder.text), enabled: false, forDoctors: {} },
      cancellation: {
        texts: textsWith("cancellation", old.templates.cancellation.text),
        enabled: true,
        forDoctors: {},
      },
    });
  });

  test("send the very text that they sent before", async () => {
    await browser.storage.local.set({ settings: old });
    const appointment = {
      id: "1",
      start: "2026-11-24T12:40:00Z",
      end: null,
      allDay: false,
      title: "",
      patient: { id: null, name: "Jana Vzorová", phone: "+420 601 000 001" },
    };
    const now = Date.parse("2026-11-22T10:00:00Z");
    expect(draft(appointment, "confirmation", await loadSettings(), now)).toMatchObject({
      ok: true,
      draft: { text: "Termín máte 24. 11. 2026 v 13:40." },
    });
  });

  test("stay what they are when stored anew", async () => {
    await browser.storage.local.set({ settings: old });
    const settings = await loadSettings();
    await saveSettings(settings);
    expect(await loadSettings()).toEqual(settings);
  });
});

describe("settings of a newer version", () => {
  const newer = structuredClone({
    ...defaultSettings,
    practice: { ...defaultSettings.practice, name: "Ordinace Na Náměstí", fax: "+420 234 567 891" },
    sending: { ...defaultSettings.sending, channel: 77, quietHours: { from: "20:00" } },
    theme: "dark",
  });
  const store = (settings: unknown) => browser.storage.local.set({ settings });
  const stored = async () => (await browser.storage.local.get("settings")).settings;

  test("keep what is known, and lose nothing that is not when they are stored anew", async () => {
    await store(newer);
    const settings = await loadSettings();
    expect(settings.sending.channel).toBe(77);
    expect(settings.practice.name).toBe("Ordinace Na Náměstí");
    expect(await unreadableSettings()).toEqual([]);
    await saveSettings({ ...settings, language: "en" });
    expect(await stored()).toEqual({ ...newer, language: "en" });
  });

  test.for([
    ["sending.channel", (value: typeof newer) => Object.assign(value.sending, { channel: "main" })],
    ["log.keepDays", (value: typeof newer) => Object.assign(value.log, { keepDays: -1 })],
    ["practice.name", (value: typeof newer) => Object.assign(value.practice, { name: { cs: "x" } })],
  ] as const)("fall back in one field alone: %s", async ([path, spoil]) => {
    const spoilt = structuredClone(newer);
    spoil(spoilt);
    await store(spoilt);
    expect(await unreadableSettings()).toEqual([path]);
    const settings = await loadSettings();
    expect(settings.sending.paused).toBe(false);
    // Another setting is saved: what stood in for this one is not.
    await saveSettings({ ...settings, language: "sk" });
    expect(await stored()).toEqual({ ...spoilt, language: "sk" });
    await acceptSettings();
    expect(await unreadableSettings()).toEqual([]);
    expect(await stored()).toMatchObject({ theme: "dark" });
  });

  test("send nothing that they may not have wanted", async () => {
    const spoilt = structuredClone(newer);
    Object.assign(spoilt.sending, { paused: { until: 5 } });
    Object.assign(spoilt.templates.reminder.texts, { cs: 7 });
    Object.assign(spoilt.practice, { timeZone: "Mars/Base" });
    await store(spoilt);
    const settings = await loadSettings();
    expect(settings.sending.paused).toBe(true);
    expect(settings.templates.reminder.enabled).toBe(false);
    expect(settings.templates.confirmation.enabled).toBe(true);
    await store({ ...newer, practice: { ...newer.practice, timeZone: "Mars/Base" } });
    expect((await loadSettings()).sending.paused).toBe(true);
  });

  test("end in something that holds, whatever lies there", async () => {
    for (const odd of [7, "x", [], {}, { reminders: { ...newer.reminders, from: "21:00" } }]) {
      await store(odd);
      expect(Settings.safeParse(await loadSettings()).success).toBe(true);
      expect((await loadSettings()).sending.paused).toBe(true);
    }
  });
});

test("one calendar that cannot be read leaves the others, and stays when they are saved", async () => {
  const good = {
    id: "a",
    origin: "https://a.example",
    name: "A",
    plugin: null,
    enabled: true,
    colour: "red",
  };
  const bad = { id: "b", origin: 7 };
  await browser.storage.local.set({ sites: [bad, good] });
  const sites = await sitesItem.load();
  expect(sites).toMatchObject([{ id: "a" }]);
  await sitesItem.save(sites.map((site) => ({ ...site, enabled: false })));
  expect((await browser.storage.local.get("sites")).sites).toEqual([{ ...good, enabled: false }, bad]);
});

test("the settings that a practice starts with are valid, and complete by the schema alone", () => {
  expect(Settings.parse(defaultSettings)).toEqual(defaultSettings);
});

function textsWith(kind: "confirmation" | "reminder" | "cancellation", cs: string) {
  const [sk, en, de, uk] = (["sk", "en", "de", "uk"] as const).map(
    (language) => presetTemplates[language][kind],
  );
  return { cs, sk, en, de, uk };
}
