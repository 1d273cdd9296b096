import { type PlaceholderName, type PlaceholderValues, placeholderNames } from "./placeholder.ts";
import { withoutDiacritics } from "./segments.ts";

/** `#DATUM#`, and whatever else somebody typed between two hashes without a space. */
const placeholderPattern = /#([^\s#]+)#/gu;

export type TemplatePart =
  | { type: "text"; text: string }
  | { type: "placeholder"; name: PlaceholderName; source: string }
  | { type: "unknown"; source: string };

/** ORDIN's users write `#DATUM#`, `#datum#` and `#ČAS#` alike. */
function knownName(typed: string): PlaceholderName | undefined {
  const folded = withoutDiacritics(typed).toUpperCase();
  return placeholderNames.find((name) => name === folded);
}

export function parseTemplate(template: string): TemplatePart[] {
  const parts: TemplatePart[] = [];
  let end = 0;
  for (const match of template.matchAll(placeholderPattern)) {
    const [source, typed = ""] = match;
    if (match.index > end) parts.push({ type: "text", text: template.slice(end, match.index) });
    const name = knownName(typed);
    parts.push(name ? { type: "placeholder", name, source } : { type: "unknown", source });
    end = match.index + source.length;
  }
  if (end < template.length) parts.push({ type: "text", text: template.slice(end) });
  return parts;
}

/** Placeholders that nothing can fill, as typed. A template with any of them cannot be saved. */
export const unknownPlaceholders = (template: string): string[] =>
  parseTemplate(template).flatMap((part) => (part.type === "unknown" ? [part.source] : []));

export type Rendered =
  | { ok: true; text: string }
  | {
      ok: false;
      problem: "placeholderUnknown" | "placeholderEmpty" | "templateEmpty" | "tooLong";
      names: string[];
    };

/** GoSMS's own limit is not published; nobody means to send a patient more than this many characters. */
export const maxTextLength = 918;

/** The text as the patient gets it, or what stands in the way. Never a text with a hole in it. */
export function render(template: string, values: PlaceholderValues, options: { plain: boolean }): Rendered {
  const parts = parseTemplate(template);
  const unknown = parts.flatMap((part) => (part.type === "unknown" ? [part.source] : []));
  if (unknown.length > 0) return { ok: false, problem: "placeholderUnknown", names: unknown };
  const empty = parts.flatMap((part) =>
    part.type === "placeholder" && values[part.name].trim() === "" ? [part.source] : [],
  );
  if (empty.length > 0) return { ok: false, problem: "placeholderEmpty", names: [...new Set(empty)] };
  const filled = parts
    .map((part) =>
      part.type === "placeholder" ? values[part.name].trim() : part.type === "text" ? part.text : "",
    )
    .join("")
    .trim();
  const text = options.plain ? withoutDiacritics(filled) : filled.normalize("NFC");
  if (text === "") return { ok: false, problem: "templateEmpty", names: [] };
  if (text.length > maxTextLength) return { ok: false, problem: "tooLong", names: [] };
  return { ok: true, text };
}
