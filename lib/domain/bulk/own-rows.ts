import type { Message } from "../outbox/message.ts";
import type { ReasonCode } from "../outbox/reason.ts";
import type { Settings } from "../settings.ts";
import { valuesFor } from "../text/draft.ts";
import { type OwnWords, wordsIn } from "../text/kept-text.ts";
import { segment } from "../text/segments.ts";
import { render } from "../text/template.ts";
import type { BulkRow } from "./lines.ts";
import { textTogether } from "./texts.ts";

/** What is wrong with the words themselves is said once, beside them. */
const ofTheWords: ReadonlySet<ReasonCode> = new Set([
  "templateEmpty",
  "placeholderUnknown",
  "tooLong",
  "gatewayField",
]);

/** The day's rows with a person's own words in them, as each patient would get them. */
export const withOwnWords = (rows: readonly BulkRow[], words: OwnWords, settings: Settings): BulkRow[] =>
  rows.map((row) => ownRow(row, words, settings));

function ownRow(row: BulkRow, words: OwnWords, settings: Settings): BulkRow {
  if (row.text === null) return row;
  const { appointment, language, said = [] } = row;
  const rendered = render(wordsIn(words, language), valuesFor(appointment, settings, language), {
    plain: settings.sending.plain,
    language,
  });
  const unsaid = { ...row, text: null, parts: 0, latest: null };
  if (!rendered.ok) {
    const { problem, names } = rendered;
    return ofTheWords.has(problem)
      ? unsaid
      : { ...unsaid, blocked: { code: problem, detail: names.join(", ") } };
  }
  const { text } = rendered;
  const same = said.filter((one) => one.text === text).map(({ reason }) => reason);
  const again = same.find(({ code }) => code === "alreadySent") ?? null;
  const inTheWay = same.find(({ code }) => code !== "alreadySent") ?? (row.doubt && again);
  return {
    ...row,
    text,
    parts: segment(text).parts,
    latest: row.latest?.text === text ? row.latest : null,
    blocked: row.blocked ?? inTheWay,
    doubt: row.doubt ?? again,
  };
}

/** Of the newest texts, by appointment, those that say what the rows say: what was written before is another text. */
export function withTheWords(
  newest: ReadonlyMap<string, Message>,
  rows: readonly BulkRow[],
  words: OwnWords,
  settings: Settings,
): ReadonlyMap<string, Message> {
  const byText = Map.groupBy(
    rows,
    ({ appointment }) => newest.get(appointment.id)?.bundle[0] ?? appointment.id,
  );
  const said = [...byText.values()].flatMap((group) =>
    group.map(({ appointment, text, language }) => {
      const isAlone = group.length === 1;
      const about = group.map((row) => row.appointment);
      return [
        appointment.id,
        isAlone ? text : textTogether(about, wordsIn(words, language), settings, language),
      ] as const;
    }),
  );
  const texts = new Map(said);
  return new Map([...newest].filter(([id, { text }]) => text === texts.get(id)));
}
