import "../ui/chips.css";
import "./writing.css";
import { useId, useRef } from "preact/hooks";
import { tellingWords } from "../../lib/domain/privacy.ts";
import type { PlaceholderName } from "../../lib/domain/text/placeholder.ts";
import { maxTextLength } from "../../lib/domain/text/template.ts";
import { useDismissedWords } from "../ui/dismissed-words.ts";
import { typeInto } from "../ui/type-into.ts";
import { useWords } from "./words.ts";

interface WordsFieldProps {
  label: string;
  hint?: string;
  text: string;
  /** Placeholders on offer; others can be typed where they can be filled. */
  placeholders?: readonly PlaceholderName[];
  /** What stands in the way of sending it, in words. */
  problem: string | null;
  disabled?: boolean;
  onEdit: (text: string) => void;
}

/** Where a person writes what a patient is to read. */
export function WordsField(props: WordsFieldProps) {
  const { label, hint, text, placeholders = [], problem, disabled = false, onEdit } = props;
  const { writing } = useWords();
  const id = useId();
  const area = useRef<HTMLTextAreaElement>(null);
  const dismissed = useDismissedWords();
  const telling = [...new Set(tellingWords(text, dismissed).map(({ word }) => word))];
  return (
    <div class="field words-field">
      <label for={id}>{label}</label>
      <textarea
        ref={area}
        id={id}
        rows={3}
        maxLength={maxTextLength}
        spellcheck
        disabled={disabled}
        value={text}
        aria-invalid={problem ? "true" : undefined}
        aria-describedby={`${id}-hint ${id}-problem`}
        onInput={(event) => onEdit(event.currentTarget.value)}
      />
      {placeholders.length > 0 && (
        <fieldset class="chips">
          <legend class="visually-hidden">{writing.insert}</legend>
          {placeholders.map((name) => (
            <button
              key={name}
              type="button"
              class="chip"
              disabled={disabled}
              aria-label={writing.insertOne(`#${name}#`)}
              title={writing.placeholders[name]}
              onClick={() => area.current && typeInto(area.current, `#${name}#`)}
            >
              #{name}#
            </button>
          ))}
        </fieldset>
      )}
      <span class="hint" id={`${id}-hint`}>
        {hint}
      </span>
      <div class="small" id={`${id}-problem`} role="status">
        {problem && <span class="text-bad">{problem}</span>}
        {telling.length > 0 && <p class="text-warn">{writing.telling(telling.join(", "))}</p>}
      </div>
    </div>
  );
}
