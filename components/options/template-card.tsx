import { useId } from "preact/hooks";
import type { MessageKind } from "../../lib/domain/message-kind.ts";
import type { PlaceholderValues } from "../../lib/domain/placeholder.ts";
import { presetTemplates, type Settings } from "../../lib/domain/settings.ts";
import { Check } from "../ui/controls.tsx";
import { sectionHashes } from "./model.ts";
import { TemplateEditor } from "./template-editor.tsx";
import { type Problem, previewOf } from "./template-preview.ts";
import { useWords } from "./words.ts";

type Template = Settings["templates"][MessageKind];

interface TemplateCardProps {
  kind: MessageKind;
  template: Template;
  values: PlaceholderValues;
  plain: boolean;
  onChange: (template: Template) => void;
  onPlain: () => void;
}

export function TemplateCard({ kind, template, values, plain, onChange, onPlain }: TemplateCardProps) {
  const { common, options } = useWords();
  const words = options.messages;
  const id = useId();
  const { text, segments, special, plainParts, problem, empty } = previewOf(template.text, values, plain);
  const say = ({ problem, names }: Problem): string => {
    if (problem === "placeholderUnknown") return words.unknown(names.join(", "));
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
          checked={template.enabled}
          onChange={(event) => onChange({ ...template, enabled: event.currentTarget.checked })}
        />
      </div>
      <TemplateEditor
        id={`${id}-text`}
        label={words.text(common.kinds[kind])}
        text={template.text}
        plain={plain}
        preset={presetTemplates[kind]}
        invalid={problem !== null}
        describedBy={`${id}-problem ${id}-length`}
        onChange={(changed) => onChange({ ...template, text: changed })}
      />
      <div id={`${id}-problem`} class="problem" aria-live="polite">
        {problem && <p class="wrong">{say(problem)}</p>}
        {empty.length > 0 && !problem && (
          <p class="notice warn">
            {words.placeholderEmpty(empty.join(", "))} <a href={sectionHashes.practice}>{words.fillIn}</a>
          </p>
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
              <span class="mute">{words.becauseOfDiacritics}</span> ·{" "}
              <button type="button" class="link" onClick={onPlain}>
                {words.removeDiacritics(plainParts)}
              </button>
            </>
          )}
        </p>
        {special.length > 0 && (
          <p class="mute">
            {words.special} <span class="specials">{special.join(" ")}</span>. {words.specialHint}
          </p>
        )}
      </div>
      <div class="patient">
        <span class="small mute" id={`${id}-preview`}>
          {words.preview}
        </span>
        <blockquote class="bubble" aria-labelledby={`${id}-preview`}>
          {text}
        </blockquote>
      </div>
    </section>
  );
}
