import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { messageKinds } from "../../lib/domain/message-kind.ts";
import { draft } from "../../lib/domain/policy.ts";
import { isGsm, segment, withoutDiacritics } from "../../lib/domain/segments.ts";
import { defaultSettings, presetTemplates } from "../../lib/domain/settings.ts";
import { parseTemplate, render, unknownPlaceholders } from "../../lib/domain/template.ts";
import { dayBounds, formatDate, formatTime } from "../../lib/domain/when.ts";
import { segment as gatewaySegment } from "../gosms/segments.ts";

const values = {
  DATUM: "24. 11. 2026",
  CAS: "9:30",
  ZARIZENI: "Ordinace Na Náměstí",
  TELEFON: "+420 234 567 890",
};

describe("parts of a text", () => {
  test.for([
    ["", "GSM-7", 0],
    ["a".repeat(160), "GSM-7", 1],
    ["a".repeat(161), "GSM-7", 2],
    ["a".repeat(306), "GSM-7", 2],
    ["a".repeat(307), "GSM-7", 3],
    ["€".repeat(80), "GSM-7", 1],
    ["€".repeat(81), "GSM-7", 2],
    // 153 is odd: the last pair of a part moves over whole.
    ["€".repeat(153), "GSM-7", 3],
    ["č".repeat(70), "UCS-2", 1],
    ["č".repeat(71), "UCS-2", 2],
    ["😀".repeat(35), "UCS-2", 1],
    ["😀".repeat(67), "UCS-2", 3],
    ["é".repeat(160), "GSM-7", 1],
  ] as const)("%s", ([text, alphabet, parts]) => {
    expect(segment(text)).toMatchObject({ alphabet, parts });
  });

  test("agree with the gateway's own count", () => {
    const character = fc.constantFrom(..."aZ09 éÉčř€[]~|^\\{}\n😀–„");
    fc.assert(
      fc.property(fc.array(character, { maxLength: 400 }), (characters) => {
        const text = characters.join("");
        expect(segment(text).parts).toBe(text === "" ? 0 : gatewaySegment(text).parts.length);
      }),
    );
  });
});

describe("text without diacritics", () => {
  test("keeps its meaning and fits GSM-7", () => {
    expect(withoutDiacritics("Příliš žluťoučký kůň – „úpěl“ ďábelské… ódy\u00a0×\u00a02 °C")).toBe(
      'Prilis zlutoucky kun - "upel" dabelske... ody x 2 st.C',
    );
    expect(withoutDiacritics("Ľubomíra Šťastná, Łódź")).toBe("Lubomira Stastna, Lodz");
  });

  test("of any Czech or Slovak text is GSM-7", () => {
    const letters =
      "aábcčdďeéěfghiíjklĺľmnňoóôpqrŕřsštťuúůvwxyýzžäAÁČĎĚÍĽŇÓÔŘŠŤÚŮÝŽ –—„“‚‘…•×°\u00a0.,:;0123456789";
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...letters) }), (text) => {
        expect([...withoutDiacritics(text)].filter((character) => !isGsm(character))).toEqual([]);
      }),
    );
  });
});

describe("templates", () => {
  test("are filled, in ORDIN's spelling and in the user's", () => {
    const rendered = render("#DATUM# v #čas# #Zarizeni# #TELEFON#", values, { plain: false });
    expect(rendered).toEqual({ ok: true, text: "24. 11. 2026 v 9:30 Ordinace Na Náměstí +420 234 567 890" });
  });

  test("with an unknown placeholder are named, and never sent", () => {
    expect(unknownPlaceholders("#DATUM# #DOKTOR# #CAS")).toEqual(["#DOKTOR#"]);
    expect(render("#DOKTOR#", values, { plain: true })).toMatchObject({
      ok: false,
      problem: "placeholderUnknown",
      names: ["#DOKTOR#"],
    });
  });

  test("with an empty placeholder are named, and never sent", () => {
    expect(render("#CAS# #TELEFON#", { ...values, TELEFON: " " }, { plain: true })).toMatchObject({
      ok: false,
      problem: "placeholderEmpty",
      names: ["#TELEFON#"],
    });
  });

  test("come apart into pieces that make the whole again", () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(..."#DATUMCASx ") }), (template) => {
        const whole = parseTemplate(template).map((part) => (part.type === "text" ? part.text : part.source));
        expect(whole.join("")).toBe(template);
      }),
    );
  });

  test("as delivered fit one SMS with an ordinary practice's name", () => {
    for (const kind of messageKinds) {
      const rendered = render(presetTemplates[kind], values, { plain: defaultSettings.sending.plain });
      expect(rendered.ok && segment(rendered.text).parts).toBe(1);
    }
  });
});

describe("times", () => {
  const zone = "Europe/Prague";

  test("are Czech, on the 24-hour clock, with plain spaces", () => {
    expect(formatDate("2026-11-24T12:40:00Z", zone)).toBe("24. 11. 2026");
    expect(formatTime("2026-11-24T12:40:00Z", zone)).toBe("13:40");
    expect(formatTime("2026-11-24T08:05:00Z", zone, "en")).toMatch(/^0?9:05$/);
  });

  test("are right on both nights when the clock changes", () => {
    expect(formatTime("2026-03-29T00:59:00Z", zone)).toBe("1:59");
    expect(formatTime("2026-03-29T01:00:00Z", zone)).toBe("3:00");
    expect(formatTime("2026-10-25T00:30:00Z", zone)).toBe("2:30");
    expect(formatTime("2026-10-25T01:30:00Z", zone)).toBe("2:30");
    const hours = (day: string) => {
      const { from, to } = dayBounds(Temporal.PlainDate.from(day), zone);
      return (to - from) / 3_600_000;
    };
    expect([hours("2026-03-29"), hours("2026-10-25"), hours("2026-11-24")]).toEqual([23, 25, 24]);
  });

  test("in a text are the practice's, whatever zone the appointment came from", () => {
    const settings = structuredClone(defaultSettings);
    settings.practice = { name: "Ordinace", phone: "+420 234 567 890", timeZone: zone };
    const appointment = {
      id: "1",
      start: "2026-11-24T12:40:00Z",
      end: null,
      allDay: false,
      title: "",
      patient: { id: null, name: "Jana Vzorová", phone: "601 000 001" },
    };
    const drafted = draft(appointment, "confirmation", settings, Date.parse("2026-11-22T10:00:00Z"));
    expect(drafted.ok && drafted.draft.text).toContain("24. 11. 2026 v 13:40");
  });
});
