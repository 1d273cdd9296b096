import type { Days } from "../declarative/days.ts";
import { entryOf } from "../declarative/entry.ts";
import { type FieldReader, readFields } from "../declarative/fields.ts";
import { pagePlace } from "../declarative/page-place.ts";
import type { PageReading } from "../declarative/page-reading.ts";
import { search } from "../declarative/patterns.ts";
import type { TaughtRow } from "../domain/teaching.ts";
import type { DeclaredCalendar, Field, Fields } from "../plugin-api/declared-calendar.ts";
import type { Zone } from "../plugin-kit/zone.ts";

/** What is read on the page that somebody teaches, by what they have chosen so far. */
export interface TaughtPage {
  document: Document;
  href: string;
  /** Today: near it lies a day whose year is not said. */
  reference: string;
  clock: Zone;
}

export const readerOf = ({ reference }: TaughtPage, fields: Fields, element: Element): FieldReader =>
  readFields(fields, pagePlace(element), reference);

export function whoIn(
  page: TaughtPage,
  fields: Fields,
  element: Element,
  topic: "patient" | "phone",
): string | null {
  const found = readerOf(page, fields, element).get(topic);
  const { first: given, last } = found?.groups ?? {};
  return given && last ? `${given} ${last}` : (found?.text ?? null);
}

function timeOf({ clock }: TaughtPage, epochMs: number | null): string | null {
  if (epochMs === null) return null;
  return Temporal.Instant.fromEpochMilliseconds(epochMs)
    .toZonedDateTimeISO(clock.id)
    .toPlainTime()
    .toString()
    .slice(0, 5);
}

/** The hour, also where the page has only a number for it. */
export function startIn(page: TaughtPage, start: Field, element: Element): string | null {
  const moment = readerOf(page, { start }, element).get("start")?.moment;
  return moment?.time ?? timeOf(page, moment?.epochMs ?? null);
}

export function readRows(
  page: TaughtPage,
  { events }: DeclaredCalendar,
  elements: readonly Element[],
  days: Days,
): TaughtRow[] {
  const rules = { clock: page.clock, syntheticId: events.syntheticId };
  return elements.map((element) => {
    const fields = readerOf(page, events.fields ?? {}, element);
    const entry = entryOf(fields, rules, () => days.of(element));
    const read = typeof entry !== "string";
    return {
      day: read ? entry.date : (fields.get("start")?.moment?.date ?? days.of(element)),
      time: fields.get("start")?.moment?.time?.slice(0, 5) ?? timeOf(page, read ? entry.start : null),
      patient: whoIn(page, events.fields ?? {}, element, "patient"),
      phone: fields.text("phone"),
      ok: read,
    };
  });
}

/** The form of an appointment, say, on a page of its own: it looks like a calendar without any. */
export function isElsewhere(
  { path, day = {}, events }: DeclaredCalendar,
  { days, entries }: Pick<Extract<PageReading, { state: "read" }>, "days" | "entries">,
  href: string,
): boolean {
  if (events.source !== "dom" || entries.size > 0) return false;
  const saysDays = Object.keys(day).some((name) => name !== "fetch");
  return (saysDays && days.length === 0) || (path !== undefined && search(path, href) === null);
}
