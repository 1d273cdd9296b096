import { useState } from "preact/hooks";
import {
  corrected,
  type DirectoryPatient,
  e164Of,
  newPatient,
  type OptOut,
} from "../../../lib/domain/directory/patient.ts";
import { parsePhone } from "../../../lib/domain/phone.ts";
import type { Settings } from "../../../lib/domain/settings.ts";
import { MessageLanguage, messageLanguages } from "../../../lib/domain/text/message-language.ts";
import { BusyButton } from "../../ui/busy-button.tsx";
import { Field, Notice, TextField } from "../../ui/controls.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { languageNames } from "../../ui/language-names.ts";
import type { PatientActions } from "../model.ts";
import { useWords } from "../words.ts";
import { OptOutFields } from "./opt-out-fields.tsx";
import { formOf, type PatientForm } from "./patient-form.ts";

interface EditPatientProps {
  /** `null` adds one. */
  patient: DirectoryPatient | null;
  settings: Settings;
  /** `2026-11-23` */
  today: string;
  actions: Pick<PatientActions, "change">;
  onClose: () => void;
  onRemove: () => void;
  onMerge: (() => void) | null;
}

/** The number that was opted out stays so when the patient gets another. */
const numberOf = (
  patient: DirectoryPatient | null,
  { phone }: PatientForm,
  countries: readonly string[],
): string | null => patient?.optOut?.phone ?? e164Of(phone, countries);

/** A patient's fields, and the ways to remove or merge one who is in the directory. */
export function EditPatient(props: EditPatientProps) {
  const { patient, settings, today, actions, onClose, onRemove, onMerge } = props;
  const { common, options, patients } = useWords();
  const words = patients.dialog;
  const { countries, language: ofPractice } = settings.sending;
  // The directory may be changed elsewhere while this stands open: an answer "nechce SMS" read, a number corrected. What
  // nobody edited here follows that, and is left as it is then.
  const [edits, setEdits] = useState<Partial<PatientForm>>({});
  const form = { ...formOf(patient, today), ...edits };
  const [tried, setTried] = useState(false);
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);
  const edit = (patch: Partial<PatientForm>) => setEdits((before) => ({ ...before, ...patch }));
  // A number alone will do: for whoever does not want texts on it.
  const isNameless = [form.name, form.code, form.phone].every((field) => field.trim() === "");
  const isDayless = form.optedOut && form.day === "";
  const parsed = form.phone.trim() === "" ? null : parsePhone(form.phone, countries);
  const number = numberOf(patient, form, countries);

  const save = async () => {
    setTried(true);
    if (isNameless || isDayless) return;
    setBusy(true);
    setFailure(null);
    try {
      const saved = await actions.change(patient?.id ?? null, (current) => {
        const wanted = { ...formOf(current, today), ...edits };
        const { optedOut, day, source, wholeNumber } = wanted;
        const fields = {
          name: wanted.name.trim(),
          phone: wanted.phone.trim(),
          code: wanted.code.trim(),
          language: wanted.language,
        };
        const phone = wholeNumber ? numberOf(current, wanted, countries) : null;
        const optOut: OptOut | null = optedOut ? { day, source: source.trim(), phone } : null;
        return {
          ...corrected(current ?? newPatient({}, Date.now()), fields, countries, Date.now()),
          optOut,
        };
      });
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
        <TextField
          label={words.name}
          error={tried && isNameless ? words.nobody : undefined}
          maxLength={200}
          autocomplete="off"
          value={form.name}
          onEdit={(name) => edit({ name })}
        />
        <TextField
          label={words.phone}
          hint={
            parsed?.ok === false ? (
              <span class="caution">{words.phoneUnusable(common.reason(parsed.reason))}</span>
            ) : (
              words.phoneHint
            )
          }
          type="tel"
          maxLength={50}
          autocomplete="off"
          value={form.phone}
          onEdit={(phone) => edit({ phone })}
        />
        <div class="pair">
          <TextField
            label={words.code}
            hint={words.codeHint}
            maxLength={200}
            autocomplete="off"
            spellcheck={false}
            value={form.code}
            onEdit={(code) => edit({ code })}
          />
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
        <OptOutFields
          form={form}
          number={number}
          today={today}
          isDayMissing={tried && isDayless}
          onEdit={edit}
        />
        {failure && <Notice tone="bad">{failure}</Notice>}
        {/* Enter in a field saves, though the button stands outside the form. */}
        <button type="submit" hidden />
      </form>
    </Dialog>
  );
}
