import "./decide.css";
import { useEffect, useId, useRef, useState } from "preact/hooks";
import type { BulkRow, Candidate } from "../../lib/domain/bulk/lines.ts";
import type { ReasonCode } from "../../lib/domain/outbox/reason.ts";
import { BusyButton } from "../ui/busy-button.tsx";
import { Field, Notice } from "../ui/controls.tsx";
import type { PatientActions } from "./model.ts";
import { useWords } from "./words.ts";

/** Reasons that another number would do away with. */
const aboutTheNumber = new Set<ReasonCode>([
  "noPhone",
  "phoneInvalid",
  "phoneShort",
  "phoneLandline",
  "phoneNotMobile",
  "phonePremium",
  "phoneCountry",
  "phoneUnclear",
]);

interface AboutPatientProps {
  row: BulkRow;
  name: string;
  patients: PatientActions;
  /** The row is as a person wanted it, and drawn anew. */
  onDone: () => void;
}

/** For a row that lacks a number, or of whose patient there are several: what a person knows, asked in place. */
export function AboutPatient({ row, name, patients, onDone }: AboutPatientProps) {
  const { bulk } = useWords();
  const words = bulk.patients;
  const [open, setOpen] = useState(false);
  const code = row.blocked?.code;
  const isUnclear = code === "patientUnclear";
  if (!row.appointment.patient || !code || !(isUnclear || aboutTheNumber.has(code))) return null;
  const action = isUnclear ? words.pick : words.addNumber;
  if (open)
    return (
      <Asking
        row={row}
        name={name}
        candidates={isUnclear ? (row.candidates ?? []) : []}
        patients={patients}
        onDone={onDone}
        onCancel={() => setOpen(false)}
      />
    );
  return (
    <div class="decide">
      <div class="decide-buttons quiet">
        <button
          type="button"
          class="button"
          aria-label={bulk.decide.of(action, name)}
          onClick={() => setOpen(true)}
        >
          {action}
        </button>
      </div>
    </div>
  );
}

const somebodyElse = "";

interface AskingProps extends AboutPatientProps {
  candidates: readonly Candidate[];
  onCancel: () => void;
}

function Asking({ row, name, candidates, patients, onDone, onCancel }: AskingProps) {
  const { common, bulk } = useWords();
  const words = bulk.patients;
  const id = useId();
  const { appointment } = row;
  const [picked, setPicked] = useState<string | null>(candidates.length > 0 ? null : somebodyElse);
  const [phone, setPhone] = useState(candidates.length > 0 ? (appointment.patient?.phone ?? "") : "");
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | undefined>(undefined);
  const [failed, setFailed] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  // The pressed button is gone.
  useEffect(() => form.current?.querySelector("input")?.focus(), []);

  const save = async () => {
    if (busy || picked === null) return;
    setBusy(true);
    setFailed(false);
    setProblem(undefined);
    try {
      if (picked !== somebodyElse) await patients.choose(appointment, picked);
      else {
        const answer = await patients.giveNumber(appointment, phone);
        if (!answer.ok) {
          setProblem(common.reason(answer.reason));
          setBusy(false);
          return;
        }
      }
      await patients.reload();
      onDone();
    } catch {
      setFailed(true);
    }
    setBusy(false);
  };

  return (
    <form
      ref={form}
      class="decide about-patient"
      aria-label={bulk.decide.of(candidates.length > 0 ? words.pick : words.addNumber, name)}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
      onKeyDown={(event) => {
        if (event.key === "Escape") onCancel();
      }}
    >
      {candidates.length > 0 && (
        <fieldset class="candidates">
          <legend class="mute">{words.question}</legend>
          {candidates.map((candidate) => (
            <label class="candidate" key={candidate.id}>
              <input
                type="radio"
                name={id}
                checked={picked === candidate.id}
                onChange={() => setPicked(candidate.id)}
              />
              <span>{labelOf(candidate)}</span>
            </label>
          ))}
          <label class="candidate">
            <input
              type="radio"
              name={id}
              checked={picked === somebodyElse}
              onChange={() => setPicked(somebodyElse)}
            />
            <span>{words.somebodyElse}</span>
          </label>
        </fieldset>
      )}
      {picked === somebodyElse && (
        <Field label={words.number} hint={words.kept} error={problem}>
          {(aria) => (
            <input
              {...aria}
              type="tel"
              maxLength={50}
              autocomplete="off"
              value={phone}
              onInput={(event) => setPhone(event.currentTarget.value)}
            />
          )}
        </Field>
      )}
      {failed && <Notice tone="bad">{words.failed}</Notice>}
      <div class="decide-buttons">
        <BusyButton submit busy={busy} blocked={picked === null} busyLabel={words.saving}>
          {common.save}
        </BusyButton>
        <button type="button" class="button" onClick={onCancel}>
          {common.cancel}
        </button>
      </div>
    </form>
  );

  function labelOf({ name: known, phone: number, code }: Candidate): string {
    return [known, number || words.noNumber, code && words.code(code)].filter(Boolean).join(" · ");
  }
}
