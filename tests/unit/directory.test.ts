// @vitest-environment node
import { describe, expect, test } from "vitest";
import { choiceKey, type Found, identify } from "../../lib/domain/directory/identity.ts";
import { draftWith, knowledgeOf, nothingKnown } from "../../lib/domain/directory/knowledge.ts";
import { corrected, type DirectoryPatient, merged, newPatient } from "../../lib/domain/directory/patient.ts";
import { nameKey } from "../../lib/domain/names.ts";
import { defaultSettings } from "../../lib/domain/settings.ts";

const countries = ["CZ", "SK"];

const patient = (change: Partial<DirectoryPatient> = {}): DirectoryPatient => ({
  ...newPatient({ name: "Jana Vzorová", phone: "601 000 001" }, 0),
  ...change,
});

const who = (change: { id?: string | null; name?: string; phone?: string | null } = {}) => ({
  id: null,
  name: "Jana Vzorová",
  phone: null,
  ...change,
});

const found = (change: Partial<Found> = {}): Found => ({
  chosen: null,
  chosenNameless: null,
  byCode: [],
  byName: [],
  ...change,
});

describe("names", () => {
  test.for([
    ["VZOROVA, Jana", true],
    ["  vzorová   jana ", true],
    ["Jana\u00a0Vzorova\u0301", true],
    ["Jana Vzorová ml.", false],
    ["Jan Vzorový", false],
    ["Jana", false],
  ] as const)("%s is the name of Jana Vzorová: %s", ([name, same]) => {
    expect(nameKey(name) === nameKey("Jana Vzorová")).toBe(same);
  });

  test("that are none are no name of anybody", () => {
    expect(nameKey(" – ")).toBe("");
  });
});

describe("who an appointment is about", () => {
  const jana = patient();
  const namesake = patient({ phone: "601 000 002" });

  test("the only one of that name, where the calendar has no number", () => {
    expect(identify(who(), null, found({ byName: [jana] }), countries)).toEqual({ patient: jana });
  });

  test("nobody for certain, where two have that name", () => {
    expect(identify(who(), null, found({ byName: [jana, namesake] }), countries)).toEqual({
      patient: null,
      candidates: [jana, namesake],
    });
  });

  test("the one of two whose number the calendar has, now or before", () => {
    const moved = corrected(namesake, { phone: "601 000 003" }, countries, 1);
    for (const phone of ["+420601000002", "+420601000003"])
      expect(identify(who(), phone, found({ byName: [jana, moved] }), countries).patient).toBe(moved);
  });

  test("nobody, where the calendar has a number that the only one of that name does not", () => {
    expect(identify(who(), "+420601000009", found({ byName: [jana] }), countries).patient).toBeNull();
  });

  test("whom a person picked, whatever else is there", () => {
    const all = found({ chosen: namesake, byName: [jana, namesake] });
    expect(identify(who(), null, all, countries).patient).toBe(namesake);
  });

  test("the one with the calendar's identifier, whose namesake does not count", () => {
    const coded = patient({ code: "7" });
    const all = found({ byCode: [coded], byName: [coded, namesake] });
    expect(identify(who({ id: "7" }), null, all, countries).patient).toBe(coded);
    expect(identify(who({ id: "7", name: "" }), null, all, countries).patient).toBe(coded);
  });

  test("not who has that identifier under another name: two systems number their patients alike", () => {
    const petr = patient({ name: "Petr Vzor", code: "7" });
    const other = identify(who({ id: "7" }), null, found({ byCode: [petr] }), countries);
    expect(other).toEqual({ patient: null, candidates: [petr] });
    const both = identify(who({ id: "7" }), null, found({ byCode: [petr], byName: [jana] }), countries);
    expect(both).toEqual({ patient: null, candidates: [jana, petr] });
  });

  test("a pick is kept for an identifier with its name, or else for the one appointment", () => {
    const key = (id: string, about: ReturnType<typeof who>) => choiceKey("k", { id, patient: about });
    expect(key("1", who({ id: "7" }))).toBe(key("2", who({ id: "7", name: "vzorova jana" })));
    expect(key("1", who({ id: "7" }))).not.toBe(key("1", who({ id: "7", name: "Petr Vzor" })));
    expect(key("1", who())).not.toBe(key("2", who()));
    expect(choiceKey("k", { id: "1", patient: who() })).not.toBe(choiceKey("l", { id: "1", patient: who() }));
  });

  test("what was picked without a name holds only for somebody of the picked one's name", () => {
    const all = found({ chosenNameless: jana });
    expect(identify(who({ id: "9" }), null, all, countries).patient).toBe(jana);
    expect(identify(who({ id: "9", name: "Petr Vzor" }), null, all, countries).patient).toBeNull();
  });
});

describe("what is known of them", () => {
  const optOut = { day: "2026-03-03", source: "telefonicky", phone: null };
  const refusal = { code: "optedOut", detail: "2026-03-03 telefonicky" };

  test("a number for a calendar that has none, and the person's language", () => {
    const jana = patient({ language: "uk" });
    expect(knowledgeOf({ patient: jana }, null, [jana], countries)).toEqual({
      ...nothingKnown,
      name: "Jana Vzorová",
      phone: "601 000 001",
      language: "uk",
    });
  });

  test("the calendar's number stays, unless a person corrected it", () => {
    const jana = patient({ code: "7" });
    expect(knowledgeOf({ patient: jana }, "+420601000009", [], countries).phone).toBeNull();
    const mended = corrected(jana, { phone: "601 000 002" }, countries, 1);
    expect(knowledgeOf({ patient: mended }, "+420601000009", [], countries).phone).toBe("601 000 002");
  });

  test("whoever does not want texts gets none, on whatever number", () => {
    const jana = patient({ optOut });
    expect(knowledgeOf({ patient: jana }, "+420601000009", [], countries).refusal).toEqual(refusal);
  });

  test("on a number that is not to be texted nobody is", () => {
    const jana = patient({ optOut: { ...optOut, phone: "+420601000001" } });
    const child = patient({ name: "Eva Vzorová" });
    expect(knowledgeOf({ patient: child }, null, [jana, child], countries).refusal).toEqual(refusal);
  });

  test("somebody else on the same number still is, where only the one person does not want texts", () => {
    const child = patient({ name: "Eva Vzorová" });
    expect(knowledgeOf({ patient: child }, null, [patient({ optOut }), child], countries).refusal).toBeNull();
  });

  test("of somebody whom nobody knows, it may be the one who does not want texts on this number", () => {
    const nobody = { patient: null, candidates: [] };
    expect(knowledgeOf(nobody, "+420601000001", [patient({ optOut })], countries).refusal).toEqual(refusal);
  });

  test("who it is need not be known while nothing hangs on it", () => {
    const unsure = { patient: null, candidates: [patient(), patient()] };
    expect(knowledgeOf(unsure, "+420601000009", [], countries)).toEqual(nothingKnown);
    expect(knowledgeOf(unsure, null, [], countries).refusal).toEqual({ code: "patientUnclear" });
  });

  test("where one of several does not want texts, a person says who it is; where all do not, nothing is asked", () => {
    const unsure = { patient: null, candidates: [patient(), patient({ optOut })] };
    expect(knowledgeOf(unsure, "+420601000009", [], countries).refusal).toEqual({ code: "patientUnclear" });
    const all = { patient: null, candidates: [patient({ optOut })] };
    expect(knowledgeOf(all, "+420601000009", [], countries).refusal).toEqual(refusal);
  });
});

describe("the text", () => {
  const visit = {
    id: "1",
    start: "2026-11-24T08:00:00Z",
    end: null,
    allDay: false,
    title: "",
    patient: who({ id: "7", name: "" }),
  };
  const settings = structuredClone(defaultSettings);
  settings.templates.reminder.texts.cs = "#PACIENT#";
  settings.templates.reminder.texts.en = "Dear #PACIENT#";

  test("goes to the directory's number, in the person's language, with their name", () => {
    const known = { ...nothingKnown, name: "Jana Vzorová", phone: "601 000 001", language: "en" as const };
    const drafted = draftWith(known, visit, "reminder", settings, 0);
    expect(drafted).toMatchObject({
      ok: true,
      draft: { phone: "+420601000001", text: "Dear Jana Vzorova" },
    });
  });

  test("is none for who does not want it, which is said before what is wrong with a number or a template", () => {
    const known = { ...nothingKnown, refusal: { code: "optedOut" as const } };
    const reasonOf = (about: typeof visit) => draftWith(known, about, "reminder", settings, 0);
    expect(reasonOf(visit)).toEqual({ ok: false, reason: { code: "optedOut" } });
    expect(reasonOf({ ...visit, allDay: true })).toEqual({ ok: false, reason: { code: "allDay" } });
  });
});

describe("two entries about one person", () => {
  test("become one that is known by everything either was, and does not want texts if either did not", () => {
    const kept = patient({ code: "7", language: null });
    const other = patient({
      code: "8",
      phone: "601 000 002",
      language: "sk",
      optOut: { day: "2026-03-03", source: "", phone: "+420601000002" },
    });
    expect(merged(kept, other, countries, 2)).toMatchObject({
      id: kept.id,
      code: "7",
      phone: "601 000 001",
      language: "sk",
      optOut: other.optOut,
      former: { codes: ["8"], phones: ["+420601000002"] },
    });
  });
});
