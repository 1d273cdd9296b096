import { useId } from "preact/hooks";
import {
  maxReminders,
  type ReminderOffset,
  ReminderSettings,
  ReminderUnit,
  reminderTimes,
} from "../../lib/domain/thread/reminders.ts";
import { Field, Notice, Segmented } from "../ui/controls.tsx";
import { Switch, SwitchField } from "../ui/switch.tsx";
import { useWords } from "./words.ts";

/** As it is being typed: a count may be no number yet. */
export type RemindersDraft = Omit<ReminderSettings, "offsets"> & {
  offsets: { count: string; unit: ReminderUnit }[];
};

export const draftOf = ({ offsets, ...rest }: ReminderSettings): RemindersDraft => ({
  ...rest,
  offsets: offsets.map(({ count, unit }) => ({ count: String(count), unit })),
});

const countOf = (typed: string): number | null => (/^[1-9]\d?$/u.test(typed.trim()) ? Number(typed) : null);

/** What was typed, or `null` where something of it cannot be. */
export function remindersIn(draft: RemindersDraft): ReminderSettings | null {
  const offsets = draft.offsets.map(({ count, unit }): Partial<ReminderOffset> => {
    const whole = countOf(count);
    return { unit, ...(whole === null ? {} : { count: whole }) };
  });
  return ReminderSettings.safeParse({ ...draft, offsets }).data ?? null;
}

interface RemindersCardProps {
  draft: RemindersDraft;
  /** Whether texts of the kind are sent at all. */
  kindOn: boolean;
  timeZone: string;
  onChange: (patch: Partial<RemindersDraft>) => void;
}

/** When reminders leave by themselves. */
export function RemindersCard({ draft, kindOn, timeZone, onChange }: RemindersCardProps) {
  const { options } = useWords();
  const words = options.messages.reminders;
  const id = useId();
  const changeOffset = (at: number, patch: Partial<RemindersDraft["offsets"][number]>) =>
    onChange({
      offsets: draft.offsets.map((offset, index) => (index === at ? { ...offset, ...patch } : offset)),
    });
  return (
    <section class="card card-body stack" aria-labelledby={`${id}-title`}>
      <h2 id={`${id}-title`}>{words.title}</h2>
      <SwitchField
        label={words.enabled}
        hint={words.hint}
        checked={draft.enabled}
        onChange={(enabled) => onChange({ enabled })}
      />
      {draft.enabled && (
        <>
          {!kindOn && <Notice tone="warn">{words.kindOff}</Notice>}
          <fieldset class="offsets">
            <legend class="label">{words.when}</legend>
            {draft.offsets.map((offset, index) => (
              <div class="offset" key={index}>
                <input
                  type="number"
                  min={1}
                  max={99}
                  step={1}
                  class="tiny"
                  aria-label={words.count}
                  aria-invalid={countOf(offset.count) === null ? "true" : undefined}
                  aria-describedby={countOf(offset.count) === null ? `${id}-count` : undefined}
                  value={offset.count}
                  onInput={(event) => changeOffset(index, { count: event.currentTarget.value })}
                />
                <select
                  aria-label={words.unit}
                  value={offset.unit}
                  onChange={(event) =>
                    changeOffset(index, { unit: ReminderUnit.parse(event.currentTarget.value) })
                  }
                >
                  {ReminderUnit.options.map((unit) => (
                    <option key={unit} value={unit}>
                      {words.units[unit]}
                    </option>
                  ))}
                </select>
                {draft.offsets.length > 1 && (
                  <button
                    type="button"
                    class="link"
                    onClick={() => onChange({ offsets: draft.offsets.filter((_, at) => at !== index) })}
                  >
                    {words.remove}
                  </button>
                )}
              </div>
            ))}
            <span class="error" id={`${id}-count`} role="alert">
              {draft.offsets.some(({ count }) => countOf(count) === null) && words.countInvalid}
            </span>
            {draft.offsets.length < maxReminders && (
              <button
                type="button"
                class="button"
                onClick={() => onChange({ offsets: [...draft.offsets, { count: "2", unit: "hours" }] })}
              >
                {words.add}
              </button>
            )}
          </fieldset>
          <Field label={words.at} hint={words.atHint}>
            {(aria) => (
              <input
                {...aria}
                type="time"
                required
                class="clock"
                value={draft.at}
                onInput={(event) => onChange({ at: event.currentTarget.value })}
              />
            )}
          </Field>
          <div class="hours">
            <Field label={words.from}>
              {(aria) => (
                <input
                  {...aria}
                  type="time"
                  required
                  class="clock"
                  value={draft.from}
                  onInput={(event) => onChange({ from: event.currentTarget.value })}
                />
              )}
            </Field>
            <Field label={words.to} error={draft.from < draft.to ? undefined : words.hoursInvalid}>
              {(aria) => (
                <input
                  {...aria}
                  type="time"
                  required
                  class="clock"
                  value={draft.to}
                  onInput={(event) => onChange({ to: event.currentTarget.value })}
                />
              )}
            </Field>
          </div>
          <Switch
            label={words.restDays}
            checked={draft.restDays}
            onChange={(restDays) => onChange({ restDays })}
          />
          <div class="field">
            <span class="label" aria-hidden="true">
              {words.holidays}
            </span>
            <Segmented
              label={words.holidays}
              options={[
                { value: "CZ", label: words.czech },
                { value: "SK", label: words.slovak },
              ]}
              value={draft.holidays}
              onChange={(holidays) => onChange({ holidays })}
            />
          </div>
          <SwitchField
            label={words.untilConfirmed}
            hint={words.untilConfirmedHint}
            checked={draft.untilConfirmed}
            onChange={(untilConfirmed) => onChange({ untilConfirmed })}
          />
          <SwitchField
            label={words.seen}
            hint={words.seenHint}
            checked={draft.seen}
            onChange={(seen) => onChange({ seen })}
          />
          <Example draft={draft} timeZone={timeZone} />
        </>
      )}
    </section>
  );
}

/** The Monday after next at half past nine, as most surprises come of weekends. */
function exampleStart(timeZone: string): string {
  const today = Temporal.Now.plainDateISO(timeZone);
  const monday = today.add({ days: 15 - today.dayOfWeek });
  return monday
    .toZonedDateTime({ timeZone, plainTime: "09:30" })
    .toInstant()
    .toString({ smallestUnit: "second" });
}

function Example({ draft, timeZone }: { draft: RemindersDraft; timeZone: string }) {
  const { options, locale } = useWords();
  const settings = remindersIn(draft);
  if (!settings) return null;
  const start = exampleStart(timeZone);
  const format = new Intl.DateTimeFormat(locale, {
    weekday: "short",
    day: "numeric",
    month: "numeric",
    hour: "numeric",
    minute: "2-digit",
    hourCycle: "h23",
    timeZone,
  });
  const times = reminderTimes(start, settings, timeZone).map(({ at }) => format.format(at));
  const list = new Intl.ListFormat(locale).format(times);
  const begins = format.format(Temporal.Instant.from(start).epochMilliseconds);
  return <p class="small mute">{options.messages.reminders.example(begins, list)}</p>;
}
