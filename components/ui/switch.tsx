import type { ComponentChildren } from "preact";
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
