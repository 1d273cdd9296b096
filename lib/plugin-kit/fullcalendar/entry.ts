import type { Appointment, Patient } from "../../plugin-api/index.ts";
import { findPatient, isCancelled } from "../patient.ts";
import { cut } from "../words.ts";
import { instantText, type Zone } from "../zone.ts";
import type { RawEvent } from "./messages.ts";

/** Spares all but a few from being looked into. */
const mayBeCancelled = /cancel|zru|storno|deleted|smaz|abgesagt|storniert/i;

/** One event as the isolated half sees it. What is dear to find out is found out when somebody asks. */
export class Entry {
  readonly raw: RawEvent;
  readonly zone: Zone;
  /** Milliseconds since the epoch. */
  readonly start: number;
  #patient: Patient | null | undefined;
  #cancelled: boolean | undefined;

  constructor(raw: RawEvent, zone: Zone) {
    this.raw = raw;
    this.zone = zone;
    this.start = zone.epochMs(raw.start, raw.startInstant);
  }

  #props(): unknown {
    try {
      return JSON.parse(this.raw.props);
    } catch {
      return null;
    }
  }

  get patient(): Patient | null {
    if (this.#patient === undefined) this.#patient = findPatient(this.raw.title, this.#props());
    return this.#patient;
  }

  get cancelled(): boolean {
    this.#cancelled ??= mayBeCancelled.test(this.raw.props) && isCancelled(this.#props());
    return this.#cancelled;
  }

  /** The same event at another time. */
  movedTo(epochMs: number): Entry {
    const { raw, zone } = this;
    const end = raw.end === null ? null : zone.marker(epochMs + zone.epochMs(raw.end) - this.start);
    const moved = { ...raw, start: zone.marker(epochMs), end, startInstant: new Date(epochMs).toISOString() };
    return new Entry(moved, zone);
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
    };
  }
}

/** The event's id in one that stands for an occurrence of it, and names its start. */
export const baseOf = (id: string): string => id.replace(/@\d{4}-\d\d-\d\dT[\d:]+(#\d+)?$/, "");

/** Without an id of its own an event is known by what it shows: good for a list, no proof of anything. */
export const syntheticId = (raw: RawEvent): string => `~${raw.start}~${cut(raw.title, 200)}`;
