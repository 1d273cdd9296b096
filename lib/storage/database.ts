import { type IDBPDatabase, type IDBPTransaction, openDB, type StoreNames } from "idb";
import { nameKey } from "../domain/names.ts";
import type { Message } from "../domain/outbox/message.ts";
import { comesInFloods } from "../domain/outbox/predicates.ts";
import { differences } from "./flood-tally.ts";
import { readRow, toStored } from "./outbox-row.ts";
import type { PipniSchema } from "./schema.ts";

const name = "pipni";
const version = 9;

function makeOutbox(db: IDBPDatabase<PipniSchema>): void {
  const outbox = db.createObjectStore("outbox", { keyPath: "id" });
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
  db.createObjectStore("meta");
  db.createObjectStore("secrets");
}

const indexStarts = (outbox: { createIndex(name: "start", keyPath: string): unknown }): unknown =>
  outbox.createIndex("start", "appointment.start");

type Upgrading = IDBPTransaction<PipniSchema, StoreNames<PipniSchema>[], "versionchange">;

const recentMs = 3 * 24 * 3600_000;

/** So that a day is counted by an index. Of days gone by nobody asks any more how many there were. */
async function indexDays(db: IDBPDatabase<PipniSchema>, tx: Upgrading): Promise<void> {
  db.createObjectStore("aside", { keyPath: "id" });
  const outbox = tx.objectStore("outbox");
  outbox.createIndex("counted", "indexed.counted");
  outbox.createIndex("urgent", "indexed.urgent");
  outbox.createIndex("held", "indexed.held");
  const keys = await Promise.all([
    outbox.index("createdAt").getAllKeys(IDBKeyRange.lowerBound(Date.now() - recentMs)),
    outbox.index("attention").getAllKeys(),
    outbox.index("status").getAllKeys(IDBKeyRange.bound(["scheduled"], ["scheduled", []])),
  ]);
  for (const id of new Set(keys.flat())) {
    const message = readRow(await outbox.get(id));
    if (message) await outbox.put(toStored(message));
  }
}

function makeDirectory(db: IDBPDatabase<PipniSchema>): void {
  const patients = db.createObjectStore("patients", { keyPath: "id" });
  patients.createIndex("codes", "indexed.codes", { multiEntry: true });
  patients.createIndex("name", "indexed.name");
  patients.createIndex("phones", "indexed.phones", { multiEntry: true });
  db.createObjectStore("choices", { keyPath: "key" }).createIndex("patientId", "patientId");
}

function makeLooks(db: IDBPDatabase<PipniSchema>): void {
  const unseen = db.createObjectStore("unseen", { keyPath: "id" });
  unseen.createIndex("key", "key", { unique: true });
  unseen.createIndex("calendarId", "calendarId");
  const looks = db.createObjectStore("looks", { keyPath: ["calendarId", "way", "day"] });
  looks.createIndex("calendarId", "calendarId");
  looks.createIndex("day", "day");
}

/** So that of many held for one reason only their number is read. */
async function countFloods(db: IDBPDatabase<PipniSchema>, tx: Upgrading): Promise<void> {
  const floods = db.createObjectStore("floods", { keyPath: "key" });
  const outbox = tx.objectStore("outbox");
  outbox.createIndex("owes", "indexed.owes");
  const found: Message[] = [];
  for (let cursor = await outbox.index("held").openCursor(); cursor; cursor = await cursor.continue()) {
    const message = readRow(cursor.value);
    if (!message || !comesInFloods(message)) continue;
    found.push(message);
    await cursor.update(toStored(message));
  }
  for (const flood of differences(found.map((row) => [null, row]))) await floods.put(flood);
}

/** So that people are found by names without titles. */
async function indexNames(tx: Upgrading): Promise<void> {
  const patients = tx.objectStore("patients");
  for (let cursor = await patients.openCursor(); cursor; cursor = await cursor.continue()) {
    const { value } = cursor;
    // One that cannot be read stays as it is.
    if (typeof value.name !== "string" || !value.indexed) continue;
    await cursor.update({ ...value, indexed: { ...value.indexed, name: nameKey(value.name) } });
  }
}

function makeDeleted(db: IDBPDatabase<PipniSchema>): void {
  db.createObjectStore("deleted", { autoIncrement: true }).createIndex("keys", "keys", { multiEntry: true });
  db.createObjectStore("sums", { keyPath: "day" });
}

/** An older version's last worker may have died before it had copied what waited. */
async function makeUncopied(db: IDBPDatabase<PipniSchema>, tx: Upgrading): Promise<void> {
  const notes = db.createObjectStore("uncopied");
  const due = tx.objectStore("outbox").index("due");
  for (const state of ["queued", "held", "planned", "scheduled", "withdrawing"]) {
    const ids = await due.getAllKeys(IDBKeyRange.bound([state, 0], [state, Number.MAX_SAFE_INTEGER]));
    if (ids.length > 0) await notes.put(ids, state);
  }
}

let opened: Promise<IDBPDatabase<PipniSchema>> | null = null;

/** One connection for each context. */
export function database(): Promise<IDBPDatabase<PipniSchema>> {
  opened ??= open().catch((error) => {
    opened = null;
    throw error;
  });
  return opened;
}

/** So long another window may take to let go of an older database, in milliseconds. */
const patience = 5_000;

/** @throws where another window keeps the database as it was: whoever waits is to hear of it */
async function open(): Promise<IDBPDatabase<PipniSchema>> {
  const { promise: refused, reject } = Promise.withResolvers<never>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const opening = openDB<PipniSchema>(name, version, {
    blocked() {
      const problem = new DOMException("another window keeps the database", "InvalidStateError");
      timer = setTimeout(() => reject(problem), patience);
    },
    async upgrade(db, from, _to, tx) {
      if (from < 1) makeOutbox(db);
      if (from < 2) makeDirectory(db);
      if (from < 3) indexStarts(tx.objectStore("outbox"));
      if (from < 4) await indexDays(db, tx);
      if (from < 5) makeLooks(db);
      if (from < 6) await indexNames(tx);
      if (from < 7) await countFloods(db, tx);
      if (from < 8) makeDeleted(db);
      if (from < 9) await makeUncopied(db, tx);
    },
    // An update of the extension must not wait for a forgotten page. Whoever asks after that opens what is there then,
    // or hears that it is of a newer version.
    blocking: (_current, _blocked, event) => {
      opened = null;
      (event.target as IDBDatabase).close();
    },
    terminated: () => {
      opened = null;
    },
  });
  // Once it is refused nobody waits for it any more.
  opening.catch(() => {});
  try {
    return await Promise.race([opening, refused]);
  } finally {
    clearTimeout(timer);
  }
}

const whole = new WeakSet<IDBPDatabase<PipniSchema>>();

/**
 * Whether everything that was ever acknowledged is in here. A browser may throw a damaged database away at any
 * time and make a new one, which then knows nothing until `markWhole` is called on it.
 */
export async function isWhole(): Promise<boolean> {
  const db = await database();
  if (!whole.has(db) && (await db.get("meta", "whole"))) whole.add(db);
  return whole.has(db);
}

export async function markWhole(): Promise<void> {
  const db = await database();
  await db.put("meta", true, "whole");
  whole.add(db);
}
