import { browser } from "wxt/browser";
import type { Appointment, Patient } from "../domain/appointment.ts";
import { choiceKey } from "../domain/directory/identity.ts";
import { DirectoryPatient, e164Of, isAbout, isDecided } from "../domain/directory/patient.ts";
import { nameKey } from "../domain/names.ts";
import { type Choice, copyChoices, dropCopies } from "./choices.ts";
import { database } from "./database.ts";
import { forgetPersonInLooks } from "./looks.ts";
import { forgetRefitted } from "./refitted.ts";
import type { StoredPatient } from "./schema.ts";
import { markDirectory } from "./to-tell.ts";
import { parseTolerant } from "./tolerant.ts";
import { forgetPersonUnseen } from "./unseen.ts";
import { forgetPersonWaiting } from "./waiting-list.ts";

/**
 * The practice's directory. What a person decided about somebody (above all: no texts) also stands in
 * `storage.local`, as Chromium may throw away the whole IndexedDB after a kill.
 */

const changes = "pipni:patients";
let announcer: BroadcastChannel | null = null;

function announce(): void {
  announcer ??= new BroadcastChannel(changes);
  announcer.postMessage(null);
}

/** Calls back after changes made in any context of the extension. Returns what ends it. */
export function watchPatients(listener: () => void): () => void {
  const channel = new BroadcastChannel(changes);
  channel.onmessage = () => listener();
  return () => channel.close();
}

/** The directory is read and then written by several pages, so that happens one at a time. */
export const changingPatients = <T>(work: () => Promise<T>): Promise<T> =>
  navigator.locks.request("pipni:patients", work);

/** First, for whoever dies before its end leaves the next worker to follow it. */
const aboutToChange = (): Promise<unknown> => Promise.all([forgetRefitted(), markDirectory()]);

const prefix = "p:";

/** Rows read or written in one go. */
const chunk = 500;

/** @param countries those of the settings, by which a number without a prefix is understood */
function toStored(patient: DirectoryPatient, countries: readonly string[]): StoredPatient {
  const { code, former, name, phone, optOut } = patient;
  const phones = [e164Of(phone, countries), optOut?.phone ?? null];
  return {
    ...patient,
    indexed: {
      codes: [code, ...former.codes].filter((known) => known !== ""),
      name: nameKey(name),
      phones: phones.filter((number) => number !== null),
    },
  };
}

/** With fields of newer versions as they are; `null` where it cannot be read. */
export const readPatient = ({ indexed: _, ...patient }: StoredPatient): DirectoryPatient | null =>
  parseTolerant(DirectoryPatient, patient) ?? null;

export const readAll = (rows: readonly StoredPatient[]): DirectoryPatient[] =>
  rows.flatMap((row) => readPatient(row) ?? []);

async function mirrorDecided(patients: readonly DirectoryPatient[]): Promise<void> {
  const decided = patients.filter(isDecided);
  if (decided.length > 0)
    await browser.storage.local.set(
      Object.fromEntries(decided.map((patient) => [prefix + patient.id, patient])),
    );
}

/** Everybody, read bit by bit, so that the page draws meanwhile. */
export async function allPatients(): Promise<DirectoryPatient[]> {
  const { store } = (await database()).transaction("patients");
  const all: DirectoryPatient[] = [];
  for (let rows = await store.getAll(null, chunk); rows.length > 0; ) {
    all.push(...readAll(rows));
    const last = rows.at(-1)?.id ?? "";
    rows = rows.length < chunk ? [] : await store.getAll(IDBKeyRange.lowerBound(last, true), chunk);
  }
  return all;
}

export async function patientById(id: string): Promise<DirectoryPatient | null> {
  const row = await (await database()).get("patients", id);
  return row ? readPatient(row) : null;
}

/** Puts a patient as a person wants it, who may also have taken back what was decided. */
export async function putPatient(patient: DirectoryPatient, countries: readonly string[]): Promise<void> {
  await putPatients([patient], countries);
  if (!isDecided(patient)) await browser.storage.local.remove(prefix + patient.id);
}

/**
 * Puts patients, all of them or none. None of them may have lost what was decided about them.
 * @param onProgress called with the number that has been written, now and then
 */
export async function putPatients(
  patients: readonly DirectoryPatient[],
  countries: readonly string[],
  onProgress: (written: number) => void = () => {},
): Promise<void> {
  await aboutToChange();
  const tx = (await database()).transaction("patients", "readwrite", { durability: "strict" });
  try {
    let writing: Promise<unknown> = Promise.resolve();
    for (let at = 0; at < patients.length; at += chunk) {
      const puts = patients
        .slice(at, at + chunk)
        .map((patient) => tx.store.put(toStored(patient, countries)));
      // One chunk is got ready while the one before is written; the page draws meanwhile.
      const next = Promise.all(puts);
      next.catch(() => {});
      await writing;
      writing = next;
      onProgress(at);
    }
    await writing;
    await tx.done;
    onProgress(patients.length);
  } catch (error) {
    // What was written before the failure would be kept otherwise.
    if (tx.error === null) tx.abort();
    await tx.done.catch(() => {});
    throw error;
  }
  await mirrorDecided(patients);
  announce();
}

/** Puts one patient in the place of two: whoever was picked as the other is the one from now on. */
export async function replacePatient(
  kept: DirectoryPatient,
  otherId: string,
  countries: readonly string[],
): Promise<void> {
  await aboutToChange();
  // First, for what it says would come back otherwise.
  await browser.storage.local.remove(prefix + otherId);
  const tx = (await database()).transaction(["patients", "choices"], "readwrite", { durability: "strict" });
  const choices = tx.objectStore("choices");
  const moved = (await choices.index("patientId").getAll(otherId)).map(({ key }) => ({
    key,
    patientId: kept.id,
  }));
  await Promise.all([
    tx.objectStore("patients").put(toStored(kept, countries)),
    tx.objectStore("patients").delete(otherId),
    ...moved.map((choice) => choices.put(choice)),
    tx.done,
  ]);
  await Promise.all([mirrorDecided([kept]), copyChoices(moved)]);
  announce();
}

export async function deletePatient(id: string): Promise<void> {
  const deleted = await patientById(id);
  if (deleted) {
    const isTheirs = (who: Patient | null) => who !== null && isAbout(deleted, who);
    await Promise.all([
      forgetPersonInLooks(isTheirs),
      forgetPersonUnseen(isTheirs),
      forgetPersonWaiting(deleted),
    ]);
  }
  await aboutToChange();
  await browser.storage.local.remove(prefix + id);
  const tx = (await database()).transaction(["patients", "choices"], "readwrite", { durability: "strict" });
  const choices = tx.objectStore("choices");
  const gone = await choices.index("patientId").getAllKeys(id);
  await Promise.all([
    tx.objectStore("patients").delete(id),
    ...gone.map((key) => choices.delete(key)),
    tx.done,
  ]);
  await dropCopies(gone);
  announce();
}

/** Keeps whom a person picked for an appointment's patient. */
export async function choosePatient(
  calendarId: string,
  appointment: Appointment,
  patientId: string,
): Promise<void> {
  await forgetRefitted();
  const choice = { key: choiceKey(calendarId, appointment), patientId };
  const tx = (await database()).transaction("choices", "readwrite", { durability: "strict" });
  await Promise.all([tx.store.put(choice), tx.done]);
  await copyChoices([choice]);
  announce();
}

/** Adds picks that were made on another computer. */
export async function addChoices(picked: readonly Choice[]): Promise<void> {
  await forgetRefitted();
  const tx = (await database()).transaction("choices", "readwrite", { durability: "strict" });
  await Promise.all([...picked.map((choice) => tx.store.put(choice)), tx.done]);
  await copyChoices(picked);
  announce();
}

/**
 * Brings back what a person decided, where the database does not know it any more.
 * @param everything all of `storage.local`
 */
export async function restorePatients(
  everything: Record<string, unknown>,
  countries: readonly string[],
): Promise<void> {
  const kept = Object.entries(everything).flatMap(([key, value]) =>
    key.startsWith(prefix) ? (parseTolerant(DirectoryPatient, value) ?? []) : [],
  );
  if (kept.length === 0) return;
  const { store, done } = (await database()).transaction("patients", "readwrite", { durability: "strict" });
  const rows = await Promise.all(kept.map(({ id }) => store.get(id)));
  const lost = kept.filter((patient, at) => (rows[at]?.updatedAt ?? -1) < patient.updatedAt);
  await Promise.all([...lost.map((patient) => store.put(toStored(patient, countries))), done]);
}

/** How many cannot be read. */
export async function countUnreadablePatients(): Promise<number> {
  const all = await (await database()).count("patients");
  return all - (await allPatients()).length;
}

export const hasPatients = async (): Promise<boolean> => (await (await database()).count("patients")) > 0;

/** Whether somebody in the directory has the number, which is in E.164. */
export const knowsNumber = async (phone: string): Promise<boolean> =>
  (await (await database()).countFromIndex("patients", "phones", phone)) > 0;
