import { z } from "zod";
import type { Appointment } from "./appointment.ts";

/** An appointment that its calendar shows at another hour than its text says. */
export const OtherClock = z.strictObject({
  zone: z.string(),
  name: z.string(),
  /** `15:00`, or with the day where that is another one, too: `25. 11. 23:30`. */
  shown: z.string(),
  /** By the practice's clock. */
  told: z.string(),
});
export type OtherClock = z.infer<typeof OtherClock>;

/** A practice works in one or two. */
const maxClocks = 20;

/** By which clocks a calendar shows its appointments, each with the first that it shows so. */
export function clocksOf(listed: {
  appointments: readonly Pick<Appointment, "id">[];
  zones?: readonly (string | null)[] | undefined;
}): { zone: string; appointmentId: string }[] {
  const clocks = new Map<string, string>();
  for (const [at, { id }] of listed.appointments.entries()) {
    const zone = listed.zones?.[at];
    if (zone && !clocks.has(zone) && clocks.size < maxClocks) clocks.set(zone, id);
  }
  return [...clocks].map(([zone, appointmentId]) => ({ zone, appointmentId }));
}

/** The first that differs; a calendar in another zone with the same hours differs in nothing. */
export function findOtherClock(
  appointments: readonly Appointment[],
  clocks: readonly { zone: string; appointmentId: string }[],
  practice: string,
): OtherClock | null {
  for (const { zone, appointmentId } of clocks) {
    const found = appointments.find(({ id }) => id === appointmentId);
    if (!found || found.allDay) continue;
    const told = Temporal.Instant.from(found.start).toZonedDateTimeISO(practice);
    let there: Temporal.ZonedDateTime;
    try {
      there = told.withTimeZone(zone);
    } catch {
      // A page may tell what it likes.
      continue;
    }
    if (there.offsetNanoseconds === told.offsetNanoseconds) continue;
    const isSameDay = there.toPlainDate().equals(told.toPlainDate());
    const text = (at: Temporal.ZonedDateTime): string => {
      const time = `${at.hour}:${String(at.minute).padStart(2, "0")}`;
      return isSameDay ? time : `${at.day}. ${at.month}. ${time}`;
    };
    return { zone, name: found.patient?.name || found.title, shown: text(there), told: text(told) };
  }
  return null;
}
