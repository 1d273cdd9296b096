import "./start.css";
import { useEffect, useRef, useState } from "preact/hooks";
import { Notice } from "../../ui/controls.tsx";
import { GosmsForm } from "../gosms-form.tsx";
import { GosmsHelp } from "../gosms-section.tsx";
import type { OptionsActions, OptionsModel } from "../model.ts";
import { Section } from "../section.tsx";
import { useWords } from "../words.ts";
import { CalendarStep } from "./calendar-step.tsx";
import { OwnTextStep } from "./own-text-step.tsx";
import { PracticeStep } from "./practice-step.tsx";
import { RemindersStep } from "./reminders-step.tsx";
import { Step } from "./step.tsx";
import { type StepName, stepNames } from "./steps.ts";

interface StartSectionProps {
  model: OptionsModel;
  actions: OptionsActions;
  done: Record<StepName, boolean>;
}

/** From installing to the first text, one step after another. */
export function StartSection({ model, actions, done }: StartSectionProps) {
  const { options } = useWords();
  const words = options.start;
  const next = stepNames.find((step) => !done[step]) ?? null;
  const [open, setOpen] = useState<StepName | null>(next);
  /** Done just now, so that its successor opens by itself. */
  const [followed, setFollowed] = useState<StepName | null>(null);
  const before = useRef(done);
  useEffect(() => {
    const was = before.current;
    before.current = done;
    if (open === null || !done[open] || was[open]) return;
    setOpen(next);
    setFollowed(next);
  }, [done, open, next]);

  const { settings, credentials, calendars, feeds } = model;
  const summaries: Record<StepName, string | null> = {
    gosms: done.gosms ? words.gosms.summary(credentials?.clientId ?? "") : null,
    practice: done.practice ? `${settings.practice.name}, ${settings.practice.phone}` : null,
    calendars: done.calendars
      ? [...calendars, ...feeds].flatMap(({ name, enabled }) => (enabled ? name : [])).join(", ")
      : null,
    ownText: done.ownText ? words.ownText.summary : null,
    reminders: done.reminders
      ? settings.reminders.enabled
        ? words.reminders.on
        : words.reminders.off
      : null,
  };
  const contents = {
    gosms: () => (
      <>
        <p class="mute">{options.gosms.lead}</p>
        <GosmsForm model={model} actions={actions} />
        <GosmsHelp />
      </>
    ),
    practice: () => <PracticeStep settings={settings} changeSettings={actions.changeSettings} />,
    calendars: () => <CalendarStep model={model} actions={actions} />,
    ownText: () => <OwnTextStep model={model} actions={actions} isReady={done.gosms && done.practice} />,
    reminders: () => <RemindersStep settings={settings} actions={actions} />,
  } satisfies Record<StepName, unknown>;
  return (
    <Section title={options.sections.start} lead={words.lead}>
      {next === null && <Notice tone="ok">{words.allDone}</Notice>}
      <ol class="start-steps">
        {stepNames.map((step, index) => (
          <Step
            key={step}
            number={index + 1}
            title={words.titles[step]}
            done={done[step]}
            summary={summaries[step]}
            isOpen={open === step}
            isNext={followed === step && open === step}
            onToggle={() => {
              setFollowed(null);
              setOpen(open === step ? null : step);
            }}
          >
            {contents[step]()}
          </Step>
        ))}
      </ol>
    </Section>
  );
}
