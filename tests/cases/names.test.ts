// @vitest-environment node
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { newPatient } from "../../lib/domain/directory/patient.ts";
import { entriesOf, searchEntries } from "../../lib/domain/directory/search.ts";
import { nameKey } from "../../lib/domain/names.ts";
import { nameInText } from "../../lib/domain/text/person-name.ts";
import { withoutDiacritics } from "../../lib/domain/text/segments.ts";
import { comparePatients } from "../../lib/domain/thread/same-patient.ts";
import fc from "../properties.ts";
import { appointment, type Clinic, calendarId, openClinic } from "../unit/support/clinic.ts";
import { testCases } from "./cases.ts";

let clinic: Clinic;
beforeEach(async () => {
  clinic = await openClinic();
});
afterEach(() => clinic[Symbol.asyncDispose]());

const isSame = ([one, other]: readonly [string, string]): boolean => nameKey(one) === nameKey(other);

/** What becomes of a text to somebody whom the directory knows, under a name of its own, as not wanting any. */
async function refusal(known: string, calendar: string, phone: string): Promise<string | null> {
  const optOut = { day: "2026-03-03", source: "telefonicky", phone: null };
  const { putPatients } = await import("../../lib/storage/patients.ts");
  const { lookUp } = await import("../../lib/storage/look-up.ts");
  await putPatients([{ ...newPatient({ name: known }, 1), optOut }], ["CZ"]);
  const about = appointment("1", 9, { patient: { id: null, name: calendar, phone } });
  const [found] = await lookUp(calendarId, [about], ["CZ"]);
  return found?.known.refusal?.code ?? null;
}

test("a number that the calendar doubts is not texted because an import brought it, too", async () => {
  const { putPatients } = await import("../../lib/storage/patients.ts");
  const { lookUp } = await import("../../lib/storage/look-up.ts");
  const patient = newPatient({ name: "Jan Vzor", phone: "777 123 456" }, 1);
  const about = (phone: string) => appointment("1", 9, { patient: { id: null, name: "Jan Vzor", phone } });
  const code = async (phone: string) =>
    (await lookUp(calendarId, [about(phone)], ["CZ"]))[0]?.known.refusal?.code ?? null;
  await putPatients([patient], ["CZ"]);
  expect(await code("777 123 456 (zemřel)")).toBe("phoneUnclear");
  expect(await code("PIN: 777 654 321")).toBeNull();
  await putPatients([{ ...patient, byHand: ["phone"] }], ["CZ"]);
  expect(await code("777 123 456 neplatí")).toBeNull();
});

describe("names", () => {
  testCases<string | [string, string], unknown>("10-names.json", async (input, expected) => {
    if (typeof input !== "string") return expect(isSame(input)).toBe(expected);
    const [, known, calendar, phone] =
      /^directory: (.+), nechce SMS; calendar: (\D+) (\d+)$/u.exec(input) ?? [];
    if (known && calendar && phone) return expect(await refusal(known, calendar, phone)).toBe(expected);
    expect(nameInText(input)).toBe(expected);
  });

  test.for<[string, string]>([
    ["Ing. Jan Novák, CSc.", "Novák Jan"],
    ["prof. MUDr. Jan Novák, DrSc., MBA", "Jan Novák"],
    ["Mgr. et Mgr. Jana Nováková", "Jana Nováková"],
    ["Jan Novák Ph. D.", "Jan Novák"],
    ["JAN NOVÁK, PH.D.", "Jan Novák"],
    ["Jan Novák, PhD.", "Jan Novák"],
    ["Bc. Eva Malá, DiS.", "Eva Malá"],
    ["doc. Ing. arch. Petr Dlouhý, LL.M.", "Petr Dlouhý"],
    ["paní Jana Nováková", "Jana Nováková"],
    ["pí Jana Nováková", "Jana Nováková"],
    ["sl. Nováková Jana", "Jana Nováková"],
    ["Bc. et Bc. Jana Nováková", "Jana Nováková"],
    ["Mgr. et MgA. Jana Nováková", "Jana Nováková"],
    ["MUDr. et MUDr. Jana Nováková", "Jana Nováková"],
    ["Dr. rer. nat. Jan Novák", "Jan Novák"],
    ["ak. mal. Jan Novák", "Jan Novák"],
    ["doc. PaedDr. Jan Novák", "Jan Novák"],
    ["Jan Novák, prom. fil.", "Jan Novák"],
    ["plk. Jan Novák, DBA", "Jan Novák"],
    ["Sean O‛Brien", "Sean O'Brien"],
    ["Jan Novák nejml.", "Jan Novák nejmladší"],
    ["Đorđe Petrović", "Dorde Petrovic"],
    ["Søren Østergård", "Soren Ostergard"],
    ["Jürgen Groß", "Jurgen Gross"],
    ["Jana Nováková-Horáková", "Jana Novakova – Horáková"],
    ["Sean O´Brien", "Sean O'Brien"],
    ["Sean O’Brien", "Sean O`Brien"],
    ["Мар'яна Кузьменко", "Марʼяна Кузьменко"],
    ["Jana\u00ad Nová\u200bková", "Jana Nováková"],
    ["Jan Novák ml.", "Jan Novák, mladší"],
    ["Jan Novák st.", "Jan Novák senior"],
  ])("%s is %s", (names) => {
    expect(isSame(names)).toBe(true);
  });

  test.for<[string, string]>([
    ["Jan Novák ml.", "Jan Novák st."],
    ["Jan Novák ml.", "Jan Novák"],
    ["Jan Novák nejml.", "Jan Novák ml."],
    ["Et Jana", "Jana"],
    ["Jan Novák", "Jana Nováková"],
    ["MUDr. Jan", "MUDr. Jana"],
    ["Ing. Novák", "Mgr. Nováková"],
  ])("%s is not %s", (names) => {
    expect(isSame(names)).toBe(false);
  });

  test("a father is no son, whatever titles he has", () => {
    const of = (name: string) => ({ id: null, name, phone: null });
    expect(comparePatients(of("Jan Novák ml."), of("Ing. Jan Novák st."))).toBe("other");
    expect(comparePatients(of("Jan Novák ml."), of("Ing. Jan Novák junior"))).toBe("same");
  });

  test.for([
    "Anna\u2011Marie Malá",
    "Jana Novák—Horáková",
    "Seán O‘Brien",
    "D`Artagnan Karel",
    "Марʼяна Кузьменко",
    'Jana "Jani" Nováková',
    "Jan Novák, ml.",
    "MUDr. Łukasz Nowak, Ph.D.",
    "prof. MUDr. et MUDr. Jan Novák, DrSc., MBA",
    "María José de la Cruz García",
    "Abdul Rahman bin Faisal Al Saud",
    "Nguyễn Thị Thu Hà",
    "Jana Volejníková",
    "Eva Sleva",
    "Jana\u0301 Nova\u0301kova\u0301",
  ])("%s may stand in a text", (name) => {
    expect(nameInText(name)).toBe(name);
  });

  test.for([
    ...["evil.cz/x", "Jana 777 123 456", "http://evil.cz", "a@b.cz", "<b>Jana</b>", "Jana\nhttps"],
    ...["evil.\u0301cz", "evil․cz", "Jana ⑨⓪⓪①②③", "Jana\u202e", "Jana ⅨⅨⅨⅨⅨ"],
    "Vyhráli jste milion volejte",
    "Jano zavolejte prosím mamince",
    "devět nula nula jedna dva tři",
    "Ona Je Doma A Čeká Na Vás",
    "A".repeat(61),
  ])("%s may not", (name) => {
    expect(nameInText(name)).not.toBe(name);
  });

  test("no name carries an address or a number, however it is written", () => {
    const unit = fc.constantFrom(
      ...[
        "a",
        "É",
        "ž",
        "c",
        "z",
        ".",
        "․",
        "\u0301",
        "\u200b",
        "\u202e",
        "1",
        "⑨",
        "²",
        "°",
        "№",
        "÷",
        "⁄",
        " ",
        "-",
      ],
    );
    fc.assert(
      fc.property(fc.string({ unit, maxLength: 30 }), (name) => {
        for (const text of [nameInText(name), withoutDiacritics(nameInText(name))])
          expect(text).not.toMatch(/[\p{L}\p{N}]\.\p{L}{2}|\p{N}|:|\p{Cf}/u);
      }),
    );
  });

  test.for([
    ["lukasz", "Łukasz Nowak"],
    ["MUDr. Nováková", "Jana Nováková"],
    ["obrien", "Sean O´Brien"],
    ["O'Brien", "Sean O´Brien"],
    ["dorde", "Đorđe Petrović"],
    ["novak-hor", "Jana Novák–Horáková"],
    ["ing", "Ingrid Malá"],
  ])("„%s“ finds %s", ([typed, name]) => {
    const entries = entriesOf([newPatient({ name: name ?? "" }, 1), newPatient({ name: "Petr Svoboda" }, 1)]);
    expect(searchEntries(entries, typed ?? "").map(({ patient }) => patient.name)).toEqual([name]);
  });

  test("titles, capitals and order make nobody another person", () => {
    const title = fc.constantFrom("", "MUDr. ", "Ing. ", "prof. ", "Mgr. ", "doc. MUDr. ");
    const after = fc.constantFrom("", ", Ph.D.", ", CSc.", " MBA", ", DiS.");
    const first = fc.constantFrom("Jana", "Łukasz", "Đorđe", "Žofie");
    const last = fc.constantFrom("Nováková", "O'Brien", "Novák-Malá", "Ørsted");
    fc.assert(
      fc.property(title, after, first, last, (before, behind, given, family) => {
        expect(nameKey(`${before}${given} ${family}${behind}`)).toBe(
          nameKey(`${family.toUpperCase()}, ${given}`),
        );
      }),
    );
  });
});
