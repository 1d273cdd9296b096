import { isFields, isText } from "../../plugin-api/index.ts";
import { type Entry, syntheticId } from "./entry.ts";
import { wallMs, Zone } from "./instants.ts";
import { type FromProbe, maxProps, type RawEvent, type RawView } from "./messages.ts";

/** Puts the probe's messages together again, and believes none of them unseen: the page can forge them. */
const count = (value: unknown): value is number =>
  typeof value === "number" && Number.isSafeInteger(value) && value >= 0;
const markerShape = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d$/;
const marker = (value: unknown): value is string =>
  typeof value === "string" && markerShape.test(value) && !Number.isNaN(wallMs(value));

function readEvent(value: unknown): RawEvent | null {
  if (!isFields(value)) return null;
  const { uid, id, title, start, end, startInstant, allDay, recurring, props } = value;
  if (!isText(uid, 400) || !isText(id, 250) || !isText(title, 500) || !marker(start)) return null;
  if (!(end === null || marker(end)) || typeof allDay !== "boolean" || typeof recurring !== "boolean")
    return null;
  if (!isText(props, maxProps) || !(startInstant === undefined || isText(startInstant, 40))) return null;
  return value as unknown as RawEvent;
}

function readView(value: unknown): RawView | null {
  if (!isFields(value)) return null;
  const { root, timeZone, activeStart, activeEnd, currentStart, currentEnd } = value;
  const { loading, failed, reads, readBy, dragged } = value;
  if (!isText(root, 20) || !isText(timeZone, 100)) return null;
  if (!marker(activeStart) || !marker(activeEnd) || !marker(currentStart) || !marker(currentEnd)) return null;
  if (typeof loading !== "boolean" || typeof failed !== "boolean" || !count(reads) || !count(readBy))
    return null;
  if (!Array.isArray(dragged) || dragged.length > 100 || !dragged.every((id) => isText(id, 250))) return null;
  return value as unknown as RawView;
}

/** The message, or `null` for anything that is not one. Single events that are not, are left out. */
export function readMessage(value: unknown): FromProbe | null {
  if (!isFields(value)) return null;
  switch (value.type) {
    case "seen":
      return count(value.candidates) ? { type: "seen", candidates: value.candidates } : null;
    case "gone":
      return isText(value.root, 20) ? { type: "gone", root: value.root } : null;
    case "view": {
      const view = readView(value.view);
      const { full, add, drop, last } = value;
      if (!view || typeof full !== "boolean" || typeof last !== "boolean") return null;
      if (!Array.isArray(add) || add.length > 5000 || !Array.isArray(drop) || drop.length > 5000) return null;
      const events = add.map(readEvent).filter((event) => event !== null);
      return { type: "view", view, full, add: events, drop: drop.filter((uid) => isText(uid, 400)), last };
    }
    default:
      return null;
  }
}

/** A calendar as it stands on the page. */
export interface Snapshot {
  view: RawView;
  zone: Zone;
  /** Of what is shown, in milliseconds since the epoch; the end is the first moment after it. */
  from: number;
  to: number;
  /** What it holds belongs to the shown days and was read without failure. */
  settled: boolean;
  /** By appointment id; an event whose id stands twice is known by id and start. */
  entries: ReadonlyMap<string, Entry>;
}

/** Keeps one calendar up to date from the differences that the probe sends. */
export class View {
  readonly #entry: typeof Entry;
  readonly #events = new Map<string, Entry>();
  /** Ids that several events share: occurrences of a series that the app's server has spelt out. */
  readonly #shared = new Set<string>();
  #zone: Zone | null = null;
  #zoneOption = "";
  #complete = false;
  /** By id, as long as nothing in it has changed. */
  #entries: ReadonlyMap<string, Entry> | null = null;

  /** @param entry how the app's events are to be understood */
  constructor(entry: typeof Entry) {
    this.#entry = entry;
  }

  /**
   * The calendar after a message, or `null` while more parts are to come.
   * @throws UnknownTimeZone
   */
  take(message: Extract<FromProbe, { type: "view" }>): Snapshot | null {
    const { view } = message;
    if (message.full) {
      this.#events.clear();
      this.#complete = true;
    }
    if (!this.#complete && !view.loading) return null;
    if (message.full || message.add.length + message.drop.length > 0) this.#entries = null;
    if (this.#zone === null || view.timeZone !== this.#zoneOption) {
      this.#zone = new Zone(view.timeZone);
      this.#zoneOption = view.timeZone;
      for (const [uid, entry] of this.#events) this.#events.set(uid, new this.#entry(entry.raw, this.#zone));
      this.#entries = null;
    }
    const zone = this.#zone;
    for (const uid of message.drop) this.#events.delete(uid);
    for (const raw of message.add) this.#events.set(raw.uid, new this.#entry(raw, zone));
    if (!message.last) return null;
    this.#entries ??= this.#byId();
    return {
      view,
      zone,
      from: zone.epochMs(view.activeStart),
      to: zone.epochMs(view.activeEnd),
      settled: this.#complete && !view.loading && !view.failed,
      entries: this.#entries,
    };
  }

  /** @param isSure whether all ids that are shared are known */
  #byId(isSure = false): Map<string, Entry> {
    const entries = new Map<string, Entry>();
    let knew = true;
    for (const entry of this.#events.values()) {
      const { raw } = entry;
      let id = raw.id;
      if (id === "") id = syntheticId(raw);
      else if (raw.recurring || this.#shared.has(id)) id = `${id}@${raw.start}`;
      else if (!isSure && entries.has(id)) {
        this.#shared.add(id);
        knew = false;
      }
      for (let base = id, twin = 2; entries.has(id); twin++) id = `${base}#${twin}`;
      entries.set(id, entry);
    }
    return knew ? entries : this.#byId(true);
  }
}
