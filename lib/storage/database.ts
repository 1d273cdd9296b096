import { type DBSchema, type IDBPDatabase, openDB } from "idb";
import type { DirectoryPatient } from "../domain/directory/patient.ts";
import type { Message } from "../domain/outbox/message.ts";

/** Derived from the message at every write, so that the log can be filtered without reading it all. */
export interface Indexed {
  status: string;
  /** Set, to the time of the last change, while a person should look at it. */
  attention?: number;
  /** Set while GoSMS is to be asked for the delivery. */
  receiptAt?: number;
  /** Folded beginnings to search by: names, numbers, words of the text. */
  words: string[];
}

export type StoredMessage = Message & { indexed: Indexed };

export type StoredPatient = DirectoryPatient & {
  /** Derived at every write: what an appointment's patient is looked up by. */
  indexed: { codes: string[]; name: string; phones: string[] };
};

export interface PipniSchema extends DBSchema {
  outbox: {
    key: string;
    value: StoredMessage;
    indexes: {
      key: string;
      subject: string;
      appointment: [string, string];
      batch: string;
      createdAt: number;
      due: [string, number];
      status: [string, number];
      kind: [string, number];
      attention: number;
      receiptAt: number;
      words: string;
      start: string;
    };
  };
  /** The practice's directory. */
  patients: {
    key: string;
    value: StoredPatient;
    indexes: { codes: string; name: string; phones: string };
  };
  /** Whom a person picked where the directory could not tell; see `choiceKey`. */
  choices: {
    key: string;
    value: { key: string; patientId: string };
    indexes: { patientId: string };
  };
  /** What the database knows of itself; see `isWhole`. */
  meta: { key: string; value: true };
  /** Out of reach of content scripts, which in Firefox can read `storage.local`. */
  secrets: { key: string; value: unknown };
}

const name = "pipni";
const version = 3;

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

function makeDirectory(db: IDBPDatabase<PipniSchema>): void {
  const patients = db.createObjectStore("patients", { keyPath: "id" });
  patients.createIndex("codes", "indexed.codes", { multiEntry: true });
  patients.createIndex("name", "indexed.name");
  patients.createIndex("phones", "indexed.phones", { multiEntry: true });
  db.createObjectStore("choices", { keyPath: "key" }).createIndex("patientId", "patientId");
}

let opened: Promise<IDBPDatabase<PipniSchema>> | null = null;

/** One connection for each context. */
export function database(): Promise<IDBPDatabase<PipniSchema>> {
  opened ??= openDB<PipniSchema>(name, version, {
    upgrade(db, from, _to, tx) {
      if (from < 1) makeOutbox(db);
      if (from < 2) makeDirectory(db);
      if (from < 3) indexStarts(tx.objectStore("outbox"));
    },
    // An update of the extension must not wait for a forgotten page.
    blocking: (_current, _blocked, event) => (event.target as IDBDatabase).close(),
    terminated: () => {
      opened = null;
    },
  }).catch((error) => {
    opened = null;
    throw error;
  });
  return opened;
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
