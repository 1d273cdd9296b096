import { useId, useMemo, useState } from "preact/hooks";
import { type DirectoryPatient, merged } from "../../../lib/domain/directory/patient.ts";
import { type Entry, searchEntries } from "../../../lib/domain/directory/search.ts";
import { BusyButton } from "../../ui/busy-button.tsx";
import { Field, Notice } from "../../ui/controls.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import type { PatientActions } from "../model.ts";
import { useWords } from "../words.ts";
import { PatientRow, PhoneOf } from "./patient-row.tsx";

interface MergeDialogProps {
  /** The one that stays. */
  patient: DirectoryPatient;
  entries: readonly Entry[];
  countries: readonly string[];
  actions: Pick<PatientActions, "merge">;
  onBack: () => void;
  onDone: () => void;
}

const offered = 6;

export function MergeDialog({ patient, entries, countries, actions, onBack, onDone }: MergeDialogProps) {
  const { common, options, patients } = useWords();
  const words = patients.merging;
  const group = useId();
  const [typed, setTyped] = useState(patient.name);
  const [other, setOther] = useState<DirectoryPatient | null>(null);
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);
  const found = useMemo(
    () =>
      searchEntries(entries, typed)
        .filter((entry) => entry.patient.id !== patient.id)
        .slice(0, offered),
    [entries, typed, patient],
  );
  const merge = async () => {
    if (!other) return;
    setBusy(true);
    setFailure(null);
    try {
      if (await actions.merge(patient.id, other.id)) return onDone();
      setFailure(patients.dialog.gone);
    } catch {
      setFailure(common.failed);
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
          <BusyButton
            tone="primary"
            busy={busy}
            blocked={other === null}
            busyLabel={options.saving}
            onPress={merge}
          >
            {words.confirm}
          </BusyButton>
        </>
      }
    >
      <div class="stack">
        <p>{words.lead}</p>
        <Field label={words.search}>
          {(aria) => (
            <input
              {...aria}
              type="search"
              autocomplete="off"
              spellcheck={false}
              value={typed}
              onInput={(event) => {
                setTyped(event.currentTarget.value);
                setOther(null);
              }}
            />
          )}
        </Field>
        <fieldset class="picks">
          <legend class="visually-hidden">{words.candidates}</legend>
          {found.map((entry) => (
            <label class="pick" key={entry.patient.id}>
              <input
                type="radio"
                name={group}
                checked={other?.id === entry.patient.id}
                onChange={() => setOther(entry.patient)}
              />
              <span>
                {entry.patient.name || patients.noName}{" "}
                <span class="small mute">
                  <PhoneOf patient={entry.patient} countries={countries} />{" "}
                  {entry.patient.optOut && patients.optedOut}
                </span>
              </span>
            </label>
          ))}
          {found.length === 0 && <p class="mute small">{words.nobody}</p>}
        </fieldset>
        {other && (
          <div>
            <h3>{words.result}</h3>
            <ul class="patients">
              <PatientRow
                patient={merged(patient, other, countries, 0)}
                countries={countries}
                onEdit={null}
              />
            </ul>
          </div>
        )}
        {failure && <Notice tone="bad">{failure}</Notice>}
      </div>
    </Dialog>
  );
}
