import type { DeclaredCalendar, Field, Fields } from "../plugin-api/declared-calendar.ts";
import type { DayChoice } from "./days.ts";
import { endOf, type StartChoice } from "./fields.ts";

/** What a person has pointed at and chosen. */
export interface Taught {
  href: string;
  /** Of every appointment. */
  selector: string;
  /** Of what holds all of them, also when there is none. */
  holder: string | null;
  /** What of it is no appointment. */
  exclude: readonly string[];
  start: StartChoice;
  id: Field | null;
  /** Some appointments have no id, and are told apart by what they say. */
  isIdPartial: boolean;
  day: DayChoice["value"] | undefined;
  patient: Field | undefined;
  phone: Field | undefined;
}

/** What shows that the calendar is there, and which days it shows, whatever its appointments are read from. */
export type Frame = Pick<DeclaredCalendar, "path" | "present" | "day">;

/** @param mark of what is there, also on a day without appointments */
export function frameOf(href: string, mark: string, day: DayChoice["value"] | undefined): Frame {
  const days = day && "day" in day ? day.day : undefined;
  const path = pathOf(href);
  return {
    ...(path && { path }),
    present: [(days?.columns ?? days?.headers ?? days?.label)?.sel ?? mark],
    ...(days && { day: days }),
  };
}

/** What was taught, as a plugin says it. */
export function calendarOf({
  href,
  selector,
  holder,
  exclude,
  start,
  id,
  isIdPartial,
  day,
  patient,
  phone,
}: Taught): DeclaredCalendar {
  const end = endOf(start);
  const fields: Fields = {
    ...(id && { id }),
    start: start.value,
    ...(end && { end }),
    ...(day && "date" in day && { date: day.date }),
    ...(patient && { patient, title: titleOf(patient) }),
    ...(phone && { phone }),
  };
  return {
    ...frameOf(href, holder ?? selector, day),
    events: {
      source: "dom",
      selector,
      ...(exclude.length > 0 && { exclude: [...exclude] }),
      fields,
      ...((!id || isIdPartial) && { syntheticId: patient ? ["start", "patient"] : ["start", "phone"] }),
    },
  };
}

/** The place of the name without what picks it out of there. */
function titleOf(patient: Field): Field {
  if (typeof patient === "string") return patient;
  const { regex: _regex, or: _or, ...place } = patient;
  return place;
}

/** Of the address what other days share; nothing where all of the site does. */
function pathOf(href: string): string | null {
  const { pathname, hash } = new URL(href);
  const route = /^#!?\//.test(hash) ? hash : "";
  // From the first part on that may be a day or a number.
  const [steady = ""] = (route || pathname).split(/\/(?=[^/]*\d)/);
  const tidy = steady.replace(/[?].*$/, "");
  if (/^(?:#!?)?\/?$/.test(tidy) || tidy.length > 150) return null;
  return `${route ? "" : "^\\w+://[^/]+"}${tidy.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")}`;
}
