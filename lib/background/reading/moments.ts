const isoDate = /(\d{4})-(\d\d)-(\d\d)/;
const isoTime = /(?:[T ](\d\d):(\d\d)(?::\d\d(?:\.\d+)?)?\s*(Z|[+-]\d\d:?\d\d)?)/;
const isoPattern = new RegExp(isoDate.source + isoTime.source, "gi");
const compactPattern = /(?<!\d)(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)?(Z)?/g;
const localPattern = /(?<!\d)(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})[ ,T]+(?:v )?(\d{1,2}):(\d\d)/g;
const two = (part: string | undefined): string => (part ?? "0").padStart(2, "0");

/** Moments that a request names: exact ones in epoch minutes, wall clocks as `2026-11-24T08:00`. */
export class Moments {
  readonly exact = new Set<number>();
  readonly wall = new Set<string>();
  readonly dates = new Set<string>();
  readonly clocks = new Set<string>();

  /** @returns whether it names any */
  add(value: string): boolean {
    const before = this.#size;
    this.#read(value);
    return this.#size > before;
  }

  get #size(): number {
    return this.exact.size + this.wall.size + this.dates.size + this.clocks.size;
  }

  #read(value: string): void {
    const text = value.trim();
    if (text.length < 3 || !/\d/.test(text)) return;
    if (/^\d{10}$|^\d{13}$/.test(text)) {
      const number = Number(text) * (text.length === 10 ? 1000 : 1);
      // From 2001 to 2100.
      if (number > 978e9 && number < 4.1e12) this.exact.add(Math.floor(number / 60_000));
      return;
    }
    for (const [, year, month, day, hour, minute, zone] of text.matchAll(isoPattern)) {
      this.#moment(`${year}-${month}-${day}T${hour}:${minute}`, zone);
    }
    for (const [, year, month, day, hour, minute, , zone] of text.matchAll(compactPattern)) {
      this.#moment(`${year}-${month}-${day}T${hour}:${minute}`, zone);
    }
    for (const [, day, month, year, hour, minute] of text.matchAll(localPattern)) {
      this.wall.add(`${year}-${two(month)}-${two(day)}T${two(hour)}:${minute}`);
    }
    if (/^\d{4}-\d\d-\d\d(T00:00(:00(\.0+)?)?Z?)?$/.test(text)) this.dates.add(text.slice(0, 10));
    const compactDate = /^(20\d\d)(\d\d)(\d\d)$/.exec(text);
    if (compactDate) this.dates.add(`${compactDate[1]}-${compactDate[2]}-${compactDate[3]}`);
    const localDate = /^(\d{1,2})[./]\s?(\d{1,2})[./]\s?(\d{4})$/.exec(text);
    if (localDate) this.dates.add(`${localDate[3]}-${two(localDate[2])}-${two(localDate[1])}`);
    const clock = /^(\d{1,2})[:.](\d\d)(?::\d\d)?$/.exec(text);
    if (clock) this.clocks.add(`${two(clock[1])}:${clock[2]}`);
  }

  #moment(wall: string, zone: string | undefined): void {
    if (!zone) {
      this.wall.add(wall);
      return;
    }
    const iso = /^z$/i.test(zone) ? "Z" : zone.includes(":") ? zone : `${zone.slice(0, 3)}:${zone.slice(3)}`;
    const ms = Date.parse(`${wall}:00${iso}`);
    if (!Number.isNaN(ms)) this.exact.add(Math.floor(ms / 60_000));
  }
}
