import type { EventText } from "../../domain/reading.ts";
import {
  type Part,
  type ReadFields,
  type Source,
  titlePath,
} from "../../domain/site-reading/site-reading.ts";
import { digits, fold, words } from "../../plugin-kit/words.ts";
import { repeatsTitle, stateValue, valuesOf } from "./by-sources.ts";
import { readEvent } from "./event.ts";
import { isCancelled } from "./states.ts";

/** What a person is asked to confirm: where the guess has found each part in the events of a calendar, and what else there is. */

export interface Option {
  sources: Source[];
  /** What stands there in the first event that has something. */
  example: string;
}

export interface Proposal {
  fields: ReadFields;
  options: Record<Part, Option[]>;
}

const maxOptions = 40;
const doctorWord =
  /^(do[ck]tor|lekar(ka)?|arzt(in)?|physician|provider|practitioner|therapist|terapeut(ka)?|staff|resource)$/;
const stateWord = /^(status|state|stav|zustand)$/;
const flagWord = /^((is)?(cancell?ed|deleted)(at|on)?|zrusen[oa]?|storno(vano)?)$/;
const noName =
  /^(ids?|uuid|guid|url|href|link|e?mail|color|colour|barva|phone\w*|telefon\w*|mobil\w*|note\w*|poznamka|pin)$/;

type Values = ReadonlyMap<string, string>;

/** The commonest of what was found, the first one of equals. */
function commonest(found: readonly (Source | null)[]): Source[] {
  const counts = new Map<string, number>();
  for (const source of found) {
    if (source) counts.set(JSON.stringify(source), (counts.get(JSON.stringify(source)) ?? 0) + 1);
  }
  return [...counts].sort(([, a], [, b]) => b - a).map(([source]) => JSON.parse(source) as Source);
}

/** Where a name stands that was found in an event. */
function sourceOfName(name: string, values: Values): Source | null {
  const wanted = fold(name);
  const entries = [...values].filter(([path]) => path !== titlePath);
  const exact = entries.find(([path, text]) => fold(text) === wanted && !repeatsTitle(path, values));
  if (exact) return [exact[0]];
  for (const [first, one] of entries)
    for (const [second, other] of entries)
      if (first !== second && fold(`${one} ${other}`) === wanted) return [first, second];
  return fold(values.get(titlePath) ?? "").includes(wanted) ? [titlePath] : null;
}

function sourceOfNumber(phone: string, values: Values): Source | null {
  const wanted = digits(phone);
  const holding = [...values].filter(([, text]) => digits(text).includes(wanted));
  const exact = holding.find(([path, text]) => path !== titlePath && digits(text) === wanted);
  const found = exact ?? holding[0];
  return found ? [found[0]] : null;
}

const lastWords = (path: string): readonly string[] => words(path.split(".").at(-1) ?? "");

/** By the names of fields alone, the shortest path first: a person says whether it is so. */
function byName(paths: readonly string[], fits: (path: string) => boolean): Source[] {
  const found = paths.filter((path) => path !== titlePath && fits(path));
  const [first] = found.sort((a, b) => words(a).length - words(b).length);
  return first === undefined ? [] : [[first]];
}

const isDoctor = (path: string): boolean =>
  words(path).some((word) => doctorWord.test(word)) && !lastWords(path).some((word) => noName.test(word));

/** The appointment's own: that of somebody's payment is another thing's. */
const isState = (path: string): boolean => {
  const last = lastWords(path);
  return (last.length === 1 && stateWord.test(last[0] ?? "")) || flagWord.test(last.join(""));
};

/** Whether a value of the field says that nobody is to come. */
const meansCancelled = (path: string, value: string): boolean =>
  isCancelled({ status: value }) || isCancelled({ [path.split(".").at(-1) ?? ""]: value });

function cancelledValues(all: readonly Values[], state: readonly Source[]): string[] {
  const found = new Set<string>();
  for (const path of state.flat())
    for (const values of all) {
      const value = values.get(path);
      if (value !== undefined && meansCancelled(path, value)) found.add(stateValue(value));
    }
  return [...found].slice(0, 50);
}

export const withCancelled = (fields: ReadFields, texts: readonly EventText[]): ReadFields => ({
  ...fields,
  cancelled: cancelledValues(texts.map(valuesOf), fields.state),
});

/** What a general plugin's events are proposed to be read by. */
export function proposeFor(texts: readonly EventText[]): Proposal {
  const all = texts.map(valuesOf);
  const guesses = texts.map((text) => readEvent(text).patient);
  const found = (read: (index: number) => Source | null) => commonest(texts.map((_, index) => read(index)));
  const names = found((index) => {
    const name = guesses[index]?.name;
    return name ? sourceOfName(name, all[index] ?? new Map()) : null;
  });
  const numbers = found((index) => {
    const phone = guesses[index]?.phone;
    return phone ? sourceOfNumber(phone, all[index] ?? new Map()) : null;
  });
  const ids = found((index) => {
    const id = guesses[index]?.id;
    const at = id && [...(all[index] ?? [])].find(([path, text]) => path !== titlePath && text === id);
    return at ? [at[0]] : null;
  });
  const paths = [...new Set(all.flatMap((values) => [...values.keys()]))];
  const state = byName(paths, isState);
  const fields: ReadFields = {
    name: names.slice(0, 1),
    phone: numbers.slice(0, 1),
    doctor: byName(paths, isDoctor),
    state,
    patientId: ids.slice(0, 1),
    cancelled: cancelledValues(all, state),
  };
  return {
    fields,
    options: optionsFor(all, paths, { name: names, phone: numbers, doctor: fields.doctor, state }),
  };
}

/** Every place from which a part could be taken, those first that the guess has come upon. */
function optionsFor(
  all: readonly Values[],
  paths: readonly string[],
  likely: Record<Part, readonly Source[]>,
): Record<Part, Option[]> {
  const exampleOf = ([first = []]: readonly Source[]): string => {
    const texts = all.map((values) =>
      first
        .map((path) => values.get(path) ?? "")
        .join(" ")
        .trim(),
    );
    return texts.find((text) => text !== "")?.slice(0, 60) ?? "";
  };
  const fitting: Record<Part, (text: string) => boolean> = {
    name: (text) => /\p{L}{2}/u.test(text) && text.length <= 200,
    phone: (text) => digits(text).length >= 6,
    doctor: (text) => /\p{L}{2}/u.test(text) && text.length <= 100,
    state: (text) => text.length <= 60,
  };
  const optionsOf = (part: Part): Option[] => {
    const fits = (path: string) => all.some((values) => fitting[part](values.get(path) ?? ""));
    const singles = paths.filter(fits).map((path): Source[] => [[path]]);
    const [first, second] = likely[part];
    const both = first && second ? [[first, second]] : [];
    const unique = new Map(
      [...likely[part].map((source) => [source]), ...both, ...singles].map((sources) => [
        JSON.stringify(sources),
        sources,
      ]),
    );
    return [...unique.values()]
      .slice(0, maxOptions)
      .map((sources) => ({ sources, example: exampleOf(sources) }))
      .filter(({ example }) => example !== "");
  };
  return {
    name: optionsOf("name"),
    phone: optionsOf("phone"),
    doctor: optionsOf("doctor"),
    state: optionsOf("state").filter(({ sources }) => sources[0]?.[0] !== titlePath),
  };
}
