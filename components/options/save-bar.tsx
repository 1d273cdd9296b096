import type { ComponentChildren } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { BusyButton } from "../ui/busy-button.tsx";
import type { SaveState } from "./draft.ts";
import { useWords } from "./words.ts";

interface SaveBarProps {
  state: SaveState;
  dirty: boolean;
  /** Where a field was saved otherwise elsewhere: takes which of the two is to count. */
  resolve: ((choice: "draft" | "saved") => void) | null;
  /** Buttons before "Uložit". */
  children?: ComponentChildren;
}

/** The foot of a form, whose submit saves. */
export function SaveBar({ state, dirty, resolve, children }: SaveBarProps) {
  const { common, options } = useWords();
  const said = {
    idle: dirty ? options.unsaved : "",
    saving: "",
    saved: common.saved,
    invalid: options.notSaved,
    conflict: options.conflict.text,
    failed: common.failed,
  }[state];
  const bar = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (state !== "invalid") return;
    bar.current?.closest("form")?.querySelector<HTMLElement>("[aria-invalid]")?.focus();
  }, [state]);
  return (
    <div class="save-bar" ref={bar}>
      <span class={`save-state ${state}`} role="status">
        {resolve ? options.conflict.text : said}
      </span>
      <span class="save-buttons">
        {children}
        {resolve && (
          <>
            <button type="button" class="button" onClick={() => resolve("saved")}>
              {options.conflict.takeSaved}
            </button>
            <button type="button" class="button" onClick={() => resolve("draft")}>
              {options.conflict.keepMine}
            </button>
          </>
        )}
        <BusyButton tone="primary" busy={state === "saving"} busyLabel={options.saving} submit>
          {common.save}
        </BusyButton>
      </span>
    </div>
  );
}
