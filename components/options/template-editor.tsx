import "../ui/chips.css";
import { useRef } from "preact/hooks";
import type { MessageLanguage } from "../../lib/domain/text/message-language.ts";
import { type ContributedPlaceholder, placeholderNames } from "../../lib/domain/text/placeholder.ts";
import { useDismissedWords } from "../ui/dismissed-words.ts";
import { typeInto } from "../ui/type-into.ts";
import { highlight } from "./highlight.ts";
import { useWords } from "./words.ts";

interface TemplateEditorProps {
  id: string;
  label: string;
  text: string;
  language: MessageLanguage;
  plain: boolean;
  contributed: readonly ContributedPlaceholder[];
  /** Texts to begin from, the standard one first. */
  presets: readonly { label: string; text: string }[];
  /** Nobody may change it here. */
  disabled: boolean;
  invalid: boolean;
  describedBy: string;
  onChange: (text: string) => void;
}

/**
 * A textarea whose own glyphs are invisible over a layer that draws the same text in colours. The layer also
 * gives the box its height, so the two never scroll apart.
 */
export function TemplateEditor(props: TemplateEditorProps) {
  const { id, label, text, language, plain, contributed, presets, disabled, invalid, describedBy, onChange } =
    props;
  const { options } = useWords();
  const words = options.messages;
  const chips = [
    ...placeholderNames.map((name) => ({ name, description: words.placeholders[name] })),
    ...contributed,
  ];
  const names = chips.map(({ name }) => name);
  const dismissed = useDismissedWords();
  const area = useRef<HTMLTextAreaElement>(null);
  return (
    <div class="stack tight">
      <label class="visually-hidden" for={id}>
        {label}
      </label>
      <div class="editor">
        <div class="editor-layer" aria-hidden="true">
          {highlight(text, plain, language, names, dismissed).map((mark, index) =>
            mark.type === "text" && !mark.telling ? (
              mark.text
            ) : (
              <mark
                key={index}
                class={[mark.type !== "text" && mark.type, mark.telling && "telling"]
                  .filter(Boolean)
                  .join(" ")}
              >
                {mark.text}
              </mark>
            ),
          )}
          {/* A line break at the very end would not open a line. */}
          {"\u200b"}
        </div>
        <textarea
          ref={area}
          id={id}
          rows={3}
          maxLength={1000}
          spellcheck
          lang={language}
          disabled={disabled}
          value={text}
          aria-invalid={invalid ? "true" : undefined}
          aria-describedby={describedBy}
          onInput={(event) => onChange(event.currentTarget.value)}
        />
      </div>
      <div class="row between">
        <fieldset class="chips" disabled={disabled}>
          <legend class="visually-hidden">{words.insert}</legend>
          {chips.map(({ name, description }) => (
            <button
              key={name}
              type="button"
              class="chip"
              aria-label={words.insertOne(`#${name}#`)}
              title={description}
              onClick={() => area.current && typeInto(area.current, `#${name}#`)}
            >
              #{name}#
            </button>
          ))}
        </fieldset>
        {presets
          .filter((preset) => !disabled && preset.text !== text)
          .map((preset) => (
            <button
              key={preset.label}
              type="button"
              class="link small"
              onClick={() => {
                area.current?.select();
                if (area.current) typeInto(area.current, preset.text);
              }}
            >
              {preset.label}
            </button>
          ))}
      </div>
    </div>
  );
}
