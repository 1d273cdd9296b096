import type { IDBPTransaction } from "idb";
import type { Appointment } from "../domain/appointment.ts";
import { choiceKey, type Identity, identify } from "../domain/directory/identity.ts";
import {
  heldByDoubt,
  type Knowledge,
  knowledgeOf,
  nothingKnown,
  phoneFrom,
} from "../domain/directory/knowledge.ts";
import { type DirectoryPatient, e164Of } from "../domain/directory/patient.ts";
import { nameKey } from "../domain/names.ts";
import { database } from "./database.ts";
import { readAll, readPatient } from "./patients.ts";
import type { PipniSchema, StoredPatient } from "./schema.ts";

type Reading = IDBPTransaction<PipniSchema, ["patients", "choices"], "readonly">;

export interface LookUp {
  appointment: Appointment;
  identity: Identity;
  known: Knowledge;
}

const unknown = (appointment: Appointment): LookUp => ({
  appointment,
  identity: { patient: null, candidates: [] },
  known: nothingKnown,
});

/** Whom the directory takes each appointment's patient for, and what it knows about them; in their order. */
export async function lookUp(
  calendarId: string,
  appointments: readonly Appointment[],
  countries: readonly string[],
): Promise<LookUp[]> {
  const tx = (await database()).transaction(["patients", "choices"]);
  // Most practices have none, and a text should not wait for it.
  const isEmpty = (await tx.objectStore("patients").count()) === 0;
  return Promise.all(
    appointments.map((appointment) =>
      isEmpty ? unknown(appointment) : lookUpOne(tx, calendarId, appointment, countries),
    ),
  );
}

async function lookUpOne(
  tx: Reading,
  calendarId: string,
  appointment: Appointment,
  countries: readonly string[],
): Promise<LookUp> {
  const who = appointment.patient;
  if (!who) return unknown(appointment);
  const patients = tx.objectStore("patients");
  const name = nameKey(who.name);
  const pickedFor = async (about: Appointment): Promise<DirectoryPatient | null> => {
    const choice = await tx.objectStore("choices").get(choiceKey(calendarId, about));
    const row = choice && (await patients.get(choice.patientId));
    return row ? readPatient(row) : null;
  };
  const nameless = { ...appointment, patient: { ...who, name: "" } };
  const [chosen, chosenNameless, byCode, byName] = await Promise.all([
    pickedFor(appointment),
    pickedFor(nameless),
    who.id ? patients.index("codes").getAll(who.id) : [],
    name ? patients.index("name").getAll(name) : [],
  ]);
  const calendarPhone = e164Of(who.phone ?? "", countries);
  // One person found both ways is one.
  const people = new Map(readAll([...byCode, ...byName]).map((patient) => [patient.id, patient]));
  const same = (rows: readonly StoredPatient[]) => rows.flatMap(({ id }) => people.get(id) ?? []);
  const identity = identify(
    who,
    calendarPhone,
    { chosen, chosenNameless, byCode: same(byCode), byName: same(byName) },
    countries,
  );
  const ours = identity.patient && phoneFrom(identity.patient, calendarPhone);
  const target = ours ? e164Of(ours, countries) : calendarPhone;
  const holders = target === null ? [] : await patients.index("phones").getAll(target);
  const known = heldByDoubt(
    knowledgeOf(identity, calendarPhone, readAll(holders), countries),
    identity,
    who.phone,
    countries,
  );
  // Perhaps that is who wants no texts.
  const isUnclear = [...byCode, ...byName, ...holders].some((row) => readPatient(row) === null);
  return {
    appointment,
    identity,
    known: isUnclear && !known.refusal ? { ...known, refusal: { code: "patientUnreadable" } } : known,
  };
}
