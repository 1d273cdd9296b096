import type { ComponentChildren } from "preact";
import { useEffect, useId, useRef } from "preact/hooks";
import { isSecondClick } from "./second-click.ts";
import "./dialog.css";

interface DialogProps {
  title: string;
  children: ComponentChildren;
  /** Buttons, the safest first: it gets the focus. */
  actions: ComponentChildren;
  /** Escape, too. */
  onCancel: () => void;
}

/** Asks before something happens. Mounted means open; the focus returns to where it was. */
export function Dialog({ title, children, actions, onCancel }: DialogProps) {
  const id = useId();
  const element = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const dialog = element.current;
    const before = document.activeElement;
    dialog?.showModal();
    return () => {
      dialog?.close();
      if (before instanceof HTMLElement && before.isConnected) before.focus();
    };
  }, []);
  return (
    <dialog
      ref={element}
      class="dialog"
      aria-labelledby={id}
      onCancel={(event) => {
        event.preventDefault();
        onCancel();
      }}
    >
      <h2 id={id}>{title}</h2>
      <div class="dialog-body">{children}</div>
      <div
        class="dialog-actions"
        onClickCapture={(event) => {
          if (!isSecondClick(event)) return;
          event.preventDefault();
          event.stopPropagation();
        }}
      >
        {actions}
      </div>
    </dialog>
  );
}
