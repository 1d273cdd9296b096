import { describe, expect, test } from "vitest";
import { readEvent } from "../../lib/background/reading/event.ts";
import { isCancelled } from "../../lib/background/reading/patient.ts";
import { parsePhone } from "../../lib/domain/phone.ts";
import fc from "../properties.ts";
import { testCases } from "./cases.ts";

interface Event {
  title: string;
  props: unknown;
  countries?: string[];
}

/** Who would be texted about an event, and on which number; `null` for nobody. */
function texted({ title, props, countries = ["CZ", "SK"] }: Event): { name: string; phone: string } | null {
  const { patient } = readEvent({ title, fields: JSON.stringify(props) }, countries);
  const parsed = parsePhone(patient?.phone ?? "", countries);
  return patient && parsed.ok ? { name: patient.name, phone: parsed.e164 } : null;
}

/** Why nobody is texted, as the row of the appointment says it. */
function whyNot({ title, props, countries = ["CZ", "SK"] }: Event): string {
  const { patient } = readEvent({ title, fields: JSON.stringify(props) }, countries);
  if (!patient) return "noPatient";
  const parsed = parsePhone(patient.phone ?? "", countries);
  return parsed.ok ? "texted" : parsed.reason.code;
}

const jana = { name: "Nováková Jana", phone: "+420777123456" };

describe("a number in free text", () => {
  testCases<Event, unknown>("01-number-in-free-text.json", (event, expected) => {
    expect(texted(event)).toEqual(expected);
  });

  test.for([
    "Nováková Jana 777-123-456",
    "Nováková Jana 777.123.456",
    "Nováková Jana 777/123/456",
    "Nováková Jana +420777123456",
    "Nováková Jana 00420 777 123 456",
    "Nováková Jana (+420) 777 123 456",
    "Nováková Jana +420 (0) 777 123 456",
    "Nováková Jana, mob. 777123456",
    "Nováková Jana tel.č.: 777 123 456",
    "Nováková Jana mobil:777123456",
    "Nováková Jana [777123456]",
    "Nováková Jana\u2009777\u2009123\u2009456",
    "Nováková Jana \u202a777123456\u202c",
    "Nováková Jana - 777123456 / 601000001",
    "Nováková Jana 777123456, 601000001",
    "777 123 456 Nováková Jana",
    "Nováková Jana, 420 777 123 456",
    "Nováková Jana tel:+420777123456",
    "Nováková Jana 777·123·456",
    "Nováková Jana 777•123•456",
    "Nováková Jana 777;123;456",
    "Nováková Jana 777|123|456",
    "Nováková Jana 777\\123\\456",
    "777123456Nováková Jana",
    "Nováková Jana ☎777123456",
    "Nováková Jana 📞 777 123 456",
    "Nováková Jana MT: 777 123 456",
    "Nováková Jana sms:777123456",
    "Nováková Jana viber 777123456",
    "Nováková Jana – volat 777 123 456",
    "Nováková Jana mobilní telefon: 777 123 456",
    "Nováková Jana tel/mob: 777 123 456",
    'Nováková Jana "777 123 456"',
    "Nováková Jana {777123456}",
    "Nováková Jana <777123456>",
    "Nováková Jana *777123456",
    "Nováková Jana 777 123 456!",
    "Nováková Jana 420777123456.",
    "Nováková Jana č. 777 123 456",
    "Nováková Jana mobil č. 777123456",
  ])("%s", (title) => {
    expect(texted({ title, props: {} })).toEqual(jana);
  });

  test.for([
    "Nováková Jana 10.30 777 123 456",
    "Nováková Jana v 9.15 777123456",
    "Nováková Jana 777123456kontrola",
    "Nováková Jana (matka 777 123 456)",
    "Nováková Jana: 777 123 456, 2. patro",
  ])("the number in %s", (title) => {
    expect(texted({ title, props: {} })?.phone).toBe(jana.phone);
  });

  test.for([
    "Nováková Jana 0420 777 123 456",
    "Nováková Jana O777123456",
    "Nováková Jana 777I23456",
    "Nováková Jana https://wa.me/420777123456",
  ])("%s is seen in the row", (title) => {
    expect(["phoneUnclear", "phoneInvalid", "phoneShort"]).toContain(whyNot({ title, props: {} }));
  });

  test.for([
    ["Nguyen Thu Ha +84 777123456", {}],
    ["Popescu Ion 0040 777123456", {}],
    ["Popescu Ion (+40)/777 123 456", {}],
    ["Kontrola", { customer: { name: "Popescu Ion", phone_code: "+40", phone_number: "777123456" } }],
  ])("the number abroad in %s %j is no Czech one, and the row says so", ([title, props]) => {
    expect(whyNot({ title: String(title), props })).toBe("phoneCountry");
  });

  test.for([
    "Pevná 234 567 890<br>Mobil: 777 123 456",
    "domů: 234567890; mobil: 777123456",
    "https://kalendar.example/udalost/601000001\nTel. 777 123 456",
    "ID schůzky: 601 000 001, tel. 777 123 456",
    "Objednáno 24. 11. 2026 v 9:30, 777 123 456",
    "účet 601000001/0800, tel. 777123456",
  ])("in a note: %s", (description) => {
    expect(texted({ title: "Nováková Jana", props: { description } })).toEqual(jana);
  });

  test.for([
    "Jana Nováková 777 123 456 (zemřela)",
    "Jana Nováková 777123456 - neplatí",
    "Novák, nové číslo 777123456",
  ])("%s is for a person to look at", (title) => {
    expect(whyNot({ title, props: {} })).toBe("phoneUnclear");
  });

  test("somebody called Nový is no new number", () => {
    expect(texted({ title: "Nový Jan 777 123 456", props: {} })).toEqual({
      name: "Nový Jan",
      phone: "+420777123456",
    });
    expect(texted({ title: "Stará Marie 777 123 456", props: {} })?.name).toBe("Stará Marie");
  });
});

describe("47: digits that are nobody's phone", () => {
  testCases<Event, null>("02-digits-that-are-no-phone.json", (event) => {
    expect(texted(event)).toBeNull();
  });

  test.for([
    "Meeting ID: 777 654 321",
    "Heslo: 777654321",
    "heslo pro připojení 777654321",
    "Passcode 777654321",
    "PIN konference: 777 654 321",
    "Faktura č. 777654321",
    "faktura za listopad 777 654 321",
    "Balík 777654321",
    "zásilka č. 777654321",
    "VS 777654321",
    "variabilní symbol: 777654321",
    "IČO 777654321",
    "objednávka č. 777654321",
    "číslo pojištěnce 777654321",
    "Fax: 777 654 321",
    "777 654 321 Kč",
    "Připojení: 777654321#",
    "Dial-in PIN:\n777 654 321",
    "v.s. 777654321",
    "č.p. 777654321",
    "č. j. 777654321",
    "S/N 777654321",
    "ev. č. 777654321",
    "evidenční číslo 777654321",
    "výr. č. 777654321",
    "číslo žádanky: 777654321",
    "č. chorobopisu 777654321",
    "pacient č. 777654321",
    "číslo OP: 777654321",
    "občanka 777654321",
    "cestovní pas 777654321",
    "datová schránka 777654321",
    "šarže 777654321",
    "LOT 777654321",
    "IČP 777654321",
    "AnyDesk 777 654 321",
    "TeamViewer: 777 654 321",
    "účtenka 777654321",
    "MRN 777654321",
    "DIČ CZ777654321",
    "RR777654321CZ",
    "777 654 32",
    "777 654 321 0",
  ])("%s is seen in the row", (text) => {
    for (const event of [
      { title: text, props: {} },
      { title: "Dlouhá", props: { description: text } },
      { title: "Dlouhá", props: { location: text } },
    ]) {
      expect(texted(event)).toBeNull();
      expect(["phoneUnclear", "phoneShort", "phoneInvalid"]).toContain(whyNot(event));
    }
  });

  test.for([
    "https://meet.example/777654321",
    "www.example.cz/?id=777654321",
    "zoom.us/j/777654321",
    "777654321@email.example",
    "CZ65 0800 0000 1920 0014 5399",
    "19-777654321/0800",
    "24. 11. 2026 8:00–9:30",
    "855512/1234",
  ])("%s is no number at all", (text) => {
    expect(whyNot({ title: text, props: {} })).toBe("noPatient");
    expect(whyNot({ title: "Porada", props: { description: text } })).toBe("noPatient");
  });

  test.for(["0905121239", "0951011237", "090512 1239", "090512-1234", "0912311235", "0901014444"])(
    "%s may be a birth number as well as a Slovak number: the row says so",
    (digits) => {
      for (const event of [
        { title: `Novák Petr ${digits}`, props: {} },
        { title: `Novák Petr, nar. ${digits}`, props: {} },
        { title: "Novák Petr", props: { poznamka: digits } },
        { title: "Kontrola", props: { patient: { name: "Novák Petr", note: `${digits}, VZP` } } },
      ])
        expect(whyNot(event)).toBe("phoneUnclear");
      expect(texted({ title: `Novák Petr ${digits}, 777 123 456`, props: {} })?.phone).toBe("+420777123456");
      expect(texted({ title: "Novák Petr", props: { patient: { phone: digits } } })?.phone).toMatch(
        /^\+421/u,
      );
    },
  );

  test.for([
    "0905 121 239",
    "0905/121 239",
    "tel. 0905121239",
    "mobil: 0905121239",
    "0905121234",
    "0905431239",
  ])("%s is none", (written) => {
    expect(texted({ title: `Novák Petr ${written}`, props: {} })?.phone).toMatch(/^\+42190512|^\+42190543/u);
  });

  test.for(["0777123456", "+420 0777123456", "+420 777 123 456 30 min"])(
    "%s, a number with a digit too much, is seen in the row",
    (digits) => {
      expect(whyNot({ title: `Nováková Jana ${digits}`, props: {} })).toBe("phoneInvalid");
    },
  );

  test("whatever is not taken for a number in a text is taken for none in a row", () => {
    const label = fc.constantFrom(
      "PIN",
      "ID",
      "heslo",
      "faktura",
      "balík",
      "Meeting ID",
      "účet",
      "kód",
      "VS",
    );
    const glue = fc.constantFrom(" ", ": ", " č. ", " – ", ":\n");
    const number = fc.stringMatching(/^[67][0-9]{8}$/);
    fc.assert(
      fc.property(label, glue, number, (word, between, digits) => {
        expect(texted({ title: "Dlouhá", props: { description: `${word}${between}${digits}` } })).toBeNull();
      }),
    );
  });
});

describe("whose number", () => {
  testCases<Event & Record<string, unknown>, string | null>("03-whose-number.json", (event, expected) => {
    const { title, props } = event.props === undefined ? { title: "", props: { customer: event } } : event;
    expect(texted({ title, props })?.phone ?? null).toBe(expected);
  });

  test.for<[props: unknown, expected: string | null]>([
    [{ patient: { name: "Jana", phone: "" }, terapeut: { telefon: "601000009" } }, null],
    [{ patient: { name: "Jana", phone: null }, zubní_hygienistka: { mobil: "601000009" } }, null],
    [{ patient_name: "Jana", doctor_phone: "601000009" }, null],
    [{ patient_name: "Jana", therapistMobile: "601000009" }, null],
    [{ patient: { name: "Jana", guardian: { phone: "601000009" } } }, null],
    [{ patient: { name: "Jana", emergencyContact: { phone: "601000009" } } }, null],
    [{ patient: { name: "Jana", father_phone: "601000009", mobile: "777123456" } }, "+420777123456"],
    [{ patient: { name: "Jana", telefon_matky: "601000009" } }, null],
    [{ patient: { name: "Jana", mobile_phone_2: "777123456" } }, "+420777123456"],
    [{ patient: { name: "Jana", phones: ["234567890", "777123456"] } }, "+420777123456"],
    [{ patient: { name: "Jana", phones: { home: "234567890", mobile: "777123456" } } }, "+420777123456"],
    [{ patient: { name: "Jana", contact: { mobile: "777123456" } } }, "+420777123456"],
    [{ klienti: [{ jmeno: "Jana", telefon: "777123456" }] }, "+420777123456"],
    [{ attendees: [{ name: "Jana", phone: "777123456" }] }, "+420777123456"],
    [
      {
        patients: [
          { name: "Jana", phone: "777123456" },
          { name: "Petr", phone: "601000001" },
        ],
      },
      null,
    ],
    [
      {
        client: {
          name: "Jana",
          telecom: [
            { system: "fax", value: "601000009" },
            { system: "phone", value: "777123456" },
          ],
        },
      },
      "+420777123456",
    ],
    [
      {
        client: {
          name: "Jana",
          telecom: [
            { system: "phone", use: "old", value: "601000009" },
            { system: "phone", use: "home", value: "777123456" },
          ],
        },
      },
      "+420777123456",
    ],
    [{ customer: { name: "Jana", phone: { countryCode: "+421", number: "905123456" } } }, "+421905123456"],
    [{ customer: { name: "Jana", phonePrefix: "00421", phone: "0905 123 456" } }, "+421905123456"],
    [{ customer: { name: "Jana", phone_country: "SK", phone: "905123456" } }, "+421905123456"],
    [{ customer: { name: "Jana", dial_code: "420", mobile: "777123456" } }, "+420777123456"],
    [{ customer: { name: "Jana", phone: "nemá", mobile: "-", workPhone: "777123456" } }, "+420777123456"],
    [
      { patient: { name: "Jana", phone_verified_at: "2026-11-20T10:00:00Z", phone: "777123456" } },
      "+420777123456",
    ],
    [{ patient: { name: "Jana", phone: "777123456 (neplatí)", mobile: "601000001" } }, "+420601000001"],
    [{ patient: { name: "Jana", mobile: "777123456 (neplatí)", phone: "601000001" } }, null],
    [{ patient_name: "Jana", meetingPin: "777654321", pin: "777654321" }, null],
    [{ patient: { name: "Jana" }, resource: { name: "Karel", phone: "601000009" } }, null],
    [{ patient: { name: "Jana" }, contactPerson: { name: "Karel", phone: "601000009" } }, null],
    [{ patient: { name: "Jana" }, kontaktni_osoba_telefon: "601000009" }, null],
    [{ patient: { name: "Jana", contact_number: "777123456" } }, "+420777123456"],
    [{ patient: { name: "Jana", kontakt: "777 123 456" } }, "+420777123456"],
    [{ patient: { name: "Jana", sms: "777123456" } }, "+420777123456"],
    [{ patient: { name: "Jana", whatsapp: "777123456" } }, "+420777123456"],
    [{ patient: { name: "Jana", phone_e164: "+420777123456" } }, "+420777123456"],
    [{ patient: { name: "Jana" }, sms_text: "Volejte 601 000 009" }, null],
    [{ patient: { name: "Jana" }, smsId: "601000009" }, null],
  ])("%j: %s", ([props, expected]) => {
    expect(texted({ title: "Kontrola", props })?.phone ?? null).toBe(expected);
  });

  test.for([
    { sponsor: { phone: "601000009" } },
    { tlumocnikTelefon: "601000009" },
    { data: { opatrovnikMobil: "601000009" } },
  ])("of %j nobody knows whose it is, and the row says so", (props) => {
    expect(whyNot({ title: "Kontrola", props })).toBe("phoneUnclear");
  });

  test("another person's field is never the patient's, whatever it is called", () => {
    const other = fc.constantFrom(
      "doctor",
      "therapist",
      "dentist",
      "mother",
      "staff",
      "zubar",
      "hygienist",
      "emergency",
      "author",
      "insurance",
    );
    const phone = fc.constantFrom("phone", "mobile", "telefon", "cell", "phoneNumber");
    fc.assert(
      fc.property(other, phone, fc.boolean(), (who, what, nested) => {
        const props = nested ? { [who]: { [what]: "601000009" } } : { [`${who}_${what}`]: "601000009" };
        expect(texted({ title: "Kontrola", props: { patient: { name: "Jana" }, ...props } })).toBeNull();
        expect(texted({ title: "Kontrola", props: { patient: { name: "Jana", ...props } } })).toBeNull();
      }),
    );
  });
});

describe("48: cancelled or not", () => {
  testCases<unknown, boolean>("04-cancelled-or-not.json", (fields, expected) => {
    expect(isCancelled(fields)).toBe(expected);
  });

  test.for<[fields: unknown, expected: boolean]>([
    [{ invoice_status: "cancelled" }, false],
    [{ order: { status: "cancelled" } }, false],
    [{ emailState: "deleted" }, false],
    [{ reminder_cancelled: true }, false],
    [{ canCancel: true }, false],
    [{ cancellation_policy: "1" }, false],
    [{ cancellation_deadline: "2026-11-23T08:00:00Z" }, false],
    [{ cancel_url: "https://example.cz/zrusit" }, false],
    [{ status: "cancellation requested" }, false],
    [{ status: "cancellation_declined" }, false],
    [{ stav: "nezrušeno" }, false],
    [{ stav: "Potvrzeno" }, false],
    [{ deleted: 0 }, false],
    [{ is_deleted: "0" }, false],
    [{ deleted_at: "" }, false],
    [{ cancelled_at: "0000-00-00 00:00:00" }, false],
    [{ cancelled: "false" }, false],
    [{ appointment_status: "CANCELLED_BY_CLIENT" }, true],
    [{ bookingStatus: "canceled" }, true],
    [{ status: { code: "cancelled", label: "Zrušeno" } }, true],
    [{ state: { name: "Zrušeno pacientem" } }, true],
    [{ appointment: { status: "rejected" } }, true],
    [{ stav: "Termín byl zrušen" }, true],
    [{ stav: "STORNO" }, true],
    [{ cancelled: 1 }, true],
    [{ isCanceled: "true" }, true],
    [{ zruseno: "Ano" }, true],
    [{ zruseno_dne: "20. 11. 2026" }, true],
    [{ deletedAt: 1764000000 }, true],
    [{ cancelledOn: "2026-11-20" }, true],
    [{ status: "cancelled (no fee)" }, true],
    [{ status: ["cancelled"] }, true],
    [{ status: "entered-in-error" }, true],
    [{ status: "void" }, true],
    [{ stav: "Odhlášeno" }, true],
    [{ stav: "odřekl" }, true],
    [{ stav: "nekoná se" }, true],
    [{ je_zruseno: "1" }, true],
    [{ is_void: true }, true],
    [{ cancelledBy: "patient" }, true],
    [{ zrusil: "Nováková" }, true],
    [{ cancelled_by: null }, false],
    [{ created_by: "Nováková" }, false],
    [{ zrusil: "" }, false],
    [{ stav: "neomluven" }, false],
    [{ status: "to be cancelled?" }, false],
    [{ status: "free cancellation" }, false],
    [{ status: "storno poplatek" }, false],
    [{ status: "lze zrušit" }, false],
    [{ statuses: ["booked", "cancelled"] }, false],
  ])("%j: %s", ([fields, expected]) => {
    expect(isCancelled(fields)).toBe(expected);
  });

  test.for<[title: string, expected: boolean]>([
    ["Canceled: Nováková 777123456", true],
    ["Zrušeno: Nováková", true],
    ["[zrušeno] Nováková", true],
    ["STORNO - Nováková", true],
    ["Zrušená Jana", false],
    ["Nováková, zrušit kartu", false],
    ["Nováková - zrušeno", true],
    ["Nováková (ZRUŠENO)", true],
    ["Nováková 777123456 – storno", true],
    ["ZRUŠENO Nováková", true],
    ["STORNO poplatek Nováková", false],
    ["Nováková - zrušeno pojištění", false],
    ["Storno Jana", false],
  ])("the title %s: %s", ([title, expected]) => {
    expect(readEvent({ title, fields: "{}" }).cancelled).toBe(expected);
  });
});
