import type { Appointment, Patient } from "../domain/appointment.ts";
import type { FieldName } from "../plugin-api/declared-calendar.ts";
import { cut } from "../plugin-kit/words.ts";
import { addDays, dayIn, instantText, type Zone } from "../plugin-kit/zone.ts";
import { saysMore } from "./dates.ts";
import type { FieldReader } from "./fields.ts";

/** An appointment as it was read. */
export interface Entry {
  id: string;
  /** The calendar's own id. Occurrences of a series may share it. */
  base: string;
  /** Another name that its server uses for it, such as an address. */
  key: string | null;
  /** Milliseconds since the epoch, like `end`. */
  start: number;
  end: number | null;
  allDay: boolean;
  /** The day whose column it is in: `2026-11-24`. */
  date: string;
  title: string;
  patient: Patient | null;
  /** Values of contributed placeholders, as far as the calendar gives them. */
  placeholders?: Readonly<Record<string, string>> | undefined;
  cancelled: boolean;
  /** A line is drawn through it. */
  struckOut?: true | undefined;
  /** The id was made up from what the appointment shows, so it cannot prove a change. */
  synthetic: boolean;
}

/** The person in the fields; `null` for entries without one, such as lunch. */
export function patientOf(fields: FieldReader): Patient | null {
  const found = fields.get("patient");
  const { first, last, name } = found?.groups ?? {};
  const whole = name ?? [first, last].filter(Boolean).join(" ");
  const patient = {
    id: cut(fields.text("patientId") ?? "", 200) || null,
    name: cut(whole || (found?.text ?? ""), 200),
    phone: cut(fields.text("phone") ?? "", 200) || null,
  };
  return patient.id === null && patient.name === "" && patient.phone === null ? null : patient;
}

export interface When {
  start: number;
  end: number | null;
  allDay: boolean;
  date: string;
}

/**
 * @param fallback the day whose column the appointment is in, for calendars that write only the time on it
 * @returns `null` if there is no start
 */
export function whenOf(fields: FieldReader, clock: Zone, fallback: () => string | null): When | null {
  const { moment: start, whole = "" } = fields.get("start") ?? {};
  if (!start || saysMore(whole, start)) return null;
  if (start.epochMs !== null) {
    const date = dayIn(clock, start.epochMs);
    return { start: start.epochMs, end: endOf(fields, clock, date, start.epochMs), allDay: false, date };
  }
  const date = start.date ?? fields.get("date")?.moment?.date ?? fallback();
  if (date === null) return null;
  const at = clock.epochMs(`${date}T${start.time ?? "00:00:00"}`);
  return { start: at, end: endOf(fields, clock, date, at), allDay: start.time === null, date };
}

function endOf(fields: FieldReader, clock: Zone, date: string, start: number): number | null {
  const end = fields.get("end")?.moment;
  if (!end) return null;
  if (end.epochMs !== null) return end.epochMs > start ? end.epochMs : null;
  const at = clock.epochMs(`${end.date ?? date}T${end.time ?? "00:00:00"}`);
  if (at > start) return at;
  // An appointment from 23:30 to 1:00 ends on the next day.
  return end.date === null && end.time !== null ? clock.epochMs(`${addDays(date, 1)}T${end.time}`) : null;
}

export interface EntryRules {
  clock: Zone;
  /** Fields that are used instead of an id. */
  syntheticId: readonly FieldName[] | undefined;
}

/** The appointment, or the name of the first required field that is missing. */
export function entryOf(
  fields: FieldReader,
  { clock, syntheticId }: EntryRules,
  fallback: () => string | null,
): Entry | FieldName {
  const when = whenOf(fields, clock, fallback);
  if (!when) return "start";
  let base = fields.text("id");
  const synthetic = base === null;
  if (base === null && syntheticId) {
    const parts = syntheticId.map((name) => (name === "start" ? String(when.start) : fields.text(name)));
    if (parts.some((part) => part !== null)) base = `~${parts.map((part) => part ?? "").join("~")}`;
  }
  if (base === null) return "id";
  const id = cut(base, 250);
  const patient = patientOf(fields);
  return {
    ...when,
    id,
    base: id,
    key: fields.text("key"),
    title: cut(fields.text("title") ?? patient?.name ?? "", 500),
    patient,
    placeholders: fields.placeholders(),
    cancelled: fields.text("status")?.toLowerCase() === "cancelled",
    synthetic,
  };
}

/** What an occurrence of a series is called. */
export const occurrenceId = ({ base, start }: Entry): string => `${base}@${instantText(start)}`;

/** Entries by id. If several share an id, they are occurrences, and their start is part of the key. */
export function byId(entries: Iterable<Entry>): Map<string, Entry> {
  const bases = new Map<string, Entry[]>();
  for (const entry of entries) {
    const same = bases.get(entry.base);
    // An appointment that spans two columns is drawn twice.
    if (same?.some(({ start }) => start === entry.start)) continue;
    if (same) same.push(entry);
    else bases.set(entry.base, [entry]);
  }
  const found = new Map<string, Entry>();
  for (const [base, same] of bases) {
    for (const entry of same) {
      const id = same.length === 1 ? base : occurrenceId(entry);
      found.set(id, { ...entry, id });
    }
  }
  return found;
}

/** Fills in what the entry lacks from another source. */
export function complete(
  entry: Entry,
  more: Pick<Entry, "key" | "patient" | "placeholders"> & { title: string | null },
): Entry {
  const [own, other] = [entry.patient, more.patient];
  return {
    ...entry,
    key: entry.key ?? more.key,
    title: entry.title || more.title || "",
    patient:
      own && other
        ? { id: own.id ?? other.id, name: own.name || other.name, phone: own.phone ?? other.phone }
        : (own ?? other),
    placeholders: more.placeholders ? { ...more.placeholders, ...entry.placeholders } : entry.placeholders,
  };
}

export const appointmentOf = ({
  base: _base,
  key: _key,
  date: _date,
  cancelled: _cancelled,
  synthetic: _synthetic,
  start,
  end,
  ...rest
}: Entry): Appointment => ({
  ...rest,
  start: instantText(start),
  end: end === null ? null : instantText(end),
});
