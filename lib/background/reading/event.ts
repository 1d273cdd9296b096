import type { EventReading, EventText } from "../../domain/reading.ts";
import { findPatient, isCancelled } from "./patient.ts";

/** Who an event is about, and whether its app marks it as cancelled. */
export function readEvent({ title, fields }: EventText): EventReading {
  let parsed: unknown = null;
  try {
    parsed = JSON.parse(fields);
  } catch {
    // The title alone then tells.
  }
  return { patient: findPatient(title, parsed), cancelled: isCancelled(parsed) };
}
