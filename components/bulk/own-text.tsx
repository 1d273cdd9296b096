import { useRef, useState } from "preact/hooks";
import type { BulkRow } from "../../lib/domain/bulk/lines.ts";
import type { BulkText } from "../../lib/domain/bulk/texts.ts";
import type { Settings } from "../../lib/domain/settings.ts";
import { valuesFor } from "../../lib/domain/text/draft.ts";
import { justWritten, type OwnWords, wordsIn } from "../../lib/domain/text/kept-text.ts";
import { messageLanguages } from "../../lib/domain/text/message-language.ts";
import type { PlaceholderName } from "../../lib/domain/text/placeholder.ts";
import { segment } from "../../lib/domain/text/segments.ts";
import { render } from "../../lib/domain/text/template.ts";
import { languageNames } from "../ui/language-names.ts";
import { KeptChoice, keptAs } from "../writing/kept-choice.tsx";
import { problemOf } from "../writing/problem.ts";
import { SaveAs } from "../writing/save-as.tsx";
import { useWords as useWritingWords } from "../writing/words.ts";
import { WordsField } from "../writing/words-field.tsx";
import { useWords } from "./words.ts";

const placeholders: readonly PlaceholderName[] = ["DATUM", "CAS", "ZARIZENI", "TELEFON"];

interface OwnTextProps {
  words: OwnWords;
  rows: readonly BulkRow[];
  /** What would leave. */
  texts: readonly BulkText[];
  settings: Settings;
  disabled: boolean;
  onEdit: (words: OwnWords) => void;
  onKeep: (name: string, words: string) => Promise<void>;
}

/** Words for the occasion, to all who are chosen, and how the first of them will read them. */
export function OwnText({ words, rows, texts, settings, disabled, onEdit, onKeep }: OwnTextProps) {
  const { bulk } = useWords();
  const { writing } = useWritingWords();
  const { ownTexts: kept } = settings;
  const { language } = settings.sending;
  /** What was being written when a kept text took its place. */
  const [before, setBefore] = useState<OwnWords | null>(null);
  const section = useRef<HTMLElement>(null);
  const [isSaved, setSaved] = useState(false);
  const preview = texts[0]?.text ?? rows.find(({ text }) => text)?.text ?? "";
  const counted = segment(preview);
  const objection = problem();
  const isKept = keptAs(kept, words, language) !== null;
  const isWritten = words.text.trim() !== "";
  const others = messageLanguages.filter(
    (code) => code in words.others && rows.some((row) => row.language === code),
  );
  const change = (to: OwnWords, from: OwnWords | null) => {
    setBefore(from);
    setSaved(false);
    onEdit(to);
  };
  return (
    <section class="own-text" ref={section}>
      <KeptChoice
        kept={kept}
        language={language}
        words={words}
        disabled={disabled}
        onPick={(picked) => change(picked, isWritten && !isKept ? words : null)}
      />
      <WordsField
        label={writing.text}
        hint={writing.aboutDay}
        text={words.text}
        placeholders={placeholders}
        problem={objection}
        disabled={disabled}
        onEdit={(text) => change(justWritten(text), null)}
      />
      {others.length > 0 && (
        <p class="small mute">{writing.kept.others(others.map((code) => languageNames[code]).join(", "))}</p>
      )}
      <div class="own-actions">
        {before && (
          <button type="button" class="link" disabled={disabled} onClick={() => change(before, null)}>
            {writing.kept.back}
          </button>
        )}
        {isWritten && !isKept && objection === null && (
          <SaveAs
            kept={kept}
            disabled={disabled}
            onKeep={async (name) => {
              await onKeep(name, words.text);
              setSaved(true);
              // The button and its question are gone.
              requestAnimationFrame(() => section.current?.querySelector("textarea")?.focus());
            }}
          />
        )}
        <span class="small mute" role="status">
          {isSaved && isKept && writing.kept.saved}
        </span>
      </div>
      {preview ? (
        <div class="own-preview">
          <span class="small mute">{writing.preview}</span>
          <p class="bubble">{preview}</p>
          <span class="small mute number">{bulk.parts(counted.characters, counted.parts)}</span>
        </div>
      ) : (
        <p class="small mute">{writing.none}</p>
      )}
    </section>
  );

  /** What is wrong for everybody; what one appointment lacks stands at its row. */
  function problem(): string | null {
    const [row] = rows;
    if (!row || rows.some(({ text }) => text)) return null;
    const { language } = row;
    const values = valuesFor(row.appointment, settings, language);
    return problemOf(
      render(wordsIn(words, language), values, { plain: settings.sending.plain, language }),
      writing,
    );
  }
}
