import { describe, expect, it } from "vitest";
import { findPatient, isCancelled, phoneIn } from "../../lib/background/reading/patient.ts";
import { plainData } from "../../lib/plugin-kit/plain-data.ts";
import fc from "../properties.ts";

const jana = { id: null, name: "Jana Vzorová", phone: "+420 700 000 001" };

describe("findPatient", () => {
  it.each<[string, string, unknown, unknown]>([
    [
      "the practice's own shape",
      "Jana Vzorová",
      {
        doctor: { id: 1, name: "MUDr. Nový", phone: "700999999" },
        patient: { id: 7, firstName: "Jana", lastName: "Vzorová", phone: "+420 700 000 001" },
      },
      { ...jana, id: "7" },
    ],
    [
      "Easy!Appointments",
      "Kontrola",
      {
        data: {
          id: 9,
          customer: {
            id: "3",
            first_name: "Jana",
            last_name: "Vzorová",
            phone_number: "222",
            mobile_number: "700000001",
          },
          provider: { mobile_number: "700999999" },
        },
      },
      { id: "3", name: "Jana Vzorová", phone: "700000001" },
    ],
    [
      "Czech",
      "x",
      { pacient: { jmeno: "Jana", prijmeni: "Vzorová", telefon: "700000001" } },
      { ...jana, phone: "700000001" },
    ],
    [
      "Slovak",
      "x",
      { klient: { meno: "Jana", priezvisko: "Vzorová", mobil: "700000001" } },
      { ...jana, phone: "700000001" },
    ],
    [
      "German",
      "x",
      { Kunde: { Vorname: "Jana", Nachname: "Vzorová", Handynummer: "700000001" } },
      { ...jana, phone: "700000001" },
    ],
    [
      "one field for the name",
      "x",
      { patient: { name: "Jana Vzorová", tel: 700000001 } },
      { ...jana, phone: "700000001" },
    ],
    [
      "flat, English",
      "x",
      { patientName: "Jana Vzorová", patient_phone: "700000001", patientId: 7 },
      { id: "7", name: "Jana Vzorová", phone: "700000001" },
    ],
    [
      "flat, Czech",
      "x",
      { jmenoPacienta: "Jana Vzorová", telefonPacienta: "700000001" },
      { ...jana, phone: "700000001" },
    ],
    [
      "a name as the person",
      "x",
      { zákazník: "Jana Vzorová", telefon: "700000001" },
      { ...jana, phone: "700000001" },
    ],
    [
      "a number as the person",
      "Jana Vzorová",
      { klient: 12, mobil: "700000001" },
      { id: "12", name: "Jana Vzorová", phone: "700000001" },
    ],
    [
      "person and number apart",
      "x",
      { contact: { firstName: "Jana", lastName: "Vzorová" }, phone: "700000001" },
      { ...jana, phone: "700000001" },
    ],
    [
      "a list of one",
      "x",
      { attendees: 1, guest: [{ name: "Jana Vzorová", phone: "700000001" }] },
      { ...jana, phone: "700000001" },
    ],
    ["no number", "x", { patient: { name: "Jana Vzorová", phone: "" } }, { ...jana, phone: null }],
    ["number in the title", "Jana Vzorová, tel. 700 000 001", {}, { ...jana, phone: "700 000 001" }],
    [
      "number in the title, in brackets",
      "Jana Vzorová (+420700000001)",
      {},
      { ...jana, phone: "+420700000001" },
    ],
    [
      "number in the note",
      "Jana Vzorová",
      { description: "volat na +421 900 000 001" },
      { ...jana, phone: "+421 900 000 001" },
    ],
    ["number in the place", "Jana Vzorová", { location: "700 000 001" }, { ...jana, phone: "700 000 001" }],
    [
      "the event's own id is not the person's",
      "x",
      { id: 9, patient: { name: "Jana Vzorová" } },
      { ...jana, phone: null },
    ],
  ])("finds %s", (_, title, props, expected) => {
    expect(findPatient(title, props)).toEqual(expected);
  });

  it.each<[string, string, unknown]>([
    ["lunch", "Oběd", {}],
    ["a meeting", "Porada v 8:00", { note: "24. 11. 2026, místnost 12" }],
    ["a doctor's number", "Dovolená", { doctor: { name: "MUDr. Nový", phone: "700999999" } }],
    ["a clinic's number", "Zavřeno", { clinicPhone: "222000000", provider_mobile: "700999999" }],
    ["a birth number", "Úklid 855512/1234", { note: "8555121234" }],
    ["nothing at all", "", null],
  ])("finds nobody in %s", (_, title, props) => {
    expect(findPatient(title, props)).toBeNull();
  });

  it("stays within the bounds and never throws", () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 600 }), fc.object({ maxDepth: 4 }), (title, props) => {
        const patient = findPatient(title, { ...props, patient: props.patient ?? props });
        if (!patient) return;
        expect(patient.name.length).toBeLessThanOrEqual(200);
        expect(patient.phone?.length ?? 0).toBeLessThanOrEqual(200);
        expect(patient.name.isWellFormed()).toBe(true);
      }),
    );
  });
});

describe("phoneIn", () => {
  it.each([
    ["Novák 00420 700 000 001 kontrola", "00420 700 000 001", "Novák kontrola"],
    ["+49 (0)151 23456789 Schmidt", "+49 (0)151 23456789", "Schmidt"],
    ["Nováková - mob: 700.000.001", "700.000.001", "Nováková"],
  ])("%s", (text, phone, rest) => {
    expect(phoneIn(text)).toEqual({ phone, rest });
  });

  it.each(["2026-11-24 08:00", "24. 11. 2026 8:00–9:30", "1234567890123", "č. j. 123456", "12/345678901"])(
    "no number in %s",
    (text) => {
      expect(phoneIn(text)).toBeNull();
    },
  );
});

describe("isCancelled", () => {
  it.each([
    [{ status: "cancelled" }, true],
    [{ status: "Canceled by patient" }, true],
    [{ stav: "Zrušeno" }, true],
    [{ data: { status: "Cancelled" } }, true],
    [{ isCancelled: true }, true],
    [{ status: "confirmed" }, false],
    [{ cancelled: false }, false],
    [{ note: "zrušeno" }, false],
    [{ patient: { status: "deleted" } }, false],
    [null, false],
  ])("%j %s", (props, expected) => {
    expect(isCancelled(props)).toBe(expected);
  });
});

describe("plainData", () => {
  it("copies what JSON can carry and nothing else", () => {
    const cyclic: Record<string, unknown> = { a: 1, day: new Date(0), f: () => 1, n: Number.NaN, big: 5n };
    cyclic.self = cyclic;
    cyclic.list = [cyclic, "x"];
    Object.defineProperty(cyclic, "trap", {
      enumerable: true,
      get() {
        throw new Error("page");
      },
    });
    const hostile = JSON.parse('{"__proto__":{"polluted":true},"constructor":1,"ok":1}');
    expect(plainData(cyclic)).toEqual({
      a: 1,
      day: "1970-01-01T00:00:00.000Z",
      n: null,
      big: "5",
      list: ["x"],
    });
    expect(plainData(hostile)).toEqual({ ok: 1 });
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
  });

  it("stays small", () => {
    const huge = {
      text: "x".repeat(10_000),
      many: Array.from({ length: 1000 }, (_, i) => ({ i, t: "y".repeat(600) })),
    };
    const copied = plainData(huge);
    expect(JSON.stringify(copied).length).toBeLessThan(9_500);
    expect((copied as { text: string }).text).toHaveLength(500);
    fc.assert(
      fc.property(fc.object({ maxDepth: 7, maxKeys: 20 }), (value) => {
        expect(JSON.stringify(plainData(value)).length).toBeLessThan(18_000);
      }),
    );
  });
});
