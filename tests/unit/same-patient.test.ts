// @vitest-environment node
import { describe, expect, test } from "vitest";
import type { Patient } from "../../lib/domain/appointment.ts";
import { comparePatients } from "../../lib/domain/thread/same-patient.ts";
import { mayBeAnotherPatient } from "../../lib/plugin-kit/patient.ts";
import fc from "../properties.ts";

/** People of one practice, whose names differ by more than a slip of the pen. */
const anyName = fc.constantFrom<string[]>(
  ["Jana", "Vzorová"],
  ["Petr", "Ukázkový"],
  ["Šárka", "Domnělá"],
  ["Łukasz", "Nowak"],
  ["Marie", "Příkladná", "Zkušební"],
  ["Li", "Wei"],
);
const [before, after] = [
  ["", "", "", "MUDr. ", "Ing. ", "prof. MUDr. ", "Mgr. et Mgr. ", "paní ", "MVDr. "],
  ["", "", "", ", Ph.D.", " CSc.", ", MBA", ", DiS.", " DrSc., MBA"],
].map((titles) => fc.constantFrom(...(titles as string[])));
const manners = [
  (name: string[]) => name.join(" "),
  (name: string[]) => name.toReversed().join(" "),
  (name: string[]) => name.join("  ").toUpperCase(),
  (name: string[]) => `${name.at(-1)}, ${name.slice(0, -1).join(" ")}`,
  (name: string[]) => name.join(" ").normalize("NFD"),
  (name: string[]) => name.join(" ").normalize("NFD").replace(/\p{M}/gu, "").replace("Ł", "L"),
];
/** One name as several people write it. */
const written = (name: string[]): fc.Arbitrary<string> =>
  fc
    .tuple(before as fc.Arbitrary<string>, fc.constantFrom(...manners), after as fc.Arbitrary<string>)
    .map(([front, manner, back]) => `${front}${manner(name)}${back}`);

const anyNumber = fc.constantFrom("601000001", "602000002", "603000003");
const asWritten = (number: string): fc.Arbitrary<string> =>
  fc.constantFrom(number, `+420${number}`, `00420 ${number}`, number.replace(/(...)/gu, "$1 ").trim());
const anyId = fc.constantFrom(null, null, "7", "8");

const anyPatient: fc.Arbitrary<Patient> = fc.record({
  id: anyId,
  name: fc.oneof(fc.constant(""), anyName.chain(written)),
  phone: fc.oneof(fc.constant(null), anyNumber.chain(asWritten)),
});

/** Two entries of one person: who, and each as it was written. */
const twice = fc.tuple(anyName, anyNumber).chain(([name, number]) =>
  fc.tuple(
    fc.record({ id: anyId, name: written(name), phone: asWritten(number) }),
    fc.record({ id: anyId, name: written(name), phone: asWritten(number) }),
    anyNumber.filter((other) => other !== number),
    anyName.filter((other) => other !== name).chain(written),
  ),
);

describe("one patient", () => {
  test("stays so with titles, in another order, without accents, and with the number written otherwise", () => {
    fc.assert(
      fc.property(twice, ([one, other]) => {
        expect(comparePatients(one, other)).toBe("same");
        expect(mayBeAnotherPatient(one, other)).toBe(false);
      }),
    );
  });

  test("stays so with a corrected number, unless the calendar says otherwise", () => {
    fc.assert(
      fc.property(twice, ([one, other, phone]) => {
        const isTold = one.id !== null && other.id !== null && one.id !== other.id;
        expect(comparePatients(one, { ...other, phone })).toBe(isTold ? "other" : "same");
      }),
    );
  });

  test("stays so under another name where the number is the same: whoever reads it reads of the family", () => {
    fc.assert(
      fc.property(twice, ([one, other, , name]) => {
        expect(comparePatients(one, { ...other, name })).toBe("same");
      }),
    );
  });

  test("gives way to another where name and number are others", () => {
    fc.assert(
      fc.property(twice, ([one, other, phone, name]) => {
        const isOneCustomer = one.id !== null && one.id === other.id;
        expect(comparePatients(one, { ...other, name, phone })).toBe(isOneCustomer ? "unclear" : "other");
      }),
    );
  });
});

test("whom the rule would not call the same, a page reports, whatever was written of them", () => {
  fc.assert(
    fc.property(anyPatient, anyPatient, (one, other) => {
      if (!mayBeAnotherPatient(one, other)) expect(comparePatients(one, other)).toBe("same");
    }),
    { numRuns: 2000 },
  );
});

test("who comes first does not matter", () => {
  fc.assert(
    fc.property(anyPatient, anyPatient, (one, other) => {
      expect(comparePatients(one, other)).toBe(comparePatients(other, one));
      expect(mayBeAnotherPatient(one, other)).toBe(mayBeAnotherPatient(other, one));
    }),
  );
});
