import type { PatientActions } from "../../components/options/model.ts";
import { type ImportOptions, type ImportPlan, planImport } from "../../lib/domain/directory/import.ts";
import { merged } from "../../lib/domain/directory/patient.ts";
import type { Columns, Table } from "../../lib/domain/directory/table.ts";
import { timeZoneOf } from "../../lib/domain/settings.ts";
import { call } from "../../lib/rpc/client.ts";
import {
  allPatients,
  changingPatients,
  deletePatient,
  patientById,
  putPatient,
  putPatients,
  replacePatient,
  watchPatients,
} from "../../lib/storage/patients.ts";
import { loadSettings } from "../../lib/storage/settings.ts";

/** The directory as the options page changes it. */

const loadCountries = async () => (await loadSettings()).sending.countries;

/** What waits to be sent is looked at again once the change is on disk. */
async function changing<T>(work: () => Promise<T>): Promise<T> {
  const done = await changingPatients(work);
  await call("patients.changed", null);
  return done;
}

/** Lets the page draw and hear its user. */
const breathe = (): Promise<void> =>
  "scheduler" in globalThis && "yield" in scheduler
    ? scheduler.yield()
    : new Promise((resolve) => setTimeout(resolve));

async function optionsFor(columns: Columns, source: string): Promise<ImportOptions> {
  const settings = await loadSettings();
  return {
    columns,
    source,
    countries: settings.sending.countries,
    today: Temporal.Now.plainDateISO(timeZoneOf(settings)).toString(),
    now: Date.now(),
  };
}

async function plan(
  { rows }: Table,
  options: ImportOptions,
  onProgress: (done: number) => void,
): Promise<ImportPlan> {
  return planImport(await allPatients(), rows, options, async (done) => {
    onProgress(done);
    await breathe();
  });
}

export const patientActions: PatientActions = {
  all: allPatients,
  watch: watchPatients,
  change: (id, change) =>
    changing(async () => {
      const current = id === null ? null : await patientById(id);
      if (id !== null && current === null) return false;
      await putPatient(change(current), await loadCountries());
      return true;
    }),
  merge: (keptId, otherId) =>
    changing(async () => {
      const [kept, other] = await Promise.all([patientById(keptId), patientById(otherId)]);
      if (!kept || !other) return false;
      const countries = await loadCountries();
      await replacePatient(merged(kept, other, countries, Date.now()), otherId, countries);
      return true;
    }),
  remove: (id) => changing(() => deletePatient(id)),
  plan: async (table, columns, source, onProgress) =>
    plan(table, await optionsFor(columns, source), onProgress),
  import: (table, columns, source, onProgress) =>
    changing(async () => {
      const options = await optionsFor(columns, source);
      const planned = await plan(table, options, () => {});
      const { patients } = planned;
      await putPatients(patients, options.countries, (done) => onProgress(done, patients.length));
      return planned;
    }),
};
