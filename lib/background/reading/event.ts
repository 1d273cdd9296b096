import type { EventReading, EventText } from "../../domain/reading.ts";
import { findPatient } from "./patient.ts";
import { isCalledOffTitle, isCancelled } from "./states.ts";

/**
 * Who an event is about, and whether its app marks it as cancelled.
 *
 * @param countries that may be texted: of several numbers the first that can be is the patient's
 */
export function readEvent({ title, fields }: EventText, countries?: readonly string[]): EventReading {
  let parsed: unknown = null;
  try {
    parsed = JSON.parse(fields);
  } catch {
    // The title alone then tells.
  }
  return {
    patient: findPatient(title, parsed, countries),
    cancelled: isCancelled(parsed) || isCalledOffTitle(title),
  };
}
