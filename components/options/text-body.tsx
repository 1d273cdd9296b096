import { useId } from "preact/hooks";
import { type MessageLanguage, needsUcs2 } from "../../lib/domain/text/message-language.ts";
import type { ContributedPlaceholder, PlaceholderValues } from "../../lib/domain/text/placeholder.ts";
import { sectionHashes } from "../menu/sections.ts";
import { useDismissedWords } from "../ui/dismissed-words.ts";
import { TemplateEditor } from "./template-editor.tsx";
import { type Problem, previewOf } from "./template-preview.ts";
import { useWords } from "./words.ts";

/** What all texts have in common. */
export interface TextContext {
  /** The one of the texts that is shown. */
  language: MessageLanguage;
  values: PlaceholderValues;
  contributed: readonly ContributedPlaceholder[];
  plain: boolean;
  onPlain: () => void;
  /** Wants no warning of a word any more, in whichever text. */
  onDismiss: (word: string) => void;
}

interface TextBodyProps extends TextContext {
  /** Names the field. */
  label: string;
  text: string;
  /** Texts to begin from, the standard one first. */
  presets: readonly { label: string; text: string }[];
  /** The sentence that an administrator has set the text; `null` where a person may change it. */
  managed: string | null;
  /** Said of a text that is empty and may be so; `null` where it must not be. */
  emptyHint: string | null;
  /** Somebody tried to save, and it must not be empty after all. */
  missing?: boolean;
  onChange: (text: string) => void;
}

/** A text with all that is to be known of it: what is wrong, how long it is, and how a patient reads it. */
export function TextBody(props: TextBodyProps) {
  const { language, values, contributed, plain, onPlain, onDismiss } = props;
  const { label, presets, managed, emptyHint, missing = false, onChange } = props;
  const { options } = useWords();
  const words = options.messages;
  const id = useId();
  const isLeftOut = emptyHint !== null && props.text.trim() === "";
  const preview = previewOf(props.text, values, { plain, language }, useDismissedWords());
  const { text, segments, special, plainParts, empty, telling } = preview;
  const problem = isLeftOut ? null : preview.problem;
  const say = ({ problem, names }: Problem): string => {
    if (problem === "placeholderUnknown") return words.unknown(names.join(", "));
    if (problem === "gatewayField") return words.gatewayField;
    return problem === "tooLong" ? words.tooLong : words.empty;
  };
  return (
    <>
      <TemplateEditor
        // Another language is another text: undo must not lead from one into the other.
        key={language}
        id={`${id}-text`}
        label={label}
        text={props.text}
        language={language}
        plain={plain}
        contributed={contributed}
        presets={presets}
        disabled={managed !== null}
        invalid={problem !== null || (isLeftOut && missing)}
        describedBy={`${id}-managed ${id}-problem ${id}-telling ${id}-length`}
        onChange={onChange}
      />
      <div id={`${id}-managed`}>{managed && <p class="hint">{managed}</p>}</div>
      <div id={`${id}-problem`} class="problem" aria-live="polite">
        {problem && <p class="wrong">{say(problem)}</p>}
        {empty.length > 0 && !problem && (
          <p class="notice warn">
            {words.placeholderEmpty(empty.join(", "))} <a href={sectionHashes.practice}>{words.fillIn}</a>
          </p>
        )}
      </div>
      <div id={`${id}-telling`} class="problem" aria-live="polite">
        {telling.length > 0 && (
          <div class="notice warn">
            <p>{words.telling(telling.join(", "))}</p>
            {telling.map((word) => (
              <button key={word} type="button" class="link small dismiss" onClick={() => onDismiss(word)}>
                {words.dismiss(word)}
              </button>
            ))}
          </div>
        )}
      </div>
      {isLeftOut ? (
        <p class={missing ? "wrong" : "hint"} id={`${id}-length`}>
          {emptyHint}
        </p>
      ) : (
        <>
          <div class="meter small number" id={`${id}-length`}>
            <p>
              <strong>
                {words.characters(segments.characters)} · {words.parts(segments.parts)}
              </strong>
              {plainParts !== null && (
                <>
                  {" "}
                  <span class="mute">{words.becauseOfMarked}</span> ·{" "}
                  <button type="button" class="link" onClick={onPlain}>
                    {words.removeDiacritics(plainParts)}
                  </button>
                </>
              )}
            </p>
            {special.length > 0 && needsUcs2(language) && <p class="mute">{words.ownAlphabet}</p>}
            {special.length > 0 && !needsUcs2(language) && (
              <p class="mute">
                {words.special} <span class="specials">{special.join(" ")}</span>. {words.specialHint}
              </p>
            )}
          </div>
          <div class="patient">
            <span class="small mute" id={`${id}-preview`}>
              {words.preview}
            </span>
            <blockquote class="bubble" lang={language} aria-labelledby={`${id}-preview`}>
              {text}
            </blockquote>
          </div>
        </>
      )}
    </>
  );
}
