import { describe, expect, test } from "vitest";
import { tellingWords } from "../../lib/domain/privacy.ts";
import { defaultSettings } from "../../lib/domain/settings.ts";
import { draft, valuesFor } from "../../lib/domain/text/draft.ts";
import { templateKinds } from "../../lib/domain/text/message-kind.ts";
import { localeOfMessages, messageLanguages } from "../../lib/domain/text/message-language.ts";
import { segment } from "../../lib/domain/text/segments.ts";
import { parseTemplate, render } from "../../lib/domain/text/template.ts";
import { dutyTemplates, presetTemplates } from "../../lib/domain/text/template-presets.ts";
import { formatDate, formatTime, formatWeekday } from "../../lib/domain/text/when.ts";
import fc from "../properties.ts";

const zone = "Europe/Prague";
const settings = structuredClone(defaultSettings);
for (const kind of templateKinds) settings.templates[kind].enabled = true;
settings.practice = {
  name: "Ordinace Na Náměstí",
  phone: "+420 234 567 890",
  address: "Náměstí 1",
  doctor: "MUDr. Jan Vzor",
  timeZone: zone,
};
/** The longest date and time that there are. */
const appointment = {
  id: "1",
  start: "2026-11-24T12:40:00Z",
  end: null,
  allDay: false,
  title: "",
  patient: { id: null, name: "Jana Vzorová", phone: "601 000 001" },
};
const before = Date.parse("2026-11-22T10:00:00Z");

describe.for(messageLanguages)("presets in %s", (language) => {
  test.for(templateKinds)("%s fits one SMS with an ordinary practice's name", (kind) => {
    const drafted = draft(appointment, kind, settings, before, language);
    expect(drafted).toMatchObject({ ok: true, draft: { parts: 1 } });
  });

  test("name the day, the hour, the practice and its number, once each", () => {
    for (const kind of templateKinds) {
      const asked = parseTemplate(presetTemplates[language][kind]).flatMap((part) =>
        part.type === "placeholder" ? [part.name] : [],
      );
      expect(asked.sort(), kind).toEqual(["CAS", "DATUM", "TELEFON", "ZARIZENI"]);
    }
  });

  test("with the patient's duty in words fit one SMS as well, and name the same", () => {
    for (const [kind, text] of Object.entries(dutyTemplates[language] ?? {})) {
      const own = structuredClone(settings);
      own.templates[kind as keyof typeof own.templates].texts[language] = text;
      const drafted = draft(appointment, kind as keyof typeof own.templates, own, before, language);
      expect(drafted, kind).toMatchObject({ ok: true, draft: { parts: 1 } });
      const asked = parseTemplate(text).flatMap((part) => (part.type === "placeholder" ? [part.name] : []));
      expect(asked.sort(), kind).toEqual(["CAS", "DATUM", "TELEFON", "ZARIZENI"]);
      expect(tellingWords(text)).toEqual([]);
    }
  });

  test("differ, and tell nobody why the patient comes", () => {
    const texts = templateKinds.map((kind) => presetTemplates[language][kind]);
    expect(new Set(texts).size).toBe(templateKinds.length);
    for (const text of texts) expect(tellingWords(text)).toEqual([]);
  });

  test("never give a time on the 12-hour clock, whatever the moment", () => {
    const moment = fc.date({ min: new Date("2026-01-01"), max: new Date("2036-01-01"), noInvalidDate: true });
    fc.assert(
      fc.property(moment, (date) => {
        const instant = date.toISOString();
        const local = Temporal.Instant.from(instant).toZonedDateTimeISO(zone);
        const time = formatTime(instant, zone, localeOfMessages(language));
        expect(time).toMatch(/^\d{1,2}:\d{2}$/);
        expect(time.split(":").map(Number)).toEqual([local.hour, local.minute]);
      }),
    );
  });
});

describe("dates and times in a text", () => {
  const start = "2026-03-03T12:40:00Z";
  test.for([
    ["cs", "3. 3. 2026", "13:40", "úterý"],
    ["sk", "3. 3. 2026", "13:40", "utorok"],
    ["en", "3 Mar 2026", "13:40", "Tuesday"],
    ["de", "3.3.2026", "13:40", "Dienstag"],
    ["uk", "03.03.2026", "13:40", "вівторок"],
  ] as const)("in %s are %s, %s, %s", ([language, date, time, weekday]) => {
    const locale = localeOfMessages(language);
    expect([
      formatDate(start, zone, locale),
      formatTime(start, zone, locale),
      formatWeekday(start, zone, locale),
    ]).toEqual([date, time, weekday]);
  });
});

describe("the language of a text", () => {
  test("is the practice's, unless the patient's is known", () => {
    const textIn = (language?: "cs" | "uk", ofPractice: "cs" | "sk" = "cs") => {
      const own = structuredClone(settings);
      own.sending.language = ofPractice;
      const drafted = draft(appointment, "reminder", own, before, language);
      return drafted.ok ? drafted.draft.text : drafted.reason.code;
    };
    expect(textIn()).toContain("pripominame Vas termin 24. 11. 2026 v 13:40");
    expect(textIn(undefined, "sk")).toContain("pripominame Vas termin 24. 11. 2026 o 13:40");
    expect(textIn("uk", "sk")).toContain("Чекаємо Вас 24.11.2026 о 13:40");
  });
});

describe("values", () => {
  const valuesOf = (change: object) => valuesFor({ ...appointment, ...change }, settings, "cs");

  test("of the doctor are the calendar's before the practice's", () => {
    expect(valuesOf({}).LEKAR).toBe("MUDr. Jan Vzor");
    expect(valuesOf({ doctor: "MUDr. Eva Ukázková" }).LEKAR).toBe("MUDr. Eva Ukázková");
  });

  test.for([
    "Jana Vzorová",
    "Vzorová Jana, Ing.",
    "PhDr. Jana Vzorová, Ph.D.",
    "O’Neill-Nováková",
    "Олена Зразкова",
    "Vzorová (Nováková)",
  ])("of a patient's name pass: %s", (name) => {
    expect(valuesOf({ patient: { id: null, name, phone: null } }).PACIENT).toBe(name);
  });

  test.for([
    ["  Jana \n Vzorová ", "Jana Vzorová"],
    ["Ing.Jan Vzor", "Ing. Jan Vzor"],
    ["", ""],
    ["-", ""],
    ["klikněte na https://evil.example/x", ""],
    ["evil.example", "evil. example"],
    ["Vaše heslo je 1234", ""],
    ["x".repeat(61), ""],
  ])("of a patient's name are bounded, as a page is not trusted: %j", ([name, value]) => {
    expect(valuesOf({ patient: { id: null, name, phone: null } }).PACIENT).toBe(value);
  });

  test("that are missing block the text and are named", () => {
    const rendered = render(
      "#PACIENT#, #ADRESA#",
      { ...valuesOf({}), PACIENT: "", ADRESA: " " },
      {
        plain: true,
        language: "cs",
      },
    );
    expect(rendered).toEqual({ ok: false, problem: "placeholderEmpty", names: ["#PACIENT#", "#ADRESA#"] });
  });

  test("fit one SMS with a name of the ordinary length", () => {
    const rendered = render("Dobrý den, #PACIENT#, zítra (#DEN#) v #CAS#.", valuesOf({}), {
      plain: true,
      language: "cs",
    });
    expect(rendered).toMatchObject({ text: "Dobry den, Jana Vzorova, zitra (utery) v 13:40." });
    expect(rendered.ok && segment(rendered.text).parts).toBe(1);
  });
});
