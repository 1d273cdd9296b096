import type { CalendarObject, CalendarQuery, Occurrence } from "../domain/calendar-object.ts";
import { askUntilAnswered } from "./ask.ts";
import type { PluginContext } from "./plugin.ts";
import { fieldsOf, isBoolean, isFields, isNumber, listOf, nullOr, optional, textOf } from "./shapes.ts";

/** What an iCalendar text says cannot be told. */
export class CalendarTextUnreadable extends Error {
  override name = "CalendarTextUnreadable";
}

/** As the background would refuse it; it need not be carried there. */
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
});

const isObject = fieldsOf<CalendarObject>({
  uid: isBounded,
  wall: isNumber,
  siblings: listOf(isBounded),
  occurrences: listOf(isOccurrence),
});

const areObjects = listOf(isObject);
const isProblem = textOf(300);

/** `null` for anything that is no answer. */
export function readAnswer(answer: unknown): CalendarObject[] | { problem: string } | null {
  if (!isFields(answer)) return null;
  const { ok, problem, objects } = answer;
  if (ok === false && isProblem(problem)) return { problem };
  return ok === true && areObjects(objects) ? objects : null;
}

/**
 * What an iCalendar text says, one object for each UID in it; an empty list when it holds no event. It is read outside
 * of the page, in some milliseconds, or seconds where the extension is just waking up.
 * @throws CalendarTextUnreadable, with the cause where nobody has answered after some tries
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
