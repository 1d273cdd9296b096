import { writeCsv } from "../csv.ts";
import type { DirectoryPatient } from "./patient.ts";
import type { ColumnField } from "./table.ts";

/** The columns of an exported directory, which an import recognises by itself. */
const columns: readonly {
  field: ColumnField;
  heading: string;
  cell: (patient: DirectoryPatient) => string;
}[] = [
  { field: "code", heading: "ID", cell: ({ code }) => code },
  { field: "name", heading: "Jméno a příjmení", cell: ({ name }) => name },
  { field: "phone", heading: "Telefon", cell: ({ phone }) => phone },
  { field: "language", heading: "Jazyk", cell: ({ language }) => language ?? "" },
  {
    field: "optOut",
    heading: "Nechce SMS",
    cell: ({ optOut }) => optOut?.day ?? "",
  },
  { field: "optOutSource", heading: "Nechce SMS (zdroj)", cell: ({ optOut }) => optOut?.source ?? "" },
  { field: "optOutPhone", heading: "Nechce SMS (číslo)", cell: ({ optOut }) => optOut?.phone ?? "" },
];

export const exportPatients = (patients: readonly DirectoryPatient[]): string =>
  writeCsv([
    columns.map(({ heading }) => heading),
    ...patients.map((patient) => columns.map(({ cell }) => cell(patient))),
  ]);
