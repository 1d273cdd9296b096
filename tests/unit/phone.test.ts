import { parsePhoneNumberFromString } from "libphonenumber-js/max";
import full from "libphonenumber-js/metadata.max.json";
import { describe, expect, test } from "vitest";
import { callingCodeOf, parsePhone, phoneCountries } from "../../lib/domain/phone.ts";
import { numbersIn } from "../../lib/domain/phone-numbers.ts";
import fc, { runs } from "../properties.ts";

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

test("a count before a number is no part of it", () => {
  const read = (text: string) => numbersIn(text, allowed).found.map(({ e164, problem }) => [e164, problem]);
  for (let count = 1; count <= 400; count++) {
    expect([count, read(`Pacient ${count} 601000109`)]).toEqual([count, [["+420601000109", null]]]);
    // Groups may be a number that is too long: nothing is taken then, and a person is told of the digits.
    expect(read(`Pacient ${count} 601 000 109`).every(([number]) => number === "+420601000109")).toBe(true);
  }
});

describe("a number", () => {
  test.for([
    ["777 123 456", "+420777123456"],
    ["777123456", "+420777123456"],
    ["777/123 456", "+420777123456"],
    ["777/123/456", "+420777123456"],
    ["777.123.456", "+420777123456"],
    ["777–123–456", "+420777123456"],
    ["777\u00a0123\u00a0456", "+420777123456"],
    ["777 12 34 56", "+420777123456"],
    ["601 000 001", "+420601000001"],
    ["703 123 456", "+420703123456"],
    ["00420 777 123 456", "+420777123456"],
    ["00420777123456", "+420777123456"],
    ["+420777123456", "+420777123456"],
    ["+420 777 123 456", "+420777123456"],
    ["+ 420 777 123 456", "+420777123456"],
    ["(+420) 777-123-456", "+420777123456"],
    ["420 777 123 456", "+420777123456"],
    ["+421 905 123 456", "+421905123456"],
    ["00421 (0) 905 123 456", "+421905123456"],
    ["volat: 00421905123456", "+421905123456"],
    // A double zero that is no prefix.
    ["777 001 234", "+420777001234"],
    ["601/000/005", "+420601000005"],
    ["00 420 777 123 456", "+420777123456"],
    // Text around it
    ["tel. maminka 777 123 456", "+420777123456"],
    ["777 123 456 (maminka, volat po 16:00)", "+420777123456"],
    ["mobil777123456", "+420777123456"],
    ["m:777123456", "+420777123456"],
    ["č. 5, 777 123 456", "+420777123456"],
    ["7. 7. 2026 10:30 777 123 456", "+420777123456"],
    ["777 123 456 od 24. 11.", "+420777123456"],
    ["777123456 kl. 12", "+420777123456"],
  ])("%s is texted as %s", ([raw, e164]) => {
    expect(parsePhone(raw ?? "", allowed)).toMatchObject({ ok: true, e164, found: 1 });
  });

  test.for([
    ["234 567 890, 777 123 456", "+420777123456"],
    ["234567890 777123456", "+420777123456"],
    ["234 567 890 777 123 456", "+420777123456"],
    ["777 123 456 601 000 001", "+420777123456"],
    ["601 000 001 / 777 123 456", "+420601000001"],
    ["777123456/601000001", "+420777123456"],
    ["+420 234 567 890 +420 777 123 456", "+420777123456"],
    ["00420 234 567 890, 00421 905 123 456", "+421905123456"],
    ["777123456/00420601000001", "+420777123456"],
    ["234567890/00420601000001", "+420601000001"],
    ["777123456 nebo 601000001", "+420777123456"],
    ["T: 234 567 890; M: 777123456", "+420777123456"],
    ["+44 7400 123456, 777 123 456", "+420777123456"],
  ])("of several (%s), the first mobile one that may be texted wins: %s", ([raw, e164]) => {
    expect(parsePhone(raw ?? "", allowed)).toMatchObject({ ok: true, e164 });
  });

  test.for([
    ["", "noPhone"],
    ["  ", "noPhone"],
    ["volat po 15. hodině", "phoneInvalid"],
    ["123 456 789", "phoneInvalid"],
    ["777 123 4567", "phoneInvalid"],
    ["770123/4567", "phoneInvalid"],
    ["777-123-456-1", "phoneInvalid"],
    ["777 123 45", "phoneShort"],
    ["+420 777 123 45", "phoneShort"],
    ["12345", "phoneShort"],
    ["155", "phoneShort"],
    ["116 123", "phoneShort"],
    ["6O1 000 001", "phoneShort"],
    ["234 567 890", "phoneLandline"],
    ["+420 234 567 890", "phoneLandline"],
    ["906 123 456", "phonePremium"],
    ["800 123 456", "phoneNotMobile"],
    ["+49 151 23456789", "phoneCountry"],
    ["+380 67 123 4567", "phoneCountry"],
    ["+44 7400 123456", "phoneCountry"],
    ["+1 202 555 0123", "phoneCountry"],
    ["00 44 7400 123456", "phoneCountry"],
    // A date and a time are no number, even where their digits would make one.
    ["7.7.2026 9.30", "phoneShort"],
    ["7. 7. 2026", "phoneInvalid"],
  ])("%s is not texted: %s", ([raw, code]) => {
    expect(parsePhone(raw ?? "", allowed)).toMatchObject({ ok: false, reason: { code } });
  });

  test("without a prefix is of the country that the practice names first", () => {
    expect(parsePhone("0905 123 456", ["SK", "CZ"])).toMatchObject({ ok: true, e164: "+421905123456" });
    expect(parsePhone("777 123 456", ["SK", "CZ"])).toMatchObject({ ok: false });
    expect(parsePhone("0664 1234567", ["AT"])).toMatchObject({ ok: true, e164: "+436641234567" });
  });

  test("may only be of the countries that the practice chose", () => {
    expect(parsePhone("+380 67 123 4567", ["CZ", "UA"])).toMatchObject({ ok: true, country: "UA" });
    expect(parsePhone("+420 777 123 456", ["SK"])).toMatchObject({
      ok: false,
      reason: { code: "phoneCountry", detail: "CZ" },
    });
  });
});

test("calling codes are those of the world", () => {
  expect(phoneCountries.map((country) => [country, callingCodeOf(country)])).toEqual([
    ["CZ", "420"],
    ["SK", "421"],
    ["AT", "43"],
    ["DE", "49"],
    ["HU", "36"],
    ["PL", "48"],
    ["UA", "380"],
  ]);
});

/** Ways in which people write a number of a country: the digits of each must be just those of the E.164 number. */
function spellings(e164: string): string[] {
  const number = parsePhoneNumberFromString(e164);
  if (!number) throw new Error(`${e164} is no number`);
  const { countryCallingCode: code, nationalNumber: national } = number;
  return [
    national,
    `0${national}`,
    `06${national}`,
    code + national,
    `00${code}${national}`,
    `${code}0${national}`,
  ];
}

/** Runs of digits of a text that begin and end where its own runs do, with anything but digits between. */
function digitRuns(raw: string): Set<string> {
  const pieces = raw.match(/\d+/gu) ?? [];
  const runs = new Set<string>();
  for (let from = 0; from < pieces.length; from++)
    for (let to = from + 1; to <= pieces.length; to++) runs.add(pieces.slice(from, to).join(""));
  return runs;
}

const everywhere = [...phoneCountries];

describe("no digit is ever invented, dropped or moved", () => {
  const claim = (raw: string) => {
    const parsed = parsePhone(raw, everywhere);
    if (!parsed.ok) return;
    expect(parsePhoneNumberFromString(parsed.e164)?.isValid()).toBe(true);
    const runs = digitRuns(raw);
    expect(
      spellings(parsed.e164).some((digits) => runs.has(digits)),
      `${raw} → ${parsed.e164}`,
    ).toBe(true);
  };

  test("in whatever somebody types", () => {
    const character = fc.constantFrom(..."0123456789+ /-.,;:()abctel\u00a0\n");
    fc.assert(fc.property(fc.string({ unit: character, maxLength: 40 }), claim), { numRuns: runs(3000) });
  });

  test("in what looks like numbers, dates and times side by side", () => {
    const digits = (length: number) => fc.stringMatching(new RegExp(`^\\d{${length}}$`));
    const piece = fc.oneof(
      fc.constantFrom(
        "+420",
        "00420",
        "+421",
        "420",
        "+49",
        "tel.",
        "mobil",
        "9:30",
        "7. 7. 2026",
        "24.11.",
        "č. 5",
      ),
      fc.constantFrom("777 123 456", "601000001", "234 567 890", "0905 123 456", "777", "601", "(0)"),
      digits(3),
      digits(2),
      digits(9),
    );
    const glue = fc.constantFrom("", " ", "  ", "/", "-", ", ", "; ", ".", "\n", "(", ") ");
    const field = fc
      .array(fc.tuple(piece, glue), { minLength: 1, maxLength: 8 })
      .map((pieces) => pieces.flat().join(""));
    fc.assert(fc.property(field, claim), { numRuns: runs(3000) });
  });
});

test("a Czech mobile number is found however it is spaced and whatever words stand around it", () => {
  const national = fc
    .tuple(
      fc.constantFrom("601", "608", "702", "720", "739", "770", "777", "790"),
      fc.stringMatching(/^\d{6}$/),
    )
    .map(([prefix, rest]) => prefix + rest);
  const prefix = fc.constantFrom("", "+420", "+420 ", "00420", "00420 ", "420", "(+420) ", "420 ");
  const separator = fc.constantFrom("", " ", "/", "-", ".", "\u00a0");
  const before = fc.constantFrom("", "tel. ", "maminka ", "mobil: ", "volat po obědě, ", "Vzorová Jana; ");
  const after = fc.constantFrom(
    "",
    " maminka",
    " (dcera)",
    ", volat po 16:00",
    "; 234 567 890",
    "\npoznámka",
  );
  fc.assert(
    fc.property(national, prefix, separator, before, after, (number, code, between, left, right) => {
      const written = [number.slice(0, 3), number.slice(3, 6), number.slice(6)].join(between);
      expect(parsePhone(`${left}${code}${written}${right}`, allowed)).toMatchObject({
        ok: true,
        e164: `+420${number}`,
      });
    }),
    { numRuns: runs(1000) },
  );
});
