import type { Language } from "../../lib/domain/settings.ts";
import { preferredLanguage } from "../../lib/i18n/language.ts";
import { Field } from "../ui/controls.tsx";
import { useDraft } from "./draft.ts";
import type { OptionsActions, OptionsModel } from "./model.ts";
import { SaveBar } from "./save-bar.tsx";
import { Section } from "./section.tsx";
import { useWords } from "./words.ts";

const languageNames: Record<Language, string> = { cs: "Čeština", en: "English", sk: "Slovenčina" };
const languages = Object.keys(languageNames) as Language[];

const browserZone = Intl.DateTimeFormat().resolvedOptions().timeZone;
/** Those at home first. */
const timeZones = [
  ...new Set(["Europe/Prague", "Europe/Bratislava", ...Intl.supportedValuesOf("timeZone"), "UTC"]),
];

/** Whether a patient could call it. Soft: a practice knows its number better. */
const looksCallable = (phone: string): boolean =>
  phone.trim() === "" || (/\d(?:\D{0,3}\d){8}/u.test(phone) && !/[^\d\s+()/.,\-–\p{L}]/u.test(phone));

export function PracticeSection({ model, actions }: { model: OptionsModel; actions: OptionsActions }) {
  const { options } = useWords();
  const words = options.practice;
  const { practice, language } = model.settings;
  const form = useDraft({
    saved: { ...practice, language },
    valid: () => true,
    store: ({ language, name, phone, timeZone }) =>
      actions.changeSettings((current) => ({
        ...current,
        practice: { name: name.trim(), phone: phone.trim(), timeZone },
        language,
      })),
  });
  const { value, edit } = form;
  return (
    <Section title={options.sections.practice} lead={words.lead}>
      <form
        class="card"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void form.save();
        }}
      >
        <div class="card-body stack">
          <Field label={words.name} hint={words.nameHint}>
            {(aria) => (
              <input
                {...aria}
                type="text"
                maxLength={100}
                autocomplete="organization"
                placeholder={words.namePlaceholder}
                value={value.name}
                onInput={(event) => edit({ name: event.currentTarget.value })}
              />
            )}
          </Field>
          <Field
            label={words.phone}
            hint={
              looksCallable(value.phone) ? words.phoneHint : <span class="caution">{words.phoneOdd}</span>
            }
          >
            {(aria) => (
              <input
                {...aria}
                type="tel"
                class="medium"
                maxLength={50}
                autocomplete="tel"
                placeholder="+420 200 000 000"
                value={value.phone}
                onInput={(event) => edit({ phone: event.currentTarget.value })}
              />
            )}
          </Field>
          <div class="pair">
            <Field label={words.timeZone} hint={words.timeZoneHint}>
              {(aria) => (
                <select
                  {...aria}
                  value={value.timeZone}
                  onChange={(event) => edit({ timeZone: event.currentTarget.value })}
                >
                  <option value="">{words.byBrowser(browserZone)}</option>
                  {timeZones.map((zone) => (
                    <option key={zone} value={zone}>
                      {zone.replaceAll("_", " ")}
                    </option>
                  ))}
                </select>
              )}
            </Field>
            <Field label={words.language} hint={words.languageHint}>
              {(aria) => (
                <select
                  {...aria}
                  value={value.language ?? ""}
                  onChange={(event) =>
                    edit({ language: languages.find((code) => code === event.currentTarget.value) ?? null })
                  }
                >
                  <option value="">{words.byBrowser(languageNames[preferredLanguage()])}</option>
                  {languages.map((code) => (
                    <option key={code} value={code} lang={code}>
                      {languageNames[code]}
                    </option>
                  ))}
                </select>
              )}
            </Field>
          </div>
        </div>
        <SaveBar state={form.state} dirty={form.dirty} />
      </form>
    </Section>
  );
}
