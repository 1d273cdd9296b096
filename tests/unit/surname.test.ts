// @vitest-environment node
import { expect, test } from "vitest";
import { newPatient } from "../../lib/domain/directory/patient.ts";
import { entriesOf } from "../../lib/domain/directory/search.ts";
import { surnameFirst } from "../../lib/domain/directory/surname.ts";

test.for([
  ["Jana Nováková", "Nováková Jana"],
  ["MUDr. Jana Nováková, Ph.D.", "Nováková Jana"],
  ["Ing. arch. Petr Novák, CSc.", "Novák Petr"],
  ["Novák Petr", "Novák Petr"],
  ["NOVÁK Petr", "NOVÁK Petr"],
  ["Petr NOVÁK", "NOVÁK Petr"],
  ["Nováková, Mgr. Jana", "Nováková Jana"],
  ["Nováková Jana Marie", "Nováková Jana Marie"],
  ["Veselá Ivuše", "Veselá Ivuše"],
  ["Jan Martin", "Martin Jan"],
  ["Martin Jan", "Jan Martin"],
  ["Jana Nováková-Svobodová", "Nováková-Svobodová Jana"],
  ["Petr Novák ml.", "Novák Petr ml"],
  ["Petr Novák, ml.", "Novák Petr ml"],
  ["Nováková", "Nováková"],
  ["", ""],
] as const)("%s stands in the list as %s", ([name, order]) => {
  expect(surnameFirst(name)).toBe(order);
});

test("the directory is sorted by surname, in the Czech alphabet, and the nameless come last", () => {
  const names = [
    "Adam Zeman",
    "",
    "Chalupa Jan",
    "Josef Čech",
    "Iva Hrubá",
    "MUDr. Eva Cibulková",
    "Petr Dvořák",
    "Jan Dvořák",
  ];
  expect(entriesOf(names.map((name) => newPatient({ name }, 1))).map(({ patient }) => patient.name)).toEqual([
    "MUDr. Eva Cibulková",
    "Josef Čech",
    "Jan Dvořák",
    "Petr Dvořák",
    "Iva Hrubá",
    "Chalupa Jan",
    "Adam Zeman",
    "",
  ]);
});
