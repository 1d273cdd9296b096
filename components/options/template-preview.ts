import type { PlaceholderName, PlaceholderValues } from "../../lib/domain/placeholder.ts";
import { valuesFor } from "../../lib/domain/policy.ts";
import { type Segments, segment, withoutDiacritics } from "../../lib/domain/segments.ts";
import { type Settings, timeZoneOf } from "../../lib/domain/settings.ts";
import { parseTemplate, type Rendered, render } from "../../lib/domain/template.ts";
import { specialCharacters } from "./highlight.ts";

/** The day after tomorrow at half past nine, at the practice. */
export function exampleValues(settings: Settings): PlaceholderValues {
  const timeZone = timeZoneOf(settings);
  const start = Temporal.Now.plainDateISO(timeZone)
    .add({ days: 2 })
    .toZonedDateTime({ timeZone, plainTime: "09:30" })
    .toInstant()
    .toString();
  return valuesFor({ start }, settings);
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
}

function asFarAsKnown(template: string, values: PlaceholderValues, plain: boolean): string {
  const text = parseTemplate(template)
    .map((part) =>
      part.type === "text" ? part.text : part.type === "placeholder" ? values[part.name] : part.source,
    )
    .join("");
  return plain ? withoutDiacritics(text) : text;
}

export function previewOf(template: string, values: PlaceholderValues, plain: boolean): Preview {
  const shown = Object.fromEntries(
    Object.entries(values).map(([name, value]) => [name, value.trim() || `#${name}#`]),
  ) as Record<PlaceholderName, string>;
  const rendered = render(template, shown, { plain });
  const real = render(template, values, { plain });
  const text = rendered.ok ? rendered.text : asFarAsKnown(template, shown, plain);
  const segments = segment(text);
  const bare = render(template, shown, { plain: true });
  const plainParts = bare.ok ? segment(bare.text).parts : segments.parts;
  return {
    text,
    segments,
    special: specialCharacters(text),
    plainParts: rendered.ok && plainParts < segments.parts ? plainParts : null,
    problem: rendered.ok ? null : rendered,
    empty: !real.ok && real.problem === "placeholderEmpty" ? real.names : [],
  };
}
