import { choosePatient } from "../../storage/patients.ts";
import { giveNumber } from "../sending/directory.ts";
import { applyDirectory } from "./directory-changes.ts";
import type { HandlersOf } from "./server.ts";

export const patientsHandlers: HandlersOf<"patients"> = {
  "patients.changed": async () => {
    await applyDirectory();
    return null;
  },
  "patients.giveNumber": async (input) => {
    const given = await giveNumber(input);
    if (given.ok) await applyDirectory();
    return given;
  },
  "patients.choose": async ({ calendarId, appointment, patientId }) => {
    await choosePatient(calendarId, appointment, patientId);
    await applyDirectory();
    return null;
  },
};
