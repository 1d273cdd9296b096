import type { UnseenCreation } from "../domain/looks/unseen.ts";
import { cut } from "../plugin-kit/words.ts";
import { instantText } from "../plugin-kit/zone.ts";
import type { Operation } from "./operation.ts";

/** What an accepted request says of which the page shows nothing. */

/** Not a new entry without a person, such as lunch. */
export const isAboutSomebody = ({ kind, isNew, cancels, patient }: Operation): boolean =>
  cancels || patient !== null || !(kind === "create" || (kind === "save" && isNew));

/** Whether it made something new for a person, as far as the request says. */
export const isCreation = ({ kind, id, key, isNew, cancels, patient }: Operation): boolean =>
  !cancels &&
  patient !== null &&
  (kind === "create" || (kind === "save" && (isNew || (id === null && key === null))));

export const unseenOf = (
  { id, patient, title }: Operation,
  start: number,
  why: UnseenCreation["why"],
  isTold: boolean,
): UnseenCreation => ({
  start: instantText(start),
  ids: id === null ? [] : [id],
  patient,
  title: cut(title ?? "", 500),
  why,
  isTold,
});
