/** The calendar's own clock. A thousand times are read at once, so each is worked out once. */
export class WallClock {
  readonly timeZone: string;
  readonly #known = new Map<string, number>();

  /** @param timeZone the browser's where a calendar says none */
  constructor(timeZone = Temporal.Now.timeZoneId()) {
    this.timeZone = timeZone;
  }

  /** In milliseconds. When the clock shows it twice, the first; when it skips it, as much later. */
  epochMs(date: string, time: string): number {
    const wall = `${date}T${time}`;
    let found = this.#known.get(wall);
    if (found === undefined) {
      found = Temporal.PlainDateTime.from(wall).toZonedDateTime(this.timeZone).epochMilliseconds;
      if (this.#known.size > 5_000) this.#known.clear();
      this.#known.set(wall, found);
    }
    return found;
  }

  dateOf(epochMs: number): string {
    return Temporal.Instant.fromEpochMilliseconds(epochMs)
      .toZonedDateTimeISO(this.timeZone)
      .toPlainDate()
      .toString();
  }
}

export const addDays = (date: string, days: number): string =>
  Temporal.PlainDate.from(date).add({ days }).toString();
