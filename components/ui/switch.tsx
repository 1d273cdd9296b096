import type { ComponentChildren } from "preact";
import { useId } from "preact/hooks";
import "./switch.css";

interface SwitchProps {
  label: ComponentChildren;
  checked: boolean;
  onChange: (checked: boolean) => void;
  /** Ids of what explains it. */
  describedBy?: string;
  /** Where the visible label alone would not say which of several switches it is. */
  name?: string;
}

export function Switch({ label, checked, onChange, describedBy, name }: SwitchProps) {
  return (
    <label class="switch">
      <input
        type="checkbox"
        // biome-ignore lint/a11y/useAriaPropsForRole: a checkbox tells its own state
        role="switch"
        checked={checked}
        aria-label={name}
        aria-describedby={describedBy}
        onChange={(event) => onChange(event.currentTarget.checked)}
      />
      <span>{label}</span>
    </label>
  );
}

/** A switch with a sentence about what it does. */
export function SwitchField({
  hint,
  ...props
}: Omit<SwitchProps, "describedBy"> & { hint: ComponentChildren }) {
  const id = useId();
  return (
    <div class="field">
      <Switch {...props} describedBy={id} />
      <span class="hint" id={id}>
        {hint}
      </span>
    </div>
  );
}
