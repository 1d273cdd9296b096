import type { Appointment, ShownDays } from "../../plugin-api/index.ts";
import { type Snapshot, shownBy } from "./snapshot.ts";

const dayMs = 86_400_000;
/** A month has six weeks at most. */
const mostDays = 42;

/** The days that all calendars of the page show, with what they show of them; `null` while one of them is not stable. */
export function shownIn(all: readonly Snapshot[], questions: readonly (string[] | null)[]): ShownDays | null {
  if (all.length === 0 || all.some(({ stable }) => !stable)) return null;
  const start =
    all
      .map(({ view }) => view.activeStart)
      .sort()
      .at(-1) ?? "";
  const end = all.map(({ view }) => view.activeEnd).sort()[0] ?? "";
  const days = new Map<string, Appointment[]>();
  for (let at = Date.parse(`${start}Z`); at < Date.parse(`${end}Z`) && days.size < mostDays; at += dayMs)
    days.set(new Date(at).toISOString().slice(0, 10), []);
  for (const [id, entry] of shownBy(all)) {
    // A made-up id is another one once its event has changed.
    if (!id.startsWith("~")) days.get(entry.raw.start.slice(0, 10))?.push(entry.appointment(id));
  }
  return { days, questions: questions.includes(null) ? null : questions.flatMap((some) => some ?? []) };
}
