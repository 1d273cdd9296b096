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
  /** As typed, like the next. */
  settle: string;
  atOnce: string;
}

interface Range {
  min: number;
  max: number;
}
const settleRange: Range = { min: 0, max: 120 };
const atOnceRange: Range = { min: 1, max: 8 };

/** The whole number that was typed, or `null` where it is none or lies outside. */
function wholeOf(typed: string, { min, max }: Range): number | null {
  const value = /^\d{1,3}$/u.test(typed.trim()) ? Number(typed) : Number.NaN;
  return value >= min && value <= max ? value : null;
}

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
      atOnce: String(settings.sending.atOnce),
    },
    valid: ({ templates, plain, settle, atOnce }) =>
      wholeOf(settle, settleRange) !== null &&
      wholeOf(atOnce, atOnceRange) !== null &&
      messageKinds.every((kind) => previewOf(templates[kind].text, values, plain).problem === null),
    store: ({ templates, plain, settle, atOnce }) =>
      actions.changeSettings((current) => ({
        ...current,
        templates,
        sending: {
          ...current.sending,
          plain,
          settleSeconds: wholeOf(settle, settleRange) ?? current.sending.settleSeconds,
          atOnce: wholeOf(atOnce, atOnceRange) ?? current.sending.atOnce,
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
          <WholeNumber
            words={words.settle}
            range={settleRange}
            value={value.settle}
            onChange={(settle) => edit({ settle })}
          />
          <WholeNumber
            words={words.atOnce}
            range={atOnceRange}
            value={value.atOnce}
            onChange={(atOnce) => edit({ atOnce })}
          />
        </section>
        <SaveBar state={form.state} dirty={form.dirty} />
      </form>
    </Section>
  );
}

interface WholeNumberProps {
  words: { label: string; unit: string; hint: string; invalid: string };
  range: Range;
  value: string;
  onChange(typed: string): void;
}

function WholeNumber({ words, range, value, onChange }: WholeNumberProps) {
  return (
    <Field
      label={words.label}
      hint={words.hint}
      error={wholeOf(value, range) === null ? words.invalid : undefined}
    >
      {(aria) => (
        <span class="with-unit">
          <input
            {...aria}
            type="number"
            min={range.min}
            max={range.max}
            step={1}
            class="tiny"
            value={value}
            onInput={(event) => onChange(event.currentTarget.value)}
          />{" "}
          {words.unit}
        </span>
      )}
    </Field>
  );
}
