import { useEffect, useId, useState } from "preact/hooks";
import type { Settings } from "../../lib/domain/settings.ts";
import { templateKinds } from "../../lib/domain/text/message-kind.ts";
import { type MessageLanguage, messageLanguages } from "../../lib/domain/text/message-language.ts";
import { Field, Notice, Segmented } from "../ui/controls.tsx";
import { languageNames } from "../ui/language-names.ts";
import { SwitchField } from "../ui/switch.tsx";
import { objectionToDoctor, tidiedDoctors } from "./doctor-texts.tsx";
import { useDraft } from "./draft.ts";
import { DraftForm } from "./draft-form.tsx";
import { useManaged } from "./managed.ts";
import type { OptionsActions, OptionsModel } from "./model.ts";
import { OwnTexts, objectionTo, tidied } from "./own-texts.tsx";
import { PlaceholderList } from "./placeholder-list.tsx";
import { useRemindersAgreement } from "./reminders-question.tsx";
import { Section } from "./section.tsx";
import { TemplateCard } from "./template-card.tsx";
import { contributedBy, exampleValues, previewOf } from "./template-preview.ts";
import type { TextContext } from "./text-body.tsx";
import { useWords } from "./words.ts";

interface TextsDraft {
  templates: Settings["templates"];
  ownTexts: Settings["ownTexts"];
  language: MessageLanguage;
  plain: boolean;
}

/** Whether each of the texts that have a name has one of its own, and words. */
const isWhole = ({ templates, ownTexts }: TextsDraft): boolean =>
  Object.keys(ownTexts).every((id) => objectionTo(ownTexts, id) === null) &&
  templateKinds.every((kind) => {
    const { forDoctors } = templates[kind];
    return Object.keys(forDoctors).every((id) => objectionToDoctor(forDoctors, id) === null);
  });

/** As many as the settings hold. */
const mostDismissed = 300;

/** What patients get, kind by kind. */
export function TextsSection({ model, actions }: { model: OptionsModel; actions: OptionsActions }) {
  const { common, options } = useWords();
  const words = options.messages;
  const id = useId();
  const { settings } = model;
  const contributed = contributedBy(model.plugins);
  const [shown, setShown] = useState(settings.sending.language);
  const isFaulty = ({ templates, ownTexts, plain }: TextsDraft, language: MessageLanguage): boolean => {
    const values = exampleValues(settings, language, contributed);
    const isWrong = (text: string) => previewOf(text, values, { plain, language }).problem !== null;
    const others = [
      ...Object.values(ownTexts),
      ...templateKinds.flatMap((kind) => Object.values(templates[kind].forDoctors)),
    ];
    return (
      templateKinds.some((kind) => isWrong(templates[kind].texts[language])) ||
      others.some(({ texts }) => texts[language].trim() !== "" && isWrong(texts[language]))
    );
  };
  const [doctors, setDoctors] = useState<readonly string[]>([]);
  useEffect(() => {
    // A name can be typed all the same.
    actions.doctorsSeen().then(setDoctors, () => {});
  }, []);
  const [dismissFailed, setDismissFailed] = useState(false);
  /** Holds at once, whatever becomes of the text. */
  const setDismissed = async (change: (dismissed: readonly string[]) => string[]) => {
    setDismissFailed(false);
    await actions
      .changeSettings((current) => ({
        ...current,
        dismissedWords: change(current.dismissedWords).slice(-mostDismissed),
      }))
      .catch(() => setDismissFailed(true));
  };
  const { agree, question } = useRemindersAgreement(model, actions);
  const form = useDraft<TextsDraft>({
    agree: ({ templates }) => agree(settings.reminders, templates.reminder.enabled),
    saved: {
      templates: settings.templates,
      ownTexts: settings.ownTexts,
      language: settings.sending.language,
      plain: settings.sending.plain,
    },
    valid: (draft) => {
      const faulty = [shown, ...messageLanguages].find((language) => isFaulty(draft, language));
      // What stands in the way of saving has to be in sight.
      if (faulty) setShown(faulty);
      return !faulty && isWhole(draft);
    },
    store: ({ templates, ownTexts, language, plain }) =>
      actions.changeSettings((current) => ({
        ...current,
        templates: tidiedDoctors(templates),
        ownTexts: tidied(ownTexts),
        sending: { ...current.sending, language, plain },
      })),
  });
  const { value, edit } = form;
  const managed = useManaged();
  const values = exampleValues(settings, shown, contributed);
  const context: TextContext = {
    language: shown,
    values,
    contributed,
    plain: value.plain,
    onPlain: () => edit({ plain: true }),
    onDismiss: (word) => void setDismissed((dismissed) => [...new Set([...dismissed, word])]),
  };
  return (
    <Section title={options.sections.texts} lead={words.lead}>
      <DraftForm form={form}>
        <section class="card card-body stack" aria-labelledby={`${id}-language`}>
          <h2 id={`${id}-language`}>{words.languages}</h2>
          <Field label={words.language} hint={managed("sending.language") ?? words.languageHint}>
            {(aria) => (
              <select
                {...aria}
                disabled={managed("sending.language") !== null}
                value={value.language}
                onChange={(event) => {
                  const chosen = messageLanguages.find((code) => code === event.currentTarget.value);
                  if (!chosen) return;
                  edit({ language: chosen });
                  setShown(chosen);
                }}
              >
                {messageLanguages.map((code) => (
                  <option key={code} value={code} lang={code}>
                    {languageNames[code]}
                  </option>
                ))}
              </select>
            )}
          </Field>
          <SwitchField
            label={words.plain}
            hint={words.plainHint}
            checked={value.plain}
            onChange={(plain) => edit({ plain })}
          />
          <div class="field">
            <span class="label" aria-hidden="true">
              {words.shown}
            </span>
            <Segmented
              label={words.shown}
              options={messageLanguages.map((code) => ({ value: code, label: languageNames[code] }))}
              value={shown}
              onChange={setShown}
            />
          </div>
          <PlaceholderList values={values} contributed={contributed} />
          {settings.dismissedWords.length > 0 && (
            <p class="small mute">
              {words.dismissed(settings.dismissedWords.join(", "))}{" "}
              <button type="button" class="link small" onClick={() => void setDismissed(() => [])}>
                {words.warnAgain}
              </button>
            </p>
          )}
          {dismissFailed && <Notice tone="bad">{common.failed}</Notice>}
        </section>
        {templateKinds.map((kind) => (
          <TemplateCard
            key={kind}
            kind={kind}
            template={value.templates[kind]}
            context={context}
            doctors={doctors}
            tried={form.tried}
            managed={managed(`templates.${kind}.texts.${shown}`)}
            onChange={(template) => edit({ templates: { ...value.templates, [kind]: template } })}
          />
        ))}
        <OwnTexts
          kept={value.ownTexts}
          context={context}
          tried={form.tried}
          onChange={(ownTexts) => edit({ ownTexts })}
        />
      </DraftForm>
      {question}
    </Section>
  );
}
