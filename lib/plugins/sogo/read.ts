import { type Appointment, type EventText, isFields, type Patient } from "../../plugin-api/index.ts";
import { cut } from "../../plugin-kit/words.ts";
import { instantText } from "../../plugin-kit/zone.ts";

/** What SOGo's `eventsblocks` answers, row by row. */

/** An appointment, or one occurrence of a series. Times are in milliseconds since the epoch. */
export interface Row {
  /** SOGo's own name, such as `1F59-6B039880-15.ics`. It stays when the appointment goes to another calendar. */
  readonly name: string;
  /** `occurence1792915200`, by its original start: of an occurrence only. */
  readonly occurrence: string | null;
  readonly start: number;
  readonly end: number | null;
  readonly allDay: boolean;
  readonly cancelled: boolean;
  readonly title: string;
  readonly location: string;
  readonly description: string;
}

/** A row of which the background has told whose it is. */
export interface OwnedRow extends Row {
  readonly patient: Patient | null;
}

/** Where a patient may be named. */
export const textOf = ({ title, location, description }: Row): EventText => ({
  title,
  fields: JSON.stringify({ location, description }),
});

/** What identifies it among all rows. */
export const keyOf = ({ name, occurrence }: Pick<Row, "name" | "occurrence">): string =>
  occurrence === null ? name : `${name}/${occurrence}`;

const maxText = 4_000;

const needed = ["c_name", "c_title", "c_startdate", "c_enddate", "c_isallday"];

const seconds = (value: unknown): number | null => {
  const number = typeof value === "string" && value !== "" ? Number(value) : value;
  return typeof number === "number" && Number.isSafeInteger(number) && Math.abs(number) < 1e11
    ? number
    : null;
};

/** SOGo writes truth as 1, and as "1" where it comes from the database as text. */
const isSet = (value: unknown): boolean => value === true || Number(value) === 1;

const asText = (value: unknown): string => (typeof value === "string" ? value.slice(0, maxText) : "");

/**
 * Midnight of the day on which an entry without hours begins, or of the first day after its end. SOGo shifts such
 * entries as if the whole range that it was asked for had the offset of its first moment.
 */
function midnight(epochMs: number, first: Temporal.ZonedDateTime): number {
  const wall = new Date(epochMs + first.offsetNanoseconds / 1e6 + 43_200_000).toISOString().slice(0, 10);
  return Temporal.PlainDate.from(wall).toZonedDateTime(first.timeZoneId).epochMilliseconds;
}

/** Where the fields of an answer's rows are; -1 for one that it does not have. */
const placesOf = (fields: readonly unknown[]) => ({
  name: fields.indexOf("c_name"),
  occurrence: fields.indexOf("c_recurrence_id"),
  status: fields.indexOf("c_status"),
  start: fields.indexOf("c_startdate"),
  end: fields.indexOf("c_enddate"),
  allDay: fields.indexOf("c_isallday"),
  title: fields.indexOf("c_title"),
  location: fields.indexOf("c_location"),
  description: fields.indexOf("c_description"),
});

function readRow(
  event: readonly unknown[],
  at: ReturnType<typeof placesOf>,
  first: Temporal.ZonedDateTime,
): Row | null {
  const name = event[at.name];
  const occurrence = event[at.occurrence];
  const status = event[at.status];
  const start = seconds(event[at.start]);
  const end = seconds(event[at.end]);
  if (typeof name !== "string" || name === "" || name.length > 300 || start === null) return null;
  const allDay = isSet(event[at.allDay]);
  const moment = (epoch: number): number => (allDay ? midnight(epoch * 1000, first) : epoch * 1000);
  return {
    name,
    occurrence: typeof occurrence === "string" && occurrence !== "" ? occurrence.slice(0, 100) : null,
    start: moment(start),
    end: end === null || end < start ? null : moment(end),
    allDay,
    cancelled: status !== null && Number(status) === 0,
    title: asText(event[at.title]),
    location: asText(event[at.location]),
    description: asText(event[at.description]),
  };
}

/**
 * The rows of an answer, each name and occurrence once: somebody who is invited has a copy of the same name.
 *
 * @param first of the range that was asked for, in the time zone of SOGo's user
 * @param onUnread hears of each row that lacks a name or a start
 * @returns `null` for anything that is not such an answer
 */
export function readRows(
  answer: unknown,
  first: Temporal.ZonedDateTime,
  onUnread = (): void => {},
): Row[] | null {
  if (!Array.isArray(answer)) return null;
  const rows = new Map<string, Row>();
  for (const part of answer) {
    if (!isFields(part) || !Array.isArray(part.eventsFields) || !Array.isArray(part.events)) return null;
    const { eventsFields: fields } = part;
    if (!needed.every((field) => fields.includes(field))) return null;
    const places = placesOf(fields);
    for (const event of part.events) {
      if (!Array.isArray(event)) return null;
      const row = readRow(event, places, first);
      if (!row) {
        onUnread();
        continue;
      }
      const key = keyOf(row);
      if (!rows.has(key)) rows.set(key, row);
    }
  }
  return [...rows.values()];
}

/** A month has six weeks at most. */
const mostDays = 42;

/** Whole days in a time zone, first and last, with what takes place on them. */
export function appointmentsByDay(
  rows: readonly OwnedRow[],
  { from, to }: { readonly from: Temporal.PlainDate; readonly to: Temporal.PlainDate },
  timeZone: string,
): Map<string, Appointment[]> {
  const days = new Map<string, Appointment[]>();
  for (let day = from; Temporal.PlainDate.compare(day, to) <= 0; day = day.add({ days: 1 })) {
    if (days.size === mostDays) break;
    days.set(day.toString(), []);
  }
  for (const row of rows) {
    if (row.cancelled) continue;
    const start = Temporal.Instant.fromEpochMilliseconds(row.start).toZonedDateTimeISO(timeZone);
    days.get(start.toPlainDate().toString())?.push(appointmentOf(row));
  }
  return days;
}

export function appointmentOf(row: OwnedRow): Appointment {
  return {
    id: keyOf(row).slice(0, 300),
    start: instantText(row.start),
    end: row.end === null ? null : instantText(row.end),
    allDay: row.allDay,
    title: cut(row.title, 500),
    patient: row.patient,
  };
}
