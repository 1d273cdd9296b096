import { describe, expect, it } from "vitest";
import { MessageState, MessageStatus } from "../../lib/domain/outbox/message.ts";
import { ReasonCode } from "../../lib/domain/outbox/reason.ts";
import { PluginProblemCode } from "../../lib/domain/plugin-problem.ts";
import { Language } from "../../lib/domain/settings.ts";
import { messageKinds } from "../../lib/domain/text/message-kind.ts";
import { options as cs } from "../../lib/i18n/cs/options.ts";
import { patients as csPatients } from "../../lib/i18n/cs/patients.ts";
import { pluginProblems as csProblems } from "../../lib/i18n/cs/plugin-problems.ts";
import { teaching as csTeaching } from "../../lib/i18n/cs/teaching.ts";
import { dictionary } from "../../lib/i18n/dictionary.ts";
import { options as en } from "../../lib/i18n/en/options.ts";
import { patients as enPatients } from "../../lib/i18n/en/patients.ts";
import { pluginProblems as enProblems } from "../../lib/i18n/en/plugin-problems.ts";
import { teaching as enTeaching } from "../../lib/i18n/en/teaching.ts";
import { digitsIn, preferredLanguage } from "../../lib/i18n/language.ts";
import { sayProblem } from "../../lib/i18n/plugin-problem.ts";
import { options as sk } from "../../lib/i18n/sk/options.ts";
import { patients as skPatients } from "../../lib/i18n/sk/patients.ts";
import { pluginProblems as skProblems } from "../../lib/i18n/sk/plugin-problems.ts";
import { teaching as skTeaching } from "../../lib/i18n/sk/teaching.ts";

const words = (language: Language) =>
  dictionary(language, {
    options: { cs, en, sk },
    patients: { cs: csPatients, en: enPatients, sk: skPatients },
    pluginProblems: { cs: csProblems, en: enProblems, sk: skProblems },
    teaching: { cs: csTeaching, en: enTeaching, sk: skTeaching },
  });

/** Every sentence by its path; functions are called with arguments that show in what they say. */
function sentences(value: unknown, path = ""): Map<string, string> {
  if (typeof value === "string") return new Map([[path, value]]);
  if (typeof value === "function") {
    if (["common.reason", "common.explain", "options.gosms.advice"].includes(path)) return new Map();
    return new Map([[path, String(value("5", "7", "9"))]]);
  }
  if (typeof value !== "object" || value === null) throw new Error(`${path} is no sentence`);
  return new Map(
    Object.entries(value).flatMap(([key, inner]) => [...sentences(inner, path ? `${path}.${key}` : key)]),
  );
}

describe("dictionaries", () => {
  const czech = sentences(words("cs"));

  it.each(Language.options)("%s says everything that Czech does, and nothing else", (language) => {
    const said = sentences(words(language));
    expect([...said.keys()].sort()).toEqual([...czech.keys()].sort());
    for (const [path, sentence] of said) expect(sentence.trim(), path).not.toBe("");
  });

  it.each(["en", "sk"] as const)("%s is not Czech by oversight", (language) => {
    const same = [...sentences(words(language))].filter(
      ([path, sentence]) => sentence === czech.get(path) && sentence.split(" ").length > 4,
    );
    expect(same).toEqual([]);
  });

  it.each(Language.options)("%s quotes what a sentence is given", (language) => {
    const { options } = words(language);
    for (const say of [
      options.guard.text,
      options.gosms.secretStored,
      options.messages.unknown,
      options.messages.placeholderEmpty,
      options.calendars.enabled,
      options.calendars.removeTitle,
    ]) {
      expect(say("Xyz")).toContain("Xyz");
    }
  });

  it.each(Language.options)("%s has a sentence for every reason", (language) => {
    const { common } = words(language);
    const all = ReasonCode.options.map((code) => common.reason({ code, detail: "#X#" }));
    for (const sentence of all) expect(sentence).toMatch(/^\p{Lu}.*\.$/u);
    expect(new Set(all).size).toBe(ReasonCode.options.length);
    for (const code of ReasonCode.options) {
      expect(common.reason({ code })).not.toMatch(/undefined|\(\)| {2}|: \./u);
    }
  });

  it.each(Language.options)("45: %s says of each state of a text what became of it", (language) => {
    const { common } = words(language);
    const said = MessageState.options.map((state) =>
      common.explain({ state, reason: { code: "serverError", detail: "503" } }),
    );
    for (const sentence of said) expect(sentence).toMatch(/503/u);
    const ofQueued = common.explain({ state: "queued", reason: { code: "network" } });
    const ofRejected = common.explain({ state: "rejected", reason: { code: "network" } });
    const ofUnknown = common.explain({ state: "unknown", reason: { code: "network" } });
    expect(new Set([ofQueued, ofRejected, ofUnknown]).size).toBe(3);
    // Switched on again it goes on by itself, which nothing else that is held does.
    const kindOff = { code: "kindOff" } as const;
    expect(common.explain({ state: "held", reason: kindOff })).not.toBe(common.reason(kindOff));
  });

  it.each(Language.options)("%s names every kind and status", (language) => {
    const { common } = words(language);
    expect(Object.keys(common.kinds)).toEqual(messageKinds);
    expect(new Set(Object.values(common.kinds)).size).toBe(messageKinds.length);
    expect(new Set(Object.values(common.statuses)).size).toBe(MessageStatus.options.length);
  });

  it.each(Language.options)("%s says of each problem of a plugin the same, with what to do", (language) => {
    const { pluginProblems } = words(language);
    const gaps = (sentence: string) => (sentence.match(/\{\w+\}/gu) ?? []).sort();
    for (const code of PluginProblemCode.options) {
      const sentence = pluginProblems.sentences[code];
      expect(sentence, code).toMatch(/: /u);
      expect(gaps(sentence), code).toEqual(gaps(csProblems.sentences[code]));
    }
    const problem = { plugin: "paper", path: "", code: "missing", values: { expected: "array" } } as const;
    const line = { cs: "doplňte seznam", en: "add a list", sk: "doplňte zoznam" }[language];
    expect(sayProblem(pluginProblems, problem)).toContain(line);
    const hostile = { ...problem, values: { expected: "constructor" } };
    expect(sayProblem(pluginProblems, hostile)).toContain("constructor");
  });

  it("counts as each language does", () => {
    expect([1, 2, 5].map(words("cs").common.messages)).toEqual(["1 zpráva", "2 zprávy", "5 zpráv"]);
    expect([1, 2, 5].map(words("sk").common.messages)).toEqual(["1 správa", "2 správy", "5 správ"]);
    expect([1, 2, 5].map(words("en").common.messages)).toEqual(["1 message", "2 messages", "5 messages"]);
    expect([1, 3, 82].map(words("cs").options.messages.characters)).toEqual([
      "1 znak",
      "3 znaky",
      "82 znaků",
    ]);
  });

  it("keeps to the user's order of languages", () => {
    expect(preferredLanguage(["de", "sk-SK", "cs"])).toBe("sk");
    expect(preferredLanguage(["en-US", "cs"])).toBe("en");
    expect(preferredLanguage(["de"])).toBe("cs");
  });
});

it("writes the digits of a count in groups from ten thousand on", () => {
  const shown = (language: "cs" | "sk" | "en") => [9999, 10_000, 1_234_567].map(digitsIn(language));
  expect(shown("cs")).toEqual(["9999", "10\u00a0000", "1\u00a0234\u00a0567"]);
  expect(shown("sk")).toEqual(["9999", "10\u00a0000", "1\u00a0234\u00a0567"]);
  expect(shown("en")).toEqual(["9999", "10,000", "1,234,567"]);
});
