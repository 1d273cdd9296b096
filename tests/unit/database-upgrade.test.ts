// @vitest-environment node
import { deleteDB, openDB } from "idb";
import { beforeEach, expect, test, vi } from "vitest";
import { newPatient } from "../../lib/domain/directory/patient.ts";
import type { Message } from "../../lib/domain/outbox/message.ts";
import type { ReasonCode } from "../../lib/domain/outbox/reason.ts";
import { freshStorage } from "./support/fresh-storage.ts";
import { sampleMessage } from "./support/sample-message.ts";

/**
 * Databases as earlier versions left them: version 5 kept the directory by names with their titles, version 6 counted
 * each text of a flood by itself.
 */

const lowNames = { first: "mudr. jan vzorny", second: "eva zkusebni" };

beforeEach(() => {
  freshStorage();
});

async function makeVersion(
  version: 5 | 6,
  { patients: rows = [], outbox: texts = [] }: { patients?: readonly unknown[]; outbox?: readonly unknown[] },
): Promise<void> {
  const db = await openDB("pipni", version, {
    upgrade(made) {
      const outbox = made.createObjectStore("outbox", { keyPath: "id" });
      outbox.createIndex("key", "key", { unique: true });
      outbox.createIndex("subject", "subject");
      outbox.createIndex("appointment", ["calendarId", "appointment.id"]);
      outbox.createIndex("batch", "batch");
      outbox.createIndex("createdAt", "createdAt");
      outbox.createIndex("due", ["state", "notBefore"]);
      outbox.createIndex("status", ["indexed.status", "createdAt"]);
      outbox.createIndex("kind", ["kind", "createdAt"]);
      outbox.createIndex("attention", "indexed.attention");
      outbox.createIndex("receiptAt", "indexed.receiptAt");
      outbox.createIndex("words", "indexed.words", { multiEntry: true });
      outbox.createIndex("start", "appointment.start");
      outbox.createIndex("counted", "indexed.counted");
      outbox.createIndex("urgent", "indexed.urgent");
      outbox.createIndex("held", "indexed.held");
      made.createObjectStore("aside", { keyPath: "id" });
      made.createObjectStore("meta");
      made.createObjectStore("secrets");
      const unseen = made.createObjectStore("unseen", { keyPath: "id" });
      unseen.createIndex("key", "key", { unique: true });
      unseen.createIndex("calendarId", "calendarId");
      const looks = made.createObjectStore("looks", { keyPath: ["calendarId", "way", "day"] });
      looks.createIndex("calendarId", "calendarId");
      looks.createIndex("day", "day");
      const patients = made.createObjectStore("patients", { keyPath: "id" });
      patients.createIndex("codes", "indexed.codes", { multiEntry: true });
      patients.createIndex("name", "indexed.name");
      patients.createIndex("phones", "indexed.phones", { multiEntry: true });
      made.createObjectStore("choices", { keyPath: "key" }).createIndex("patientId", "patientId");
    },
  });
  for (const row of rows) await db.put("patients", row);
  for (const row of texts) await db.put("outbox", row);
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
  await makeVersion(5, { patients: [first, second, ...broken] });

  const { database, isWhole } = await import("../../lib/storage/database.ts");
  const { nameKey } = await import("../../lib/domain/names.ts");
  const db = await database();
  expect(db.version).toBe(9);
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

/** A held text as version 6 wrote it. */
function heldText(code: ReasonCode, createdAt: number): Message & { indexed: object } {
  const message = sampleMessage({
    state: "held",
    reason: { code },
    createdAt,
    subject: `${code} ${createdAt}`,
  });
  const indexed = {
    status: "waiting",
    attention: createdAt,
    urgent: createdAt,
    counted: ["waiting", createdAt],
    held: code,
    words: ["+420601000001"],
  };
  return { ...message, indexed };
}

const today = Date.UTC(2026, 10, 24, 23);

test("texts of a flood that an older database held are counted as before, and none is lost", async () => {
  const flood = Array.from({ length: 12 }, (_, at) => heldText("burst", today + at));
  const earlier = Array.from({ length: 8 }, (_, at) => heldText("burst", today - 500 + at));
  const few = [heldText("dailyCap", today + 100), heldText("dailyCap", today - 600)];
  const other = heldText("credit", today + 200);
  const broken = { ...heldText("burst", today + 300), kind: "telepathy" };
  const all = [...flood, ...earlier, ...few, other, broken];
  await makeVersion(6, { outbox: all });

  const { database } = await import("../../lib/storage/database.ts");
  const { readDay } = await import("../../lib/storage/day-queries.ts");
  const { countAttention } = await import("../../lib/storage/set-aside.ts");
  const { heldFor } = await import("../../lib/storage/outbox-queries.ts");
  const db = await database();
  expect(db.version).toBe(9);
  const view = await readDay(today, today + 3_600_000, { today: 10, earlier: 10 });
  // One that cannot be read stays as it is, and is counted where it was.
  expect(view.counts.waiting).toBe(12 + 1 + 1 + 1);
  expect(view.today.map(({ id }) => id)).toEqual([other.id, few[0]?.id]);
  expect(view.earlier.map(({ id }) => id)).toEqual([few[1]?.id]);
  const groups = view.held.map(({ reason, count }) => [reason.code, count]);
  expect(groups).toContainEqual(["dailyCap", 2]);
  expect(groups).toContainEqual(["credit", 1]);
  expect(groups[0]?.[0]).toBe("burst");
  expect(await countAttention()).toBe(all.length);
  expect((await heldFor("burst", today + 5000)).length).toBe(20);
  const { indexed: _, ...message } = (await db.get("outbox", flood[0]?.id ?? "")) ?? {};
  const { indexed: __, ...before } = flood[0] ?? {};
  expect(message).toEqual(before);
});

test("a context whose database gave way to a newer version says so from then on", async () => {
  const { database } = await import("../../lib/storage/database.ts");
  const { storageProblemOf } = await import("../../lib/storage/storage-problem.ts");
  const before = await database();
  (await openDB("pipni", before.version + 1)).close();
  const problem = await database().then(
    () => null,
    (error) => storageProblemOf(error),
  );
  expect(problem).toBe("newer");
});

test("a context whose database was deleted goes on with a new one", async () => {
  const { database } = await import("../../lib/storage/database.ts");
  await database();
  await deleteDB("pipni");
  expect(await (await database()).getAll("outbox")).toEqual([]);
});

test("a database that another window keeps from being brought up to date is told as one, and works once it is let go", async () => {
  // A window of an older version, frozen: it hears nothing.
  await makeVersion(6, {});
  const frozen = await openDB("pipni");
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  try {
    const { database } = await import("../../lib/storage/database.ts");
    const { storageProblemOf } = await import("../../lib/storage/storage-problem.ts");
    const problem = database().then(
      () => null,
      (error) => storageProblemOf(error),
    );
    for (let times = 0; times < 50; times++) await new Promise((resolve) => setImmediate(resolve));
    await vi.advanceTimersByTimeAsync(6_000);
    expect(await problem).toBe("failed");
    vi.useRealTimers();
    frozen.close();
    expect((await database()).version).toBe(9);
  } finally {
    vi.useRealTimers();
    frozen.close();
  }
});
