import {
  fieldsOf,
  isBoolean,
  isCount,
  isFields,
  listOf,
  nullOr,
  optional,
  type Shape,
  textOf,
} from "../../plugin-api/index.ts";
import { isDayText } from "../selected-day.ts";
import { wallMs, type Zone, zoneNamed } from "../zone.ts";
import { type Entry, syntheticId } from "./entry.ts";
import { type FromProbe, maxProps, type RawEvent, type RawView } from "./messages.ts";

/** Puts the probe's messages together. Each is checked first, because the page can forge them. */
const isList = listOf((_): _ is unknown => true, 5000);
const isMarker: Shape<string> = (value): value is string =>
  typeof value === "string" && /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d$/.test(value) && !Number.isNaN(wallMs(value));
const isId = textOf(250);
const isUid = textOf(400);
const isRoot = textOf(20);

const isEvent = fieldsOf<RawEvent>({
  uid: isUid,
  id: isId,
  title: textOf(500),
  start: isMarker,
  end: nullOr(isMarker),
  startInstant: optional(textOf(40)),
  allDay: isBoolean,
  recurring: isBoolean,
  props: textOf(maxProps),
});

const isView = fieldsOf<RawView>({
  root: isRoot,
  timeZone: textOf(100),
  activeStart: isMarker,
  activeEnd: isMarker,
  loading: isBoolean,
  failed: isBoolean,
  reads: isCount,
  readBy: isCount,
  sources: listOf(isId, 100),
  unread: isCount,
  dragged: listOf(isId, 100),
  isFixed: optional(isBoolean),
});

/** The message, or `null` if it is none. Invalid events in it are left out. */
export function readMessage(value: unknown): FromProbe | null {
  if (!isFields(value)) return null;
  const { type, candidates, root, day, view, full, add, drop, last } = value;
  switch (type) {
    case "seen":
      return isCount(candidates) ? { type, candidates } : null;
    case "day":
      return textOf(10)(day) && isDayText(day) ? { type, day } : null;
    case "gone":
      return isRoot(root) ? { type, root } : null;
    case "view":
      if (!isView(view) || !isBoolean(full) || !isBoolean(last)) return null;
      if (!isList(add) || !isList(drop)) return null;
      return { type, view, full, add: add.filter(isEvent), drop: drop.filter(isUid), last };
    default:
      return null;
  }
}

/** A calendar as the page shows it. */
export interface Snapshot {
  view: RawView;
  zone: Zone;
  /** The shown time, in milliseconds since the epoch. `to` is the first moment after it. */
  from: number;
  to: number;
  /** Its events belong to the shown days and were read without an error. */
  stable: boolean;
  /** By appointment id. If two events share an id, the start is part of the key. */
  entries: ReadonlyMap<string, Entry>;
}

/** What the calendars of a page show and what is not called off, each once. By appointment id. */
export const shownBy = (all: readonly Snapshot[]): Map<string, Entry> =>
  new Map(all.flatMap(({ entries }) => [...entries].filter(([, { cancelled }]) => !cancelled)));

/** One calendar, kept up to date from the differences that the probe sends. */
export interface View {
  /**
   * The calendar after a message, or `null` while more parts are to come.
   * @throws UnknownTimeZone
   */
  take(message: Extract<FromProbe, { type: "view" }>): Snapshot | null;
  /** Events whose patient the background has not read yet. */
  unread(): Entry[];
}

/** @param EntryOf the class that understands the app's events */
export function keepView(EntryOf: typeof Entry): View {
  const events = new Map<string, Entry>();
  /** Ids that several events share: occurrences of a series that the server lists one by one. */
  const shared = new Set<string>();
  let zone: Zone | null = null;
  let zoneOption = "";
  let isComplete = false;
  /** The entries by id, until something changes. */
  let entries: ReadonlyMap<string, Entry> | null = null;

  /** @param isSure whether all shared ids are known */
  function byId(isSure = false): Map<string, Entry> {
    const found = new Map<string, Entry>();
    let knew = true;
    for (const entry of events.values()) {
      const { raw } = entry;
      let id = raw.id;
      if (id === "") id = syntheticId(raw);
      else if (raw.recurring || shared.has(id)) id = `${id}@${raw.start}`;
      else if (!isSure && found.has(id)) {
        shared.add(id);
        knew = false;
      }
      for (let base = id, twin = 2; found.has(id); twin++) id = `${base}#${twin}`;
      found.set(id, entry);
    }
    return knew ? found : byId(true);
  }

  return {
    take({ view, full, add, drop, last }) {
      if (full) {
        events.clear();
        isComplete = true;
      }
      if (!isComplete && !view.loading) return null;
      if (full || add.length + drop.length > 0) entries = null;
      if (zone === null || view.timeZone !== zoneOption) {
        const now = zoneNamed(view.timeZone);
        zone = now;
        zoneOption = view.timeZone;
        for (const [uid, entry] of events) events.set(uid, new EntryOf(entry.raw, now));
        entries = null;
      }
      for (const uid of drop) events.delete(uid);
      for (const raw of add) events.set(raw.uid, new EntryOf(raw, zone));
      if (!last) return null;
      entries ??= byId();
      return {
        view,
        zone,
        from: zone.epochMs(view.activeStart),
        to: zone.epochMs(view.activeEnd),
        stable: isComplete && !view.loading && !view.failed,
        entries,
      };
    },

    unread: () => [...events.values()].filter((entry) => !entry.isRead),
  };
}
