import { useId, useState } from "preact/hooks";
import {
  corrected,
  type DirectoryPatient,
  e164Of,
  newPatient,
  type OptOut,
} from "../../../lib/domain/directory/patient.ts";
import type { Entry } from "../../../lib/domain/directory/search.ts";
import { formatPhone, parsePhone } from "../../../lib/domain/phone.ts";
import type { Settings } from "../../../lib/domain/settings.ts";
import { MessageLanguage, messageLanguages } from "../../../lib/domain/text/message-language.ts";
import { BusyButton } from "../../ui/busy-button.tsx";
import { Check, Field, Notice } from "../../ui/controls.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { Switch } from "../../ui/switch.tsx";
import { languageNames } from "../language-names.ts";
import type { PatientActions } from "../model.ts";
import { useWords } from "../words.ts";
import { MergeDialog } from "./merge-dialog.tsx";

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

interface Form {
  name: string;
  phone: string;
  code: string;
  language: MessageLanguage | null;
  optedOut: boolean;
  day: string;
  source: string;
  wholeNumber: boolean;
}

const formOf = (patient: DirectoryPatient | null, today: string): Form => ({
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

export function PatientDialog(props: PatientDialogProps) {
  const { patient, entries, settings, today, actions, onClose } = props;
  const [step, setStep] = useState<"edit" | "remove" | "merge">("edit");
  if (patient && step === "remove")
    return <Removal patient={patient} actions={actions} onBack={() => setStep("edit")} onDone={onClose} />;
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
    <EditDialog
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

interface EditDialogProps extends Omit<PatientDialogProps, "entries"> {
  onRemove: () => void;
  onMerge: (() => void) | null;
}

function EditDialog(props: EditDialogProps) {
  const { patient, settings, today, actions, onClose, onRemove, onMerge } = props;
  const { common, options, patients } = useWords();
  const words = patients.dialog;
  const { countries, language: ofPractice } = settings.sending;
  const id = useId();
  const [form, setForm] = useState(() => formOf(patient, today));
  const [tried, setTried] = useState(false);
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);
  const edit = (patch: Partial<Form>) => setForm((current) => ({ ...current, ...patch }));
  // A number alone will do: for whoever does not want texts on it.
  const isNameless = [form.name, form.code, form.phone].every((field) => field.trim() === "");
  const isDayless = form.optedOut && form.day === "";
  const parsed = form.phone.trim() === "" ? null : parsePhone(form.phone, countries);
  // The number that was opted out stays so when the patient gets another.
  const number = patient?.optOut?.phone ?? e164Of(form.phone, countries);

  const optOut: OptOut | null = form.optedOut
    ? { day: form.day, source: form.source.trim(), phone: form.wholeNumber ? number : null }
    : null;
  const save = async () => {
    setTried(true);
    if (isNameless || isDayless) return;
    setBusy(true);
    setFailure(null);
    const fields = {
      name: form.name.trim(),
      phone: form.phone.trim(),
      code: form.code.trim(),
      language: form.language,
    };
    try {
      const saved = await actions.change(patient?.id ?? null, (current) => ({
        ...corrected(current ?? newPatient({}, Date.now()), fields, countries, Date.now()),
        optOut,
      }));
      if (saved) return onClose();
      setFailure(words.gone);
    } catch {
      setFailure(common.failed);
    }
    setBusy(false);
  };

  return (
    <Dialog
      title={patient ? words.edit : words.add}
      onCancel={onClose}
      actions={
        <>
          {patient && (
            <div class="patient-others">
              <button type="button" class="button danger" onClick={onRemove}>
                {words.remove}
              </button>
              {onMerge && (
                <button type="button" class="button" onClick={onMerge}>
                  {words.merge}
                </button>
              )}
            </div>
          )}
          <button type="button" class="button" onClick={onClose}>
            {common.cancel}
          </button>
          <BusyButton tone="primary" busy={busy} busyLabel={options.saving} onPress={save}>
            {words.save}
          </BusyButton>
        </>
      }
    >
      <form
        class="stack patient-form"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        <Field label={words.name} error={tried && isNameless ? words.nobody : undefined}>
          {(aria) => (
            <input
              {...aria}
              type="text"
              maxLength={200}
              autocomplete="off"
              value={form.name}
              onInput={(event) => edit({ name: event.currentTarget.value })}
            />
          )}
        </Field>
        <Field
          label={words.phone}
          hint={
            parsed?.ok === false ? (
              <span class="caution">{words.phoneUnusable(common.reason(parsed.reason))}</span>
            ) : (
              words.phoneHint
            )
          }
        >
          {(aria) => (
            <input
              {...aria}
              type="tel"
              maxLength={50}
              autocomplete="off"
              value={form.phone}
              onInput={(event) => edit({ phone: event.currentTarget.value })}
            />
          )}
        </Field>
        <div class="pair">
          <Field label={words.code} hint={words.codeHint}>
            {(aria) => (
              <input
                {...aria}
                type="text"
                maxLength={200}
                autocomplete="off"
                spellcheck={false}
                value={form.code}
                onInput={(event) => edit({ code: event.currentTarget.value })}
              />
            )}
          </Field>
          <Field label={words.language}>
            {(aria) => (
              <select
                {...aria}
                value={form.language ?? ""}
                onChange={(event) =>
                  edit({ language: MessageLanguage.safeParse(event.currentTarget.value).data ?? null })
                }
              >
                <option value="">{words.languageOfPractice(languageNames[ofPractice])}</option>
                {messageLanguages.map((language) => (
                  <option key={language} value={language}>
                    {languageNames[language]}
                  </option>
                ))}
              </select>
            )}
          </Field>
        </div>
        <div class="opt-out">
          <Switch
            label={words.optOut}
            checked={form.optedOut}
            describedBy={`${id}-opt-out`}
            onChange={(optedOut) => edit({ optedOut })}
          />
          <p class="small mute" id={`${id}-opt-out`}>
            {words.optOutHint}
          </p>
        </div>
        {form.optedOut && (
          <>
            <div class="pair">
              <Field label={words.since} error={tried && isDayless ? words.sinceInvalid : undefined}>
                {(aria) => (
                  <input
                    {...aria}
                    type="date"
                    max={today}
                    value={form.day}
                    onInput={(event) => edit({ day: event.currentTarget.value })}
                  />
                )}
              </Field>
              <Field label={words.source}>
                {(aria) => (
                  <>
                    <input
                      {...aria}
                      type="text"
                      maxLength={200}
                      autocomplete="off"
                      list={`${id}-sources`}
                      value={form.source}
                      onInput={(event) => edit({ source: event.currentTarget.value })}
                    />
                    <datalist id={`${id}-sources`}>
                      {words.sources.map((source) => (
                        <option key={source} value={source} />
                      ))}
                    </datalist>
                  </>
                )}
              </Field>
            </div>
            {number !== null && (
              <div>
                <Check
                  label={words.wholeNumber(formatPhone(number))}
                  checked={form.wholeNumber}
                  aria-describedby={`${id}-whole`}
                  onChange={(event) => edit({ wholeNumber: event.currentTarget.checked })}
                />
                <p class="small mute" id={`${id}-whole`}>
                  {words.wholeNumberHint}
                </p>
              </div>
            )}
          </>
        )}
        {failure && <Notice tone="bad">{failure}</Notice>}
        {/* Enter in a field saves, though the button stands outside the form. */}
        <button type="submit" hidden />
      </form>
    </Dialog>
  );
}

interface RemovalProps {
  patient: DirectoryPatient;
  actions: Pick<PatientActions, "remove">;
  onBack: () => void;
  onDone: () => void;
}

function Removal({ patient, actions, onBack, onDone }: RemovalProps) {
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
