import { useId, useState } from "preact/hooks";
import { type Settings, timeZoneOf } from "../../lib/domain/settings.ts";
import { templateKinds } from "../../lib/domain/text/message-kind.ts";
import { type MessageLanguage, messageLanguages } from "../../lib/domain/text/message-language.ts";
import { Field, Segmented } from "../ui/controls.tsx";
import { SwitchField } from "../ui/switch.tsx";
import { useDraft } from "./draft.ts";
import { DraftForm } from "./draft-form.tsx";
import { languageNames } from "./language-names.ts";
import type { OptionsActions, OptionsModel } from "./model.ts";
import { PlaceholderList } from "./placeholder-list.tsx";
import { draftOf, RemindersCard, type RemindersDraft, remindersIn } from "./reminders-card.tsx";
import { useRemindersQuestion } from "./reminders-question.tsx";
import { Section } from "./section.tsx";
import { TemplateCard } from "./template-card.tsx";
import { contributedBy, exampleValues, previewOf } from "./template-preview.ts";
import { useWords } from "./words.ts";

interface MessagesDraft {
  templates: Settings["templates"];
  language: MessageLanguage;
  plain: boolean;
  holdNewNumbers: boolean;
  /** As typed, like the next. */
  grace: string;
  mostPerAppointment: string;
  seriesDays: string;
  atOnce: string;
  lowCredit: string;
  keepDays: string;
  reminders: RemindersDraft;
}

interface Range {
  min: number;
  max: number;
}
const graceRange: Range = { min: 0, max: 120 };
const mostPerAppointmentRange: Range = { min: 1, max: 50 };
const seriesDaysRange: Range = { min: 1, max: 180 };
const atOnceRange: Range = { min: 1, max: 8 };
const lowCreditRange: Range = { min: 0, max: 999 };
const keepDaysRange: Range = { min: 0, max: 999 };

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
  const contributed = contributedBy(model.plugins);
  const [shown, setShown] = useState(settings.sending.language);
  const isFaulty = ({ templates, plain }: MessagesDraft, language: MessageLanguage): boolean => {
    const values = exampleValues(settings, language, contributed);
    return templateKinds.some(
      (kind) => previewOf(templates[kind].texts[language], values, { plain, language }).problem !== null,
    );
  };
  const { ask, question } = useRemindersQuestion();
  /** Switching reminders on, or other rules for them, may text many at once: nobody saves that unawares. */
  const agree = async ({ templates, reminders: draft }: MessagesDraft): Promise<boolean> => {
    const reminders = remindersIn(draft) ?? settings.reminders;
    const isKindOn = templates.reminder.enabled;
    const isSame =
      isKindOn === settings.templates.reminder.enabled &&
      JSON.stringify(reminders) === JSON.stringify(settings.reminders);
    if (isSame || !reminders.enabled || !isKindOn) return true;
    const wereSeen =
      settings.reminders.enabled && settings.templates.reminder.enabled && settings.reminders.seen;
    const isSeenNew = reminders.seen && !wereSeen;
    const concerned = await actions.concernedBy(reminders, isKindOn);
    return concerned.more === 0 && concerned.soon === 0 && !isSeenNew ? true : ask({ concerned, isSeenNew });
  };
  const form = useDraft<MessagesDraft>({
    agree,
    saved: {
      templates: settings.templates,
      language: settings.sending.language,
      plain: settings.sending.plain,
      holdNewNumbers: settings.sending.holdNewNumbers,
      grace: String(settings.sending.settleSeconds),
      mostPerAppointment: String(settings.sending.mostPerAppointment),
      seriesDays: String(settings.sending.seriesDays),
      atOnce: String(settings.sending.atOnce),
      lowCredit: String(settings.sending.lowCredit),
      keepDays: String(settings.log.keepDays),
      reminders: draftOf(settings.reminders),
    },
    valid: (draft) => {
      const faulty = [shown, ...messageLanguages].find((language) => isFaulty(draft, language));
      // What stands in the way of saving has to be in sight.
      if (faulty) setShown(faulty);
      return (
        !faulty &&
        wholeOf(draft.grace, graceRange) !== null &&
        wholeOf(draft.mostPerAppointment, mostPerAppointmentRange) !== null &&
        wholeOf(draft.seriesDays, seriesDaysRange) !== null &&
        wholeOf(draft.atOnce, atOnceRange) !== null &&
        wholeOf(draft.lowCredit, lowCreditRange) !== null &&
        wholeOf(draft.keepDays, keepDaysRange) !== null &&
        remindersIn(draft.reminders) !== null
      );
    },
    store: ({ templates, language, plain, holdNewNumbers, keepDays, reminders, ...typed }) =>
      actions.changeSettings((current) => ({
        ...current,
        templates,
        reminders: remindersIn(reminders) ?? current.reminders,
        log: { keepDays: wholeOf(keepDays, keepDaysRange) ?? current.log.keepDays },
        sending: {
          ...current.sending,
          language,
          plain,
          holdNewNumbers,
          settleSeconds: wholeOf(typed.grace, graceRange) ?? current.sending.settleSeconds,
          mostPerAppointment:
            wholeOf(typed.mostPerAppointment, mostPerAppointmentRange) ?? current.sending.mostPerAppointment,
          seriesDays: wholeOf(typed.seriesDays, seriesDaysRange) ?? current.sending.seriesDays,
          atOnce: wholeOf(typed.atOnce, atOnceRange) ?? current.sending.atOnce,
          lowCredit: wholeOf(typed.lowCredit, lowCreditRange) ?? current.sending.lowCredit,
        },
      })),
  });
  const { value, edit } = form;
  const values = exampleValues(settings, shown, contributed);
  return (
    <Section title={options.sections.messages} lead={words.lead}>
      <DraftForm form={form}>
        <section class="card card-body stack" aria-labelledby={`${id}-language`}>
          <h2 id={`${id}-language`}>{words.languages}</h2>
          <Field label={words.language} hint={words.languageHint}>
            {(aria) => (
              <select
                {...aria}
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
        </section>
        {templateKinds.map((kind) => (
          <TemplateCard
            key={kind}
            kind={kind}
            language={shown}
            template={value.templates[kind]}
            values={values}
            contributed={contributed}
            plain={value.plain}
            onChange={(template) => edit({ templates: { ...value.templates, [kind]: template } })}
            onPlain={() => edit({ plain: true })}
          />
        ))}
        <RemindersCard
          draft={value.reminders}
          kindOn={value.templates.reminder.enabled}
          timeZone={timeZoneOf(settings)}
          onChange={(patch) => edit({ reminders: { ...value.reminders, ...patch } })}
        />
        <section class="card card-body stack" aria-labelledby={`${id}-sending`}>
          <h2 id={`${id}-sending`}>{words.sending}</h2>
          <SwitchField
            label={words.plain}
            hint={words.plainHint}
            checked={value.plain}
            onChange={(plain) => edit({ plain })}
          />
          <WholeNumber
            words={words.grace}
            range={graceRange}
            value={value.grace}
            onChange={(grace) => edit({ grace })}
          />
          <SwitchField
            label={words.holdNewNumbers}
            hint={words.holdNewNumbersHint}
            checked={value.holdNewNumbers}
            onChange={(holdNewNumbers) => edit({ holdNewNumbers })}
          />
          <WholeNumber
            words={words.mostPerAppointment}
            range={mostPerAppointmentRange}
            value={value.mostPerAppointment}
            onChange={(mostPerAppointment) => edit({ mostPerAppointment })}
          />
          <WholeNumber
            words={words.seriesDays}
            range={seriesDaysRange}
            value={value.seriesDays}
            onChange={(seriesDays) => edit({ seriesDays })}
          />
          <WholeNumber
            words={words.atOnce}
            range={atOnceRange}
            value={value.atOnce}
            onChange={(atOnce) => edit({ atOnce })}
          />
          <WholeNumber
            words={words.lowCredit}
            range={lowCreditRange}
            value={value.lowCredit}
            onChange={(lowCredit) => edit({ lowCredit })}
          />
          <WholeNumber
            words={words.keepDays}
            range={keepDaysRange}
            value={value.keepDays}
            onChange={(keepDays) => edit({ keepDays })}
          />
        </section>
      </DraftForm>
      {question}
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
