import { useId } from "preact/hooks";
import type { Settings } from "../../lib/domain/settings.ts";
import type { TemplateKind } from "../../lib/domain/text/message-kind.ts";
import { dutyTemplates, presetTemplates } from "../../lib/domain/text/template-presets.ts";
import { Check } from "../ui/controls.tsx";
import { DoctorTexts } from "./doctor-texts.tsx";
import { TextBody, type TextContext } from "./text-body.tsx";
import { useWords } from "./words.ts";

type Template = Settings["templates"][TemplateKind];

interface TemplateCardProps {
  kind: TemplateKind;
  template: Template;
  context: TextContext;
  /** Whom calendars have told of late. */
  doctors: readonly string[];
  /** Whether somebody tried to save. */
  tried: boolean;
  /** The sentence that an administrator has set the text; `null` where a person may change it. */
  managed: string | null;
  onChange: (template: Template) => void;
}

export function TemplateCard(props: TemplateCardProps) {
  const { kind, template, context, doctors, tried, managed, onChange } = props;
  const { common, options } = useWords();
  const words = options.messages;
  const id = useId();
  const { language } = context;
  const { texts, enabled } = template;
  const duty = dutyTemplates[language]?.[kind];
  const presets = [
    { label: words.restore, text: presetTemplates[language][kind] },
    ...(duty ? [{ label: words.duty, text: duty }] : []),
  ];
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
      <TextBody
        {...context}
        label={words.text(common.kinds[kind])}
        text={texts[language]}
        presets={presets}
        managed={managed}
        emptyHint={null}
        onChange={(changed) => onChange({ ...template, texts: { ...texts, [language]: changed } })}
      />
      <DoctorTexts
        kind={kind}
        all={template.forDoctors}
        general={texts}
        context={context}
        doctors={doctors}
        tried={tried}
        onChange={(forDoctors) => onChange({ ...template, forDoctors })}
      />
    </section>
  );
}
