import type { CalendarObject, CalendarQuery, Occurrence } from "../domain/calendar-object.ts";
import { askUntilAnswered } from "./ask.ts";
import type { PluginContext } from "./plugin.ts";
import { fieldsOf, isBoolean, isFields, isNumber, listOf, nullOr, optional, textOf } from "./shapes.ts";

/** The iCalendar text could not be read. */
export class CalendarTextUnreadable extends Error {
  override name = "CalendarTextUnreadable";
}

/** Characters. The background would refuse a longer text, so it is not sent there. */
const maxText = 250_000;
const isBounded = textOf(4_000);

const isOccurrence = fieldsOf<Occurrence>({
  inSeries: isBoolean,
  original: isNumber,
  wall: isNumber,
  start: isNumber,
  end: nullOr(isNumber),
  allDay: isBoolean,
  title: isBounded,
  description: isBounded,
  location: isBounded,
  contacts: optional(isBounded),
  cancelled: isBoolean,
  unanswered: optional((value) => value === true),
});

const isObject = fieldsOf<CalendarObject>({
  uid: isBounded,
  wall: isNumber,
  siblings: listOf(isBounded),
  occurrences: listOf(isOccurrence),
});

const areObjects = listOf(isObject);
const isProblem = textOf(300);

/** Checks an answer of the background; `null` if it has another shape. */
export function readAnswer(answer: unknown): CalendarObject[] | { problem: string } | null {
  if (!isFields(answer)) return null;
  const { ok, problem, objects } = answer;
  if (ok === false && isProblem(problem)) return { problem };
  return ok === true && areObjects(objects) ? objects : null;
}

/**
 * Reads an iCalendar text: one object for each UID, or an empty list if it has no events. The background reads it, in
 * milliseconds, or in seconds if it has to wake up first.
 * @throws CalendarTextUnreadable, with a cause if the background did not answer
 */
export async function readCalendar(
  { askCalendar, signal }: Pick<PluginContext, "askCalendar" | "signal">,
  text: string,
  query: CalendarQuery,
): Promise<CalendarObject[]> {
  if (text.length > maxText) throw new CalendarTextUnreadable("too long");
  const answer = await askUntilAnswered(signal, async () => {
    const found = readAnswer(await askCalendar(text, query));
    if (found === null) throw new Error("not an answer");
    return found;
  }).catch((cause: unknown) => {
    throw new CalendarTextUnreadable("no answer", { cause });
  });
  if ("problem" in answer) throw new CalendarTextUnreadable(answer.problem);
  return answer;
}
