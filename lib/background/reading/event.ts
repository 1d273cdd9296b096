import { isCalledOffTitle } from "../../domain/called-off.ts";
import type { EventReading, EventText } from "../../domain/reading.ts";
import { isExcluded } from "../../domain/site-reading/excluded.ts";
import type { SiteReading } from "../../domain/site-reading/site-reading.ts";
import { readBySources } from "./by-sources.ts";
import { findPatient } from "./patient.ts";
import { isCancelled } from "./states.ts";

/**
 * Who an event is about, and whether its app marks it as cancelled.
 *
 * @param countries that may be texted: of several numbers the first that can be is the patient's
 * @param confirmed where a person has said that all stands, and what is no appointment; without it, it is guessed
 */
export function readEvent(
  text: EventText,
  countries?: readonly string[],
  confirmed: Pick<SiteReading, "fields" | "excluded"> | null = null,
): EventReading {
  if (isExcluded(text.title, confirmed)) return { patient: null, cancelled: false };
  if (confirmed?.fields) return readBySources(text, confirmed.fields, countries);
  let parsed: unknown = null;
  try {
    parsed = JSON.parse(text.fields);
  } catch {
    // The title alone then tells.
  }
  return {
    patient: findPatient(text.title, parsed, countries),
    cancelled: isCancelled(parsed) || isCalledOffTitle(text.title),
  };
}
