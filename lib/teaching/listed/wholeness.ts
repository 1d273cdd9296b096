import { besideLists, changesOnly, isSet } from "../../declarative/list-part.ts";
import type { NetworkWrite } from "../../plugin-api/network.ts";
import { fold } from "../../plugin-kit/words.ts";
import { bodyOf, paramsOf } from "../request-shape.ts";

/** Whether an answer holds all that was asked for, or only a part of it: such a list is no source for a whole day. */

const turning =
  /^(?:has_?next_?page|has_?more|next_?page|next_?cursor|next_?token|(?:next_?)?sync_?token|delta_?(?:token|link)|more|next|dalsi_?strana)$/;
/** The first of them may well be nought. */
const token = /\.(?:next_?)?(?:sync|delta)_?token$/;
const pages = /^(?:page|strana|stranka|offset|skip|page_?number|after|cursor)$/;

const named = (write: NetworkWrite): { name: string; text: string }[] => [
  ...paramsOf(write).map(([name, text]) => ({ name: fold(name), text })),
  ...bodyOf(write).leaves.map(({ name, text }) => ({ name, text })),
];

/** Whether there are more pages of it, or only what changes will follow. */
export function isPaged(write: NetworkWrite, answer: object): boolean {
  const isLater = named(write).some(({ name, text }) => pages.test(name) && isSet(text) && text !== "1");
  if (isLater) return true;
  return signs(answer).some(
    ({ path, value }) => isSet(String(value)) || (token.test(fold(path)) && `${value}` === "0"),
  );
}

/** What in an answer tells of more to come. */
const signs = (answer: object): { path: string; value: unknown }[] =>
  besideLists(answer).filter(({ name }) => turning.test(name));

/** Where a later answer of the same kind would say that it is not all, and this one says that it is. */
export const signsOfMore = (answer: object): string[] =>
  signs(answer)
    .filter(
      ({ path, value }) =>
        (value === null || value === false || value === "") && /^[\w$.]{1,190}$/.test(path),
    )
    .map(({ path }) => path)
    .slice(0, 8);

/** Whether it was asked for what has changed since something, or the same address is asked for that as well. */
export function tellsChangesOnly(write: NetworkWrite, all: readonly NetworkWrite[]): boolean {
  const asksForChanges = (one: NetworkWrite): boolean =>
    named(one).some(({ name, text }) => changesOnly.test(name) && isSet(text));
  const path = (one: NetworkWrite): string =>
    `${one.method} ${one.url.replace(/[?#].*$/s, "")} ${bodyOf(one).operation ?? ""}`;
  return all.some((other) => path(other) === path(write) && asksForChanges(other));
}
