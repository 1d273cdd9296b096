import { describe, expect, test } from "vitest";
import { defaultSettings } from "../../lib/domain/settings.ts";
import { draft } from "../../lib/domain/text/draft.ts";
import { graphemes, isGsm, segment, withoutDiacritics } from "../../lib/domain/text/segments.ts";
import { parseTemplate, render, unknownPlaceholders } from "../../lib/domain/text/template.ts";
import { dayBounds, formatDate, formatTime } from "../../lib/domain/text/when.ts";
import { segment as gatewaySegment } from "../gosms/segments.ts";
import fc from "../properties.ts";

const values = {
  DATUM: "24. 11. 2026",
  CAS: "9:30",
  ZARIZENI: "Ordinace Na Náměstí",
  TELEFON: "+420 234 567 890",
  DEN: "úterý",
  PACIENT: "Jana Vzorová",
  LEKAR: "MUDr. Jan Vzor",
  ADRESA: "Náměstí 1",
};
const czech = { plain: false, language: "cs" } as const;

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

  test.for([
    ["„Přijďte“, «dnes» ‚hned‘ ‹teď›", "\"Prijdte\", \"dnes\" 'hned' 'ted'"],
    ["a–b—c―d‑e‐f−g‒h", "a-b-c-d-e-f-g-h"],
    ["tak…", "tak..."],
    ["a\u00a0b\u202fc\u2009d\u3000e\tf", "a b c d e f"],
    ["zero\u200bwidth\u00adsoft\ufeffbom\u2060", "zerowidthsoftbom"],
    ["ﬁnále, ﬂotila, œuvre, Ǆ", "finale, flotila, oeuvre, DZ"],
    ["½ hodiny, 5 m², ™ © ® № 5", "1/2 hodiny, 5 m2, TM (c) (R) c. 5"],
    ["9:30 → 10:00, 3 × 2 ≥ 5", "9:30 -> 10:00, 3 x 2 >= 5"],
    // Letter and mark apart, as a Mac writes them.
    ["Pr\u030ci\u0301lis\u030c", "Prilis"],
    ["１２３ＡＢ", "123AB"],
    // Already in GSM-7, with nothing to lose.
    ["5 € & £3 @ §1 Ø æ ß", "5 € & £3 @ §1 Ø æ ß"],
  ] as const)("%s becomes %s", ([text, plain]) => {
    expect(withoutDiacritics(text)).toBe(plain);
    expect([...plain].every(isGsm)).toBe(true);
  });

  test("leaves alone what it cannot say: й is not и, and an emoji is no letter", () => {
    expect(withoutDiacritics("Чекаємо Вас, Олексій і Юлія Їжакевич")).toBe(
      "Чекаємо Вас, Олексій і Юлія Їжакевич",
    );
    expect(withoutDiacritics("Těšíme se ❤️ 👩‍⚕️")).toBe("Tesime se ❤️ 👩‍⚕️");
  });

  test("keeps the letters of German, which has them all in GSM-7, and strips the others", () => {
    expect(withoutDiacritics("Schöne Grüße, Herr Dvořák", "de")).toBe("Schöne Grüße, Herr Dvorak");
    expect(withoutDiacritics("Schöne Grüße", "cs")).toBe("Schone Gruße");
  });

  test("of any text is GSM-7 or unchanged, character by character, and final", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), (text) => {
        const plain = withoutDiacritics(text);
        const before = new Set(graphemes(text.normalize("NFC")));
        for (const grapheme of graphemes(plain))
          expect([...grapheme].every(isGsm) || before.has(grapheme), grapheme).toBe(true);
        expect(withoutDiacritics(plain)).toBe(plain);
      }),
    );
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
    const rendered = render("#DATUM# v #čas# #Zarizeni# #TELEFON#", values, czech);
    expect(rendered).toEqual({ ok: true, text: "24. 11. 2026 v 9:30 Ordinace Na Náměstí +420 234 567 890" });
  });

  test("with an unknown placeholder are named, and never sent", () => {
    expect(unknownPlaceholders("#DATUM# #DOKTOR# #Doktor# #DOKTOR#")).toEqual(["#DOKTOR#", "#Doktor#"]);
    expect(render("#DOKTOR#", values, { ...czech, plain: true })).toMatchObject({
      ok: false,
      problem: "placeholderUnknown",
      names: ["#DOKTOR#"],
    });
  });

  test("with an empty placeholder are named, and never sent", () => {
    expect(render("#CAS# #TELEFON#", { ...values, TELEFON: " " }, { ...czech, plain: true })).toMatchObject({
      ok: false,
      problem: "placeholderEmpty",
      names: ["#TELEFON#"],
    });
  });

  test.for(["DATUM", "CAS", "DEN", "ZARIZENI", "TELEFON", "PACIENT", "LEKAR", "ADRESA"] as const)(
    "know #%s# in either case",
    (name) => {
      for (const source of [`#${name}#`, `#${name.toLowerCase()}#`])
        expect(render(`v ${source}.`, values, czech)).toEqual({ ok: true, text: `v ${values[name]}.` });
    },
  );

  test.for(["#ČAS#", "#čas#", "#Čas#", "#cas#", "#C\u030cAS#", "#CÁS#"])(
    "know %s however it is accented",
    (source) => {
      expect(render(source, values, czech)).toEqual({ ok: true, text: "9:30" });
    },
  );

  test("take #ZAŘÍZENÍ#, #LÉKAŘ# and #lékař# as their authors write them", () => {
    expect(render("#ZAŘÍZENÍ# #LÉKAŘ# #lékař#", values, czech)).toMatchObject({
      text: "Ordinace Na Náměstí MUDr. Jan Vzor MUDr. Jan Vzor",
    });
  });

  test.for([
    ["Přijďte #DATUM v 9:30", "#DATUM"],
    ["Přijďte DATUM# v 9:30", "DATUM#"],
    ["Přijďte # CAS #", "# CAS #"],
    ["#DATUM#CAS#", "CAS#"],
    ["#datum v #CAS#", "#datum"],
  ])("with a hash missing (%s) are wrong too: it would reach the patient", ([template, source]) => {
    expect(unknownPlaceholders(template ?? "")).toEqual([source]);
    expect(render(template ?? "", values, czech)).toMatchObject({ ok: false, problem: "placeholderUnknown" });
  });

  test("may use a hash, and words that are also names of placeholders", () => {
    const text = "Pokoj #1, den a čas určí lékař. Telefon nosíme.";
    expect(render(text, values, czech)).toEqual({ ok: true, text });
  });

  test("fill in a value as it is, even if it looks like a placeholder, on one line", () => {
    const odd = { ...values, ZARIZENI: "#CAS#", ADRESA: " Náměstí\n 1 " };
    expect(render("#ZARIZENI#, #ADRESA#", odd, czech)).toEqual({ ok: true, text: "#CAS#, Náměstí 1" });
  });

  test("take further placeholders from whoever brings their values", () => {
    const more = { ...values, POJISTOVNA: "111" };
    expect(render("#POJIŠŤOVNA#", more, czech)).toEqual({ ok: true, text: "111" });
    expect(render("#POJIŠŤOVNA#", values, czech)).toMatchObject({ problem: "placeholderUnknown" });
  });

  test("put names through the same as the rest", () => {
    const named = { ...values, PACIENT: "Žofie “Žo” Šťastná‑Nová" };
    expect(render("Dobrý den, #PACIENT#…", named, { ...czech, plain: true })).toEqual({
      ok: true,
      text: 'Dobry den, Zofie "Zo" Stastna-Nova...',
    });
  });

  test("come apart into pieces that make the whole again", () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom("#", "CAS", "DATUM", "den", "x", " ", "\n") }),
        (template) => {
          const whole = parseTemplate(template).map((part) =>
            part.type === "text" ? part.text : part.source,
          );
          expect(whole.join("")).toBe(template);
        },
      ),
    );
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
    Object.assign(settings.practice, { name: "Ordinace", phone: "+420 234 567 890", timeZone: zone });
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
