import type { ComponentChildren } from "preact";
import { Field } from "../ui/controls.tsx";
import type { UrlProblem } from "./address.ts";
import { useWords } from "./words.ts";

interface UrlFieldProps {
  value: string;
  problem: UrlProblem | null;
  hint?: ComponentChildren;
  onType: (typed: string) => void;
}

/** The address of a calendar. */
export function UrlField({ value, problem, hint, onType }: UrlFieldProps) {
  const { calendars } = useWords().options;
  return (
    <Field label={calendars.url} hint={hint} error={problem ? calendars[problem] : undefined}>
      {(aria) => (
        <input
          {...aria}
          type="url"
          inputMode="url"
          spellcheck={false}
          autocomplete="off"
          placeholder="https://"
          value={value}
          onInput={(event) => onType(event.currentTarget.value)}
        />
      )}
    </Field>
  );
}
