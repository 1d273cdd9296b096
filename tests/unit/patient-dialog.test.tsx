// @vitest-environment node
import { beforeEach, expect, test } from "vitest";
import { PatientDialog } from "../../components/options/patients/patient-dialog.tsx";
import { type DirectoryPatient, newPatient } from "../../lib/domain/directory/patient.ts";
import { defaultSettings } from "../../lib/domain/settings.ts";
import { buttons, draw, openPage, press, tick, type } from "./support/drawn-page.tsx";

/** A patient's dialog that stands open while the directory is changed elsewhere. */

openPage();

const today = "2026-03-10";
const optOut = { day: "2026-03-09", source: "odpovědí na SMS", phone: "+420601000001" };
const jana = (change: Partial<DirectoryPatient> = {}): DirectoryPatient => ({
  ...newPatient({ name: "Jana Vzorová", phone: "601 000 001" }, 0),
  id: "3f0c5a52-6a3b-4a55-9a0e-0d6a3b7f4c11",
  ...change,
});

let stored: DirectoryPatient | null;
let isClosed: boolean;
beforeEach(() => {
  stored = jana();
  isClosed = false;
});

const actions = {
  all: async () => [],
  watch: () => () => {},
  change: async (id: string | null, change: (now: DirectoryPatient | null) => DirectoryPatient) => {
    if (id !== null && stored === null) return false;
    stored = change(id === null ? null : stored);
    return true;
  },
  merge: async () => true,
  remove: async () => {},
  plan: () => Promise.reject(new Error("not here")),
  import: () => Promise.reject(new Error("not here")),
};

/** As the page draws it, which follows the directory. */
const drawn = (patient: DirectoryPatient | null) =>
  draw(
    <PatientDialog
      patient={patient}
      entries={[]}
      settings={defaultSettings}
      today={today}
      actions={actions}
      onClose={() => {
        isClosed = true;
      }}
    />,
  );
const field = (at: number) => document.querySelectorAll<HTMLInputElement>("form input")[at];
const [name, phone, code] = [0, 1, 2];
const save = () => press(buttons("Uložit")[0]);

test("who wants no texts by now still wants none once another field is saved", async () => {
  await drawn(stored);
  await type(field(code), "7");
  stored = jana({ optOut });
  await save();
  expect(stored).toMatchObject({ code: "7", optOut });
  expect(isClosed).toBe(true);
});

test("a number that was corrected meanwhile stays", async () => {
  await drawn(stored);
  await type(field(name), "Jana Nová");
  stored = jana({ phone: "601 000 009", byHand: ["phone"] });
  await save();
  expect(stored).toMatchObject({ name: "Jana Nová", phone: "601 000 009" });
});

test("the dialog shows what was changed meanwhile, but for what is being typed", async () => {
  await drawn(stored);
  await type(field(name), "Jana Nová");
  stored = jana({ phone: "601 000 009", name: "Jana V." });
  await drawn(stored);
  expect([field(name)?.value, field(phone)?.value]).toEqual(["Jana Nová", "601 000 009"]);
});

test("what is typed counts, also where the same was changed meanwhile", async () => {
  await drawn(stored);
  await type(field(phone), "601 000 005");
  stored = jana({ phone: "601 000 009" });
  await save();
  expect(stored).toMatchObject({ phone: "601 000 005", byHand: ["phone"] });
});

test("whoever wants texts again is written so, and only then", async () => {
  stored = jana({ optOut });
  await drawn(stored);
  await save();
  expect(stored.optOut).toEqual(optOut);
  await draw(null);
  await drawn(stored);
  await tick(document.querySelector<HTMLInputElement>("[role=switch]"), false);
  await save();
  expect(stored.optOut).toBe(null);
});

test("somebody who was deleted meanwhile is not added anew", async () => {
  await drawn(stored);
  await type(field(code), "7");
  stored = null;
  await drawn(null);
  expect(field(name)?.value).toBe("Jana Vzorová");
  await save();
  expect([stored, isClosed]).toEqual([null, false]);
  expect(document.body.textContent).toContain("mezitím v adresáři není");
});

test("a new patient is added as before", async () => {
  stored = null;
  await drawn(null);
  await type(field(name), "Petr Ukázkový");
  await type(field(phone), "601 000 002");
  await save();
  expect(stored).toMatchObject({ name: "Petr Ukázkový", phone: "601 000 002", optOut: null });
});
