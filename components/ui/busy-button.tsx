import type { ComponentChildren } from "preact";
import { isSecondClick } from "./second-click.ts";

interface BusyButtonProps {
  children: ComponentChildren;
  /** Shown instead of the children while busy. */
  busyLabel: string;
  busy: boolean;
  /** Not needed for one that submits its form. */
  onPress?: () => void;
  submit?: boolean;
  tone?: "primary" | "danger";
  /** For others of the same group being busy. */
  blocked?: boolean;
  label?: string;
}

/** Cannot be pressed twice. `aria-disabled` rather than `disabled`, which would drop the keyboard focus. */
export function BusyButton(props: BusyButtonProps) {
  const { children, busyLabel, busy, blocked = false, onPress, submit = false, tone, label } = props;
  return (
    <button
      type={submit ? "submit" : "button"}
      class={tone ? `button ${tone}` : "button"}
      aria-disabled={busy || blocked ? "true" : undefined}
      aria-label={busy ? undefined : label}
      onClick={(event) => {
        if (busy || blocked || isSecondClick(event)) event.preventDefault();
        else onPress?.();
      }}
    >
      {busy ? busyLabel : children}
    </button>
  );
}
