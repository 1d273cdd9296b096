import type { Reason } from "../outbox/reason.ts";
import type { Settings } from "../settings.ts";
import { nameInText } from "./person-name.ts";
import type { PlaceholderValues } from "./placeholder.ts";
import { type Rendered, type RenderOptions, render } from "./template.ts";
import { dayBounds, dayOf } from "./when.ts";

/** What a person writes for the occasion, once its placeholders are filled in. */

const nothingToFill = {} as PlaceholderValues;

/** Why the words cannot be sent as they stand; `null` where they can. */
export function objectionToWords(text: string): Reason | null {
  const rendered = render(text, nothingToFill, { plain: false, language: "cs" });
  if (rendered.ok) return null;
  return { code: rendered.problem, detail: rendered.names.join(", ").slice(0, 500) };
}

/** The words as one patient gets them: of an appointment nothing can be filled in. */
export function renderLetter(
  words: string,
  { practice: { name, phone, address } }: Pick<Settings, "practice">,
  patient: string,
  options: RenderOptions,
): Rendered {
  const values = { ZARIZENI: name, TELEFON: phone, ADRESA: address, PACIENT: nameInText(patient) };
  return render(words, values as PlaceholderValues & typeof values, options);
}

/** `9:30`, `09.30`, `9 h 30`, and of a full hour also `v 9` and `9 hod`: however a person writes that time. */
function namesTime(text: string, start: string, timeZone: string): boolean {
  const { hour, minute } = Temporal.Instant.from(start).toZonedDateTimeISO(timeZone);
  const hours = hour > 12 ? `(?:${hour}|0?${hour - 12})` : `0?${hour}`;
  const ways = [String.raw`${hours}(?:[:.]\s?|\s?h\s?)${String(minute).padStart(2, "0")}(?!\d)`];
  if (minute === 0)
    ways.push(
      String.raw`(?<=(?<!\p{L})(?:v|ve|o|od|at|um|о)\s)${hours}(?![\d:]|\.\s?\d)`,
      String.raw`${hours}\s?(?:h|hod\p{L}*|uhr|am|pm)(?!\p{L})`,
    );
  return new RegExp(String.raw`(?<!\d|\d[:.])(?:${ways.join("|")})`, "iu").test(text);
}

/**
 * Between which starts of its appointment the text stays right: on that day, or at that very time where it names it.
 * Both in milliseconds since the epoch.
 */
export function holdingOf(start: string, text: string, timeZone: string): { from: number; to: number } {
  if (!namesTime(text, start, timeZone)) return dayBounds(dayOf(start, timeZone), timeZone);
  const from = Date.parse(start);
  return { from, to: from + 1 };
}
