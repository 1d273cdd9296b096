// @vitest-environment node
import "fake-indexeddb/auto";
import { IDBFactory } from "fake-indexeddb";
import { openDB } from "idb";
import { beforeEach, expect, test, vi } from "vitest";
import { newPatient } from "../../lib/domain/directory/patient.ts";

/** A directory as version 5 of the database kept it: by names with their titles. */

const lowNames = { first: "mudr. jan vzorny", second: "eva zkusebni" };

beforeEach(() => {
  globalThis.indexedDB = new IDBFactory();
  vi.resetModules();
});

async function makeVersion5(rows: readonly unknown[]): Promise<void> {
  const db = await openDB("pipni", 5, {
    upgrade(made) {
      const outbox = made.createObjectStore("outbox", { keyPath: "id" });
      outbox.createIndex("key", "key", { unique: true });
      made.createObjectStore("meta");
      made.createObjectStore("secrets");
      const patients = made.createObjectStore("patients", { keyPath: "id" });
      patients.createIndex("codes", "indexed.codes", { multiEntry: true });
      patients.createIndex("name", "indexed.name");
      patients.createIndex("phones", "indexed.phones", { multiEntry: true });
      made.createObjectStore("choices", { keyPath: "key" }).createIndex("patientId", "patientId");
    },
  });
  for (const row of rows) await db.put("patients", row);
  await db.put("meta", true, "whole");
  db.close();
}

const oldRow = (name: string, indexedName: string) => {
  const patient = newPatient({ name, phone: "601 200 300", code: `K-${indexedName}` }, 1_790_000_000_000);
  return {
    ...patient,
    indexed: { codes: [patient.code], name: indexedName, phones: ["+420601200300"] },
  };
};

test("a directory of an older database is found by names without titles, and nothing else of it changes", async () => {
  const first = oldRow("MUDr. Jan Vzorný", lowNames.first);
  const second = oldRow("Eva Zkušební", lowNames.second);
  const broken = [
    { id: "no-index", name: "Petr Pokusný" },
    { id: "no-name", indexed: { name: 7 } },
  ];
  await makeVersion5([first, second, ...broken]);

  const { database, isWhole } = await import("../../lib/storage/database.ts");
  const { nameKey } = await import("../../lib/domain/names.ts");
  const db = await database();
  expect(db.version).toBe(6);
  const found = await db.getAllFromIndex("patients", "name", nameKey("Vzorný Jan"));
  expect(found).toEqual([{ ...first, indexed: { ...first.indexed, name: nameKey("Jan Vzorný") } }]);
  expect(await db.getAllFromIndex("patients", "name", nameKey("MUDr. Jan Vzorný, Ph.D."))).toEqual(found);
  expect(await db.getAllFromIndex("patients", "name", nameKey("Eva Zkušební"))).toHaveLength(1);
  expect(await db.getAllFromIndex("patients", "name", lowNames.first)).toEqual([]);
  // One that cannot be read is neither lost nor in the way.
  for (const row of broken) expect(await db.get("patients", row.id)).toEqual(row);
  expect(await isWhole()).toBe(true);
  const { allPatients } = await import("../../lib/storage/patients.ts");
  expect((await allPatients()).map(({ name }) => name).sort()).toEqual(["Eva Zkušební", "MUDr. Jan Vzorný"]);
});
