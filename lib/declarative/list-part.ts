import type { RequestText } from "../domain/reading.ts";
import type { NetworkRule } from "../plugin-api/declared-calendar.ts";
import { fold } from "../plugin-kit/words.ts";

/** Requests at a list's address that ask for a part of it: what has changed, or the next page of it. */

export const changesOnly =
  /(?:since|sync_?token|delta_?token|updated_?(?:after|since)|modified_?(?:after|since)|last_?(?:sync|update|version)|od_?zmeny|zmeny_?od)$/;
const pages = /^(?:page|strana|stranka|skip|page_?number)$/;
const cursors = /^(?:after|cursor|page_?token|next_?token)$/;

const mostNames = 400;

export const isSet = (text: string): boolean => !/^(?:|0|null|false|undefined)$/.test(text);

interface Named {
  name: string;
  text: string;
}

function leaves(value: unknown, name: string): Named[] {
  if (typeof value !== "object") return [{ name, text: String(value) }];
  return Object.entries(value ?? {})
    .slice(0, mostNames)
    .flatMap(([key, inner]: [string, unknown]) => leaves(inner, Array.isArray(value) ? name : key));
}

function named({ url, body }: RequestText): Named[] {
  const params = (text: URLSearchParams): Named[] =>
    [...text].map(([name, value]) => ({ name, text: value }));
  const own = params(new URL(url, "https://page.invalid").searchParams);
  if (!/^\s*[[{]/.test(body ?? "")) return [...own, ...params(new URLSearchParams(body ?? ""))];
  try {
    return [...own, ...leaves(JSON.parse(body ?? ""), "")];
  } catch {
    return own;
  }
}

/** Whether it asks for a part of the list only, unless the rule itself names what it asks by. */
export function asksForPart(write: RequestText, rule: NetworkRule): boolean {
  const known = JSON.stringify(rule);
  return named(write)
    .slice(0, mostNames)
    .some(({ name, text }) => {
      if (!isSet(text) || known.includes(name)) return false;
      const plain = fold(name);
      if (changesOnly.test(plain)) return true;
      return cursors.test(plain)
        ? !/^\d{4}-\d\d/.test(text)
        : pages.test(plain) && /^(?:[2-9]|\d{2,})$/.test(text);
    });
}
