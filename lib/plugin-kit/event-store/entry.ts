import type { Appointment, EventReading, EventText, Patient } from "../../plugin-api/index.ts";
import { cut } from "../words.ts";
import { instantText, type Zone } from "../zone.ts";
import type { RawEvent } from "./messages.ts";

/** One event as the isolated half sees it. */
export class Entry {
  readonly raw: RawEvent;
  readonly zone: Zone;
  /** Milliseconds since the epoch. */
  readonly start: number;
  #reading: EventReading | null = null;

  constructor(raw: RawEvent, zone: Zone) {
    this.raw = raw;
    this.zone = zone;
    this.start = zone.epochMs(raw.start, raw.startInstant);
  }

  /** Of which the background tells who the event is about. */
  get text(): EventText {
    return { title: this.raw.title, fields: this.raw.props };
  }

  get isRead(): boolean {
    return this.#reading !== null;
  }

  /** What the background has read in `text`. A calendar is not looked at before all of its events have been read. */
  take(reading: EventReading): this {
    this.#reading = reading;
    return this;
  }

  get patient(): Patient | null {
    return this.#reading?.patient ?? null;
  }

  get cancelled(): boolean {
    return this.#reading?.cancelled ?? false;
  }

  /** The same event at another time. */
  movedTo(epochMs: number): Entry {
    const { raw, zone } = this;
    const end = raw.end === null ? null : zone.marker(epochMs + zone.epochMs(raw.end) - this.start);
    const moved = { ...raw, start: zone.marker(epochMs), end, startInstant: new Date(epochMs).toISOString() };
    const entry = new Entry(moved, zone);
    return this.#reading ? entry.take(this.#reading) : entry;
  }

  appointment(id: string): Appointment {
    const { raw } = this;
    const end = raw.end === null ? null : this.zone.epochMs(raw.end);
    return {
      id,
      start: instantText(this.start),
      end: end === null ? null : instantText(end),
      allDay: raw.allDay,
      title: cut(raw.title, 500),
      patient: this.patient,
      ...(this.#reading?.doctor && { doctor: this.#reading.doctor }),
    };
  }
}

/** The event's id in one that stands for an occurrence of it, and names its start. */
export const baseOf = (id: string): string => id.replace(/@\d{4}-\d\d-\d\dT[\d:]+(#\d+)?$/, "");

/** Without an id of its own an event is known by what it shows: good for a list, no proof of anything. */
export const syntheticId = (raw: RawEvent): string => `~${raw.start}~${cut(raw.title, 200)}`;
