import { useId } from "preact/hooks";
import { type Settings, timeZoneOf } from "../../../lib/domain/settings.ts";
import {
  offerKinds,
  offerPlaceholders,
  presetOffers,
  renderOffer,
} from "../../../lib/domain/waiting-list/texts.ts";
import { Field } from "../../ui/controls.tsx";
import { problemOf } from "../../writing/problem.ts";
import { useWords as useWritingWords } from "../../writing/words.ts";
import { WordsField } from "../../writing/words-field.tsx";
import { useDraft } from "../draft.ts";
import { DraftForm } from "../draft-form.tsx";
import { useWords } from "../words.ts";

interface RulesDraft {
  noticeHours: string;
  most: string;
  offer: string;
  taken: string;
}

const whole = (typed: string, least: number, most: number): number | null => {
  const value = /^\d{1,3}$/u.test(typed.trim()) ? Number(typed) : Number.NaN;
  return value >= least && value <= most ? value : null;
};
const hoursIn = ({ noticeHours }: RulesDraft): number | null => whole(noticeHours, 0, 168);
const mostIn = ({ most }: RulesDraft): number | null => whole(most, 1, 10);

/** Some time to come, so that a text can be seen with its day and hour. */
const example = (timeZone: string) =>
  Temporal.Now.plainDateISO(timeZone)
    .add({ days: 3 })
    .toZonedDateTime({ timeZone, plainTime: "09:30" })
    .toInstant()
    .toString({ smallestUnit: "second" });

interface RulesCardProps {
  settings: Settings;
  changeSettings: (change: (settings: Settings) => Settings) => Promise<void>;
}

/** What is offered to how many, and in which words. */
export function RulesCard({ settings, changeSettings }: RulesCardProps) {
  const { options } = useWords();
  const { writing } = useWritingWords();
  const words = options.waitingList.rules;
  const id = useId();
  const { waitingList, sending } = settings;
  const presets = presetOffers[sending.language];
  const form = useDraft<RulesDraft>({
    saved: {
      noticeHours: String(waitingList.noticeHours),
      most: String(waitingList.most),
      offer: waitingList.texts.offer || presets.offer,
      taken: waitingList.texts.taken || presets.taken,
    },
    valid: (draft) => hoursIn(draft) !== null && mostIn(draft) !== null,
    store: (draft) =>
      changeSettings((current) => ({
        ...current,
        waitingList: {
          noticeHours: hoursIn(draft) ?? current.waitingList.noticeHours,
          most: mostIn(draft) ?? current.waitingList.most,
          // What comes with Pípni follows the language of the texts.
          texts: {
            offer: draft.offer.trim() === presets.offer ? "" : draft.offer.trim(),
            taken: draft.taken.trim() === presets.taken ? "" : draft.taken.trim(),
          },
        },
      })),
  });
  const { value, edit } = form;
  return (
    <DraftForm form={form}>
      <section class="card card-body stack" aria-labelledby={id}>
        <h2 id={id}>{words.title}</h2>
        <div class="pair">
          <Field
            label={words.notice}
            hint={words.noticeHint}
            error={hoursIn(value) === null ? words.noticeInvalid : undefined}
          >
            {(aria) => (
              <input
                {...aria}
                type="number"
                class="tiny"
                min={0}
                max={168}
                value={value.noticeHours}
                onInput={(event) => edit({ noticeHours: event.currentTarget.value })}
              />
            )}
          </Field>
          <Field
            label={words.most}
            hint={words.mostHint}
            error={mostIn(value) === null ? words.mostInvalid : undefined}
          >
            {(aria) => (
              <input
                {...aria}
                type="number"
                class="tiny"
                min={1}
                max={10}
                value={value.most}
                onInput={(event) => edit({ most: event.currentTarget.value })}
              />
            )}
          </Field>
        </div>
        {offerKinds.map((kind) => {
          const rendered = renderOffer(value[kind], example(timeZoneOf(settings)), settings);
          return (
            <div class="stack tight" key={kind}>
              <WordsField
                label={words.texts[kind]}
                hint={words.textHints[kind]}
                text={value[kind]}
                placeholders={offerPlaceholders}
                problem={problemOf(rendered, writing)}
                onEdit={(text) => edit({ [kind]: text })}
              />
              {rendered.ok && (
                <div class="words-preview">
                  <span class="small mute">{writing.preview}</span>
                  <p class="bubble">{rendered.text}</p>
                </div>
              )}
            </div>
          );
        })}
      </section>
    </DraftForm>
  );
}
