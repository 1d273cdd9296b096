import type { Zone } from "../zone.ts";

/** Clocks change on the quarter of an hour, everywhere. */
const quarter = 15 * 60_000;
const mostKept = 5_000;

/** A moment as a calendar's clock shows it. */
export interface Wall {
  /** A marker in milliseconds: its UTC fields are what the clock shows. */
  wall: number;
  /** Of the clock from UTC in minutes; `null` where nobody knows more than the clock shows. */
  offset: number | null;
}

export interface WallClock {
  readonly zone: Zone;
  at(epochMs: number): Wall;
}

/** Asks Temporal once for each quarter of an hour: a calendar is looked at again and again. */
export function wallClock(zone: Zone): WallClock {
  const offsets = new Map<number, number>();
  return {
    zone,
    at(epochMs) {
      const key = Math.floor(epochMs / quarter);
      let offset = offsets.get(key);
      if (offset === undefined) {
        offset = zone.offsetAt(epochMs);
        if (offsets.size > mostKept) offsets.clear();
        offsets.set(key, offset);
      }
      return { wall: epochMs + offset, offset: offset / 60_000 };
    },
  };
}

/** A day, or a time without a zone, in the fields that the browser's own clock shows of it. */
export const wallOfDate = (date: Date): number =>
  Date.UTC(
    date.getFullYear(),
    date.getMonth(),
    date.getDate(),
    date.getHours(),
    date.getMinutes(),
    date.getSeconds(),
  );

const dayMs = 86_400_000;

/** Its day as the browser's own clock shows it. */
export const dayOfDate = (date: Date): number => Math.floor(wallOfDate(date) / dayMs) * dayMs;
