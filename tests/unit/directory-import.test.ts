// @vitest-environment node

import { describe, expect, test } from "vitest";
import { decodeText } from "../../lib/domain/directory/decode-text.ts";
import { exportPatients } from "../../lib/domain/directory/export.ts";
import { type ImportOptions, languageOf, planImport } from "../../lib/domain/directory/import.ts";
import { corrected, type DirectoryPatient, newPatient } from "../../lib/domain/directory/patient.ts";
import { readTable } from "../../lib/domain/directory/read-table.ts";
import { entriesOf, searchEntries } from "../../lib/domain/directory/search.ts";
import { guessColumns, type Table, withHeadings } from "../../lib/domain/directory/table.ts";
import { MessageLanguage } from "../../lib/domain/text/message-language.ts";
import fc from "../properties.ts";

const countries = ["CZ", "SK"];
const windows1250 = (text: string): Uint8Array => {
  const decoder = new TextDecoder("windows-1250");
  const codes = new Map(
    Array.from({ length: 256 }, (_, code) => [decoder.decode(Uint8Array.of(code)), code]),
  );
  return Uint8Array.from(text, (letter) => codes.get(letter) ?? 0x3f);
};

const options = (table: Table, change: Partial<ImportOptions> = {}): ImportOptions => ({
  columns: guessColumns(table.headings),
  countries,
  source: "import",
  today: "2026-11-23",
  now: 1,
  ...change,
});

async function imported(text: string, existing: readonly DirectoryPatient[] = []) {
  const table = readTable(text);
  return planImport(existing, table.rows, options(table));
}

/** The directory after it. */
function after(
  existing: readonly DirectoryPatient[],
  patients: readonly DirectoryPatient[],
): DirectoryPatient[] {
  return [...new Map([...existing, ...patients].map((patient) => [patient.id, patient])).values()];
}

const problems = ({ report }: Awaited<ReturnType<typeof imported>>) =>
  report.map(({ at, problem }) => `${at} ${problem.code}`);

describe("what a file is written in", () => {
  const text = "Příjmení;Jméno;Telefon\r\nŽluťoučká;Šárka;601 000 001\r\n";

  test.for([
    ["utf-8", new TextEncoder().encode(text)],
    ["utf-8", new TextEncoder().encode(`\uFEFF${text}`)],
    ["windows-1250", windows1250(text)],
    [
      "utf-16",
      new Uint8Array([
        0xff,
        0xfe,
        ...new Uint8Array(Uint16Array.from(`${text}`, (c) => c.charCodeAt(0)).buffer),
      ]),
    ],
  ] as const)("%s is recognised", async ([encoding, bytes]) => {
    const decoded = decodeText(bytes);
    expect(decoded.encoding).toBe(encoding);
    expect((await imported(decoded.text)).patients).toMatchObject([
      { name: "Šárka Žluťoučká", phone: "601 000 001" },
    ]);
  });
});

describe("columns", () => {
  test.for([
    ["ID;Jméno a příjmení;Mobil;Jazyk", ["code", "name", "phone", "language"]],
    ["Jméno;Příjmení;Telefon", ["firstName", "lastName", "phone"]],
    ["Meno,Priezvisko,Telefónne číslo", ["firstName", "lastName", "phone"]],
    ["Name,Phone,Opt-out", ["name", "phone", "optOut"]],
    ["Pacient;E-mail;Tel.", ["name", null, "phone"]],
  ] as const)("%s are recognised", ([line, fields]) => {
    expect(guessColumns(readTable(`${line}\na;b;c;d\n`).headings)).toEqual(fields);
  });

  test("a table without headings has none", () => {
    const table = readTable("Jana Vzorová;601 000 001\nPetr Vzor;601 000 002\n");
    expect(table).toMatchObject({ headings: [], rows: [{ at: 1 }, { at: 2 }] });
  });

  test("headings that nobody knows are told by having no numbers; a person may say otherwise", () => {
    const table = readTable("Osoba;Kontakt\nJana Vzorová;601 000 001\n");
    expect(table).toMatchObject({ headings: ["Osoba", "Kontakt"], rows: [{ at: 2 }] });
    const without = withHeadings(table, false);
    expect(without).toMatchObject({
      headings: [],
      rows: [{ at: 1, cells: ["Osoba", "Kontakt"] }, { at: 2 }],
    });
    expect(withHeadings(without, true)).toEqual(table);
    expect(readTable("Jana Vzorová\nPetr Vzor\n").headings).toEqual([]);
  });

  test.for([
    ["cs", "cs"],
    ["CS-CZ", "cs"],
    ["Slovenčina", "sk"],
    ["ukrajinsky", "uk"],
    ["ua", "uk"],
    ["klingonsky", null],
    ["", null],
  ] as const)("the language %s is %s", ([written, language]) => {
    expect(languageOf(written)).toBe(language);
  });
});

describe("address books", () => {
  const card = (...lines: string[]) => ["BEGIN:VCARD", ...lines, "END:VCARD", ""].join("\r\n");

  test("in vCard 3 and 4", async () => {
    const book =
      card(
        "VERSION:3.0",
        "N:Vzorová;Jana;;;",
        "FN:Jana Vzorová",
        "TEL;TYPE=HOME:234 567 890",
        "TEL;TYPE=CELL,VOICE:+420 601 000",
        " 001",
        "UID:urn:uuid:7",
        "NOTE:odlišné\\, a dlouhé",
      ) +
      card("VERSION:4.0", "FN:Petr Vzor", 'TEL;VALUE=uri;TYPE="cell,voice":tel:+420-601-000-002', "LANG:sk");
    expect((await imported(book)).patients).toMatchObject([
      { name: "Jana Vzorová", phone: "+420 601 000001", code: "urn:uuid:7" },
      { name: "Petr Vzor", phone: "+420-601-000-002", language: "sk" },
    ]);
  });

  test("a card without a formatted name has the one of its parts", async () => {
    expect((await imported(card("VERSION:3.0", "N:Vzorová;Jana;;;"))).patients).toMatchObject([
      { name: "Jana Vzorová" },
    ]);
  });

  test("in vCard 2.1 as well; broken ones are not understood, and said of each; the others are imported", async () => {
    const book =
      card(
        "VERSION:2.1",
        "N;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:Vzorov=C3=A1;Jana",
        "TEL;CELL:601000001",
      ) +
      card("VERSION:4.0", "nonsense", "FN:Eva Vzorová") +
      card("VERSION:4.0", "FN:Petr Vzor", "TEL:601000002");
    const plan = await imported(book);
    expect(problems(plan)).toEqual(["2 vcardBroken"]);
    expect(plan.report[0]?.who).toBe("Eva Vzorová");
    expect(plan.patients).toMatchObject([
      { name: "Jana Vzorová", phone: "601000001" },
      { name: "Petr Vzor" },
    ]);
  });
});

describe("each row that is not understood is told", () => {
  test("and whether it was imported in spite of that", async () => {
    const plan = await imported(
      [
        "ID;Jméno;Telefon;Jazyk;Nechce SMS",
        "1;Jana Vzorová;601 000 001;cs;ne",
        ";;601 000 002;;",
        "3;Petr Vzor;234 567 890;;",
        "4;Eva Vzorová;601 000 004;klingonsky;",
        "5;Adam Vzor;601 000 005;;možná",
        "1;Josef Jiný;601 000 006;;",
        '6;"Karel;601 000 007',
      ].join("\n"),
    );
    expect(problems(plan)).toEqual([
      "3 noName",
      "4 phone",
      "5 language",
      "6 optOut",
      "7 codeTwice",
      "8 quotes",
    ]);
    expect(plan.patients.map(({ name }) => name)).toEqual([
      "Jana Vzorová",
      "Petr Vzor",
      "Eva Vzorová",
      "Adam Vzor",
    ]);
    // What nobody understands keeps texts away.
    expect(plan.patients.map(({ optOut }) => optOut?.day ?? null)).toEqual([null, null, null, "2026-11-23"]);
  });
});

test("a number alone is kept where nobody wants texts on it", async () => {
  const text = "Jméno;Telefon;Nechce SMS\n;601 000 002;2026-03-03\n";
  const { patients, report } = await imported(text);
  expect(report).toEqual([]);
  expect(patients).toMatchObject([{ name: "", phone: "601 000 002", optOut: { phone: "+420601000002" } }]);
  expect(await imported(text, patients)).toMatchObject({ patients: [], unchanged: 1 });
});

describe("importing once more", () => {
  const table = "ID;Jméno;Telefon\n7;Jana Vzorová;601 000 001\n;Petr Vzor;601 000 002\n";

  test("changes nothing", async () => {
    const { patients } = await imported(table);
    expect(await imported(table, patients)).toMatchObject({
      patients: [],
      added: 0,
      updated: 0,
      unchanged: 2,
    });
  });

  test("updates by identifier, or else by name and number", async () => {
    const { patients } = await imported(table);
    const plan = await imported(
      "ID;Jméno;Telefon;Jazyk\n7;Jana Nová;601 000 009;\n;VZOR Petr;+420601000002;sk\n;Petr Vzor;601 000 003;\n",
      patients,
    );
    expect(plan).toMatchObject({ added: 1, updated: 2 });
    expect(plan.patients).toMatchObject([
      { id: patients[0]?.id, name: "Jana Nová", phone: "601 000 009" },
      { id: patients[1]?.id, phone: "+420601000002", language: "sk" },
      { name: "Petr Vzor", phone: "601 000 003" },
    ]);
  });

  test("never undoes what a person corrected, nor an opt-out", async () => {
    const [jana, petr] = (await imported(table)).patients;
    if (!jana || !petr) throw new Error("not imported");
    const optOut = { day: "2026-03-03", source: "telefonicky", phone: null };
    const hers = corrected(jana, { phone: "601 000 011", name: "Jana Krátká" }, countries, 2);
    const his = {
      ...corrected(petr, { phone: "601 000 012", language: "uk" as const }, countries, 2),
      optOut,
    };
    const plan = await imported(
      "ID;Jméno;Telefon;Jazyk;Nechce SMS\n7;Jana Vzorová;601 000 001;;\n;Petr Vzor;601 000 002;cs;ne\n",
      [hers, his],
    );
    expect(plan).toMatchObject({ patients: [], added: 0, unchanged: 2 });
  });

  test("does not make one patient another, where two systems number theirs alike", async () => {
    const { patients } = await imported(table);
    const [jana] = patients;
    if (!jana) throw new Error("not imported");
    const optOut = { day: "2026-03-03", source: "telefonicky", phone: null };
    const refusing = { ...jana, optOut };
    const other = "ID;Jméno;Telefon\n7;Petr Malý;601 000 003\n";
    for (const before of [jana, refusing, { ...jana, phone: "" }]) {
      const plan = await imported(other, [before]);
      expect(plan.patients).toEqual([]);
      expect(problems(plan)).toEqual(["2 codeTaken"]);
    }
    // Of whom nobody has decided anything, she may have married and changed her number.
    const namesake = "ID;Jméno;Telefon\n7;Jana Malá;601 000 003\n";
    expect(problems(await imported(namesake, [refusing]))).toEqual(["2 codeTaken"]);
    expect(await imported(namesake, [jana])).toMatchObject({ updated: 1, report: [] });
  });

  test("takes a new name with the number for the same patient", async () => {
    const [jana] = (await imported(table)).patients;
    if (!jana) throw new Error("not imported");
    const optOut = { day: "2026-03-03", source: "telefonicky", phone: null };
    const married = "ID;Jméno;Telefon\n7;Ivana Malá;+420601000001\n";
    for (const before of [jana, { ...jana, optOut }])
      expect(await imported(married, [before])).toMatchObject({ updated: 1, report: [] });
    const moved = "ID;Jméno;Telefon\n7;VZOROVÁ Jana, Ph.D.;601 000 009\n";
    expect(await imported(moved, [{ ...jana, optOut }])).toMatchObject({ updated: 1, report: [] });
    expect(await imported("ID;Jazyk\n7;sk\n", [{ ...jana, optOut }])).toMatchObject({
      updated: 1,
      report: [],
    });
  });

  test("a row without a number makes no second one of that name, and of two it says so", async () => {
    const { patients } = await imported(table);
    expect(await imported("Jméno\nPetr Vzor\n", patients)).toMatchObject({ patients: [], unchanged: 1 });
    const twice = (await imported("Jméno;Telefon\nPetr Vzor;601 000 003\n", patients)).patients;
    expect(problems(await imported("Jméno\nPetr Vzor\n", [...patients, ...twice]))).toEqual(["2 unclear"]);
  });

  test("two identifiers under one name and number stay two people", async () => {
    const { patients } = await imported("ID;Jméno;Telefon\n1;Jan Vzor;601 000 001\n2;Jan Vzor;601 000 001\n");
    expect(patients).toHaveLength(2);
  });
});

describe("an exported directory", () => {
  const line = fc.string({
    unit: fc.constantFrom("a", "ž", "=", "+", "-", "@", "'", '"', ";", "1", " "),
    maxLength: 12,
  });
  const patient = fc
    .record({
      code: line.map((text) => text.trim()),
      name: line.map((text) => `Jana ${text}`.trim()),
      phone: fc.oneof(
        fc.constant(""),
        fc.integer({ min: 601000000, max: 601999999 }).map((number) => `+420${number}`),
        line.map((text) => text.trim()),
      ),
      language: fc.option(fc.constantFrom(...MessageLanguage.options)),
      optOut: fc.option(
        fc.record({
          day: fc.constantFrom("2026-03-03", "2025-12-31"),
          source: line.map((text) => text.trim() || "osobně"),
          phone: fc.option(fc.constant("+420601000001")),
        }),
      ),
    })
    .map((fields): DirectoryPatient => ({ ...newPatient({}, 1), ...fields }));
  const told = ({ code, name, phone, language, optOut }: DirectoryPatient) => ({
    code,
    name,
    phone,
    language,
    optOut,
  });
  /** As many as an import tells apart. */
  const people = fc.uniqueArray(patient, {
    maxLength: 20,
    comparator: (a, b) => a === b,
    selector: ({ code, name }) => (code === "" ? name : code).normalize("NFD"),
  });

  test("read into an empty one gives the same people, and into itself changes nothing", async () => {
    await fc.assert(
      fc.asyncProperty(people, async (all) => {
        const distinct = all.map((one, at) => ({ ...one, name: `${one.name} ${"x".repeat(at + 1)}` }));
        const text = exportPatients(distinct);
        expect((await imported(text)).patients.map(told)).toEqual(distinct.map(told));
        expect((await imported(text, distinct)).patients).toEqual([]);
      }),
    );
  });

  test("holds no formula", () => {
    const evil = newPatient(
      { name: '=HYPERLINK("https://zly.example")', phone: "+420601000001", code: "@1" },
      1,
    );
    expect(exportPatients([evil])).toContain(`"'@1";"'=HYPERLINK(""https://zly.example"")";"'+420601000001"`);
  });
});

describe("twenty thousand patients", () => {
  const lines = Array.from({ length: 20_000 }, (_, at) => `${at};Vzorová${at} Jana;${601_000_000 + at}`);
  const text = `ID;Jméno;Telefon\n${lines.join("\n")}\n`;

  test("are imported, each once, with pauses in between, and found by name, number and identifier", async () => {
    let pauses = 0;
    const table = readTable(text);
    const plan = await planImport([], table.rows, options(table), async () => void pauses++);
    expect(plan).toMatchObject({ added: 20_000, updated: 0, report: [] });
    expect(pauses).toBeGreaterThan(50);
    const entries = entriesOf(plan.patients);
    for (const typed of ["vzorova12345", "jana VZOROVÁ12345", "601012345", "601 012 345", "12345 vzor"])
      expect(searchEntries(entries, typed).map(({ patient }) => patient.code)).toEqual(["12345"]);
    expect(searchEntries(entries, "")).toHaveLength(20_000);
    const again = await planImport(plan.patients, table.rows, options(table));
    expect(again).toMatchObject({ patients: [], unchanged: 20_000 });
  });
});

test("an import leaves whoever it does not name", async () => {
  const existing = [newPatient({ name: "Jana Vzorová", phone: "601 000 001" }, 1)];
  const { patients } = await imported("Jméno;Telefon\nPetr Vzor;601 000 002\n", existing);
  expect(after(existing, patients).map(({ name }) => name)).toEqual(["Jana Vzorová", "Petr Vzor"]);
});
