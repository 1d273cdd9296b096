import { useId } from "preact/hooks";
import type { Settings } from "../../lib/domain/settings.ts";
import type { TemplateKind } from "../../lib/domain/text/message-kind.ts";
import { type MessageLanguage, needsUcs2 } from "../../lib/domain/text/message-language.ts";
import type { ContributedPlaceholder, PlaceholderValues } from "../../lib/domain/text/placeholder.ts";
import { dutyTemplates, presetTemplates } from "../../lib/domain/text/template-presets.ts";
import { sectionHashes } from "../menu/sections.ts";
import { Check } from "../ui/controls.tsx";
import { useDismissedWords } from "../ui/dismissed-words.ts";
import { TemplateEditor } from "./template-editor.tsx";
import { type Problem, previewOf } from "./template-preview.ts";
import { useWords } from "./words.ts";

type Template = Settings["templates"][TemplateKind];

interface TemplateCardProps {
  kind: TemplateKind;
  /** The one of the texts that is shown. */
  language: MessageLanguage;
  template: Template;
  values: PlaceholderValues;
  contributed: readonly ContributedPlaceholder[];
  plain: boolean;
  /** The sentence that an administrator has set the text; `null` where a person may change it. */
  managed: string | null;
  onChange: (template: Template) => void;
  onPlain: () => void;
  /** Wants no warning of a word any more, in whichever text. */
  onDismiss: (word: string) => void;
}

export function TemplateCard(props: TemplateCardProps) {
  const { kind, language, template, values, contributed, plain, managed, onChange, onPlain, onDismiss } =
    props;
  const { common, options } = useWords();
  const words = options.messages;
  const id = useId();
  const { texts, enabled } = template;
  const preview = previewOf(texts[language], values, { plain, language }, useDismissedWords());
  const { text, segments, special, plainParts, problem, empty, telling } = preview;
  const duty = dutyTemplates[language]?.[kind];
  const presets = [
    { label: words.restore, text: presetTemplates[language][kind] },
    ...(duty ? [{ label: words.duty, text: duty }] : []),
  ];
  const say = ({ problem, names }: Problem): string => {
    if (problem === "placeholderUnknown") return words.unknown(names.join(", "));
    if (problem === "gatewayField") return words.gatewayField;
    return problem === "tooLong" ? words.tooLong : words.empty;
  };
  return (
    <section class="card card-body stack template" aria-labelledby={`${id}-title`}>
      <div class="row between">
        <div>
          <h2 id={`${id}-title`}>{common.kinds[kind]}</h2>
          <p class="small mute">{words.kindHints[kind]}</p>
        </div>
        <Check
          label={
            <>
              {words.send}
              <span class="visually-hidden"> – {common.kinds[kind]}</span>
            </>
          }
          title={words.sendHint}
          checked={enabled}
          onChange={(event) => onChange({ ...template, enabled: event.currentTarget.checked })}
        />
      </div>
      <TemplateEditor
        // Another language is another text: undo must not lead from one into the other.
        key={language}
        id={`${id}-text`}
        label={words.text(common.kinds[kind])}
        text={texts[language]}
        language={language}
        plain={plain}
        contributed={contributed}
        presets={presets}
        disabled={managed !== null}
        invalid={problem !== null}
        describedBy={`${id}-managed ${id}-problem ${id}-telling ${id}-length`}
        onChange={(changed) => onChange({ ...template, texts: { ...texts, [language]: changed } })}
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
    </section>
  );
}
