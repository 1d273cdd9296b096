import { useEffect, useId, useState } from "preact/hooks";
import { dayInWords, parseDay, shiftDay, today } from "./days.ts";
import { useWords } from "./words.ts";

interface DayPickerProps {
  day: string;
  /** Said under the date. */
  hint: string | null;
  onChange: (day: string) => void;
}

export function DayPicker({ day, hint, onChange }: DayPickerProps) {
  const { bulk, locale } = useWords();
  const id = useId();
  const [typed, setTyped] = useState(day);
  useEffect(() => setTyped(day), [day]);
  return (
    <div class="day">
      <label class="label" for={id}>
        {bulk.date}
      </label>
      <div class="day-controls">
        <button
          type="button"
          class="button step"
          aria-label={bulk.previousDay}
          title={bulk.previousDay}
          onClick={() => onChange(shiftDay(day, -1))}
        >
          <span aria-hidden="true">‹</span>
        </button>
        <input
          id={id}
          type="date"
          required
          value={typed}
          aria-describedby={`${id}-words${hint ? ` ${id}-hint` : ""}`}
          onInput={({ currentTarget: { value } }) => {
            setTyped(value);
            const parsed = parseDay(value);
            if (parsed && parsed !== day) onChange(parsed);
          }}
          // A date that was left half typed is no date.
          onBlur={() => setTyped(day)}
        />
        <button
          type="button"
          class="button step"
          aria-label={bulk.nextDay}
          title={bulk.nextDay}
          onClick={() => onChange(shiftDay(day, 1))}
        >
          <span aria-hidden="true">›</span>
        </button>
        <button type="button" class="button" onClick={() => onChange(shiftDay(today(), 1))}>
          {bulk.tomorrow}
        </button>
      </div>
      <strong class="day-words" id={`${id}-words`} aria-live="polite">
        {dayInWords(day, locale)}
      </strong>
      {hint && (
        <p class="day-hint small mute" id={`${id}-hint`}>
          {hint}
        </p>
      )}
    </div>
  );
}
