import { useId } from "preact/hooks";
import { formatPhone } from "../../../lib/domain/phone.ts";
import { Check, Field, TextField } from "../../ui/controls.tsx";
import { Switch } from "../../ui/switch.tsx";
import { useWords } from "../words.ts";
import type { PatientForm } from "./patient-form.ts";

interface OptOutFieldsProps {
  form: PatientForm;
  /** The number that the opt-out could be for; `null` where there is none. */
  number: string | null;
  today: string;
  isDayMissing: boolean;
  onEdit: (patch: Partial<PatientForm>) => void;
}

/** Whether the patient wants texts; if not, since when, how they said so and for whom it holds. */
export function OptOutFields({ form, number, today, isDayMissing, onEdit }: OptOutFieldsProps) {
  const words = useWords().patients.dialog;
  const id = useId();
  return (
    <>
      <div class="opt-out">
        <Switch
          label={words.optOut}
          checked={form.optedOut}
          describedBy={`${id}-opt-out`}
          onChange={(optedOut) => onEdit({ optedOut })}
        />
        <p class="small mute" id={`${id}-opt-out`}>
          {words.optOutHint}
        </p>
      </div>
      {form.optedOut && (
        <>
          <div class="pair">
            <TextField
              label={words.since}
              error={isDayMissing ? words.sinceInvalid : undefined}
              type="date"
              max={today}
              value={form.day}
              onEdit={(day) => onEdit({ day })}
            />
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
                    onInput={(event) => onEdit({ source: event.currentTarget.value })}
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
                onChange={(event) => onEdit({ wholeNumber: event.currentTarget.checked })}
              />
              <p class="small mute" id={`${id}-whole`}>
                {words.wholeNumberHint}
              </p>
            </div>
          )}
        </>
      )}
    </>
  );
}
