import type { Appointment, AppointmentChange, NetworkWrite, Patient } from "../../plugin-api/index.ts";
import type { Address } from "./address.ts";
import type { Shown } from "./appointments.ts";
import type { CalledOffEvents } from "./called-off.ts";
import type { Reading } from "./messages.ts";

/** What is known of a server's addresses, and what the page's writes to them change. */
export interface Detector {
  /** `null` for what is none. */
  addressOf(url: string): Address | null;
  /** @param isAll whether nothing more is to come of what the server has answered by now */
  learn(readings: readonly Reading[], isAll?: boolean): void;
  /** For addresses of which nothing was heard: what the page showed of them first is what the server had said. */
  shown(all: Iterable<Shown>): void;
  /** The last known iCalendar text of an address; empty when it is unknown or was deleted. */
  textOf(url: string): string;
  knows(shown: Pick<Shown, "address">): boolean;
  /** What is shown, as an appointment. */
  appointmentOf(shown: Shown, patient: Patient | null): Appointment;
  /**
   * What is known from then on is known at once, or once all is that was read before; what is news is told in the
   * order of the writes. Rejects when a write was accepted, and what it changed cannot be told.
   *
   * @param now in milliseconds since the epoch
   */
  wrote(write: NetworkWrite, now: number): Promise<AppointmentChange[]>;
  /** Changes that were waiting for what did not come. */
  tick(now: number): Promise<AppointmentChange[]>;
  /** When `tick` has something to do; `null` when nothing waits. */
  dueAt(): number | null;
  /** Which of what is shown is called off. */
  readonly calledOff: CalledOffEvents;
}
