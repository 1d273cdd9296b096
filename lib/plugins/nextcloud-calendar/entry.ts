import { type Appointment, type Fields, isFields } from "../../plugin-api/index.ts";
import { Entry } from "../fullcalendar/entry.ts";
import type { Zone } from "../fullcalendar/instants.ts";
import type { RawEvent } from "../fullcalendar/messages.ts";
import type { Ledger, Shown } from "./ledger.ts";

const text = (value: unknown): string => (typeof value === "string" ? value : "");

/** One event on the screen. Whose it is the screen tells, and whether it takes place, the server's text. */
export class ShownEvent extends Entry {
  readonly shown: Shown;
  /** Tasks stand among the events. */
  readonly isEvent: boolean;

  constructor(raw: RawEvent, zone: Zone) {
    super(raw, zone);
    let props: Fields = {};
    try {
      const parsed: unknown = JSON.parse(raw.props);
      if (isFields(parsed)) props = parsed;
    } catch {
      // Then there is no address either, and the event is of no use.
    }
    const { davUrl, recurrenceId, objectType } = props;
    this.isEvent = objectType === undefined || objectType === "VEVENT";
    this.shown = {
      url: text(davUrl),
      original: typeof recurrenceId === "number" ? recurrenceId * 1000 : this.start,
      start: this.start,
      end: raw.end === null ? null : zone.epochMs(raw.end),
      allDay: raw.allDay,
      title: raw.title,
      description: text(props.description),
      location: text(props.location),
    };
  }
}

/** How the calendar's events are to be understood by what is known of their addresses. */
export const eventsOf = (ledger: Ledger): typeof Entry =>
  class extends ShownEvent {
    override get cancelled(): boolean {
      return !this.isEvent || ledger.isCancelled(this.shown);
    }

    override appointment(id: string): Appointment {
      return ledger.appointmentOf(this.shown) ?? super.appointment(id);
    }
  };
