/** The second and the first half of the day, behind an hour of a clock with twelve. */
const half =
  /(?:\s?(?:(p\.?\s?m\.?(?!\p{L})|(?:odpol|večer|nachm|abend)\p{L}*)|(a\.?\s?m\.?(?!\p{L})|(?:ráno|dopol|vorm)\p{L}*)))?/u;
const hourAndHalf = /(\d{1,2}):(\d\d)(?::\d\d(?:\.\d+)?)?/u.source + half.source;
const isoPattern = new RegExp(`(\\d{4}-\\d\\d-\\d\\d)[T ]${hourAndHalf}\\s*(Z|[+-]\\d\\d:?\\d\\d)?`, "giu");
const compactPattern = /(?<!\d)(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)?(Z)?/g;
const localDay = /(\d{1,2})([./])\s?(\d{1,2})\2\s?(\d{4})/u.source;
const localPattern = new RegExp(`(?<!\\d)${localDay}[ ,T]+(?:v )?${hourAndHalf}`, "giu");
const dayPattern = new RegExp(`^${localDay}$`, "u");
const clockPattern = new RegExp(`^${hourAndHalf.replace(":", "[:.]")}$`, "iu");
const two = (part: string | undefined): string => (part ?? "0").padStart(2, "0");

/** On a clock with twenty-four hours. */
function hourOf(hour: string | undefined, late: string | undefined, early: string | undefined): string {
  const told = Number(hour);
  return two(String((late ?? early) && told <= 12 ? (told % 12) + (late ? 12 : 0) : told));
}

/**
 * The days that may be meant. With points the day stands first, and with strokes nobody can say: where both ways are
 * days, neither of them is the one.
 */
function daysOf(first: string | undefined, sign = "", second = "", year = ""): string[] {
  const days = [`${year}-${two(second)}-${two(first)}`];
  if (sign === "/") days.push(`${year}-${two(first)}-${two(second)}`);
  return days.filter((day) => !Number.isNaN(Date.parse(day)));
}

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
    for (const [, day, hour, minute, late, early, zone] of text.matchAll(isoPattern)) {
      this.#moment(`${day}T${hourOf(hour, late, early)}:${minute}`, zone);
    }
    for (const [, year, month, day, hour, minute, , zone] of text.matchAll(compactPattern)) {
      this.#moment(`${year}-${month}-${day}T${hour}:${minute}`, zone);
    }
    for (const [, first, sign, second, year, hour, minute, late, early] of text.matchAll(localPattern)) {
      for (const day of daysOf(first, sign, second, year))
        this.wall.add(`${day}T${hourOf(hour, late, early)}:${minute}`);
    }
    if (/^\d{4}-\d\d-\d\d(T00:00(:00(\.0+)?)?Z?)?$/.test(text)) this.dates.add(text.slice(0, 10));
    const compactDate = /^(20\d\d)(\d\d)(\d\d)$/.exec(text);
    if (compactDate) this.dates.add(`${compactDate[1]}-${compactDate[2]}-${compactDate[3]}`);
    const [, first, sign, second, year] = dayPattern.exec(text) ?? [];
    if (first) for (const day of daysOf(first, sign, second, year)) this.dates.add(day);
    const [, hour, minute, late, early] = clockPattern.exec(text) ?? [];
    if (hour) this.clocks.add(`${hourOf(hour, late, early)}:${minute}`);
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
