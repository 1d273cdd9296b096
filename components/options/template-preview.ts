import { type Settings, timeZoneOf } from "../../lib/domain/settings.ts";
import { valuesFor } from "../../lib/domain/text/draft.ts";
import type { MessageLanguage } from "../../lib/domain/text/message-language.ts";
import type { ContributedPlaceholder, PlaceholderValues } from "../../lib/domain/text/placeholder.ts";
import { type Segments, segment, withoutDiacritics } from "../../lib/domain/text/segments.ts";
import { parseTemplate, type Rendered, type RenderOptions, render } from "../../lib/domain/text/template.ts";
import { specialCharacters, tellingIn } from "./highlight.ts";
import type { PluginInfo } from "./model.ts";

/** Those of the plugins in use. Of several with one name, which then mean the same, the first describes it. */
export function contributedBy(plugins: readonly PluginInfo[]): ContributedPlaceholder[] {
  const all = plugins.flatMap(({ enabled, placeholders }) => (enabled ? placeholders : []));
  return all.filter(({ name }, index) => all.findIndex((one) => one.name === name) === index);
}

/** A person who does not exist, the day after tomorrow at half past nine, at the practice. */
export function exampleValues(
  settings: Settings,
  language: MessageLanguage,
  contributed: readonly ContributedPlaceholder[] = [],
): PlaceholderValues {
  const timeZone = timeZoneOf(settings);
  const start = Temporal.Now.plainDateISO(timeZone)
    .add({ days: 2 })
    .toZonedDateTime({ timeZone, plainTime: "09:30" })
    .toInstant()
    .toString();
  const patient = { id: null, name: "Jana Vzorová", phone: null };
  const placeholders = Object.fromEntries(contributed.map(({ name, example }) => [name, example]));
  return valuesFor({ start, patient, placeholders }, settings, language);
}

export type Problem = Extract<Rendered, { ok: false }>;

export interface Preview {
  /** As the patient gets it; a value that is missing shows as its placeholder. */
  text: string;
  segments: Segments;
  special: string[];
  /** How many SMS it would be without diacritics, where that is fewer. */
  plainParts: number | null;
  /** What forbids saving. */
  problem: Problem | null;
  /** Placeholders that the practice has not filled in yet. */
  empty: string[];
  /** Words that may tell why the patient comes. */
  telling: string[];
}

function asFarAsKnown(
  template: string,
  values: PlaceholderValues,
  { plain, language }: RenderOptions,
): string {
  const text = parseTemplate(template, Object.keys(values))
    .map((part) =>
      part.type === "text" ? part.text : part.type === "placeholder" ? values[part.name] : part.source,
    )
    .join("");
  return plain ? withoutDiacritics(text, language) : text;
}

/** @param dismissed words that a practice wants no warning of */
export function previewOf(
  template: string,
  values: PlaceholderValues,
  options: RenderOptions,
  dismissed?: readonly string[],
): Preview {
  const shown = Object.fromEntries(
    Object.entries(values).map(([name, value]) => [name, value.trim() || `#${name}#`]),
  ) as PlaceholderValues;
  const rendered = render(template, shown, options);
  const real = render(template, values, options);
  const text = rendered.ok ? rendered.text : asFarAsKnown(template, shown, options);
  const segments = segment(text);
  const bare = render(template, shown, { ...options, plain: true });
  const plainParts = bare.ok ? segment(bare.text).parts : segments.parts;
  return {
    text,
    segments,
    special: specialCharacters(text),
    plainParts: rendered.ok && plainParts < segments.parts ? plainParts : null,
    problem: rendered.ok ? null : rendered,
    empty: !real.ok && real.problem === "placeholderEmpty" ? real.names : [],
    telling: tellingIn(template, Object.keys(values), dismissed),
  };
}
