import type { NetworkWrite } from "../../plugin-api/network.ts";
import { fold } from "../../plugin-kit/words.ts";
import { bodyOf, paramsOf } from "../request-shape.ts";

/** Whether an answer holds all that was asked for, or only a part of it: such a list is no source for a whole day. */

const turning =
  /^(?:has_?next_?page|has_?more|next_?page|next_?cursor|next_?token|(?:next_?)?sync_?token|delta_?(?:token|link)|more|next|dalsi_?strana)$/;
const pages = /^(?:page|strana|stranka|offset|skip|page_?number|after|cursor)$/;
const later =
  /(?:since|sync_?token|delta_?token|updated_?(?:after|since)|modified_?(?:after|since)|last_?(?:sync|update|version)|od_?zmeny|zmeny_?od)$/;

const named = (write: NetworkWrite): { name: string; text: string }[] => [
  ...paramsOf(write).map(([name, text]) => ({ name: fold(name), text })),
  ...bodyOf(write).leaves.map(({ name, text }) => ({ name, text })),
];

const isSet = (text: string): boolean => !/^(?:|0|null|false)$/.test(text);

/** Whether there are more pages of it, or only what changes will follow. */
export function isPaged(write: NetworkWrite, answer: object): boolean {
  const isLater = named(write).some(({ name, text }) => pages.test(name) && isSet(text) && text !== "1");
  if (isLater) return true;
  return says(answer, 0);
}

/** What stands within the items is theirs. */
function says(answer: object, depth: number): boolean {
  return Object.entries(answer).some(([name, value]: [string, unknown]) => {
    if (Array.isArray(value) || value === null || depth > 5) return false;
    return typeof value === "object"
      ? says(value, depth + 1)
      : turning.test(fold(name)) && isSet(String(value));
  });
}

/** Whether it was asked for what has changed since something, or the same address is asked for that as well. */
export function tellsChangesOnly(write: NetworkWrite, all: readonly NetworkWrite[]): boolean {
  const asksForChanges = (one: NetworkWrite): boolean =>
    named(one).some(({ name, text }) => later.test(name) && isSet(text));
  const path = (one: NetworkWrite): string =>
    `${one.method} ${one.url.replace(/[?#].*$/s, "")} ${bodyOf(one).operation ?? ""}`;
  return all.some((other) => path(other) === path(write) && asksForChanges(other));
}
