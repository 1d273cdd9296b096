import type { ComponentChildren } from "preact";
import { BusyButton } from "../ui/busy-button.tsx";
import type { SaveState } from "./draft.ts";
import { useWords } from "./words.ts";

interface SaveBarProps {
  state: SaveState;
  dirty: boolean;
  onSave: () => void;
  /** Buttons before "Uložit". */
  children?: ComponentChildren;
}

export function SaveBar({ state, dirty, onSave, children }: SaveBarProps) {
  const { common, options } = useWords();
  const said = {
    idle: dirty ? options.unsaved : "",
    saving: "",
    saved: common.saved,
    invalid: options.notSaved,
    failed: common.failed,
  }[state];
  return (
    <div class="save-bar">
      <span class={`save-state ${state}`} role="status">
        {said}
      </span>
      <span class="save-buttons">
        {children}
        <BusyButton tone="primary" busy={state === "saving"} busyLabel={options.saving} onPress={onSave}>
          {common.save}
        </BusyButton>
      </span>
    </div>
  );
}
