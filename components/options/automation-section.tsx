import { useId } from "preact/hooks";
import { timeZoneOf } from "../../lib/domain/settings.ts";
import { SwitchField } from "../ui/switch.tsx";
import { useDraft } from "./draft.ts";
import { DraftForm } from "./draft-form.tsx";
import type { OptionsActions, OptionsModel } from "./model.ts";
import { NotificationsCard } from "./notifications-card.tsx";
import { draftOf, RemindersCard, type RemindersDraft, remindersIn } from "./reminders-card.tsx";
import { useRemindersAgreement } from "./reminders-question.tsx";
import { Section } from "./section.tsx";
import { type Range, WholeNumber, wholeOf } from "./whole-number.tsx";
import { useWords } from "./words.ts";

interface AutomationDraft {
  holdNewNumbers: boolean;
  /** As typed, like the next. */
  grace: string;
  mostPerAppointment: string;
  seriesDays: string;
  reminders: RemindersDraft;
}

const graceRange: Range = { min: 0, max: 120 };
const mostPerAppointmentRange: Range = { min: 1, max: 50 };
const seriesDaysRange: Range = { min: 1, max: 180 };

/** What leaves by itself, and when. */
export function AutomationSection({ model, actions }: { model: OptionsModel; actions: OptionsActions }) {
  const { options } = useWords();
  const words = options.messages;
  const id = useId();
  const { settings } = model;
  const { sending } = settings;
  const isKindOn = settings.templates.reminder.enabled;
  const { agree, question } = useRemindersAgreement(model, actions);
  const form = useDraft<AutomationDraft>({
    agree: ({ reminders }) => agree(remindersIn(reminders) ?? settings.reminders, isKindOn),
    saved: {
      holdNewNumbers: sending.holdNewNumbers,
      grace: String(sending.settleSeconds),
      mostPerAppointment: String(sending.mostPerAppointment),
      seriesDays: String(sending.seriesDays),
      reminders: draftOf(settings.reminders),
    },
    valid: (draft) =>
      wholeOf(draft.grace, graceRange) !== null &&
      wholeOf(draft.mostPerAppointment, mostPerAppointmentRange) !== null &&
      wholeOf(draft.seriesDays, seriesDaysRange) !== null &&
      remindersIn(draft.reminders) !== null,
    store: ({ holdNewNumbers, reminders, ...typed }) =>
      actions.changeSettings((current) => ({
        ...current,
        reminders: remindersIn(reminders) ?? current.reminders,
        sending: {
          ...current.sending,
          holdNewNumbers,
          settleSeconds: wholeOf(typed.grace, graceRange) ?? current.sending.settleSeconds,
          mostPerAppointment:
            wholeOf(typed.mostPerAppointment, mostPerAppointmentRange) ?? current.sending.mostPerAppointment,
          seriesDays: wholeOf(typed.seriesDays, seriesDaysRange) ?? current.sending.seriesDays,
        },
      })),
  });
  const { value, edit } = form;
  return (
    <Section title={options.sections.automation} lead={options.automation.lead}>
      <DraftForm form={form}>
        <RemindersCard
          draft={value.reminders}
          kindOn={isKindOn}
          timeZone={timeZoneOf(settings)}
          onChange={(patch) => edit({ reminders: { ...value.reminders, ...patch } })}
        />
        <section class="card card-body stack" aria-labelledby={`${id}-changes`}>
          <h2 id={`${id}-changes`}>{options.automation.changes}</h2>
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
        </section>
      </DraftForm>
      <NotificationsCard model={model} actions={actions} />
      {question}
    </Section>
  );
}
