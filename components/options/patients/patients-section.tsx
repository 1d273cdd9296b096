import { useMemo, useState } from "preact/hooks";
import { exportPatients } from "../../../lib/domain/directory/export.ts";
import { searchEntries } from "../../../lib/domain/directory/search.ts";
import { type Settings, timeZoneOf } from "../../../lib/domain/settings.ts";
import { Check, Field, Notice } from "../../ui/controls.tsx";
import { saveFile } from "../../ui/save-file.ts";
import type { PatientActions } from "../model.ts";
import { headingId, Section } from "../section.tsx";
import { useWords } from "../words.ts";
import { ImportDialog } from "./import-dialog.tsx";
import { PatientDialog } from "./patient-dialog.tsx";
import { PatientRow } from "./patient-row.tsx";
import { usePatients } from "./use-patients.ts";
import "./patients.css";

const pageSize = 50;

type Open = { dialog: "patient"; id: string | null } | { dialog: "import" };

export function PatientsSection({ settings, actions }: { settings: Settings; actions: PatientActions }) {
  const { common, options, patients: words } = useWords();
  const { entries, failed } = usePatients(actions);
  const [typed, setTyped] = useState("");
  const [shown, setShown] = useState(pageSize);
  const [open, setOpen] = useState<Open | null>(null);
  const [onlyOptedOut, setOnlyOptedOut] = useState(false);
  const found = useMemo(() => {
    const named = searchEntries(entries ?? [], typed);
    return onlyOptedOut ? named.filter(({ patient }) => patient.optOut !== null) : named;
  }, [entries, typed, onlyOptedOut]);
  const patients = useMemo(() => (entries ?? []).map(({ patient }) => patient), [entries]);
  const today = Temporal.Now.plainDateISO(timeZoneOf(settings)).toString();
  const all = patients.length;
  const close = () => {
    setOpen(null);
    // The row that was pressed may be gone, and whoever uses the keyboard with it.
    requestAnimationFrame(() => {
      if (document.activeElement === document.body) document.getElementById(headingId)?.focus();
    });
  };
  return (
    <Section title={options.sections.patients} lead={words.lead}>
      <div class="card">
        <div class="patient-tools">
          <Field label={words.search}>
            {(aria) => (
              <input
                {...aria}
                type="search"
                spellcheck={false}
                autocomplete="off"
                placeholder={words.searchHint}
                value={typed}
                onInput={(event) => {
                  setTyped(event.currentTarget.value);
                  setShown(pageSize);
                }}
              />
            )}
          </Field>
          <Check
            label={words.onlyOptedOut}
            checked={onlyOptedOut}
            onChange={(event) => {
              setOnlyOptedOut(event.currentTarget.checked);
              setShown(pageSize);
            }}
          />
          <div class="row">
            <button
              type="button"
              class="button primary"
              onClick={() => setOpen({ dialog: "patient", id: null })}
            >
              {words.add}
            </button>
            <button type="button" class="button" onClick={() => setOpen({ dialog: "import" })}>
              {words.import}
            </button>
            {all > 0 && (
              <button
                type="button"
                class="button"
                onClick={() => saveFile(words.exportFile(today), exportPatients(patients))}
              >
                {words.export}
              </button>
            )}
          </div>
        </div>
        {failed && <Notice tone="bad">{common.failed}</Notice>}
        <p class="patient-count small mute number" role="status">
          {entries === null
            ? options.loading
            : typed.trim() === "" && !onlyOptedOut
              ? words.count(all)
              : words.found(found.length, all)}
        </p>
        {found.length > 0 && (
          <ul class="patients" aria-label={words.list}>
            {found.slice(0, shown).map(({ patient }) => (
              <PatientRow
                key={patient.id}
                patient={patient}
                countries={settings.sending.countries}
                onEdit={() => setOpen({ dialog: "patient", id: patient.id })}
              />
            ))}
          </ul>
        )}
        {found.length > shown && (
          <div class="patient-more">
            <button type="button" class="button" onClick={() => setShown(shown + pageSize)}>
              {words.more}
            </button>
          </div>
        )}
        {entries && found.length === 0 && (
          <div class="empty">
            <strong>{all === 0 ? words.emptyTitle : words.nothingTitle}</strong>
            <p class="mute">
              {all === 0 ? words.empty : onlyOptedOut ? words.nobodyOptedOut : words.nothing}
            </p>
          </div>
        )}
      </div>
      {open?.dialog === "patient" && (
        <PatientDialog
          patient={patients.find(({ id }) => id === open.id) ?? null}
          entries={entries ?? []}
          settings={settings}
          today={today}
          actions={actions}
          onClose={close}
        />
      )}
      {open?.dialog === "import" && <ImportDialog actions={actions} onClose={close} />}
    </Section>
  );
}
