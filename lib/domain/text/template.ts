import type { MessageLanguage } from "./message-language.ts";
import { type PlaceholderValues, placeholderNamed, placeholderNames } from "./placeholder.ts";
import { withoutDiacritics } from "./segments.ts";

/** `#DATUM#`, and whatever else somebody typed between two hashes without a space. */
const placeholderPattern = /#([^\s#]+)#/gu;
const wordPattern = /[\p{L}\p{M}\p{N}_]+/gu;

export type TemplatePart =
  | { type: "text"; text: string }
  | { type: "placeholder"; name: string; source: string }
  | { type: "unknown"; source: string };

/** @param names of the placeholders that can be filled */
export function parseTemplate(template: string, names: readonly string[] = placeholderNames): TemplatePart[] {
  const parts: TemplatePart[] = [];
  let end = 0;
  for (const match of template.matchAll(placeholderPattern)) {
    const [source, typed = ""] = match;
    parts.push(...parseRest(template.slice(end, match.index), names));
    const name = placeholderNamed(typed, names);
    parts.push(name ? { type: "placeholder", name, source } : { type: "unknown", source });
    end = match.index + source.length;
  }
  parts.push(...parseRest(template.slice(end), names));
  return parts;
}

/** Text between placeholders. A name that lost a hash (`#CAS`, `# CAS #`) must not reach a patient as it stands. */
function parseRest(text: string, names: readonly string[]): TemplatePart[] {
  const parts: TemplatePart[] = [];
  let end = 0;
  for (const { 0: word, index } of text.matchAll(wordPattern)) {
    if (!placeholderNamed(word, names)) continue;
    const before = /#\s*$/u.exec(text.slice(end, index))?.[0] ?? "";
    const after = /^\s*#/u.exec(text.slice(index + word.length))?.[0] ?? "";
    if (before === "" && after === "") continue;
    const start = index - before.length;
    if (start > end) parts.push({ type: "text", text: text.slice(end, start) });
    parts.push({ type: "unknown", source: before + word + after });
    end = index + word.length + after.length;
  }
  if (end < text.length) parts.push({ type: "text", text: text.slice(end) });
  return parts;
}

const sourcesOf = (parts: readonly TemplatePart[], wanted: (part: TemplatePart) => boolean): string[] => [
  ...new Set(parts.flatMap((part) => (part.type !== "text" && wanted(part) ? [part.source.trim()] : []))),
];

const isUnknown = ({ type }: TemplatePart): boolean => type === "unknown";

/** Placeholders that nothing can fill, as typed. A template with any of them cannot be saved. */
export const unknownPlaceholders = (template: string, names?: readonly string[]): string[] =>
  sourcesOf(parseTemplate(template, names), isUnknown);

export type Rendered =
  | { ok: true; text: string }
  | {
      ok: false;
      problem: "placeholderUnknown" | "placeholderEmpty" | "templateEmpty" | "tooLong" | "gatewayField";
      names: string[];
    };

/** GoSMS's own limit is not published; nobody means to send a patient more than this many characters. */
export const maxTextLength = 918;

/** GoSMS may fill in what begins so, and then what is sent is not what was shown. */
const gatewayField = "{{";

export interface RenderOptions {
  /** "Odesílat bez diakritiky". */
  plain: boolean;
  /** That of the text; its own letters stay where SMS has them anyway. */
  language: MessageLanguage;
}

/** The text as the patient gets it, or what stands in the way. Never a text with a hole in it. */
export function render(
  template: string,
  values: PlaceholderValues,
  { plain, language }: RenderOptions,
): Rendered {
  const parts = parseTemplate(template, Object.keys(values));
  const unknown = sourcesOf(parts, isUnknown);
  if (unknown.length > 0) return { ok: false, problem: "placeholderUnknown", names: unknown };
  const filling = (name: string) => (values[name] ?? "").replace(/\s+/gu, " ").trim();
  const empty = sourcesOf(parts, (part) => part.type === "placeholder" && filling(part.name) === "");
  if (empty.length > 0) return { ok: false, problem: "placeholderEmpty", names: empty };
  const filled = parts
    .map((part) => (part.type === "placeholder" ? filling(part.name) : part.type === "text" ? part.text : ""))
    .join("")
    .trim();
  const text = plain ? withoutDiacritics(filled, language) : filled.normalize("NFC");
  if (text === "") return { ok: false, problem: "templateEmpty", names: [] };
  if (text.length > maxTextLength) return { ok: false, problem: "tooLong", names: [] };
  if (text.includes(gatewayField)) return { ok: false, problem: "gatewayField", names: [] };
  return { ok: true, text };
}
