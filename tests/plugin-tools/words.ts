import type { Appointment, AppointmentChange } from "../../lib/domain/appointment.ts";

/** Appointments and changes as a person reads them off the calendar, in its own wall clock. */

/** One line of a calendar's page. */
export interface Seen {
  /** `2027-03-01` */
  readonly day: string;
  /** `8:00–8:30`, `8:00` where no end is told, or `all day`. */
  readonly time: string;
  /** `null` for what is about nobody, such as a meeting. */
  readonly patient: string | null;
  /** As it stands there. */
  readonly phone: string | null;
}

export class WallClockWords {
  readonly #timeZone: string;

  constructor(timeZone: string) {
    this.#timeZone = timeZone;
  }

  #local(instant: string): Temporal.ZonedDateTime {
    return Temporal.Instant.from(instant).toZonedDateTimeISO(this.#timeZone);
  }

  day(instant: string): string {
    return this.#local(instant).toPlainDate().toString();
  }

  time(instant: string): string {
    return this.#local(instant).toPlainTime().toString({ smallestUnit: "minute" });
  }

  span({ start, end, allDay }: Appointment): string {
    if (allDay) return "all day";
    return end === null ? this.time(start) : `${this.time(start)}–${this.time(end)}`;
  }

  seen(appointment: Appointment): Seen {
    const { start, patient } = appointment;
    return {
      day: this.day(start),
      time: this.span(appointment),
      patient: patient?.name ?? null,
      phone: patient?.phone ?? null,
    };
  }

  /** `moved: Jana Vzorová, 2027-03-02 09:15, was 2027-03-01 09:15, 601 000 001` */
  change(change: AppointmentChange): string {
    const { type, appointment } = change;
    const moment = (instant: string): string => `${this.day(instant)} ${this.time(instant)}`;
    const previous = "previousStart" in change ? change.previousStart : undefined;
    return [
      `${type}: ${appointment.patient?.name || appointment.title || "somebody"}`,
      moment(appointment.start) + (previous ? `, was ${moment(previous)}` : ""),
      appointment.patient?.phone ?? "no phone",
    ].join(", ");
  }
}
