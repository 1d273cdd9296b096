import { type Appointment, bringing } from "../../domain/appointment.ts";
import { asConfirmed } from "../../domain/site-reading/excluded.ts";
import { loadReading } from "../../storage/site-readings.ts";

/**
 * Appointments as a calendar's confirmed reading has them: without a person where somebody said that it is none.
 * @param placeholders names of those that plugins contribute
 */
export async function asReadIn(
  calendarId: string,
  placeholders: readonly string[],
): Promise<(shown: Appointment) => Appointment> {
  const { reading } = await loadReading(calendarId);
  return (shown) => asConfirmed(bringing(shown, placeholders), reading);
}
