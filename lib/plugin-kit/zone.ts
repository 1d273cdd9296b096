/**
 * Converts the calendar's wall clock to moments. A calendar may have a thousand events, so Temporal is asked for a day's
 * offset only once. Only on the two days a year when the clocks change is each event computed by itself.
 */
const dayMs = 86_400_000;

export class UnknownTimeZone extends Error {
  override name = "UnknownTimeZone";
}

/** The wall clock as if it were UTC, in milliseconds, for comparing and counting days. */
export const wallMs = (marker: string): number => Date.parse(`${marker}Z`);

export interface Zone {
  readonly id: string;
  /** Whether it follows the browser. */
  readonly isLocal: boolean;
  /** From UTC, in milliseconds. */
  offsetAt(epochMs: number): number;
  /**
   * The moment at which the wall clock shows the marker. If it shows it twice, the first one, unless `exact` says
   * which. If it skips it, the moment as far behind the gap.
   */
  epochMs(marker: string, exact?: string): number;
  /** What the wall clock shows at a moment. */
  marker(epochMs: number): string;
}

/**
 * @param option as calendar libraries have it: `local`, `UTC`, or an IANA name.
 * @throws UnknownTimeZone
 */
export function zoneNamed(option = "local", local = Temporal.Now.timeZoneId()): Zone {
  const isLocal = option === "local" || option === "";
  const id = isLocal ? local : option;
  /** Start of the day in wall milliseconds → its offset, or `null` on a day on which the clocks change. */
  const offsets = new Map<number, number | null>();

  const offsetAt = (epochMs: number): number =>
    Temporal.Instant.fromEpochMilliseconds(epochMs).toZonedDateTimeISO(id).offsetNanoseconds / 1e6;

  function dayOffset(wall: number): number | null {
    const day = Math.floor(wall / dayMs) * dayMs;
    let offset = offsets.get(day);
    if (offset === undefined) {
      // From a day before to a day after it, which covers any offset.
      const before = offsetAt(day - dayMs);
      offset = before === offsetAt(day + 2 * dayMs) ? before : null;
      offsets.set(day, offset);
    }
    return offset;
  }

  try {
    offsetAt(0);
  } catch (cause) {
    throw new UnknownTimeZone(id, { cause });
  }

  return {
    id,
    isLocal,
    offsetAt,

    epochMs(marker, exact) {
      const wall = wallMs(marker);
      const offset = dayOffset(wall);
      if (offset !== null) return wall - offset;
      if (exact !== undefined) {
        const told = Date.parse(exact);
        if (!Number.isNaN(told) && told + offsetAt(told) === wall) return told;
      }
      return Temporal.PlainDateTime.from(marker).toZonedDateTime(id).epochMilliseconds;
    },

    marker: (epochMs) => new Date(epochMs + offsetAt(epochMs)).toISOString().slice(0, 19),
  };
}

/** As the domain writes moments: `2026-11-24T07:00:00Z`. */
export const instantText = (epochMs: number): string =>
  Temporal.Instant.fromEpochMilliseconds(epochMs).toString({ smallestUnit: "second" });

/** The day that the wall clock shows at a moment. */
export const dayIn = (zone: Zone, epochMs: number): string => zone.marker(epochMs).slice(0, 10);

/** @param day `2026-11-24` */
export const addDays = (day: string, days: number): string =>
  Temporal.PlainDate.from(day).add({ days }).toString();
