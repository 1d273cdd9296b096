import { foldedWords } from "../../domain/fold.ts";
import type { Field } from "../../plugin-api/declared-calendar.ts";
import { digits, fold } from "../../plugin-kit/words.ts";
import type { Leaf } from "./lists-in.ts";

/** Where in a list's items the id, the person, the number and the state stand. */

/** An appointment as the page shows it, and the item of the list that is the same one. */
export interface Known {
  item: number;
  /** Folded. */
  name: readonly string[];
  phone: string | null;
}

const phoneShape = /^(?:(?:\+|00)\d{1,3}[\s./-]?)?(?:\d[\s./-]?){8}\d$/;
const hints = {
  phone: /phone|tel|mobil|gsm|cell|handy|cislo|kontakt/,
  others: /doctor|lekar|staff|user|author|provider|clinic|ordinac|created|updated|room|fax|insur|pojist/,
  person: /patient|pacient|client|klient|customer|zakaznik|name|jmeno|osoba|person|who|title|nazev|summary/,
  given: /first|given|jmeno|krest|forename/,
  id: /(?:^|[\s._-])(?:id|_id|uid|uuid|guid|key|eid|pk)$|(?:^|[a-z])(?:Id|ID|Uid)$/,
};

const withoutTitles = (name: readonly string[]): string[] =>
  name.filter(
    (word) =>
      word.length > 1 &&
      !/^(?:mudr|mgr|ing|bc|phd|csc|pani|pan|mr|mrs|ms|dr|judr|phdr|mvdr|mddr)$/.test(word),
  );

/** The words by which a person is known in the items: without titles, initials and numbers. */
export const nameWords = (name: string): string[] =>
  withoutTitles(foldedWords(name)).filter((word) => !/\d/.test(word));

const depth = ({ path }: Leaf): number => path.split(/[.[]/).length;

/** One that everyone has, and nobody shares. */
export function idIn(leaves: readonly Leaf[], shown: ReadonlySet<string>): Field | null {
  const unique = leaves.filter(
    ({ values }) =>
      values.length > 0 &&
      values.every((value) => value !== null && value !== "" && value.length <= 200) &&
      new Set(values).size === values.length,
  );
  // What the page itself marks them with.
  const marked = unique.find(({ values }) => shown.size > 0 && [...shown].every((id) => values.includes(id)));
  const named = unique
    .filter(({ name, path }) => hints.id.test(path) && !hints.others.test(fold(name)) && !isOfPerson(name))
    .sort((a, b) => depth(a) - depth(b) || a.path.length - b.path.length);
  return (marked ?? named[0])?.path ?? null;
}

const isOfPerson = (name: string): boolean =>
  /patient|pacient|client|klient|customer|zakaznik|osoba|person|attendee|guest/.test(fold(name));

/** Whether what stands there tells the name of all that are known. */
const tells = ({ values }: Leaf, known: readonly Known[]): number =>
  known.filter(({ item, name }) => {
    const said = foldedWords(values[item] ?? "");
    return name.length > 0 && name.every((word) => said.includes(word));
  }).length;

const length = ({ values }: Leaf): number =>
  values.reduce((sum, value) => sum + (value?.length ?? 0), 0) / Math.max(values.length, 1);

export function patientIn(leaves: readonly Leaf[], known: readonly Known[]): Field | null {
  const all = known.length * 0.8;
  const [inOne] = leaves
    .filter((leaf) => known.length > 0 && tells(leaf, known) >= all && !hints.others.test(fold(leaf.name)))
    .sort(
      (a, b) =>
        length(a) - length(b) ||
        Number(hints.person.test(fold(b.name))) - Number(hints.person.test(fold(a.name))),
    );
  if (inOne) return inOne.path;
  // A first and a last name.
  const parts = leaves.filter(({ values, name }) => {
    if (hints.others.test(fold(name))) return false;
    const fit = known.filter(({ item, name: wanted }) => {
      const said = foldedWords(values[item] ?? "");
      return said.length > 0 && said.every((word) => wanted.includes(word));
    });
    return known.length > 0 && fit.length >= all;
  });
  for (const one of parts)
    for (const other of parts) {
      if (one === other) continue;
      const fit = known.filter(({ item, name }) => {
        const said = [...foldedWords(one.values[item] ?? ""), ...foldedWords(other.values[item] ?? "")];
        return name.every((word) => said.includes(word));
      });
      if (fit.length < all) continue;
      const isGivenFirst = hints.given.test(fold(one.name)) || !hints.given.test(fold(other.name));
      return { join: (isGivenFirst ? [one, other] : [other, one]).map(({ path }) => ({ path })) };
    }
  return null;
}

export function phoneIn(leaves: readonly Leaf[], known: readonly Known[]): Field | null {
  const proven = known.filter(({ phone }) => digits(phone ?? "").length >= 9);
  const scored = leaves.flatMap((leaf) => {
    const { values, name } = leaf;
    const told = values.filter((value) => value !== null && value.trim() !== "") as string[];
    const shaped = told.filter((value) => phoneShape.test(value.trim())).length;
    const agreed = proven.filter(({ item, phone }) =>
      digits(values[item] ?? "").endsWith(digits(phone ?? "").slice(-9)),
    ).length;
    if (told.length === 0 || (shaped < told.length * 0.7 && agreed === 0)) return [];
    const plainName = fold(name);
    if (agreed === 0 && (!hints.phone.test(plainName) || hints.others.test(plainName))) return [];
    if (proven.length > 0 && agreed === 0) return [];
    return [{ leaf, score: agreed * 1_000 + shaped - depth(leaf) / 10 }];
  });
  const best = scored.sort((a, b) => b.score - a.score)[0]?.leaf;
  return best?.path ?? null;
}

const stateName = /^(?:status|state|stav|zustand)$/;
const flagName = /^(?:is_?)?(?:cancell?ed|deleted|zruseno|zrusen|storno|stornovano|smazano)$/;
const cancelled = [
  ...["cancelled", "canceled", "cancel", "deleted", "declined", "rejected", "annulled", "void"],
  ...["zruseno", "zrusen", "zrusena", "zruseny", "storno", "stornovano", "smazano", "odmitnuto", "omluven"],
];

/** What marks an item as cancelled, where the list has something named so. */
export function statusIn(leaves: readonly Leaf[]): Field | null {
  const last = ({ name }: Leaf): string => fold(name.split(" ").at(-1) ?? "");
  const own = leaves.filter((leaf) => depth(leaf) <= 3 && !isOfPerson(leaf.name));
  const flag = own.find((leaf) => flagName.test(last(leaf)));
  if (flag)
    return {
      path: flag.path,
      map: { true: "cancelled", 1: "cancelled", yes: "cancelled", ano: "cancelled" },
    };
  const state = own.find(
    (leaf) => stateName.test(last(leaf)) && leaf.values.every((value) => !/^\d+$/.test(value ?? "")),
  );
  return state
    ? { path: state.path, map: Object.fromEntries(cancelled.map((word) => [word, "cancelled"])) }
    : null;
}
