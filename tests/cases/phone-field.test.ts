import { describe, expect, test } from "vitest";
import { parsePhone } from "../../lib/domain/phone.ts";
import { testCases } from "./cases.ts";

/** What becomes of a field: the number, why there is none, or that a person has to look. */
function outcome(raw: string, countries = ["CZ", "SK"]): string {
  const parsed = parsePhone(raw, countries);
  if (parsed.ok) return parsed.e164;
  return parsed.reason.code === "phoneUnclear" ? "held for a person" : parsed.reason.code;
}

describe("a phone field", () => {
  testCases<{ raw: string; countries: string[] }, string>(
    "09-phone-field.json",
    ({ raw, countries }, expected) => {
      expect(outcome(raw, countries)).toBe(expected);
    },
  );

  test.for<[raw: string, expected: string]>([
    ["777 123 456 neplatí", "held for a person"],
    ["777 123 456 neplatí, nové 601 000 001", "held for a person"],
    ["staré: 777123456, nové: 601000001", "held for a person"],
    ["777 123 456 - nefunguje", "held for a person"],
    ["777 123 456 (†)", "held for a person"],
    ["777 123 456 zomrel", "held for a person"],
    ["777 123 456 (deceased)", "held for a person"],
    ["777 123 456 špatné číslo", "held for a person"],
    ["777123456?", "held for a person"],
    ["777 123 456 ne SMS", "held for a person"],
    ["PIN 777123456", "held for a person"],
    ["nevolat 777123456, volat 601000001", "held for a person"],
    ["NEVOLEJTE na 777 123 456", "held for a person"],
    ["nevolať +421 905 123 456", "held for a person"],
    ["777123456 už nemá, 601000001", "held for a person"],
    ["777123456 -> 601000001", "held for a person"],
    ["777 123 456 → nově 601 000 001", "held for a person"],
    ["777 123 456 přečíslováno", "held for a person"],
    ["777 123 456 (jiný majitel)", "held for a person"],
    ["777 123 456 patří někomu jinému", "held for a person"],
    ["777 123 456 – omyl", "held for a person"],
    ["777 123 456 není její", "held for a person"],
    ["777 123 456 no longer in use", "held for a person"],
    ["777 123 456 zlé číslo", "held for a person"],
    ["777 123 456 SMS ne", "held for a person"],
    ["777 123 456, SMS: NE", "held for a person"],
    ["777 123 456 SMS neposílat", "held for a person"],
    ["777 123 456 (nepřeje si SMS)", "held for a person"],
    ["777 123 456 nechce dostávat žádné SMS", "held for a person"],
    ["777 123 456 odmítá SMS", "held for a person"],
    ["905 123 456 neposielajte správy", "phonePremium"],
    [`777 123 456 ${"manžel nebo dcera, ".repeat(10)} neplatí`, "held for a person"],
    ["777 123 456 (nevolat, jen SMS)", "+420777123456"],
    ["777 123 456 nevolat před 10. hodinou", "+420777123456"],
    ["777 123 456, nevolat 12 - 14 hod", "+420777123456"],
    ["777 123 456 nevolat 8 - 10 hod.", "+420777123456"],
    ["777 123 456 nevolat 7 - 15 (práce)", "+420777123456"],
    ["777 123 456 jen SMS ne volat", "+420777123456"],
    ["777 123 456 (SMS - ne volat)", "+420777123456"],
    ["nevolejte na 777 123 456", "held for a person"],
    ["nevolat +421 905 123 456", "held for a person"],
    ["nevolat 8:00-10:00, 777 123 456", "+420777123456"],
    ["777 123 456, nebere, posílat SMS", "+420777123456"],
    ["777 123 456 SMS ano", "+420777123456"],
    ["777 123 456, přesun 9:00 -> 10:30", "+420777123456"],
    ["24. 11. 2026 -> 25. 11. 2026, 777123456", "+420777123456"],
    ["777 123 456 (Petr Omylka)", "+420777123456"],
    ["SMS 777 123 456, ne 234 567 890", "+420777123456"],
    ["777123456/0800", "phoneInvalid"],
    ["777 123 456 (matka Nová Jana)", "+420777123456"],
    ["1) 777 123 456 2) 601 000 001", "+420777123456"],
    ["(1) 777123456 (2) 601000001", "+420777123456"],
    ["1. 234 567 890 2. 777 123 456", "+420777123456"],
    ["nemá, 777 123 456", "+420777123456"],
    ["00420 (0) 777 123 456", "+420777123456"],
    ["+420(0)777123456", "+420777123456"],
    ["777\u2011123\u2011456", "+420777123456"],
    ["777\u2007123\u202f456", "+420777123456"],
    ["７７７ １２３ ４５６", "+420777123456"],
    ["\ufeff777123456\u200b", "+420777123456"],
    ["777\u200b123\u200b456", "+420777123456"],
    ["777,123,456", "+420777123456"],
    ["777_123_456", "+420777123456"],
    ["0905123456", "+421905123456"],
    ["0905/123 456", "+421905123456"],
    ["421 905 123 456", "+421905123456"],
    ["421905123456", "+421905123456"],
    ["+42 777 111 222", "phoneShort"],
    ["tel:+420777123456", "+420777123456"],
  ])("%s: %s", ([raw, expected]) => {
    expect(outcome(raw)).toBe(expected);
  });

  const glue = ["", " ", "/", " / ", "-", " - ", ".", ") ", "] ", ": ", ", ", " (0) ", "\n"];

  test.for(["+40", "0040", "+ 40", "(+84", "0084", "+41", "+375", "+381", "+43", "+36", "+421"])(
    "what stands behind %s is no Czech number, however it is written",
    (code) => {
      for (const between of glue)
        for (const digits of ["777123456", "777 123 456", "77 712 34 56", "(777) 123 456", "777/123 456"])
          expect(outcome(`${code}${between}${digits}`), `${code}${between}${digits}`).not.toMatch(/^\+420/u);
    },
  );

  test("and what stands behind +420 is one", () => {
    for (const between of glue)
      for (const digits of ["777123456", "777 123 456"])
        expect(outcome(`+420${between}${digits}`), between).toBe("+420777123456");
    expect(outcome("+40 777123456, 601 000 001")).toBe("+420601000001");
    expect(outcome("601 000 001 / +40 777123456")).toBe("+420601000001");
    expect(outcome("+1 777123456")).toBe("+420777123456");
  });

  test("a number that two countries could have is nobody's", () => {
    expect(outcome("0905 123 456", ["CZ"])).not.toMatch(/^\+/u);
    expect(outcome("0664 1234567", ["CZ", "SK", "AT"])).toBe("+436641234567");
  });
});
