import { type KeptTexts, type OwnWords, wordsOf } from "../../lib/domain/text/kept-text.ts";
import type { MessageLanguage } from "../../lib/domain/text/message-language.ts";
import { Field } from "../ui/controls.tsx";
import { useWords } from "./words.ts";

const none = "";

/** The kept text that says just these words. */
export function keptAs(kept: KeptTexts, words: OwnWords, language: MessageLanguage): string | null {
  const said = (one: OwnWords) => JSON.stringify([one.text, Object.entries(one.others).sort()]);
  const found = Object.entries(kept).find(([, one]) => said(wordsOf(one, language)) === said(words));
  return found?.[0] ?? null;
}

interface KeptChoiceProps {
  kept: KeptTexts;
  /** That of the practice's texts. */
  language: MessageLanguage;
  words: OwnWords;
  disabled: boolean;
  onPick: (words: OwnWords) => void;
}

/** Own words that are kept, by their names. Nothing where there are none. */
export function KeptChoice({ kept, language, words, disabled, onPick }: KeptChoiceProps) {
  const { writing, locale } = useWords();
  const named = Object.entries(kept).sort(([, a], [, b]) => a.name.localeCompare(b.name, locale));
  if (named.length === 0) return null;
  return (
    <Field label={writing.kept.choose}>
      {(aria) => (
        <select
          {...aria}
          disabled={disabled}
          value={keptAs(kept, words, language) ?? none}
          onChange={({ currentTarget: { value } }) => {
            const picked = kept[value];
            if (picked) onPick(wordsOf(picked, language));
          }}
        >
          <option value={none}>{writing.kept.none}</option>
          {named.map(([id, { name }]) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}
