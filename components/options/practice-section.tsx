import { useId } from "preact/hooks";
import { isPhoneCountry, type PhoneCountry } from "../../lib/domain/phone.ts";
import { tellingWords } from "../../lib/domain/privacy.ts";
import { Language, type Settings } from "../../lib/domain/settings.ts";
import { preferredLanguage } from "../../lib/i18n/language.ts";
import { Field, TextField } from "../ui/controls.tsx";
import { useDismissedWords } from "../ui/dismissed-words.ts";
import { languageNames } from "../ui/language-names.ts";
import { useDraft } from "./draft.ts";
import { DraftForm } from "./draft-form.tsx";
import { useManaged } from "./managed.ts";
import type { OptionsActions, OptionsModel } from "./model.ts";
import { NumbersCard } from "./numbers-card.tsx";
import { Section } from "./section.tsx";
import { useWords } from "./words.ts";

const languages = Language.options;

const browserZone = Intl.DateTimeFormat().resolvedOptions().timeZone;
/** Those at home first. */
const timeZones = [
  ...new Set(["Europe/Prague", "Europe/Bratislava", ...Intl.supportedValuesOf("timeZone"), "UTC"]),
];

/** Whether a patient could call it. Soft: a practice knows its number better. */
const looksCallable = (phone: string): boolean =>
  phone.trim() === "" || (/\d(?:\D{0,3}\d){8}/u.test(phone) && !/[^\d\s+()/.,\-–\p{L}]/u.test(phone));

type PracticeDraft = Settings["practice"] & {
  language: Language | null;
  /** The one of numbers without a prefix comes first. */
  countries: readonly PhoneCountry[];
};

type FreeText = "name" | "address" | "doctor";

export function PracticeSection({ model, actions }: { model: OptionsModel; actions: OptionsActions }) {
  const { options } = useWords();
  const words = options.practice;
  const dismissed = useDismissedWords();
  const id = useId();
  const { practice, language, sending } = model.settings;
  const form = useDraft<PracticeDraft>({
    saved: { ...practice, language, countries: sending.countries.filter(isPhoneCountry) },
    valid: ({ countries }) => countries.length > 0,
    store: ({ language, countries, name, phone, address, doctor, timeZone }) =>
      actions.changeSettings((current) => ({
        ...current,
        practice: {
          name: name.trim(),
          phone: phone.trim(),
          address: address.trim(),
          doctor: doctor.trim(),
          timeZone,
        },
        sending: { ...current.sending, countries: [...countries] },
        language,
      })),
  });
  const { value, edit } = form;
  const managed = useManaged();

  const textField = (
    field: FreeText,
    texts: { label: string; hint: string; placeholder: string },
    attributes: { maxLength: number; autocomplete: string },
  ) => {
    const telling = tellingWords(value[field], dismissed).map(({ word }) => word);
    return (
      <TextField
        {...attributes}
        label={texts.label}
        disabled={managed(`practice.${field}`) !== null}
        hint={
          managed(`practice.${field}`) ??
          (telling.length > 0 ? (
            <>
              {texts.hint} <span class="caution">{options.messages.telling(telling.join(", "))}</span>
            </>
          ) : (
            texts.hint
          ))
        }
        placeholder={texts.placeholder}
        value={value[field]}
        onEdit={(text) => edit({ [field]: text })}
      />
    );
  };

  return (
    <Section title={options.sections.practice} lead={words.lead}>
      <DraftForm form={form}>
        <section class="card card-body stack" aria-labelledby={`${id}-texts`}>
          <h2 id={`${id}-texts`}>{words.inTexts}</h2>
          {textField(
            "name",
            { label: words.name, hint: words.nameHint, placeholder: words.namePlaceholder },
            { maxLength: 100, autocomplete: "organization" },
          )}
          <TextField
            label={words.phone}
            disabled={managed("practice.phone") !== null}
            hint={
              managed("practice.phone") ??
              (looksCallable(value.phone) ? words.phoneHint : <span class="caution">{words.phoneOdd}</span>)
            }
            type="tel"
            class="medium"
            maxLength={50}
            autocomplete="tel"
            placeholder={words.phonePlaceholder}
            value={value.phone}
            onEdit={(phone) => edit({ phone })}
          />
          {textField(
            "address",
            { label: words.address, hint: words.addressHint, placeholder: words.addressPlaceholder },
            { maxLength: 150, autocomplete: "street-address" },
          )}
          {textField(
            "doctor",
            { label: words.doctor, hint: words.doctorHint, placeholder: words.doctorPlaceholder },
            { maxLength: 100, autocomplete: "off" },
          )}
        </section>
        <NumbersCard
          countries={value.countries}
          managed={managed("sending.countries")}
          onChange={(countries) => edit({ countries })}
        />
        <section class="card card-body stack" aria-labelledby={`${id}-place`}>
          <h2 id={`${id}-place`}>{words.place}</h2>
          <div class="pair">
            <Field label={words.timeZone} hint={managed("practice.timeZone") ?? words.timeZoneHint}>
              {(aria) => (
                <select
                  {...aria}
                  disabled={managed("practice.timeZone") !== null}
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
        </section>
      </DraftForm>
    </Section>
  );
}
