import { useState } from "preact/hooks";
import { type Settings, timeZoneOf } from "../../../lib/domain/settings.ts";
import { DayPart, maxNote, type WaitingEntry } from "../../../lib/domain/waiting-list/entry.ts";
import { BusyButton } from "../../ui/busy-button.tsx";
import { Check, Field, Notice, TextField } from "../../ui/controls.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import type { WritingActions } from "../../writing/model.ts";
import { PickRecipient } from "../../writing/pick-recipient.tsx";
import { useWords } from "../words.ts";
import { type EntryForm, entryIn, formOf, missingIn, picked } from "./entry-form.ts";
import type { WaitingListActions } from "./model.ts";

interface EntryDialogProps {
  /** `null` adds one. */
  entry: WaitingEntry | null;
  settings: Settings;
  /** Doctors that calendars told so far. */
  doctors: readonly string[];
  find: WritingActions["find"];
  actions: Pick<WaitingListActions, "save">;
  onClose: () => void;
}

const weekdays = [1, 2, 3, 4, 5, 6, 7] as const;

/** Any Monday, so that the days of the week can be named. */
const monday = Temporal.PlainDate.from("2026-01-05");

const without = <T,>(list: readonly T[], item: T, isOn: boolean): T[] =>
  isOn ? [...list, item] : list.filter((one) => one !== item);

/** Who wants to come sooner, and when that suits them. */
export function EntryDialog({ entry, settings, doctors, find, actions, onClose }: EntryDialogProps) {
  const { common, options, locale } = useWords();
  const words = options.waitingList.dialog;
  const today = Temporal.Now.plainDateISO(timeZoneOf(settings)).toString();
  const [form, setForm] = useState(() => formOf(entry, today));
  const [picks, setPicks] = useState(entry === null);
  const [tried, setTried] = useState(false);
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);
  const edit = (patch: Partial<EntryForm>) => setForm((current) => ({ ...current, ...patch }));
  const missing = tried ? missingIn(form, today) : null;

  const save = async () => {
    setTried(true);
    if (busy || missingIn(form, today) !== null) return;
    setBusy(true);
    setFailure(null);
    try {
      const saved = await actions.save(entryIn(form, entry, Date.now()));
      if (saved.ok) return onClose();
      setFailure(saved.problem === "full" ? words.full : words.phoneUnusable(common.reason(saved.reason)));
    } catch {
      setFailure(common.failed);
    }
    setBusy(false);
  };

  return (
    <Dialog
      title={entry ? words.edit : words.add}
      onCancel={onClose}
      actions={
        <>
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
        class="stack waiting-form"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        {picks && (
          <PickRecipient
            find={find}
            label={words.find}
            hint={words.findHint}
            onPick={(recipient) => {
              edit(picked(recipient));
              setPicks(false);
            }}
          />
        )}
        <div class="pair">
          <TextField
            label={words.name}
            error={missing === "name" ? words.missing.name : undefined}
            maxLength={200}
            autocomplete="off"
            value={form.name}
            onEdit={(name) => edit({ name, code: null })}
          />
          <TextField
            label={words.phone}
            error={missing === "phone" ? words.missing.phone : undefined}
            type="tel"
            maxLength={50}
            autocomplete="off"
            value={form.phone}
            onEdit={(phone) => edit({ phone })}
          />
        </div>
        <Field label={words.doctor} hint={words.doctorHint}>
          {(aria) => (
            <>
              <input
                {...aria}
                type="text"
                list="waiting-doctors"
                maxLength={200}
                autocomplete="off"
                value={form.doctor}
                onInput={(event) => edit({ doctor: event.currentTarget.value })}
              />
              <datalist id="waiting-doctors">
                {doctors.map((doctor) => (
                  <option key={doctor} value={doctor} />
                ))}
              </datalist>
            </>
          )}
        </Field>
        <fieldset>
          <legend class="label">{words.days}</legend>
          <div class="row">
            {weekdays.map((day) => (
              <Check
                key={day}
                label={monday.add({ days: day - 1 }).toLocaleString(locale, { weekday: "short" })}
                checked={form.days.includes(day)}
                onChange={(event) => edit({ days: without(form.days, day, event.currentTarget.checked) })}
              />
            ))}
          </div>
          <span class="hint">{words.daysHint}</span>
        </fieldset>
        <fieldset>
          <legend class="label">{words.parts}</legend>
          <div class="row">
            {DayPart.options.map((part) => (
              <Check
                key={part}
                label={words.partNames[part]}
                checked={form.parts.includes(part)}
                onChange={(event) => edit({ parts: without(form.parts, part, event.currentTarget.checked) })}
              />
            ))}
          </div>
          <span class="hint">{words.partsHint}</span>
        </fieldset>
        <div class="pair">
          <TextField
            label={words.since}
            error={missing === "since" ? words.missing.since : undefined}
            type="date"
            max={today}
            value={form.since}
            onEdit={(since) => edit({ since })}
          />
          <TextField
            label={words.until}
            hint={words.untilHint}
            error={missing === "until" ? words.missing.until : undefined}
            type="date"
            value={form.until}
            onEdit={(until) => edit({ until })}
          />
        </div>
        <TextField
          label={words.note}
          hint={words.noteHint}
          maxLength={maxNote}
          autocomplete="off"
          value={form.note}
          onEdit={(note) => edit({ note })}
        />
        {failure && <Notice tone="bad">{failure}</Notice>}
        {/* Enter in a field saves, though the button stands outside the form. */}
        <button type="submit" hidden />
      </form>
    </Dialog>
  );
}
