import type { ComponentChildren, LooseInputHTMLAttributes } from "preact";
import { useId } from "preact/hooks";

interface FieldProps {
  label: string;
  hint?: ComponentChildren;
  error?: string | undefined;
  /** Gets the ids that tie the control to its label, hint and error. */
  children: (aria: { id: string; "aria-describedby"?: string; "aria-invalid"?: "true" }) => ComponentChildren;
}

export function Field({ label, hint, error, children }: FieldProps) {
  const id = useId();
  const described = [hint ? `${id}-hint` : "", error ? `${id}-error` : ""].filter(Boolean).join(" ");
  return (
    <div class="field">
      <label for={id}>{label}</label>
      {children({
        id,
        ...(described ? { "aria-describedby": described } : {}),
        ...(error ? { "aria-invalid": "true" as const } : {}),
      })}
      {hint && (
        <span class="hint" id={`${id}-hint`}>
          {hint}
        </span>
      )}
      {error && (
        <span class="error" id={`${id}-error`} role="alert">
          {error}
        </span>
      )}
    </div>
  );
}

type LineAttributes = Pick<
  LooseInputHTMLAttributes,
  "class" | "disabled" | "maxLength" | "autocomplete" | "spellcheck" | "placeholder" | "max"
>;

interface TextFieldProps extends Omit<FieldProps, "children">, LineAttributes {
  type?: "text" | "tel" | "date" | "password";
  value: string;
  onEdit: (value: string) => void;
}

/** A field with one line to type in. */
export const TextField = ({ label, hint, error, type = "text", onEdit, ...input }: TextFieldProps) => (
  <Field label={label} hint={hint} error={error}>
    {(aria) => (
      <input
        {...input}
        {...aria}
        type={type as "text"}
        onInput={(event) => onEdit(event.currentTarget.value)}
      />
    )}
  </Field>
);

export function Check({
  label,
  ...input
}: { label: ComponentChildren } & Omit<LooseInputHTMLAttributes, "type" | "role">) {
  return (
    <label class="check">
      <input type="checkbox" {...input} /> <span>{label}</span>
    </label>
  );
}

interface SegmentedProps<T extends string> {
  /** Names the group for those who do not see it. */
  label: string;
  options: readonly { value: T; label: string }[];
  value: T;
  onChange: (value: T) => void;
}

export function Segmented<T extends string>({ label, options, value, onChange }: SegmentedProps<T>) {
  const name = useId();
  return (
    <fieldset class="segmented">
      <legend class="visually-hidden">{label}</legend>
      {options.map((option) => (
        <label key={option.value}>
          <input
            type="radio"
            name={name}
            value={option.value}
            checked={option.value === value}
            onChange={() => onChange(option.value)}
          />
          {option.label}
        </label>
      ))}
    </fieldset>
  );
}

/** A sentence that somebody should read; an error or a warning is announced. */
export function Notice({
  tone,
  children,
}: {
  tone: "ok" | "wait" | "warn" | "bad";
  children: ComponentChildren;
}) {
  return (
    <div class={`notice ${tone}`} role={tone === "bad" || tone === "warn" ? "alert" : "status"}>
      {children}
    </div>
  );
}
