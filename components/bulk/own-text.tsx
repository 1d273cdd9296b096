import type { BulkRow } from "../../lib/domain/bulk/lines.ts";
import type { BulkText } from "../../lib/domain/bulk/texts.ts";
import type { Settings } from "../../lib/domain/settings.ts";
import { valuesFor } from "../../lib/domain/text/draft.ts";
import type { PlaceholderName } from "../../lib/domain/text/placeholder.ts";
import { segment } from "../../lib/domain/text/segments.ts";
import { render } from "../../lib/domain/text/template.ts";
import { problemOf } from "../writing/problem.ts";
import { useWords as useWritingWords } from "../writing/words.ts";
import { WordsField } from "../writing/words-field.tsx";
import { useWords } from "./words.ts";

const placeholders: readonly PlaceholderName[] = ["DATUM", "CAS", "ZARIZENI", "TELEFON"];

interface OwnTextProps {
  words: string;
  rows: readonly BulkRow[];
  /** What would leave. */
  texts: readonly BulkText[];
  settings: Settings;
  disabled: boolean;
  onEdit: (words: string) => void;
}

/** Words for the occasion, to all who are chosen, and how the first of them will read them. */
export function OwnText({ words, rows, texts, settings, disabled, onEdit }: OwnTextProps) {
  const { bulk } = useWords();
  const { writing } = useWritingWords();
  const preview = texts[0]?.text ?? rows.find(({ text }) => text)?.text ?? "";
  const counted = segment(preview);
  return (
    <section class="own-text">
      <WordsField
        label={writing.text}
        hint={writing.aboutDay}
        text={words}
        placeholders={placeholders}
        problem={problem()}
        disabled={disabled}
        onEdit={onEdit}
      />
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
    return problemOf(render(words, values, { plain: settings.sending.plain, language }), writing);
  }
}
