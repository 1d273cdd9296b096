// @vitest-environment node
import { describe, expect, test } from "vitest";
import { objectionToDoctor, tidiedDoctors } from "../../components/options/doctor-texts.tsx";
import type { Appointment } from "../../lib/domain/appointment.ts";
import type { SendableLine } from "../../lib/domain/bulk/lines.ts";
import { bundleByNumber } from "../../lib/domain/bulk/texts.ts";
import {
  type DoctorTexts,
  isOtherDoctors,
  joinDoctorTexts,
  wordingFor,
  wordingForAll,
} from "../../lib/domain/text/doctor-text.ts";
import { draft } from "../../lib/domain/text/draft.ts";
import { managedTextId, newTextId, noTexts, type TextByLanguage } from "../../lib/domain/text/kept-text.ts";
import { type MessageLanguage, messageLanguages } from "../../lib/domain/text/message-language.ts";
import { practiceSettings } from "../e2e/practice-settings.ts";
import fc from "../properties.ts";
import { calendarId } from "./support/clinic.ts";
import { at, clinic, create, first, openDoors, rows, sent, settleDown } from "./support/doors-practice.ts";

/** Texts of one kind that are other for some doctors. */

const all = (text: string): TextByLanguage => ({ cs: text, sk: text, en: text, de: text, uk: text });
const beta = { doctor: "MUDr. Běta Nová", texts: { ...noTexts, cs: "#CAS# do 2. patra, #LEKAR#" } };
const settings = practiceSettings(({ templates, sending }) => {
  templates.reminder.texts = { ...all("#CAS# obecný"), de: "#CAS# allgemein" };
  templates.reminder.forDoctors = { b: beta };
  sending.plain = false;
});
const now = Date.parse("2026-11-20T08:00:00Z");

function about(doctor?: string, id = "1"): Appointment {
  const patient = { id: null, name: "Jana Vzorová", phone: "+420601000001" };
  const start = "2026-11-24T12:40:00Z";
  return { id, start, end: null, allDay: false, title: "", ...(doctor ? { doctor } : {}), patient };
}
const textFor = (doctor?: string, language?: MessageLanguage, by = settings) => {
  const drafted = draft(about(doctor), "reminder", by, now, language);
  return drafted.ok ? [drafted.draft.text, drafted.forDoctor] : drafted.reason.code;
};

describe("which text it is", () => {
  test.for([
    ["MUDr. Běta Nová", "13:40 do 2. patra, MUDr. Běta Nová"],
    ["mudr.  beta   NOVÁ", "13:40 do 2. patra, mudr. beta NOVÁ"],
    ["MUDr.Beta Nova", "13:40 do 2. patra, MUDr. Beta Nova"],
    ["MUDr. Běta Nová ml.", "13:40 obecný"],
    ["Běta Nová", "13:40 obecný"],
    ["   ", "13:40 obecný"],
    [undefined, "13:40 obecný"],
  ] as const)("%s: %s", ([doctor, text]) => {
    expect(textFor(doctor)?.[0]).toBe(text);
  });

  test("in the practice's language where it is not written in the patient's: the place would be another", () => {
    expect(textFor("MUDr. Běta Nová", "de")?.[0]).toBe("13:40 do 2. patra, MUDr. Běta Nová");
    expect(textFor("MUDr. Alfa", "de")?.[0]).toBe("13:40 allgemein");
  });

  test("a change that is told as a confirmation is told as that doctor's", () => {
    const confirmed = practiceSettings(({ templates }) => {
      templates.change.enabled = false;
      templates.change.forDoctors = { x: { doctor: "MUDr. Alfa", texts: all("zmena") } };
      templates.confirmation.forDoctors = { y: { doctor: "MUDr. Alfa", texts: all("potvrzeni") } };
    });
    expect(draft(about("MUDr. Alfa"), "change", confirmed, now)).toMatchObject({
      draft: { text: "potvrzeni" },
      forDoctor: "MUDr. Alfa",
    });
  });

  test("an administrator's stands over a person's", () => {
    const both = practiceSettings(({ templates }) => {
      templates.reminder.forDoctors = {
        [managedTextId("MUDr. Alfa")]: { doctor: "MUDr. Alfa", texts: all("spravce") },
        [newTextId()]: { doctor: "mudr. alfa", texts: all("osoba") },
      };
    });
    expect(textFor("MUDr. Alfa", "cs", both)?.[0]).toBe("spravce");
  });

  test("a faulty one is held, and no other text goes in its place", () => {
    const faulty = practiceSettings(({ templates }) => {
      templates.reminder.forDoctors = { x: { doctor: "MUDr. Alfa", texts: all("V #NIC#") } };
    });
    expect(textFor("MUDr. Alfa", "cs", faulty)).toBe("placeholderUnknown");
  });

  test("never another doctor's, whatever is written in which language", () => {
    const words = (mark: string) => fc.constantFrom("", " ", `${mark} slova`);
    const texts = (mark: string) =>
      fc.record({ cs: words(mark), sk: words(mark), en: words(mark), de: words(mark), uk: words(mark) });
    const languages = fc.constantFrom(...messageLanguages);
    fc.assert(
      fc.property(texts("A"), texts("B"), languages, languages, (a, b, language, practice) => {
        const template = {
          texts: all("obecná"),
          forDoctors: { a: { doctor: "Alfa", texts: a }, b: { doctor: "Beta", texts: b } },
        };
        const { text, doctor, language: written } = wordingFor(template, "ALFA", language, practice);
        const isWritten = Object.values(a).some((one) => one.trim() !== "");
        expect(text).toBe(isWritten ? "A slova" : "obecná");
        expect(doctor).toBe(isWritten ? "ALFA" : null);
        if (isWritten) expect(a[written]).toBe(text);
        if (a[language].trim() !== "") expect(written).toBe(language);
        const together = wordingForAll(template, ["Alfa", "Beta"], language, practice);
        const other = wordingFor(template, "Beta", language, practice);
        if (together.text !== "obecná") expect([text, other.text]).toEqual([together.text, together.text]);
      }),
    );
  });
});

test("one text about several appointments is that doctor's only where all are", () => {
  const line = (id: string, doctor?: string) =>
    ({
      row: {
        appointment: about(doctor, id),
        phone: "+420601000001",
        country: "CZ",
        text: "sama",
        language: "cs",
        parts: 1,
        blocked: null,
        latest: null,
        doubt: null,
        knows: null,
      },
      message: null,
      blocked: null,
    }) satisfies SendableLine;
  const together = (...doctors: (string | undefined)[]) =>
    bundleByNumber(
      doctors.map((doctor, at) => line(`${at}`, doctor)),
      "reminder",
      settings,
    ).map(({ text }) => text);
  expect(together("MUDr. Běta Nová", "MUDr. Běta Nová")).toEqual(["13:40 do 2. patra, MUDr. Běta Nová"]);
  expect(together("MUDr. Běta Nová", "MUDr. Alfa")).toEqual(["13:40 obecný"]);
  expect(together("MUDr. Běta Nová", undefined)).toEqual(["13:40 obecný"]);
});

test("what is said of another doctor is wrong only where both are told and the words are other", () => {
  const template = settings.templates.reminder;
  expect(isOtherDoctors(template, "MUDr. Alfa", "MUDr. Běta Nová")).toBe(true);
  expect(isOtherDoctors(template, "MUDr. Alfa", "MUDr. Gama")).toBe(false);
  expect(isOtherDoctors(template, undefined, "MUDr. Běta Nová")).toBe(false);
  expect(isOtherDoctors(template, "MUDr. Běta Nová", undefined)).toBe(false);
  expect(isOtherDoctors(template, "MUDr. Běta Nová", "mudr. BETA NOVA")).toBe(false);
  const naming = { ...template, texts: all("#CAS# #lékař#"), forDoctors: {} };
  expect(isOtherDoctors(naming, "MUDr. Alfa", "MUDr. Gama")).toBe(true);
});

test("each doctor has one text of a kind, with words in it", () => {
  const named = (doctor: string) => objectionToDoctor({ b: beta, c: { doctor, texts: all("x") } }, "c");
  expect(named("MUDr. Alfa")).toBe(null);
  expect(named("mudr. beta nova ")).toBe("doctorTaken");
  expect(named(" ")).toBe("noDoctor");
  expect(objectionToDoctor({ b: { ...beta, texts: all(" ") } }, "b")).toBe("noText");
  const { templates } = practiceSettings(({ templates }) => {
    templates.reminder.forDoctors = { b: { ...beta, doctor: " MUDr. Alfa " } };
  });
  expect(tidiedDoctors(templates).reminder.forDoctors.b?.doctor).toBe("MUDr. Alfa");
});

test("a backup overwrites the text of the same doctor, and leaves those of others", () => {
  const here: DoctorTexts = { b: beta, a: { doctor: "MUDr. Alfa", texts: all("A") } };
  const brought: DoctorTexts = { z: { doctor: "MUDr. Beta Nova", texts: all("B") } };
  expect(joinDoctorTexts(here, brought)).toEqual({ b: brought.z, a: here.a });
});

describe("sent by itself", () => {
  openDoors();

  test("by the doctor whom the calendar tells, and not again because it tells one now", async () => {
    await clinic.set(({ templates, reminders, sending }) => {
      templates.confirmation = {
        texts: all("obecna"),
        enabled: true,
        forDoctors: { x: { doctor: "MUDr. Alfa", texts: all("pro Alfu") } },
      };
      reminders.enabled = false;
      sending.settleSeconds = 0;
    });
    await create();
    await settleDown();
    expect(sent()).toHaveLength(1);
    // The same once more, by whichever way: the calendar, or another look at it.
    await create(at(first, { doctor: "MUDr. Alfa" }));
    await clinic.intake.recordFinding(calendarId, "Kalendář", {
      type: "created",
      appointment: at(first, { doctor: "MUDr. Alfa" }),
    });
    await settleDown();
    expect(clinic.gosms.messages.map(({ text }) => text)).toEqual(["obecna"]);
    expect((await rows()).filter(({ state }) => state !== "sent")).toEqual([]);
    const other = at("2026-03-13T11:30", { id: "2", doctor: "mudr. alfa" });
    await create(other);
    await settleDown();
    expect(clinic.gosms.messages.map(({ text }) => text)).toEqual(["obecna", "pro Alfu"]);
    const { doctorsSeen } = await import("../../lib/storage/doctors.ts");
    expect(await doctorsSeen(Date.now())).toEqual(["mudr. alfa"]);
  });

  test("where one cannot be read, the kind is off: the general text would be the wrong one", async () => {
    const { browser } = await import("wxt/browser");
    const { loadSettings } = await import("../../lib/storage/settings.ts");
    const stored = structuredClone(await loadSettings());
    Object.assign(stored.templates.reminder.forDoctors, { x: { doctor: 7 } });
    await browser.storage.local.set({ settings: stored });
    const read = await loadSettings();
    expect(read.templates.reminder.enabled).toBe(false);
    expect(read.templates.cancellation.enabled).toBe(true);
  });
});
