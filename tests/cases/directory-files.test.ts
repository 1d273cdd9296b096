import { describe, expect, test } from "vitest";
import { decodeText } from "../../lib/domain/directory/decode-text.ts";
import { type ImportPlan, planImport } from "../../lib/domain/directory/import.ts";
import { readTable } from "../../lib/domain/directory/read-table.ts";
import { guessColumns } from "../../lib/domain/directory/table.ts";
import { parsePhone } from "../../lib/domain/phone.ts";
import { testCases } from "./cases.ts";

const countries = ["CZ", "SK"];

/** What an import with the guessed columns does. */
function planOf(file: string | Uint8Array): Promise<ImportPlan> {
  const text = typeof file === "string" ? file : decodeText(file).text;
  const { headings, rows } = readTable(text);
  return planImport([], rows, {
    columns: guessColumns(headings),
    countries,
    source: "soubor",
    today: "2026-11-28",
    now: 1,
  });
}

async function stored(file: string | Uint8Array): Promise<string[]> {
  const { patients } = await planOf(file);
  return patients.map(({ name, phone, optOut }) => {
    const parsed = parsePhone(phone, countries);
    return [name, parsed.ok ? parsed.e164 : parsed.reason.code, optOut && "nechce SMS"]
      .filter(Boolean)
      .join(" | ");
  });
}

const told = async (file: string | Uint8Array): Promise<string[]> =>
  (await planOf(file)).report.map(({ at, problem }) => `${at} ${problem.code}`);

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const joined = (...parts: Uint8Array[]): Uint8Array => new Uint8Array(parts.flatMap((part) => [...part]));

const card = (...lines: string[]): string =>
  [
    "BEGIN:VCARD",
    ...(lines.some((line) => line.startsWith("VERSION")) ? [] : ["VERSION:3.0"]),
    ...lines,
    "END:VCARD",
    "",
  ].join("\r\n");
const jana = ["Jana Nováková | +420777123456"];

/** Files that a case describes, as their bytes are no text. */
const described: Record<string, Uint8Array> = {
  "a UTF-8 address book, one line of which is folded inside the letter á (bytes C3 0D 0A 20 A1)": joined(
    bytes("BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Jana Nov"),
    new Uint8Array([0xc3, 0x0d, 0x0a, 0x20, 0xa1]),
    bytes("ková\r\nTEL;TYPE=CELL:777123456\r\nEND:VCARD\r\n"),
    bytes(card("FN:Božena Šťastná", "TEL;TYPE=CELL:601000001")),
  ),
  "UTF-8 with a letter cut off at the very end": joined(
    bytes("Jméno;Telefon;Poznámka\r\nBožena Šťastná;601000001;dcera Ev"),
    new Uint8Array([0xc3]),
  ),
};

describe("an address book", () => {
  testCases<string, string[]>("07-vcard.json", async (input, expected) => {
    expect(await stored(described[input] ?? input)).toEqual(expected);
  });

  test.for<[what: string, book: string]>([
    [
      "the preferred of two, by number",
      card(
        "VERSION:4.0",
        "FN:Jana Nováková",
        "TEL;TYPE=cell;PREF=2:601000001",
        "TEL;TYPE=cell;PREF=1:777123456",
      ),
    ],
    [
      "a label of one's own",
      card(
        "FN:Jana Nováková",
        "item1.TEL:601000001",
        "item1.X-ABLabel:Práce",
        "item2.TEL:777123456",
        "item2.X-ABLabel:Mobil",
      ),
    ],
    ["no pager", card("FN:Jana Nováková", "TEL;TYPE=PAGER:601000001", "TEL:777123456")],
    ["a landline first", card("FN:Jana Nováková", "TEL;TYPE=PREF:234567890", "TEL;TYPE=HOME:777123456")],
    [
      "quoted-printable over several lines",
      card(
        "VERSION:2.1",
        "FN;ENCODING=QUOTED-PRINTABLE;CHARSET=UTF-8:Jana =\r\nNov=C3=A1kov=C3=A1",
        "TEL;CELL:777123456",
      ),
    ],
    [
      "quoted-printable in Windows-1250",
      card("VERSION:2.1", "N;CHARSET=windows-1250;QUOTED-PRINTABLE:Nov=E1kov=E1;Jana", "TEL;CELL:777123456"),
    ],
    [
      "capitals and small letters",
      "begin:vcard\nversion:3.0\nfn:Jana Nováková\ntel;type=cell:777123456\nend:vcard\n",
    ],
    ["a folded number", card("FN:Jana Nováková", "TEL;TYPE=CELL:777", " 123456")],
    [
      "a number as an address",
      card("VERSION:4.0", "FN:Jana Nováková", 'TEL;VALUE=uri;TYPE="cell,voice":tel:+420-777-123-456;ext=1'),
    ],
    ["a name of parts", card("N:Nováková;Jana;;MUDr.;", "TEL;CELL:777123456")],
  ])("%s", async ([, book]) => {
    expect(await stored(book)).toEqual(jana);
  });

  test("a card that cannot be read is told, and costs no other", async () => {
    const book = `${card("FN:Petr Malý", "tohle nic není")}${card("FN:Jana Nováková", "TEL:777123456")}BEGIN:VCARD\r\nFN:Eva`;
    expect(await stored(book)).toEqual(jana);
    expect(await told(book)).toEqual(["1 vcardBroken", "3 vcardBroken"]);
  });
});

describe("a table", () => {
  testCases<string, string[]>("08-csv.json", async (input, expected) => {
    expect(await stored(described[input] ?? input)).toEqual(expected);
  });

  test.for<[what: string, file: string, expected: string[]]>([
    [
      "sep= in quotes",
      '"sep=,"\nJméno,Telefon\n"Nováková, Jana",777123456\n',
      ["Nováková, Jana | +420777123456"],
    ],
    [
      "a title above",
      "Seznam pacientů k 1. 11. 2026;;\n;;\nPříjmení;Jméno;Mobil\nNováková;Jana;777123456\n",
      jana,
    ],
    [
      "Google's columns",
      "First Name,Middle Name,Last Name,Phone 1 - Label,Phone 1 - Value,Phone 2 - Label,Phone 2 - Value\nJana,,Nováková,Home,234567890,Mobile,777 123 456\n",
      jana,
    ],
    [
      "Google's older ones",
      "Name,Given Name,Family Name,Phone 1 - Type,Phone 1 - Value\nJana Nováková,Jana,Nováková,Mobile,234567890 ::: 777 123 456\n",
      jana,
    ],
    [
      "Outlook's",
      "First Name,Last Name,Business Fax,Business Phone,Mobile Phone\nJana,Nováková,601000009,234567890,777123456\n",
      jana,
    ],
    [
      "another's number is none of the patient's",
      "Jméno;Telefon manžela;Telefon\nJana Nováková;601000009;777123456\n",
      jana,
    ],
    ["the first textable of two", "Jméno;Telefon 1;Telefon 2\nJana Nováková;nemá;777123456\n", jana],
    ["Excel's truth", "Jméno;Telefon;Nechce SMS\nJana Nováková;777123456;NEPRAVDA\n", jana],
    [
      "and the other",
      "Jméno;Telefon;Nechce SMS\nJana Nováková;777123456;PRAVDA\n",
      [`${jana[0]} | nechce SMS`],
    ],
    [
      "a refusal in words",
      "Jméno;Telefon;Souhlas\nJana Nováková;777123456;nesouhlasí\n",
      [`${jana[0]} | nechce SMS`],
    ],
    ["SMS: nechce", "Jméno;Telefon;SMS\nJana Nováková;777123456;nechce\n", [`${jana[0]} | nechce SMS`]],
    ["SMS: ano", "Jméno;Telefon;SMS\nJana Nováková;777123456;ano\n", jana],
    [
      "consent: FALSE",
      "Name,Phone,SMS consent\nJana Nováková,777123456,FALSE\n",
      [`${jana[0]} | nechce SMS`],
    ],
    [
      "a quote in the middle of the table",
      'Jméno;Telefon\nEva "Evi" Malá;601000003\n"Jani" Nováková;777123456\nPetr Novák;601000002\n',
      ['Eva "Evi" Malá | +420601000003', '"Jani" Nováková | +420777123456', "Petr Novák | +420601000002"],
    ],
    [
      "a quote that never closes",
      'Jméno;Telefon\n"Jana;777123456\nPetr Novák;601000002\n',
      ["Petr Novák | +420601000002"],
    ],
  ])("%s", async ([, file, expected]) => {
    expect(await stored(file)).toEqual(expected);
  });

  test("what is not stored, and what was not understood, is told", async () => {
    expect(
      await told("Jméno;Adresa;Telefon\nJana;Praha 1; Na Příkopě 12;777123456\nPetr;Brno;601000002\n"),
    ).toEqual(["2 shifted"]);
    expect(await told('Jméno;Telefon\n"Jana;777123456\nPetr Novák;601000002\n')).toEqual(["2 quotes"]);
    expect(await told("Jméno;Telefon;Souhlas\nJana;777123456;možná\n")).toEqual(["2 optOut"]);
    expect(await told("Jméno;Telefon\nJana;777 123 456 (zemřela)\n")).toEqual(["2 phone"]);
  });

  test("what no longer fits beside a number is not forgotten", async () => {
    const long = "777 123 456 (manželka paní Marie Novákové, volat po obědě)";
    const file = (phone: string) => `Jméno;Telefon\nJana Nováková;${phone}\n`;
    for (const doubt of ["zemřela", "už neplatí", "nechce SMS"]) {
      expect(await stored(file(`${long} ${doubt}`))).toEqual(["Jana Nováková | phoneUnclear"]);
      expect(await told(file(`${long} ${doubt}`))).toEqual(["2 phone"]);
    }
    expect(await stored(file(long))).toEqual(jana);
    expect(await stored(file(`234 567 890 domů, volat až po šesté hodině večer, 777 123 456`))).toEqual(jana);
  });

  test("an older encoding is told from the others", () => {
    const text = "Jméno;Telefon\nBožena Šťastná, Ondřej Žák;601000001\n";
    const latin2: Record<string, number> = { ž: 0xbe, Š: 0xa9, ť: 0xbb, á: 0xe1, ř: 0xf8, Ž: 0xae, é: 0xe9 };
    const windows: Record<string, number> = { ...latin2, ž: 0x9e, Š: 0x8a, ť: 0x9d, Ž: 0x8e };
    const written = (letters: Record<string, number>) =>
      new Uint8Array([...text].map((letter) => letters[letter] ?? letter.charCodeAt(0)));
    expect(decodeText(written(latin2))).toEqual({ text, encoding: "iso-8859-2" });
    expect(decodeText(written(windows))).toEqual({ text, encoding: "windows-1250" });
    expect(decodeText(bytes(text))).toEqual({ text, encoding: "utf-8" });
  });

  test("one spoilt byte costs one row, and it is told", async () => {
    const file = joined(
      bytes("Jméno;Telefon\nBožena Šťastná;601000001\nJana Nov"),
      new Uint8Array([0xc3]),
      bytes("ková;777123456\nPetr Žák;601000002\n"),
    );
    expect(await stored(file)).toEqual(["Božena Šťastná | +420601000001", "Petr Žák | +420601000002"]);
    expect(await told(file)).toEqual(["3 letters"]);
  });
});
