import { beforeEach, describe, expect, test } from "vitest";
import { browser } from "wxt/browser";
import { fakeBrowser } from "wxt/testing/fake-browser";
import { objectionTo } from "../../components/options/own-texts.tsx";
import { keptAs } from "../../components/writing/kept-choice.tsx";
import type { BulkRow } from "../../lib/domain/bulk/lines.ts";
import { withOwnWords } from "../../lib/domain/bulk/own-rows.ts";
import { defaultSettings, Settings } from "../../lib/domain/settings.ts";
import {
  joinKept,
  justWritten,
  type KeptText,
  KeptTexts,
  mostKept,
  noTexts,
  noWords,
  wordsIn,
  wordsOf,
} from "../../lib/domain/text/kept-text.ts";
import { type MessageLanguage, messageLanguages } from "../../lib/domain/text/message-language.ts";
import { loadSettings, saveSettings, unreadableSettings } from "../../lib/storage/settings.ts";
import fc from "../properties.ts";

/** Own words that are kept by a name. */

const text = (name: string, texts: Partial<KeptText["texts"]>): KeptText => ({
  name,
  texts: { ...noTexts, ...texts },
});
const holiday = text("Dovolená", { cs: "Dnes neordinujeme.", de: "Heute geschlossen." });
const card = text("Kartička", { cs: "Přineste si kartičku." });

beforeEach(() => fakeBrowser.reset());

describe("stored", () => {
  const store = (ownTexts: unknown) =>
    browser.storage.local.set({ settings: { ...structuredClone(defaultSettings), ownTexts } });
  const stored = async () =>
    ((await browser.storage.local.get("settings")).settings as { ownTexts: Record<string, unknown> })
      .ownTexts;

  test.for([
    ["a name that is none", { name: 7, texts: noTexts }, "a"],
    ["a text that is none", { name: "A", texts: { ...noTexts, cs: { html: "x" } } }, "a"],
    ["one that is too long", { name: "A", texts: { ...noTexts, cs: "x".repeat(1001) } }, "a"],
    ["no object at all", "Dovolená", "a"],
    ["a place of the language's own", { name: "", texts: noTexts }, "constructor"],
  ] as const)("%s takes no other with it, and stays where it is", async ([, bad, id]) => {
    await store({ [id]: bad, b: holiday });
    const settings = await loadSettings();
    expect(settings.ownTexts).toEqual({ b: holiday });
    expect(settings.sending.paused).toBe(false);
    expect((await unreadableSettings())[0]).toContain(`ownTexts.${id}`);
    await saveSettings({ ...settings, ownTexts: { ...settings.ownTexts, c: card } });
    expect(await stored()).toEqual({ [id]: bad, b: holiday, c: card });
  });

  test("what a newer version adds to one is kept with it, and goes with it", async () => {
    await store({
      a: { ...card, colour: "red" },
      b: { ...holiday, texts: { ...holiday.texts, pl: "Dziś" } },
    });
    const settings = await loadSettings();
    expect(settings.ownTexts).toEqual({ a: card, b: holiday });
    await saveSettings({ ...settings, ownTexts: { b: { ...holiday, name: "Volno" } } });
    expect(await stored()).toEqual({ b: { name: "Volno", texts: { ...holiday.texts, pl: "Dziś" } } });
  });

  test("settings of before have none, and more than a person looks through are too many", () => {
    const { ownTexts: _, ...before } = defaultSettings;
    expect(Settings.parse(before).ownTexts).toEqual({});
    const many = (count: number) =>
      Object.fromEntries(Array.from({ length: count }, (_, at) => [`${at}`, card]));
    expect(KeptTexts.safeParse(many(mostKept)).success).toBe(true);
    expect(KeptTexts.safeParse(many(mostKept + 1)).success).toBe(false);
  });
});

describe("read", () => {
  test("by each in their language where it is written in that, and otherwise as the practice writes", () => {
    const anyText = fc.record({ cs: words(), sk: words(), en: words(), de: words(), uk: words() });
    fc.assert(
      fc.property(anyText, fc.constantFrom(...messageLanguages), (texts, language) => {
        const picked = wordsOf({ name: "x", texts }, language);
        const written = messageLanguages.filter((code) => texts[code].trim() !== "");
        for (const code of messageLanguages) {
          const read = wordsIn(picked, code);
          if (written.includes(code)) expect(read).toBe(texts[code]);
          else if (written.includes(language)) expect(read).toBe(texts[language]);
          else expect(read).toBe(written[0] === undefined ? "" : texts[written[0]]);
        }
      }),
    );
    function words() {
      return fc.constantFrom("", "  ", "Dnes neordinujeme.", "Heute geschlossen.");
    }
  });

  test("in a day's rows, until somebody changes the words: then by all the same", () => {
    const picked = wordsOf(holiday, "cs");
    const rows = (["cs", "de", "en"] as const).map(row);
    const texts = (own: typeof picked) => withOwnWords(rows, own, defaultSettings).map((one) => one.text);
    expect(texts(picked)).toEqual(["Dnes neordinujeme.", "Heute geschlossen.", "Dnes neordinujeme."]);
    expect(texts(justWritten(`${picked.text} Děkujeme.`))).toEqual(
      Array.from({ length: 3 }, () => "Dnes neordinujeme. Dekujeme."),
    );
    expect(texts(noWords)).toEqual([null, null, null]);
  });

  test("a text is known by its words, and by all of them", () => {
    const kept = { a: holiday, b: card };
    expect(keptAs(kept, wordsOf(holiday, "cs"), "cs")).toBe("a");
    expect(keptAs(kept, justWritten("Dnes neordinujeme."), "cs")).toBe(null);
    expect(keptAs(kept, justWritten("Přineste si kartičku."), "cs")).toBe("b");
    expect(keptAs(kept, noWords, "cs")).toBe(null);
  });
});

test("a name stands once, whatever its case, accents and spaces, and no text is without words", () => {
  const named = (name: string) => objectionTo({ a: holiday, b: { ...card, name } }, "b");
  expect(named("Dovolená 2")).toBe(null);
  for (const name of ["dovolena", " DOVOLENÁ ", "Dovo lená"]) expect(named(name)).toBe("nameTaken");
  expect(named("  ")).toBe("noName");
  expect(objectionTo({ a: text("Prázdný", { de: " " }) }, "a")).toBe("noText");
  expect(objectionTo({ a: text("Německý", { de: "Heute." }) }, "a")).toBe(null);
});

test("a backup adds to what is here, and overwrites what goes by the same name", () => {
  const joined = joinKept(
    { a: holiday, b: card },
    { c: text("dovolená", { cs: "Nově." }), d: text("D", {}) },
  );
  expect(joined).toEqual({ a: text("dovolená", { cs: "Nově." }), b: card, d: text("D", {}) });
  fc.assert(
    fc.property(some("h"), some("b"), (here, brought) => {
      const after = joinKept(here, brought);
      const names = Object.values(after).map(({ name }) => name);
      expect(new Set(names).size).toBe(names.length);
      expect(names.length).toBeLessThanOrEqual(mostKept);
      for (const one of Object.values(here)) expect(names).toContain(one.name);
      // Taken over twice, it is the same.
      expect(joinKept(after, brought)).toEqual(after);
    }),
  );
  function some(prefix: string) {
    return fc
      .uniqueArray(fc.integer({ min: 0, max: 300 }), { maxLength: mostKept })
      .map(
        (numbers): KeptTexts =>
          Object.fromEntries(numbers.map((at) => [`${prefix}${at}`, text(`Text ${at}`, { cs: prefix })])),
      );
  }
});

function row(language: MessageLanguage, at: number): BulkRow {
  return {
    appointment: {
      id: `${at}`,
      start: "2026-11-24T12:40:00Z",
      end: null,
      allDay: false,
      title: "",
      patient: { id: null, name: "Jana Vzorová", phone: `+42060100000${at}` },
    },
    phone: `+42060100000${at}`,
    country: "CZ",
    text: "",
    language,
    parts: 0,
    blocked: null,
    latest: null,
    doubt: null,
    knows: null,
  };
}
