import { beforeEach, describe, expect, test } from "vitest";
import { browser } from "wxt/browser";
import { fakeBrowser } from "wxt/testing/fake-browser";
import { defaultSettings, Settings } from "../../lib/domain/settings.ts";
import { draft } from "../../lib/domain/text/draft.ts";
import { presetTemplates } from "../../lib/domain/text/template-presets.ts";
import { loadSettings, saveSettings } from "../../lib/storage/settings.ts";

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
      confirmation: { texts: textsWith("confirmation", old.templates.confirmation.text), enabled: true },
      change: defaultSettings.templates.change,
      reminder: { texts: textsWith("reminder", old.templates.reminder.text), enabled: false },
      cancellation: { texts: textsWith("cancellation", old.templates.cancellation.text), enabled: true },
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

test("the settings that a practice starts with are valid, and complete by the schema alone", () => {
  expect(Settings.parse(defaultSettings)).toEqual(defaultSettings);
});

function textsWith(kind: "confirmation" | "reminder" | "cancellation", cs: string) {
  const [sk, en, de, uk] = (["sk", "en", "de", "uk"] as const).map(
    (language) => presetTemplates[language][kind],
  );
  return { cs, sk, en, de, uk };
}
