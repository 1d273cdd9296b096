import { useId } from "preact/hooks";
import { messageKinds } from "../../lib/domain/message-kind.ts";
import type { Settings } from "../../lib/domain/settings.ts";
import { Field } from "../ui/controls.tsx";
import { Switch } from "../ui/switch.tsx";
import { useDraft } from "./draft.ts";
import type { OptionsActions, OptionsModel } from "./model.ts";
import { SaveBar } from "./save-bar.tsx";
import { Section } from "./section.tsx";
import { TemplateCard } from "./template-card.tsx";
import { exampleValues, previewOf } from "./template-preview.ts";
import { useWords } from "./words.ts";

interface MessagesDraft {
  templates: Settings["templates"];
  plain: boolean;
  /** As typed. */
  settle: string;
}

const longestSettle = 120;
const settleOf = (typed: string): number | null => {
  const seconds = /^\d{1,3}$/u.test(typed.trim()) ? Number(typed) : Number.NaN;
  return seconds <= longestSettle ? seconds : null;
};

export function MessagesSection({ model, actions }: { model: OptionsModel; actions: OptionsActions }) {
  const { options } = useWords();
  const words = options.messages;
  const id = useId();
  const { settings } = model;
  const values = exampleValues(settings);
  const form = useDraft<MessagesDraft>({
    saved: {
      templates: settings.templates,
      plain: settings.sending.plain,
      settle: String(settings.sending.settleSeconds),
    },
    valid: ({ templates, plain, settle }) =>
      settleOf(settle) !== null &&
      messageKinds.every((kind) => previewOf(templates[kind].text, values, plain).problem === null),
    store: ({ templates, plain, settle }) =>
      actions.changeSettings((current) => ({
        ...current,
        templates,
        sending: {
          ...current.sending,
          plain,
          settleSeconds: settleOf(settle) ?? current.sending.settleSeconds,
        },
      })),
  });
  const { value, edit } = form;
  return (
    <Section title={options.sections.messages} lead={words.lead}>
      <form
        class="stack"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void form.save();
        }}
      >
        {messageKinds.map((kind) => (
          <TemplateCard
            key={kind}
            kind={kind}
            template={value.templates[kind]}
            values={values}
            plain={value.plain}
            onChange={(template) => edit({ templates: { ...value.templates, [kind]: template } })}
            onPlain={() => edit({ plain: true })}
          />
        ))}
        <section class="card card-body stack" aria-labelledby={`${id}-sending`}>
          <h2 id={`${id}-sending`}>{words.sending}</h2>
          <div class="field">
            <Switch
              label={words.plain}
              checked={value.plain}
              onChange={(plain) => edit({ plain })}
              describedBy={`${id}-plain`}
            />
            <span class="hint" id={`${id}-plain`}>
              {words.plainHint}
            </span>
          </div>
          <Field
            label={words.settle}
            hint={words.settleHint}
            error={settleOf(value.settle) === null ? words.settleInvalid : undefined}
          >
            {(aria) => (
              <span class="with-unit">
                <input
                  {...aria}
                  type="number"
                  min={0}
                  max={longestSettle}
                  step={1}
                  class="tiny"
                  value={value.settle}
                  onInput={(event) => edit({ settle: event.currentTarget.value })}
                />{" "}
                {words.settleUnit}
              </span>
            )}
          </Field>
        </section>
        <SaveBar state={form.state} dirty={form.dirty} />
      </form>
    </Section>
  );
}
