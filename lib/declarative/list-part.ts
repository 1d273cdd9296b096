import type { RequestText } from "../domain/reading.ts";
import type { NetworkRule } from "../plugin-api/declared-calendar.ts";
import { fold } from "../plugin-kit/words.ts";
import { parse } from "./exchange.ts";
import { namesIn } from "./json-path.ts";

/** Requests at a list's address that ask for a part of it: what has changed, or the next page of it. */

export const changesOnly =
  /(?:since|sync_?token|delta_?token|updated_?(?:after|since)|modified_?(?:after|since)|last_?(?:sync|update|version)|od_?zmeny|zmeny_?od)$/;
const pages =
  /^(?:(?:current_?)?page|strana|stranka|cislo_?strany|\$?skip|page_?(?:number|no|nr|num|index)|page\[number\])$/;
const cursors = /^(?:after|cursor|page_?token|next_?token|page\[(?:after|cursor)\])$/;
/** Alone it may be that of a time zone; beside a size it is where a page begins. */
const offsets = /^(?:offset|first_?result|start_?(?:index|row)|page\[offset\])$/;
const sizes =
  /^(?:limit|count|size|per_?page|page_?(?:size|limit)|max_?results|results_?per_?page|take|\$?top|rows|page\[(?:size|limit)\])$/;

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

/** An answer's own words for more to come. A token for the next changes is none. */
const hasMore = /^(?:has_?more|has_?next(?:_?page)?|is_?truncated|more_?(?:results|available))$/;
const next = /^(?:next_?page_?(?:token|url)|next_?(?:cursor|link)|@odata\.next_?link)$/;

interface Sign {
  path: string;
  /** The names on the way to what it stands in. */
  owner: readonly string[];
  name: string;
  value: unknown;
}

/** What an answer says beside its lists; what stands within their items is theirs. */
export function besideLists(answer: object, owner: readonly string[] = []): Sign[] {
  return Object.entries(answer)
    .slice(0, mostNames)
    .flatMap(([name, value]: [string, unknown]): Sign[] => {
      if (Array.isArray(value) || owner.length > 5) return [];
      const inner = [...owner, name];
      return typeof value === "object" && value !== null
        ? besideLists(value, inner)
        : [{ path: ["$", ...inner].join("."), owner, name: fold(name), value }];
    });
}

/** Where an answer keeps what it says about the list that stands beside. */
const aboutList =
  /^_?(?:(?:response_?)?meta(?:data)?|page_?info|page|paging|pagination|pager|links|cursors?)$/i;

/** @param items the names on the way to the rule's list: what another list of the same answer says is its own */
function isAbout(items: readonly string[], owner: readonly string[]): boolean {
  const end = owner.findLastIndex((name) => !aboutList.test(name)) + 1;
  return owner.slice(0, end).every((name, at) => items[at] === name);
}

function saysMore(response: string | null, rule: NetworkRule, known: string): boolean {
  const answer = parse(response);
  if (typeof answer !== "object" || answer === null || Array.isArray(answer)) return false;
  const items = namesIn(rule.items ?? "$");
  return besideLists(answer).some(({ path, owner, name, value }) => {
    if (known.includes(path) || known.includes(JSON.stringify(path.slice(2)))) return false;
    if (!isAbout(items, owner)) return false;
    return (
      (hasMore.test(name) && `${value}` === "true") ||
      (next.test(name) && typeof value === "string" && value !== "")
    );
  });
}

/** Whether it asks for a part of the list only, or is answered by one, unless the rule itself names that place. */
export function isPartOfList(write: RequestText, rule: NetworkRule): boolean {
  const known = JSON.stringify(rule);
  const all = named(write)
    .slice(0, mostNames)
    .map(({ name, text }) => ({ name, text, plain: fold(name) }));
  const isSized = all.some(({ plain }) => sizes.test(plain));
  const asks = all.some(({ name, text, plain }) => {
    if (!isSet(text) || known.includes(name)) return false;
    if (changesOnly.test(plain)) return true;
    if (cursors.test(plain)) return !/^\d{4}-\d\d/.test(text);
    const isLater = /^(?:[2-9]|\d{2,})$/.test(text);
    return isLater && (pages.test(plain) || (isSized && offsets.test(plain)));
  });
  return asks || saysMore(write.response, rule, known);
}
