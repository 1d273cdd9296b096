import type { EventReading, EventSources, EventText } from "../../domain/reading.ts";
import { isFields } from "../../plugin-api/shapes.ts";
import { readPatient } from "./patient.ts";
import { textAt } from "./sources.ts";
import { cancelledBy, isCalledOffTitle } from "./states.ts";

/**
 * Who an event is about, and whether its app marks it as cancelled.
 *
 * @param countries that may be texted
 * @param sources where a person has said that it stands
 */
export function readEvent(
  { title, fields }: EventText,
  countries: readonly string[] = ["CZ", "SK"],
  sources: EventSources = {},
): EventReading {
  let parsed: unknown = null;
  try {
    parsed = JSON.parse(fields);
  } catch {
    // The title alone then tells.
  }
  const { patient, from } = readPatient(title, parsed, countries, sources);
  const state = stateOf(title, parsed, sources);
  return { patient, cancelled: state !== null, from: { ...from, cancelled: state } };
}

/** Where it is said that the appointment is cancelled; `null` where it is not. */
function stateOf(title: string, fields: unknown, { cancelled }: EventSources): string | null {
  if (cancelled === undefined) return cancelledBy(fields) ?? (isCalledOffTitle(title) ? "title" : null);
  if (cancelled === null) return null;
  const said = textAt(cancelled.source, title, isFields(fields) ? fields : {})
    .trim()
    .toLowerCase();
  return cancelled.values.some((value) => value.trim().toLowerCase() === said) ? cancelled.source : null;
}
