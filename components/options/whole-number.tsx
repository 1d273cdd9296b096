import { Field } from "../ui/controls.tsx";

export interface Range {
  min: number;
  max: number;
}

/** The whole number that was typed, or `null` where it is none or lies outside. */
export function wholeOf(typed: string, { min, max }: Range): number | null {
  const value = /^\d{1,3}$/u.test(typed.trim()) ? Number(typed) : Number.NaN;
  return value >= min && value <= max ? value : null;
}

interface WholeNumberProps {
  words: { label: string; unit: string; hint: string; invalid: string };
  range: Range;
  /** As typed. */
  value: string;
  onChange(typed: string): void;
}

export function WholeNumber({ words, range, value, onChange }: WholeNumberProps) {
  return (
    <Field
      label={words.label}
      hint={words.hint}
      error={wholeOf(value, range) === null ? words.invalid : undefined}
    >
      {(aria) => (
        <span class="with-unit">
          <input
            {...aria}
            type="number"
            min={range.min}
            max={range.max}
            step={1}
            class="tiny"
            value={value}
            onInput={(event) => onChange(event.currentTarget.value)}
          />{" "}
          {words.unit}
        </span>
      )}
    </Field>
  );
}
