import { foldedWords } from "../fold.ts";
import type { Message } from "../outbox/message.ts";
import { dayOf } from "./when.ts";

/** Words that name a day as seen from the one on which they are written. */

/** How such words begin in the languages of texts; folded. */
const beginnings = [
  ...["dnes", "zitra", "zitre", "zitrk", "zejtra", "pozitri", "vcera", "vcerej"],
  ...["zajtra", "pozajtra"],
  ...["today", "tonight", "tomorrow", "yesterday"],
  ...["heute", "heutig", "morgig", "ubermorgen", "gestern", "gestrig"],
  ...["сьогодн", "завтра", "післязавтра", "вчора", "учора"],
];
/** What begins so may be a name. */
const whole: ReadonlySet<string> = new Set(["morgen"]);

const namesDay = (text: string): boolean =>
  foldedWords(text).some(
    (word) => whole.has(word) || beginnings.some((beginning) => word.startsWith(beginning)),
  );

/**
 * Whether what a person has had sent says "zítra" and would leave on another day than it was meant for: its reader would
 * take it for the wrong one.
 * @param now milliseconds since the epoch
 */
export function isOfAnotherDay(
  { text, origin, schedule, createdAt }: Pick<Message, "text" | "origin" | "schedule" | "createdAt">,
  now: number,
  timeZone: string,
): boolean {
  // These are put into words anew as they leave, by a template that is meant for whichever day that is.
  if (origin === "auto" || origin === "plan" || !namesDay(text)) return false;
  const day = (moment: number) => dayOf(new Date(moment).toISOString(), timeZone);
  return !day(schedule?.sendAt ?? createdAt).equals(day(Math.max(schedule?.sendAt ?? now, now)));
}
