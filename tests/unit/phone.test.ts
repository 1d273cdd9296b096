import fc from "fast-check";
import full from "libphonenumber-js/metadata.max.json";
import { expect, test } from "vitest";
import { parsePhone, phoneCountries } from "../../lib/domain/phone.ts";

const allowed = ["CZ", "SK"];

test("the metadata that ships is the full metadata of the countries offered, of the installed version", async () => {
  const countries = phoneCountries as readonly string[];
  const subset = {
    version: full.version,
    country_calling_codes: Object.fromEntries(
      Object.entries(full.country_calling_codes).filter(([, codes]) =>
        codes.some((code) => countries.includes(code)),
      ),
    ),
    countries: Object.fromEntries(
      Object.entries(full.countries).filter(([code]) => countries.includes(code)),
    ),
    nonGeographic: {},
  };
  await expect(`${JSON.stringify(subset)}\n`).toMatchFileSnapshot("../../lib/domain/phone-metadata.json");
});

test.for([
  ["777 123 456", "+420777123456"],
  ["777/123 456", "+420777123456"],
  ["601 000 001", "+420601000001"],
  ["volat: 00421905123456", "+421905123456"],
  ["00420 777 123 456", "+420777123456"],
  ["+420777123456", "+420777123456"],
  ["tel. maminka 777 123 456", "+420777123456"],
  ["234 567 890, 777 123 456", "+420777123456"],
  ["+421 905 123 456", "+421905123456"],
])("%s is texted as %s", ([raw, e164]) => {
  expect(parsePhone(raw ?? "", allowed)).toMatchObject({ ok: true, e164 });
});

test.for([
  ["", "noPhone"],
  ["  ", "noPhone"],
  ["volat po 15. hodině", "phoneInvalid"],
  ["777 123 45", "phoneInvalid"],
  ["12345", "phoneInvalid"],
  ["234 567 890", "phoneLandline"],
  ["906 123 456", "phonePremium"],
  ["800 123 456", "phoneNotMobile"],
  ["+49 151 23456789", "phoneCountry"],
  ["+44 7400 123456", "phoneCountry"],
])("%s is not texted: %s", ([raw, code]) => {
  expect(parsePhone(raw ?? "", allowed)).toMatchObject({ ok: false, reason: { code } });
});

test("no digit is ever invented, dropped or moved", () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom(..."0123456789+ /-.,abctel"), maxLength: 40 }), (raw) => {
      const parsed = parsePhone(raw, ["CZ", "SK", "DE", "AT", "PL", "HU", "UA"]);
      if (!parsed.ok) return;
      const national = parsed.e164.replace(/^\+(420|421|49|43|48|36|380)/, "");
      expect(raw.replace(/\D/g, "")).toContain(national);
    }),
    { numRuns: 2000 },
  );
});
