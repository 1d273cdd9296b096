import { useId, useState } from "preact/hooks";
import {
  callingCodeOf,
  formatPhone,
  isPhoneCountry,
  type PhoneCountry,
  parsePhone,
  phoneCountries,
} from "../../lib/domain/phone.ts";
import { Check, Field } from "../ui/controls.tsx";
import { useWords } from "./words.ts";

interface NumbersCardProps {
  /** Those that may be texted. A number without a prefix is of the first. */
  countries: readonly PhoneCountry[];
  /** The sentence that an administrator has set them; `null` where a person may change them. */
  managed: string | null;
  onChange: (countries: readonly PhoneCountry[]) => void;
}

/** Which numbers may be texted, and a place to try what becomes of one. */
export function NumbersCard({ countries, managed, onChange }: NumbersCardProps) {
  const { common, options, locale } = useWords();
  const words = options.practice.numbers;
  const id = useId();
  const [sample, setSample] = useState("");
  const regions = new Intl.DisplayNames(locale, { type: "region" });
  const nameOf = (country: string): string => regions.of(country) ?? country;

  const toggle = (country: PhoneCountry, allowed: boolean) =>
    onChange(allowed ? [...countries, country] : countries.filter((other) => other !== country));
  const missing = countries.length === 0;
  const parsed = sample.trim() === "" || missing ? null : parsePhone(sample, countries);
  return (
    <section class="card card-body stack" aria-labelledby={`${id}-title`}>
      <h2 id={`${id}-title`}>{words.title}</h2>
      <fieldset class="countries" disabled={managed !== null} aria-describedby={`${id}-hint ${id}-error`}>
        <legend class="label">{words.countries}</legend>
        <div class="country-list">
          {phoneCountries.map((country) => (
            <Check
              key={country}
              label={
                <>
                  {nameOf(country)} <span class="mute number">+{callingCodeOf(country)}</span>
                </>
              }
              checked={countries.includes(country)}
              aria-invalid={missing ? "true" : undefined}
              onChange={(event) => toggle(country, event.currentTarget.checked)}
            />
          ))}
        </div>
        <span class="hint" id={`${id}-hint`}>
          {managed ?? words.countriesHint}
        </span>
        <span class="error" id={`${id}-error`} role="alert">
          {missing && words.countriesMissing}
        </span>
      </fieldset>
      {countries.length > 1 && (
        <Field label={words.home} hint={words.homeHint}>
          {(aria) => (
            <select
              {...aria}
              disabled={managed !== null}
              value={countries[0]}
              onChange={(event) => {
                const home = event.currentTarget.value;
                if (isPhoneCountry(home)) onChange([home, ...countries.filter((other) => other !== home)]);
              }}
            >
              {phoneCountries
                .filter((country) => countries.includes(country))
                .map((country) => (
                  <option key={country} value={country}>
                    {nameOf(country)}
                  </option>
                ))}
            </select>
          )}
        </Field>
      )}
      <Field
        label={words.sample}
        hint={
          <span role="status" class={parsed ? (parsed.ok ? "fine" : "caution") : undefined}>
            {!parsed && words.sampleHint}
            {parsed?.ok && words.sampleGood(formatPhone(parsed.e164), nameOf(parsed.country))}
            {parsed?.ok && parsed.found > 1 && ` ${words.sampleFirst}`}
            {parsed?.ok === false && common.reason(parsed.reason)}
          </span>
        }
      >
        {(aria) => (
          <input
            {...aria}
            type="text"
            maxLength={200}
            autocomplete="off"
            spellcheck={false}
            placeholder={words.samplePlaceholder}
            value={sample}
            onInput={(event) => setSample(event.currentTarget.value)}
          />
        )}
      </Field>
    </section>
  );
}
