import { beforeEach, describe, expect, it } from "vitest";
import { fakeBrowser } from "wxt/testing/fake-browser";
import { contributedBy, exampleValues, previewOf } from "../../components/options/template-preview.ts";
import {
  addPlugin,
  contributedNames,
  listPlugins,
  setPluginEnabled,
} from "../../lib/background/plugins/catalogue.ts";
import { Appointment, bringing } from "../../lib/domain/appointment.ts";
import { defaultSettings, type Settings } from "../../lib/domain/settings.ts";
import { draft } from "../../lib/domain/text/draft.ts";
import paper from "../calendars/declarative/paper.plugin.json";
import fc from "../properties.ts";

/** Placeholders that plugins contribute, from the manifest to the text. */

const visit: Appointment = {
  id: "1",
  start: "2026-11-24T08:00:00Z",
  end: null,
  allDay: false,
  title: "",
  patient: { id: "7", name: "Jana Vzorová", phone: "601 000 001" },
};
const practice: Settings = structuredClone(defaultSettings);
practice.practice = { ...practice.practice, name: "Ordinace", phone: "+420 601 000 000" };
practice.templates.reminder.texts.cs = "Přijďte #DATUM#, #Místnost#.";

const textOf = (appointment: Appointment) => draft(appointment, "reminder", practice, 0);

describe("a text", () => {
  it("gets what the calendar tells, and nothing of it is a placeholder once more", () => {
    const told = bringing({ ...visit, placeholders: { MISTNOST: "dveře #CAS#" } }, ["MISTNOST"]);
    const settings = structuredClone(practice);
    settings.templates.reminder.texts.cs = "Přijďte #DATUM#, #mistnost#.";
    expect(draft(told, "reminder", settings, 0)).toMatchObject({
      draft: { text: "Prijdte 24. 11. 2026, dvere #CAS#." },
    });
  });

  it("stays where the calendar tells nothing, and where no plugin knows the placeholder", () => {
    const ask = (names: string[], placeholders?: Record<string, string>) => {
      const settings = structuredClone(practice);
      settings.templates.reminder.texts.cs = "Přijďte #MISTNOST#.";
      return draft(bringing({ ...visit, placeholders }, names), "reminder", settings, 0);
    };
    const detail = "#MISTNOST#";
    expect(ask(["MISTNOST"])).toEqual({ ok: false, reason: { code: "placeholderEmpty", detail } });
    expect(ask(["MISTNOST"], { MISTNOST: " " })).toEqual({
      ok: false,
      reason: { code: "placeholderEmpty", detail },
    });
    // Its plugin was removed, whatever the page still tells.
    expect(ask([], { MISTNOST: "2" })).toEqual({ ok: false, reason: { code: "placeholderUnknown", detail } });
    expect(textOf(visit)).toMatchObject({ reason: { code: "placeholderUnknown", detail: "#Místnost#" } });
  });

  describe("carries no value that could lead a patient away", () => {
    const kept = (value: string) =>
      bringing({ ...visit, placeholders: { MISTNOST: value } }, ["MISTNOST"]).placeholders;

    it.each([
      "ordinace 2",
      "atd…dveře",
      "20 °C",
      "volejte zvonkem",
      "2. patro, dveře č. 214",
      "budova B/3",
      "dveře  1\n",
      "MUDr. Ž. Nová-Říčná",
    ])("%j", (value) => {
      expect(kept(value)).toEqual({ MISTNOST: value.replace(/\s+/gu, " ").trim() });
    });

    it.each([
      "http://evil.example/x",
      "www.evil.example",
      "pište na a@evil.example",
      "volejte 900 123 456",
      "SMS na 90230",
      "٠١٢٣٤٥٦",
      "10.0.0.1",
      "\u202eelbaver",
      "a\u0000b",
      "evil。example",
      // Without diacritics a text loses marks and special forms, and these are addresses and numbers.
      "evil.\u0301cz",
      "evil․cz",
      "evil⒈cz",
      "evil№cz",
      "evil°cz",
      "http÷⁄⁄evil",
      "http：／／evil",
      "6\u03010\u03011\u03010\u03010\u03010",
      "⁹⁰⁰¹²³",
      "⑨⓪⓪①②③",
      "９００１２３",
      "90\u00a002\u00a030",
      "9/0-0.2 30",
      "ⅨⅨⅨⅨⅨⅨ",
      "Vyhráli jste milion, volejte ihned",
      "devět nula nula jedna dva tři",
      "x".repeat(41),
    ])("not %j", (value) => {
      expect(kept(value)).toEqual({ MISTNOST: "" });
      expect(
        draft(
          bringing({ ...visit, placeholders: { MISTNOST: value } }, ["MISTNOST"]),
          "reminder",
          practice,
          0,
        ),
      ).toMatchObject({ ok: false, reason: { code: "placeholderEmpty" } });
    });

    it("whatever the page writes", () => {
      fc.assert(
        fc.property(fc.string({ unit: "binary" }), (value) => {
          const text = kept(value)?.MISTNOST ?? "";
          expect(text.length).toBeLessThanOrEqual(40);
          expect(text).not.toMatch(/\p{C}|:\/\/|\p{L}\.\p{L}{2}|\p{Nd}{5}/u);
        }),
      );
      expect(kept("evil.example")).toEqual({ MISTNOST: "evil. example" });
    });
  });

  it("cannot have Pípni's own placeholders told by a page", () => {
    const settings = structuredClone(practice);
    settings.templates.reminder.texts.cs = "#TELEFON#";
    const told = { ...visit, placeholders: { TELEFON: "900 900 900" } };
    expect(draft(told, "reminder", settings, 0)).toMatchObject({ draft: { text: "+420 601 000 000" } });
    expect(bringing(told, ["MISTNOST"]).placeholders).toEqual({ MISTNOST: "" });
  });
});

describe("an appointment from a page", () => {
  const parsed = (placeholders: unknown) => Appointment.safeParse({ ...visit, placeholders });

  it("may bring values, and need not: stored rows of earlier versions have none", () => {
    expect(Appointment.parse(visit)).toEqual(visit);
    expect(parsed({ MISTNOST: "2" }).success).toBe(true);
  });

  it.each<[string, unknown]>([
    ["a key of a prototype", JSON.parse('{"constructor":"x"}')],
    ["a long value", { MISTNOST: "x".repeat(201) }],
    ["a value that is no text", { MISTNOST: { toString: "x" } }],
    ["a long name", { ["X".repeat(21)]: "x" }],
    ["too many", Object.fromEntries([..."ABCDEFGHIJKLMNOPQRSTU"].map((letter) => [`X${letter}`, "x"]))],
  ])("may not bring %s", (_what, placeholders) => {
    expect(parsed(placeholders).success).toBe(false);
  });

  it("keeps just the contributed names, whatever it brings", () => {
    const names = ["MISTNOST", "SLUZBA"];
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.string()), (placeholders) => {
        const kept = bringing({ ...visit, placeholders }, names).placeholders ?? {};
        expect(Object.keys(kept).sort()).toEqual(names);
      }),
    );
  });
});

describe("the plugins in use", () => {
  const contributing = (id: string, description: string) =>
    JSON.stringify({
      ...paper,
      id,
      contributes: {
        ...paper.contributes,
        placeholders: [{ name: "POKOJ", description, example: "ordinace 2" }],
      },
    });

  beforeEach(() => fakeBrowser.reset());

  it("offer their placeholders once each, as the first describes it, and none once it is off", async () => {
    await addPlugin(contributing("prvni", "Kam pacient přijde"));
    await addPlugin(contributing("druhy", "Místnost"));
    expect(await contributedNames()).toEqual(["POKOJ"]);
    expect(contributedBy(await listPlugins())).toMatchObject([{ description: "Kam pacient přijde" }]);
    await setPluginEnabled("prvni", false);
    expect(contributedBy(await listPlugins())).toMatchObject([{ description: "Místnost" }]);
    await setPluginEnabled("druhy", false);
    expect(await contributedNames()).toEqual([]);
    expect(contributedBy(await listPlugins())).toEqual([]);
  });

  it("make a template right, with the example in its preview, and wrong again without them", async () => {
    await addPlugin(contributing("prvni", "Kam pacient přijde"));
    const options = { plain: false, language: "cs" } as const;
    const look = async () =>
      previewOf(
        "Přijďte: #POKOJ#",
        exampleValues(practice, "cs", contributedBy(await listPlugins())),
        options,
      );
    expect(await look()).toMatchObject({ text: "Přijďte: ordinace 2", problem: null });
    await setPluginEnabled("prvni", false);
    expect(await look()).toMatchObject({
      problem: { problem: "placeholderUnknown", names: ["#POKOJ#"] },
    });
  });
});
