import { useRef, useState } from "preact/hooks";
import type { DirectoryPatient } from "../../../lib/domain/directory/patient.ts";
import type { Entry } from "../../../lib/domain/directory/search.ts";
import type { Settings } from "../../../lib/domain/settings.ts";
import type { PatientActions } from "../model.ts";
import { EditPatient } from "./edit-patient.tsx";
import { MergeDialog } from "./merge-dialog.tsx";
import { RemovePatient } from "./remove-patient.tsx";

interface PatientDialogProps {
  /** `null` adds one. */
  patient: DirectoryPatient | null;
  /** Everybody, to merge with. */
  entries: readonly Entry[];
  settings: Settings;
  /** `2026-11-23` */
  today: string;
  actions: PatientActions;
  onClose: () => void;
}

/** One patient: edited at first, from there removed or merged. */
export function PatientDialog(props: PatientDialogProps) {
  const { entries, settings, today, actions, onClose } = props;
  // Deleted elsewhere meanwhile, they are still whom the dialog is about: nobody means to add them anew.
  const last = useRef(props.patient);
  last.current = props.patient ?? last.current;
  const patient = last.current;
  const [step, setStep] = useState<"edit" | "remove" | "merge">("edit");
  if (patient && step === "remove")
    return (
      <RemovePatient patient={patient} actions={actions} onBack={() => setStep("edit")} onDone={onClose} />
    );
  if (patient && step === "merge")
    return (
      <MergeDialog
        patient={patient}
        entries={entries}
        countries={settings.sending.countries}
        actions={actions}
        onBack={() => setStep("edit")}
        onDone={onClose}
      />
    );
  return (
    <EditPatient
      patient={patient}
      settings={settings}
      today={today}
      actions={actions}
      onClose={onClose}
      onRemove={() => setStep("remove")}
      onMerge={entries.length > 1 ? () => setStep("merge") : null}
    />
  );
}
