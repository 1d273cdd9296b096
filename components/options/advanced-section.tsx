import { useId } from "preact/hooks";
import { sectionHashes } from "../menu/sections.ts";
import { useDraft } from "./draft.ts";
import { DraftForm } from "./draft-form.tsx";
import type { OptionsActions, OptionsModel } from "./model.ts";
import { Section } from "./section.tsx";
import { type Range, WholeNumber, wholeOf } from "./whole-number.tsx";
import { useWords } from "./words.ts";

/** As typed. */
interface AdvancedDraft {
  lowCredit: string;
  keepDays: string;
  atOnce: string;
}

const ranges = {
  lowCredit: { min: 0, max: 999 },
  keepDays: { min: 0, max: 999 },
  atOnce: { min: 1, max: 8 },
} as const satisfies Record<keyof AdvancedDraft, Range>;
const names = Object.keys(ranges) as (keyof AdvancedDraft)[];

/** What is seldom changed, and where several computers and the backup are. */
export function AdvancedSection({ model, actions }: { model: OptionsModel; actions: OptionsActions }) {
  const { options } = useWords();
  const words = options.automation.advanced;
  const id = useId();
  const { sending, log } = model.settings;
  const form = useDraft<AdvancedDraft>({
    saved: {
      lowCredit: String(sending.lowCredit),
      keepDays: String(log.keepDays),
      atOnce: String(sending.atOnce),
    },
    valid: (draft) => names.every((name) => wholeOf(draft[name], ranges[name]) !== null),
    store: (draft) =>
      actions.changeSettings((current) => ({
        ...current,
        log: { keepDays: wholeOf(draft.keepDays, ranges.keepDays) ?? current.log.keepDays },
        sending: {
          ...current.sending,
          lowCredit: wholeOf(draft.lowCredit, ranges.lowCredit) ?? current.sending.lowCredit,
          atOnce: wholeOf(draft.atOnce, ranges.atOnce) ?? current.sending.atOnce,
        },
      })),
  });
  return (
    <Section title={options.sections.advanced} lead={words.lead}>
      <section class="card card-body stack" aria-labelledby={`${id}-more`}>
        <h2 id={`${id}-more`}>{words.more}</h2>
        {(["workstations", "backup"] as const).map((name) => (
          <p key={name}>
            <a href={sectionHashes[name]}>{options.sections[name]}</a>
            <br />
            <span class="small mute">{words[name]}</span>
          </p>
        ))}
      </section>
      <DraftForm form={form}>
        <section class="card card-body stack" aria-labelledby={`${id}-numbers`}>
          <h2 id={`${id}-numbers`}>{words.numbers}</h2>
          {names.map((name) => (
            <WholeNumber
              key={name}
              words={options.messages[name]}
              range={ranges[name]}
              value={form.value[name]}
              onChange={(typed) => form.edit({ [name]: typed })}
            />
          ))}
        </section>
      </DraftForm>
    </Section>
  );
}
