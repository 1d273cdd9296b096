import type { DirectoryPatient } from "../../../lib/domain/directory/patient.ts";
import type { MessageLanguage } from "../../../lib/domain/text/message-language.ts";

/** What stands in the dialog's fields, as typed. */
export interface PatientForm {
  name: string;
  phone: string;
  code: string;
  language: MessageLanguage | null;
  optedOut: boolean;
  day: string;
  source: string;
  wholeNumber: boolean;
}

export const formOf = (patient: DirectoryPatient | null, today: string): PatientForm => ({
  name: patient?.name ?? "",
  phone: patient?.phone ?? "",
  code: patient?.code ?? "",
  language: patient?.language ?? null,
  optedOut: Boolean(patient?.optOut),
  day: patient?.optOut?.day ?? today,
  source: patient?.optOut?.source ?? "",
  // Whoever does not want texts rarely wants those about somebody else on the same phone.
  wholeNumber: patient?.optOut ? patient.optOut.phone !== null : true,
});
