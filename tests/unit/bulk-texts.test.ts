import { expect, test } from "vitest";
import type { SendableLine } from "../../lib/domain/bulk/lines.ts";
import { bundleByNumber, eachAlone } from "../../lib/domain/bulk/texts.ts";
import { type MessageLanguage, messageLanguages } from "../../lib/domain/text/message-language.ts";
import { practiceSettings } from "../e2e/practice-settings.ts";
import fc from "../properties.ts";

const template = "#PACIENT#: #DATUM# v #CAS#, #ZARIZENI#";
const settings = practiceSettings(({ templates, sending }) => {
  for (const language of messageLanguages) templates.reminder.texts[language] = template;
  sending.plain = false;
});

let made = 0;
/** @param time in Prague, in winter */
function line(
  time: string,
  more: { name?: string; phone?: string; language?: MessageLanguage; doctor?: string } = {},
) {
  const { name = "Jana Vzorová", phone = "+420601000001", language = "cs", doctor } = more;
  const [hour = 0, minute = 0] = time.split(":").map(Number);
  const start = new Date(Date.UTC(2026, 10, 24, hour - 1, minute)).toISOString().replace(".000", "");
  const id = String(++made);
  const row = {
    appointment: {
      id,
      start,
      end: null,
      allDay: false,
      title: "",
      ...(doctor ? { doctor } : {}),
      patient: { id: null, name, phone },
    },
    phone,
    country: "CZ",
    text: `sama ${time}`,
    language,
    parts: 1,
    blocked: null,
    latest: null,
    doubt: null,
    knows: null,
  };
  return { row, message: null, blocked: null } satisfies SendableLine;
}

const textsOf = (...lines: SendableLine[]) =>
  bundleByNumber(lines, "reminder", settings).map(({ text }) => text);

test("appointments of one number get one text that lists their times, as the language does", () => {
  const all = (language: MessageLanguage) =>
    textsOf(line("9:00", { language }), line("10:30", { language }), line("14:00", { language }))[0];
  expect(all("cs")).toBe("Jana Vzorová: 24. 11. 2026 v 9:00, 10:30 a 14:00, Ordinace Na Náměstí");
  expect(all("sk")).toContain("9:00, 10:30 a 14:00");
  expect(all("en")).toMatch(/9:00, 10:30 and 14:00/);
  expect(all("de")).toMatch(/9:00, 10:30 und 14:00/);
  expect(all("uk")).toMatch(/9:00, 10:30 [ійта]+ 14:00/);
});

test("names are listed once each, and so are doctors", () => {
  expect(
    textsOf(line("9:00"), line("9:00", { name: "Petr Vzor" }), line("10:00", { name: "Petr Vzor" })),
  ).toEqual(["Jana Vzorová a Petr Vzor: 24. 11. 2026 v 9:00 a 10:00, Ordinace Na Náměstí"]);
  const ofDoctors = practiceSettings(({ templates }) => {
    templates.reminder.texts.cs = "#CAS# #LEKAR#";
  });
  const two = [line("9:00", { doctor: "MUDr. Alfa" }), line("10:00", { doctor: "MUDr. Beta" })];
  expect(bundleByNumber(two, "reminder", ofDoctors).map(({ text }) => text)).toEqual([
    "9:00 a 10:00 MUDr. Alfa a MUDr. Beta",
  ]);
});

test("other numbers and other languages stay apart", () => {
  const texts = bundleByNumber(
    [
      line("8:00", { phone: "+420601000002" }),
      line("9:00"),
      line("10:00", { language: "en" }),
      line("11:00"),
    ],
    "reminder",
    settings,
  );
  expect(texts.map(({ appointments }) => appointments.length)).toEqual([1, 2, 1]);
  expect(texts[0]?.text).toBe("sama 8:00");
});

test("where no text can be made together, each gets its own", () => {
  const long = practiceSettings(({ templates }) => {
    templates.reminder.texts.cs = `${"x".repeat(890)} #PACIENT#`;
  });
  const lines = [line("9:00"), line("10:00", { name: "Bartoloměj Dlouhojmenný Příkladný" })];
  expect(bundleByNumber(lines, "reminder", long)).toEqual(eachAlone(lines));
});

test("every appointment is told of exactly once, and no text goes to two numbers", () => {
  const anyLine = fc
    .record({ hour: fc.integer({ min: 8, max: 16 }), phone: fc.nat(3), english: fc.boolean() })
    .map(({ hour, phone, english }) =>
      line(`${hour}:00`, { phone: `+42060100000${phone}`, language: english ? "en" : "cs" }),
    );
  fc.assert(
    fc.property(fc.array(anyLine, { maxLength: 12 }), (lines) => {
      const texts = bundleByNumber(lines, "reminder", settings);
      const told = texts.flatMap(({ appointments }) => appointments.map(({ id }) => id));
      expect(told.toSorted()).toEqual(lines.map(({ row }) => row.appointment.id).toSorted());
      for (const { appointments, phone } of texts)
        for (const { patient } of appointments) expect(patient?.phone).toBe(phone);
    }),
  );
});
