import type { ComponentChildren } from "preact";
import type { Draft } from "./draft.ts";
import { SaveBar } from "./save-bar.tsx";

interface DraftFormProps {
  form: Pick<Draft<object>, "state" | "dirty" | "resolve" | "save">;
  class?: string;
  autocomplete?: "off";
  /** Buttons before "Uložit". */
  buttons?: ComponentChildren;
  children: ComponentChildren;
}

/** The fields of a draft, with the bar that saves it. */
export function DraftForm({ form, class: look = "stack", autocomplete, buttons, children }: DraftFormProps) {
  return (
    <form
      class={look}
      noValidate
      autocomplete={autocomplete}
      onSubmit={(event) => {
        event.preventDefault();
        void form.save();
      }}
    >
      {children}
      <SaveBar state={form.state} dirty={form.dirty} resolve={form.resolve}>
        {buttons}
      </SaveBar>
    </form>
  );
}
