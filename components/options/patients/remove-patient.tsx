import { useState } from "preact/hooks";
import type { DirectoryPatient } from "../../../lib/domain/directory/patient.ts";
import { BusyButton } from "../../ui/busy-button.tsx";
import { Notice } from "../../ui/controls.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import type { PatientActions } from "../model.ts";
import { useWords } from "../words.ts";

interface RemovePatientProps {
  patient: DirectoryPatient;
  actions: Pick<PatientActions, "remove">;
  onBack: () => void;
  onDone: () => void;
}

/** Asks once more before a patient is deleted, and says what goes with them. */
export function RemovePatient({ patient, actions, onBack, onDone }: RemovePatientProps) {
  const { common, options, patients } = useWords();
  const words = patients.removal;
  const [busy, setBusy] = useState(false);
  const [failed, setFailed] = useState(false);
  const remove = async () => {
    setBusy(true);
    try {
      await actions.remove(patient.id);
      return onDone();
    } catch {
      setFailed(true);
    }
    setBusy(false);
  };
  return (
    <Dialog
      title={words.title(patient.name || patient.code || patients.noName)}
      onCancel={onBack}
      actions={
        <>
          <button type="button" class="button" onClick={onBack}>
            {common.cancel}
          </button>
          <BusyButton tone="danger" busy={busy} busyLabel={options.saving} onPress={remove}>
            {words.confirm}
          </BusyButton>
        </>
      }
    >
      <div class="stack">
        <p>{words.text}</p>
        {patient.optOut && <Notice tone="warn">{words.optOut}</Notice>}
        {failed && <Notice tone="bad">{common.failed}</Notice>}
      </div>
    </Dialog>
  );
}
