import { fold } from "../domain/fold.ts";
import type { Field, FieldObject } from "../plugin-api/declared-calendar.ts";
import type { Candidate } from "./candidates.ts";
import { findStarts } from "./date-formats.ts";

/** What each of an appointment's fields may be read from, the likeliest first. */

export interface Choice<T> {
  value: T;
  /** As it stands on the page. */
  example: string;
  score: number;
}
export type FieldChoice = Choice<Field>;

export interface StartChoice extends Choice<FieldObject> {
  /** Whether it tells the day as well. */
  dated: boolean;
}

const hints = {
  start: /start|begin|from|zacat|\bod\b|time|cas|hodin/,
  end: /end|until|\bto\b|konec|kon|\bdo\b/,
  person: /patient|pacient|client|klient|customer|zakaznik|name|jmeno|person|osoba|who|host/,
  title: /title|nazev|summary|subject/,
  phone: /phone|tel|mobil|gsm|kontakt/,
  id: /(?:^|[-_ ])(?:id|uid|uuid|guid|eid|key|cislo|number|no|pk)$|id$/,
  /** Other things that appointments belong to, and share. */
  others: /doctor|lekar|room|mistnost|resource|provider|calendar|kalendar|user|staff|service|sluzb/,
  order: /index|idx|order|pos|row|col|level|depth|slot|count|size|width|height|duration/,
};

/**
 * As people part the digits. Behind the sixth no slash: that is a birth number. With the code before it, whatever parts
 * them: without `(+84)` it would be another person's number.
 */
const phone =
  "(?<!\\d)(?:(?:\\+|00)\\d{1,3}[\\s()\\]/.:-]{0,4})?\\d{3}[\\s./)-]{0,2}\\d{3}[\\s.-]{0,2}\\d{3}(?![\\d/])";
const abroad = "\\+\\d[\\d\\s]{7,15}\\d";
const word = "\\p{Lu}[\\p{L}\\p{M}'’-]{1,30}";
/** Two to four words as names have them. */
const name = `(?![AP]M\\b)${word},?(?:\\s${word}){1,3}`;
const reversed = "^(?<last>[^,]{2,60}),\\s?(?<first>[^,]{2,60})$";

const said = ({ values }: Candidate): string[] => values.filter((value) => value !== null);
const share = ({ values }: Candidate, fits: (value: string) => boolean): number =>
  values.filter((value) => value !== null && fits(value)).length / values.length;
const hinted = (source: Candidate, ...kinds: RegExp[]): boolean =>
  kinds.some((kind) => kind.test(fold(source.name)));
/** The less there is besides, the better. */
const length = (source: Candidate): number =>
  Math.min(said(source).join("").length / Math.max(said(source).length, 1) / 5, 30);
const isLink = ({ place }: Candidate): boolean => place.attr === "href";
const exampleOf = (source: Candidate): string => said(source)[0] ?? "";

/** The best of those that read the same, and in order. */
function best<C extends Choice<unknown>>(choices: readonly C[]): C[] {
  const known = new Set<string>();
  return [...choices]
    .sort((a, b) => b.score - a.score)
    .filter(({ value }) => {
      const text = JSON.stringify(value);
      return !known.has(text) && known.add(text);
    })
    .slice(0, 12);
}

export function startChoices(candidates: readonly Candidate[], reference: string): StartChoice[] {
  return best(
    candidates.flatMap((source): StartChoice[] => {
      if (isLink(source)) return [];
      const isAttribute = source.place.attr !== undefined;
      const first = exampleOf(source);
      return findStarts(first, isAttribute, reference).flatMap(({ format, regex, dated }, index) => {
        const reads = share(source, (value) =>
          findStarts(value, isAttribute, reference).some((other) => other.format === format),
        );
        if (reads < 0.6) return [];
        const isSame = said(source).length > 3 && new Set(said(source)).size === 1;
        const score =
          reads * 100 +
          (dated ? 15 : 0) +
          (isAttribute && dated ? 10 : 0) +
          (hinted(source, hints.start) ? 8 : 0) -
          (hinted(source, hints.end) && !hinted(source, hints.start) ? 50 : 0) -
          (isSame ? 30 : 0) -
          (source.place.closest === undefined ? 0 : 40) -
          length(source) -
          index;
        const value = { ...source.place, ...(regex !== undefined && { regex }), format };
        return [{ value, example: first, score, dated }];
      });
    }),
  );
}

/** The end behind a dash in the same text; `undefined` where there is none. */
export function endOf({ value, example }: StartChoice): FieldObject | undefined {
  const [, separator] = /\d[:.]\d{2}\s?(?:[–—-]|až|do|to)\s?\d{1,2}([:.])\d{2}/u.exec(example) ?? [];
  if (separator === undefined) return undefined;
  const { regex: _regex, format: _format, ...place } = value;
  const regex = `(?:[–—-]|až|do|to)\\s?(\\d{1,2}[${separator}]\\d{2})`;
  return { ...place, regex, format: `H${separator}mm` };
}

const matches = (source: string): ((value: string) => boolean) => {
  const regex = new RegExp(source, "u");
  return (value) => regex.test(value);
};

export function patientChoices(candidates: readonly Candidate[]): FieldChoice[] {
  const isName = matches(name);
  const isOnlyName = matches(`^(?:${word}\\.?\\s)?${name}$`);
  const isReversed = matches(reversed);
  const hasWords = matches("\\p{L}{2}");
  return best(
    candidates.flatMap((source): FieldChoice[] => {
      const { place } = source;
      if (isLink(source) || place.attr === "id" || place.closest !== undefined) return [];
      const example = exampleOf(source);
      const bonus =
        (hinted(source, hints.person) ? 20 : 0) + (hinted(source, hints.title) ? 10 : 0) - length(source);
      const comma = share(source, isReversed);
      const only = share(source, isOnlyName);
      const within = share(source, isName);
      const words = share(source, hasWords);
      // The plain text is always among them, for a person to choose.
      return [
        ...(comma > 0.5
          ? [{ value: { ...place, regex: reversed, or: [place] }, example, score: comma * 130 + bonus }]
          : []),
        ...(only > 0.5 ? [{ value: place, example, score: only * 130 + bonus }] : []),
        ...(within > 0.3 ? [{ value: { ...place, regex: name }, example, score: within * 100 + bonus }] : []),
        ...(words > 0.5 && only <= 0.5 && (place.attr === undefined || within > 0.3)
          ? [{ value: place, example, score: words * 40 + bonus }]
          : []),
      ];
    }),
  );
}

export function phoneChoices(candidates: readonly Candidate[]): FieldChoice[] {
  const isPhone = matches(`${phone}|${abroad}`);
  return best(
    candidates.flatMap((source): FieldChoice[] => {
      const { place } = source;
      if (place.attr === "id" || (isLink(source) && !said(source).some((value) => value.startsWith("tel:"))))
        return [];
      const reads = share(source, isPhone);
      if (reads === 0 || (hinted(source, hints.id) && !hinted(source, hints.phone))) return [];
      const score =
        reads * 100 +
        (hinted(source, hints.phone) || isLink(source) ? 20 : 0) -
        (place.closest === undefined ? 0 : 60) -
        length(source);
      const example = said(source).find(isPhone) ?? "";
      return [{ value: { ...place, regex: `${phone}|${abroad}` }, example, score }];
    }),
  );
}

/** Made anew with every page, as frameworks do. */
const isMade = (value: string): boolean =>
  /^:|^(?:ember|react|radix|yui|ext-gen|ui-id|mui|headlessui)[-_:\d]/i.test(value);
const number = /(?:[?&/](?:\w{0,12}(?:id|cislo)=)?)(?<value>\d{1,12}|[\da-f-]{16,40})(?=$|[/?&#])/;
const isMoment = (value: string): boolean => /^\d{4}-?\d{2}-?\d{2}([T ]|$)|^\d{1,2}:\d{2}/.test(value);

/** For those who test the page, whose values need not be of one appointment, nor stay. */
const isForTests = (attr: string): boolean => /^data-(?:test(?:-?id)?|cy|qa|role|type)$/.test(attr);

/** Counted while the page was drawn: one more from each to the next, from the first on. */
function isCounted(texts: readonly string[]): boolean {
  const numbers = texts.map((text) => Number(/^\D*(\d{1,9})$/.exec(text)?.[1] ?? Number.NaN));
  const [first = Number.NaN] = numbers.toSorted((a, b) => a - b);
  return (
    texts.length > 2 && first < 2 && numbers.toSorted((a, b) => a - b).every((one, at) => one === first + at)
  );
}

/** Where fewer of the appointments have it, it is not their id. */
const mostHaveIt = 0.6;

/**
 * Attributes by which a calendar knows its appointments, also where some lack it.
 * @param isRefuted whether the page has shown it to be no id, by drawing itself anew
 */
export function idChoices(
  candidates: readonly Candidate[],
  isRefuted: (field: Field) => boolean = () => false,
): FieldChoice[] {
  return best(
    candidates.flatMap((source): FieldChoice[] => {
      const { place, values } = source;
      if (
        place.attr === undefined ||
        isForTests(place.attr) ||
        ["title", "aria-label", "value", "datetime"].includes(place.attr)
      )
        return [];
      const found = isLink(source)
        ? values.map((value) => number.exec(value ?? "")?.groups?.value ?? null)
        : values;
      const texts = found.filter((value) => value !== null);
      if (texts.length < values.length * mostHaveIt || new Set(texts).size < texts.length) return [];
      if (texts.some((text) => isMade(text) || isMoment(text) || text.length > 200)) return [];
      if (hinted(source, hints.order, hints.start, hints.end, hints.phone, hints.person)) return [];
      // Where a link leads is whose id it is.
      const told = fold(isLink(source) ? exampleOf(source).replace(/\?.*/, "") : place.attr);
      if (hints.others.test(told) || hints.person.test(told)) return [];
      if (isCounted(texts)) return [];
      const score =
        (hinted(source, hints.id) ? 40 : 0) + (place.sel === undefined ? 20 : 0) + (isLink(source) ? 0 : 10);
      const value = isLink(source) ? { ...place, regex: number.source } : place;
      if (isRefuted(value)) return [];
      return [{ value, example: texts[0] ?? "", score }];
    }),
  );
}
