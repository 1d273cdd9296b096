import { describe, expect, test } from "vitest";
import { highlight } from "../../components/options/highlight.ts";
import { exampleValues, previewOf } from "../../components/options/template-preview.ts";
import { formatMoment, instantOf } from "../../components/ui/moment.ts";
import { RepliesAnswer } from "../../lib/background/gateway/answers.ts";
import type { Appointment } from "../../lib/domain/appointment.ts";
import { newPatient } from "../../lib/domain/directory/patient.ts";
import { defaultSettings, type Settings } from "../../lib/domain/settings.ts";
import { draft } from "../../lib/domain/text/draft.ts";
import { messageKinds } from "../../lib/domain/text/message-kind.ts";
import { messageLanguages } from "../../lib/domain/text/message-language.ts";
import { appointment, calendarId, openClinic } from "./support/clinic.ts";

/** What went wrong in other systems that text about appointments, each row by its number, and that it does not here. */

function practice(change: (settings: Settings) => void = () => {}): Settings {
  const settings = structuredClone(defaultSettings);
  Object.assign(settings.practice, {
    name: "Ordinace Na Náměstí",
    phone: "+420 234 567 890",
    timeZone: "Europe/Prague",
  });
  change(settings);
  return settings;
}

const visit = (start: string, change: Partial<Appointment> = {}): Appointment => ({
  id: "1",
  start,
  end: null,
  allDay: false,
  title: "Jana Vzorová",
  patient: { id: "7", name: "Jana Vzorová", phone: "601 000 001" },
  ...change,
});

/** The text, or the code of the reason why there is none. */
function textOf(about: Appointment, settings: Settings, language?: Settings["sending"]["language"]): string {
  const drafted = draft(about, "reminder", settings, Date.parse("2026-01-01T00:00:00Z"), language);
  return drafted.ok ? drafted.draft.text : drafted.reason.code;
}

describe("14: times in UTC, 13:40 became 8:40, off by one hour at a clock change", () => {
  const settings = practice(({ templates }) => {
    templates.reminder.texts.cs = "#DEN# #DATUM# #CAS#";
  });

  test.for([
    ["2026-11-24T12:40:00Z", "utery 24. 11. 2026 13:40"],
    ["2026-07-21T11:40:00Z", "utery 21. 7. 2026 13:40"],
    // Late in the evening it is still the day before in UTC, and the other way round.
    ["2026-11-24T23:30:00Z", "streda 25. 11. 2026 0:30"],
    // Spring: after 1:59 comes 3:00.
    ["2026-03-29T00:59:00Z", "nedele 29. 3. 2026 1:59"],
    ["2026-03-29T01:00:00Z", "nedele 29. 3. 2026 3:00"],
    ["2026-03-29T06:00:00Z", "nedele 29. 3. 2026 8:00"],
    ["2026-03-28T07:00:00Z", "sobota 28. 3. 2026 8:00"],
    // Autumn: the hour from 2:00 comes twice.
    ["2026-10-25T00:30:00Z", "nedele 25. 10. 2026 2:30"],
    ["2026-10-25T01:30:00Z", "nedele 25. 10. 2026 2:30"],
    ["2026-10-25T07:00:00Z", "nedele 25. 10. 2026 8:00"],
    ["2026-10-24T06:00:00Z", "sobota 24. 10. 2026 8:00"],
  ] as const)("%s is %s at the practice", ([start, text]) => {
    expect(textOf(visit(start), settings)).toBe(text);
  });

  test("whatever zone the computer is in", () => {
    const elsewhere = practice(({ practice, templates }) => {
      practice.timeZone = "America/New_York";
      templates.reminder.texts.cs = "#CAS#";
    });
    expect(textOf(visit("2026-11-24T12:40:00Z"), elsewhere)).toBe("7:40");
  });
});

test("15: 12-hour or English dates for other languages", () => {
  const afternoon = visit("2026-03-03T12:40:00Z");
  const settings = practice(({ templates }) => {
    for (const language of messageLanguages) templates.reminder.texts[language] = "#DATUM# #CAS#";
  });
  expect(messageLanguages.map((language) => textOf(afternoon, settings, language))).toEqual([
    "3. 3. 2026 13:40",
    "3. 3. 2026 13:40",
    "3 Mar 2026 13:40",
    "3.3.2026 13:40",
    "03.03.2026 13:40",
  ]);
  // With nothing chosen, and on a browser in any language, it is the Czech one.
  expect(textOf(afternoon, settings)).toBe("3. 3. 2026 13:40");
});

describe("16: raw placeholders reached people", () => {
  test.for([
    ["Přijďte #DATUM#, #LEKARKA#", "placeholderUnknown", "#LEKARKA#"],
    ["Přijďte #DATUM# v #CAS", "placeholderUnknown", "#CAS"],
    ["Přijďte #DATUM#, #ADRESA#", "placeholderEmpty", "#ADRESA#"],
    ["Přijďte #DATUM#, #PACIENT#", "placeholderEmpty", "#PACIENT#"],
  ] as const)("%s blocks the text and says which", ([template, code, detail]) => {
    const settings = practice(({ templates }) => {
      templates.reminder.texts.cs = template;
    });
    const nameless = visit("2026-11-24T12:40:00Z", { patient: { id: "7", name: " ", phone: "601 000 001" } });
    expect(draft(nameless, "reminder", settings, 0)).toEqual({ ok: false, reason: { code, detail } });
  });

  test.for([
    ["{{unsubscribe_code}} #DATUM#", "Ordinace"],
    ["#DATUM#, #ZARIZENI#", "Ordinace {{unsubscribe_phone}}"],
  ] as const)("what GoSMS may fill in itself blocks %s", ([template, name]) => {
    const settings = practice((changed) => {
      changed.templates.reminder.texts.cs = template;
      changed.practice.name = name;
    });
    expect(draft(visit("2026-11-24T12:40:00Z"), "reminder", settings, 0)).toEqual({
      ok: false,
      reason: { code: "gatewayField", detail: "" },
    });
  });

  test("no text that goes out has a placeholder left in it", () => {
    const settings = practice();
    for (const language of messageLanguages)
      for (const kind of messageKinds) {
        const drafted = draft(visit("2026-11-24T12:40:00Z"), kind, settings, 0, language);
        expect(drafted.ok && drafted.draft.text).not.toMatch(/#|false/);
      }
  });
});

test("13: later patients got the first patient's text", async () => {
  await using clinic = await openClinic();
  const { putPatients } = await import("../../lib/storage/patients.ts");
  const people = [
    newPatient({ name: "Jana Vzorová", phone: "601 000 001" }, 0),
    newPatient({ name: "Petr Vzor", phone: "601 000 002", language: "en" }, 0),
    newPatient({ name: "Eva Krátká", phone: "601 000 003", language: "sk" }, 0),
  ];
  await putPatients(people, ["CZ", "SK"]);
  await clinic.set(({ templates }) => {
    templates.confirmation.texts.cs = "cs #PACIENT# #CAS#";
    templates.confirmation.texts.en = "en #PACIENT# #CAS#";
    templates.confirmation.texts.sk = "sk #PACIENT# #CAS#";
  });
  for (const [at, { name }] of people.entries())
    await clinic.intake.recordChange(calendarId, {
      type: "created",
      appointment: appointment(String(at), 9 + at, { patient: { id: null, name, phone: null } }),
    });
  await clinic.dispatcher.dispatch();
  expect(clinic.gosms.messages.map(({ recipients, text }) => `${recipients} ${text}`).sort()).toEqual([
    "+420601000001 cs Jana Vzorova 9:00",
    "+420601000002 en Petr Vzor 10:00",
    "+420601000003 sk Eva Kratka 11:00",
  ]);
});

test("17: one missing number blocked everyone", async () => {
  await using clinic = await openClinic();
  const withPhone = (id: string, phone: string | null) =>
    appointment(id, 9, { patient: { id, name: `Jana Vzorová ${id}`, phone } });
  const all = [
    withPhone("1", "601 000 001"),
    withPhone("2", null),
    withPhone("3", "234 567 890"),
    withPhone("4", "601 000 004"),
  ];
  const { queued, refused } = await clinic.intake.sendBulk(
    calendarId,
    all.map((one) => ({ appointment: one, kind: "reminder", text: `Termín ${one.id}` })),
  );
  expect(queued).toHaveLength(2);
  expect(refused).toEqual([
    { appointmentId: "2", reason: { code: "noPhone" } },
    { appointmentId: "3", reason: { code: "phoneLandline" } },
  ]);
  await clinic.dispatcher.dispatch();
  expect(clinic.gosms.messages.flatMap(({ recipients }) => recipients).sort()).toEqual([
    "+420601000001",
    "+420601000004",
  ]);
});

test("18: a wrong number is corrected in one place, whatever the calendar goes on saying", async () => {
  await using clinic = await openClinic();
  const { giveNumber } = await import("../../lib/background/sending/directory.ts");
  const about = appointment("1", 9, { patient: { id: "7", name: "Jana Vzorová", phone: "234 567 890" } });
  const send = () =>
    clinic.intake.sendBulk(calendarId, [{ appointment: about, kind: "reminder", text: "Termín" }]);
  expect((await send()).refused).toEqual([{ appointmentId: "1", reason: { code: "phoneLandline" } }]);
  await giveNumber({ calendarId, appointment: about, phone: "601 000 001" });
  expect((await send()).refused).toEqual([]);
  await clinic.dispatcher.dispatch();
  expect(clinic.gosms.messages.flatMap(({ recipients }) => recipients)).toEqual(["+420601000001"]);
});

describe("18: landlines texted, prefixes mangled", () => {
  const settings = practice();
  const numberOf = (phone: string) => {
    const drafted = draft(
      visit("2026-11-24T12:40:00Z", { patient: { id: "7", name: "Jana Vzorová", phone } }),
      "reminder",
      settings,
      0,
    );
    return drafted.ok ? drafted.draft.phone : drafted.reason.code;
  };

  test.for([
    ["234 567 890", "phoneLandline"],
    ["00420 234 567 890", "phoneLandline"],
    ["906 123 456", "phonePremium"],
    ["12345", "phoneShort"],
    ["777 123 4567", "phoneInvalid"],
    ["+49 151 23456789", "phoneCountry"],
    ["777 123 456", "+420777123456"],
    ["00420777123456", "+420777123456"],
    ["420 777 123 456", "+420777123456"],
    ["+421 905 123 456", "+421905123456"],
    ["00421905123456", "+421905123456"],
    ["+420 234 567 890, 777 123 456", "+420777123456"],
  ] as const)("%s: %s", ([phone, outcome]) => {
    expect(numberOf(phone)).toBe(outcome);
  });
});

describe("23: which character made it two texts?", () => {
  const settings = practice();
  const values = exampleValues(settings, "cs");
  const template = "Dobrý den – čekáme Vás v #CAS#. Přejeme hezký den a těšíme se na viděnou ve čtvrtek.";

  test("each is marked where it stands, and named", () => {
    const marked = highlight(template, false, "cs").filter(({ type }) => type === "special");
    expect(marked.map(({ text }) => text)).toEqual(["ý", "–", "č", "á", "á", "ř", "ý", "ěší", "ě", "č"]);
    const { special, segments } = previewOf(template, values, { plain: false, language: "cs" });
    expect(special).toEqual(["ý", "–", "č", "á", "ř", "ě", "š", "í"]);
    expect(segments).toMatchObject({ alphabet: "UCS-2", parts: 2 });
  });

  test("also those that come from the practice's name", () => {
    const { special } = previewOf("Hello #ZARIZENI#", values, { plain: false, language: "en" });
    expect(special).toEqual(["á", "ě", "í"]);
  });

  test("one click makes it one, the dash and all, and leaves nothing marked", () => {
    expect(previewOf(template, values, { plain: false, language: "cs" }).plainParts).toBe(1);
    const plain = previewOf(template, values, { plain: true, language: "cs" });
    expect(plain).toMatchObject({ special: [], segments: { alphabet: "GSM-7", parts: 1 }, plainParts: null });
    expect(highlight(template, true, "cs").filter(({ type }) => type === "special")).toEqual([]);
  });
});

test("37: answers were shown in the gateway's time zone", () => {
  const [answer] = RepliesAnswer.parse({
    reply: {
      recipients: [{ "+420601000001": { id: 7, message: "Ano", received: "2026-07-21T11:40:00+00:00" } }],
    },
  });
  const shown = (timeZone: string) => formatMoment(instantOf(answer?.at ?? 0), timeZone, "cs");
  expect(shown("Europe/Prague")).toMatch(/\b13:40$/u);
  expect(shown("America/New_York")).toMatch(/\b7:40$/u);
});
