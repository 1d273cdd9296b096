import { type Appointment, type EventText, type Fields, isFields } from "../../plugin-api/index.ts";
import { Entry } from "../../plugin-kit/event-store/entry.ts";
import type { RawEvent } from "../../plugin-kit/event-store/messages.ts";
import type { Zone } from "../../plugin-kit/zone.ts";
import { type Shown, textOf } from "./appointments.ts";
import type { Detector } from "./detector.ts";

const asText = (value: unknown): string => (typeof value === "string" ? value : "");

/** One event on the screen. */
export class ShownEvent extends Entry {
  /** What it says, if it is an event with an address. */
  readonly shown: Shown | null;
  /** Tasks stand among the events. */
  readonly isEvent: boolean;

  constructor(raw: RawEvent, zone: Zone, detector: Detector) {
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
    const address = this.isEvent ? detector.addressOf(asText(davUrl)) : null;
    this.shown = address && {
      address,
      original: typeof recurrenceId === "number" ? recurrenceId * 1000 : this.start,
      start: this.start,
      end: raw.end === null ? null : zone.epochMs(raw.end),
      allDay: raw.allDay,
      title: raw.title,
      description: asText(props.description),
      location: asText(props.location),
    };
  }

  override get text(): EventText {
    return this.shown ? textOf(this.shown) : super.text;
  }
}

/** Whose an event is the screen tells, and whether it takes place, what is known of its address. */
export const eventsOf = (detector: Detector): typeof Entry =>
  class extends ShownEvent {
    constructor(raw: RawEvent, zone: Zone) {
      super(raw, zone, detector);
    }

    override get cancelled(): boolean {
      return !this.isEvent || (this.shown !== null && detector.calledOff.has(this.shown));
    }

    override appointment(id: string): Appointment {
      return this.shown ? detector.appointmentOf(this.shown, this.patient) : super.appointment(id);
    }
  };
