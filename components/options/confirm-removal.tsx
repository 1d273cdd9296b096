import type { ComponentChildren } from "preact";
import { Dialog } from "../ui/dialog.tsx";
import { useWords } from "./words.ts";

interface ConfirmRemovalProps {
  title: string;
  children: ComponentChildren;
  /** What the button says that removes. */
  label: string;
  onCancel: () => void;
  onRemove: () => void;
}

/** Asks before something goes. */
export function ConfirmRemoval({ title, children, label, onCancel, onRemove }: ConfirmRemovalProps) {
  const { common } = useWords();
  return (
    <Dialog
      title={title}
      onCancel={onCancel}
      actions={
        <>
          <button type="button" class="button" onClick={onCancel}>
            {common.cancel}
          </button>
          <button
            type="button"
            class="button danger"
            onClick={() => {
              onCancel();
              onRemove();
            }}
          >
            {label}
          </button>
        </>
      }
    >
      {children}
    </Dialog>
  );
}
