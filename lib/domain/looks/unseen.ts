import { z } from "zod";
import { type Appointment, Instant, Patient } from "../appointment.ts";
import { fold } from "../fold.ts";

/**
 * An appointment that somebody made in a calendar, that its server accepted, and that the calendar has not shown
 * since. Nobody can tell for certain what was made before it is seen.
 */
export const UnseenCreation = z.strictObject({
  start: Instant,
  /** What the server's answer names; the appointment's id is among them, or there are none. */
  ids: z.array(z.string().max(300)).max(20),
  /** As far as the request tells. */
  patient: Patient.nullable(),
  title: z.string().max(500),
  /**
   * - `otherDay`: the calendar did not show that day
   * - `notShown`: it did, and not the appointment: a filter may hide it
   */
  why: z.enum(["otherDay", "notShown"]),
  /** Whether the person at the page is to be told. Before that it may yet turn up by itself. */
  isTold: z.boolean(),
});
export type UnseenCreation = z.infer<typeof UnseenCreation>;

/** The same as the background keeps it. */
export const UnseenRow = z.strictObject({
  id: z.uuid(),
  calendarId: z.string(),
  /** The same creation reported twice is one. */
  key: z.string(),
  creation: UnseenCreation,
  /** Milliseconds since the epoch. */
  madeAt: z.int().nonnegative(),
  /**
   * - `waits`: it is told once it is seen
   * - `absent`: its whole day was seen since, without it
   * - `expired`: nobody has shown it in time
   *
   * Of the last two a person decides, and what turns up after all is proposed.
   */
  state: z.enum(["waits", "absent", "expired"]),
});
export type UnseenRow = z.infer<typeof UnseenRow>;

/** So long it is told by itself once it is seen; and never once it has begun. */
export const waitsFor = 3 * 24 * 3600_000;
/** A list may have been on its way when the creation was accepted. */
export const onItsWay = 30_000;

export const expiresAt = ({ creation, madeAt }: UnseenRow): number =>
  Math.min(madeAt + waitsFor, Date.parse(creation.start));

/** An appointment mostly turns up by itself within this time, and nobody need hear of it before. */
const turnsUpIn = 15_000;

/** Whether a person is to hear of it by now. */
export const isTelling = ({ creation, madeAt, state }: UnseenRow, now: number): boolean =>
  creation.isTold || state !== "waits" || now - madeAt > turnsUpIn;

export const keyOf = (calendarId: string, { start, ids, patient, title }: UnseenCreation): string =>
  JSON.stringify([
    calendarId,
    start,
    ids.length > 0 ? ids : [patient?.id, patient?.name, patient?.phone, title],
  ]);

/** An occurrence's id without its start, in whichever way calendars write it. */
export const baseOf = (id: string): string =>
  id.replace(/(?:@\d{4}-\d\d-\d\dT[\d:]+Z?(#\d+)?|\/occurence\d+)$/u, "");

/** Those of the appointments that may be what was created: by the server's own id, else by whom it is about. */
export function fitting(
  { start, ids, patient, title }: UnseenCreation,
  appointments: readonly Appointment[],
): Appointment[] {
  const then = appointments.filter((one) => one.start === start && one.patient !== null);
  if (ids.length > 0) return then.filter(({ id }) => ids.includes(id) || ids.includes(baseOf(id)));
  return then.filter((one) => {
    const shown = one.patient;
    const number = digits(patient?.phone);
    if (patient?.id && shown?.id) return patient.id === shown.id;
    if (number !== "" && shown?.phone) return digits(shown.phone) === number;
    const name = fold(patient?.name || title).trim();
    return name !== "" && [fold(shown?.name ?? ""), fold(one.title)].some((text) => text.includes(name));
  });
}

const digits = (phone: string | null | undefined): string => (phone ?? "").replace(/\D/gu, "").slice(-9);
