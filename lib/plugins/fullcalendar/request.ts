import type { NetworkWrite } from "../../plugin-api/index.ts";
import { digits, folded, hasWord, words } from "./words.ts";

/**
 * What a request says, whatever its dialect: JSON, forms, GraphQL, iCalendar. Only single values under names;
 * what they mean is for others to weigh.
 */
export interface Leaf {
  /** Names from the outside in, array positions left out. */
  path: readonly string[];
  value: string;
}

const maxLeaves = 2000;
const maxDepth = 8;

function flatten(value: unknown, path: readonly string[], out: Leaf[], depth = 0): void {
  if (out.length >= maxLeaves || depth > maxDepth || value === null || value === undefined) return;
  if (typeof value === "object") {
    if (Array.isArray(value)) for (const item of value) flatten(item, path, out, depth + 1);
    else for (const [key, item] of Object.entries(value)) flatten(item, [...path, key], out, depth + 1);
    return;
  }
  const text = String(value);
  // Some put JSON into a form field.
  if (/^\s*[[{]/.test(text) && text.length < 100_000) {
    try {
      flatten(JSON.parse(text), path, out, depth + 1);
      return;
    } catch {
      // Text that only begins like it.
    }
  }
  out.push({ path, value: text });
}

export function jsonLeaves(text: string | null): Leaf[] | null {
  if (text === null || !/^\s*[[{"\d]/.test(text)) return null;
  try {
    const out: Leaf[] = [];
    flatten(JSON.parse(text), [], out);
    return out;
  } catch {
    return null;
  }
}

/** `appointment[start]=…` → path `appointment`, `start` */
function formLeaves(body: string): Leaf[] {
  const out: Leaf[] = [];
  for (const [name, value] of new URLSearchParams(body)) {
    const path = name.split(/[[\].]+/).filter((part) => part !== "" && !/^\d+$/.test(part));
    flatten(value, path, out);
  }
  return out;
}

function calendarLeaves(body: string): Leaf[] {
  const out: Leaf[] = [];
  for (const line of body.replace(/\r?\n[ \t]/g, "").split(/\r?\n/)) {
    const match = /^([A-Za-z-]+)(?:;[^:]*)?:(.*)$/.exec(line);
    if (match) out.push({ path: [match[1] ?? ""], value: match[2] ?? "" });
  }
  return out;
}

function bodyLeaves(body: string | null): Leaf[] {
  if (body === null || body === "") return [];
  const json = jsonLeaves(body);
  if (json) return json;
  if (/BEGIN:VCALENDAR/i.test(body)) return calendarLeaves(body);
  if (/^[^\s=&]+=/.test(body)) return formLeaves(body);
  return [{ path: [], value: body.slice(0, 20_000) }];
}

/** Names of a time that is not the appointment's start. */
const notStart =
  /^((dt)?end|end(s|time|date|at)|finish|till|until|to|konec|do|bis|ende|koniec|duration|created?|creation|modified|updated?|dtstamp|stamp|timestamp|birth\w*|born|dob|narozeni?|old|prev(ious)?|original|before|puvodni|range|view|now|today|last|due|expires?|sent|reminder|token|nonce|version|csrf)$/;
const idName = /^(u?u?ids?|guid|pk|key|oid|slug)$/;
/** What an app may call the thing that stands in its calendar. */
const thing =
  /^(events?|appointments?|bookings?|reservations?|rezervace|termin[uy]?|schedule|visits?|navstev[ay]|objedna(ni|vk[ay])|meetings?|sessions?|entr(y|ies)|items?|records?|objects?|occurrences?|slots?|calendarevent|zaznam)$/;
/** Things whose id is not the event's, beside people. */
const otherThing =
  /^(uzivatel\w*|do[ck]tor[as]?|lekar\w*|providers?|staff|employees?|services?|sluzb\w*|rooms?|calendars?|kalendar\w*|resources?|tenants?|orgs?|organi[sz]ations?|clinics?|klinik\w*|practi(ce|tioner)s?|ordinac\w*|people|types?|categor(y|ies)|status|session|token|csrf|author|owner|series|groups?|templates?|locations?|parent|previous|old)$/;
const personName =
  /^(patients?|pacient\w*|clients?|klient\w*|customers?|zakaznik\w*|kunde|guests?|persons?|osob\w*|contacts?|attendees?|users?)$/;
/** Names by which an app says that a thing goes. */
const cancelVerb =
  /^((batch|bulk)?delete[ds]?|removed?|cancel(l?(ed|ation))?|destroy|trash|archive|void|storn(o|iere)\w*|zrus\w*|(s|vy)maz\w*|odstran\w*|loschen|absagen|abgesagt)$/;
/** Fields whose value is what is to be done. */
const actionName =
  /^(action|akce|op(eration(name)?)?|method|cmd|command|do|task|mutation|query|type|status|state|stav|event)$/;
/** Names that speak of a shift without saying where to. */
const shiftName =
  /^(days?|dny|delta|minutes?|minuty|hours?|start|shift|offset|moved?|adjust|reschedule|p(re|o)sun\w*|drag|drop|resize|time|date|cas|datum)$/;

const isoDate = /(\d{4})-(\d\d)-(\d\d)/;
const isoTime = /(?:[T ](\d\d):(\d\d)(?::\d\d(?:\.\d+)?)?\s*(Z|[+-]\d\d:?\d\d)?)/;
const isoPattern = new RegExp(isoDate.source + isoTime.source, "gi");
const compactPattern = /(?<!\d)(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)?(Z)?/g;
const localPattern = /(?<!\d)(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})[ ,T]+(?:v )?(\d{1,2}):(\d\d)/g;
const two = (part: string | undefined): string => (part ?? "0").padStart(2, "0");

/** Moments that a request names: exact ones in epoch minutes, wall clocks as `2026-11-24T08:00`. */
class Times {
  readonly exact = new Set<number>();
  readonly wall = new Set<string>();
  readonly dates = new Set<string>();
  readonly clocks = new Set<string>();

  add(value: string): void {
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

/** What ties a request to an event. Made once for each accepted write. */
export class Facts {
  readonly write: NetworkWrite;
  /** What it has been the proof of. */
  readonly used = new Set<string>();
  readonly #leaves: Leaf[];
  readonly #segments: string[];
  readonly #times = new Times();
  /** Values of fields that name the event itself. */
  readonly #ids = new Set<string>();
  readonly #people = new Set<string>();
  readonly #texts: string[] = [];
  readonly #numbers: string[] = [];
  /** Whether the request says that something is cancelled or deleted. */
  readonly cancels: boolean;
  readonly #shifts: boolean;
  #answerIds: Set<string> | undefined;

  constructor(write: NetworkWrite) {
    this.write = write;
    const url = new URL(write.url, "https://page.invalid");
    this.#segments = url.pathname
      .split("/")
      .filter((part) => part !== "")
      .map((part) => bare(decoded(part)));
    this.#leaves = [...bodyLeaves(write.body), ...formLeaves(url.search.slice(1))];
    for (const { path, value } of this.#leaves) {
      const names = path.flatMap((name) => [...words(name)]);
      if (!names.some((name) => notStart.test(name))) this.#times.add(value);
      if (value.length <= 250 && namesEvent(path)) this.#ids.add(value);
      if (names.some((name) => personName.test(name))) this.#people.add(value);
      if (value.length <= 1000) {
        this.#texts.push(folded(value));
        const number = digits(value);
        if (number.length >= 6 && number.length <= 16) this.#numbers.push(number);
      }
    }
    // A path may name the day, too.
    for (const segment of this.#segments) if (segment.length >= 8) this.#times.add(segment);
    this.cancels = this.#sayCancel(url);
    this.#shifts =
      this.#segments.some((part) => hasWord(part, shiftName)) ||
      this.#leaves.some(({ path }) => path.some((name) => hasWord(name, shiftName)));
  }

  #sayCancel(url: URL): boolean {
    if (this.write.method === "DELETE") return true;
    if (/^(delete)$/i.test(url.searchParams.get("_method") ?? "")) return true;
    // The last parts of the path are the verb; names in front of them are places.
    if (this.#segments.slice(-2).some((part) => part.length <= 60 && hasWord(part, cancelVerb))) return true;
    return this.#leaves.some(({ path, value }) => {
      const name = path.at(-1) ?? "";
      if (hasWord(name, actionName) && hasWord(value.slice(0, 200), cancelVerb)) return true;
      const flag = words(name);
      return (
        flag.length <= 2 && flag.some((word) => cancelVerb.test(word)) && /^(true|1|yes|on)$/i.test(value)
      );
    });
  }

  /** Whether the request names the event by its id, in its address or in a field for it. */
  namesId(id: string, isKnown: (other: string) => boolean): boolean {
    if (id === "") return false;
    if (this.#ids.has(id)) return true;
    // Of several ids in a path the last one is the thing's own: `/clinics/5/appointments/7`.
    const known = this.#segments.filter((part) => part === id || isKnown(part));
    return known.at(-1) === id;
  }

  namesStart(epochMs: number, wall: string, allDay: boolean, fakeUtc: boolean): boolean {
    const times = this.#times;
    const minute = Math.floor(epochMs / 60_000);
    if (times.exact.has(minute) || times.wall.has(wall.slice(0, 16))) return true;
    if (fakeUtc && times.exact.has(Math.floor(Date.parse(`${wall}Z`) / 60_000))) return true;
    const date = wall.slice(0, 10);
    if (allDay) return times.dates.has(date);
    return times.dates.has(date) && times.clocks.has(wall.slice(11, 16));
  }

  namesDay(wall: string): boolean {
    const date = wall.slice(0, 10);
    if (this.#times.dates.has(date)) return true;
    return [...this.#times.wall].some((other) => other.startsWith(date));
  }

  /** Whether the request names a moment at all, or at least a day. */
  get namesSomeStart(): boolean {
    const { exact, wall, dates } = this.#times;
    return exact.size + wall.size + dates.size > 0;
  }

  /** Speaks of moving without saying where to, as SOGo's `{"days":2}`. */
  get shifts(): boolean {
    return !this.namesSomeStart && this.#shifts;
  }

  /** The one start that the request names, if it is one. */
  soleStart(toEpochMs: (wall: string) => number): number | null {
    const { exact, wall, dates, clocks } = this.#times;
    const all = new Set<number>([...exact].map((minute) => minute * 60_000));
    for (const one of wall) all.add(toEpochMs(`${one}:00`));
    if (dates.size === 1 && clocks.size === 1) all.add(toEpochMs(`${[...dates][0]}T${[...clocks][0]}:00`));
    return all.size === 1 ? ([...all][0] ?? null) : null;
  }

  /** Whether the request is about some person, whoever that is. */
  get namesSomePerson(): boolean {
    return this.#people.size > 0;
  }

  namesPerson(person: { id: string | null; name: string; phone: string | null }): boolean {
    if (person.id !== null && this.#people.has(person.id)) return true;
    if (person.phone !== null) {
      const number = digits(person.phone).slice(-9);
      if (number.length >= 6 && this.#numbers.some((other) => other.endsWith(number))) return true;
    }
    return this.namesText(person.name);
  }

  /** The text as a value, or its first and last word as values of their own. */
  namesText(text: string): boolean {
    const wanted = folded(text);
    if (wanted.length < 3) return false;
    if (this.#texts.some((value) => value === wanted || (wanted.length >= 5 && value.includes(wanted))))
      return true;
    const parts = wanted.split(" ");
    return parts.length > 1 && parts.every((part) => this.#texts.includes(part));
  }

  /** Whether the answer gives the id, as the answer to a creation does and a list of everything does not. */
  answersId(id: string, isKnown: (other: string) => boolean): boolean {
    if (id === "") return false;
    this.#answerIds ??= answerIds(this.write);
    if (!this.#answerIds.has(id)) return false;
    for (const other of this.#answerIds) if (other !== id && isKnown(other)) return false;
    return true;
  }

  /** Whether the answer gives an id that is neither this one nor known. */
  answersOther(id: string, isKnown: (other: string) => boolean): boolean {
    this.#answerIds ??= answerIds(this.write);
    return this.#answerIds.size > 0 && !this.#answerIds.has(id) && ![...this.#answerIds].every(isKnown);
  }
}

const decoded = (part: string): string => {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
};

/** `57.json` → `57` */
const bare = (part: string): string => part.replace(/\.(ics|json|php|html?|aspx?|xml)$/i, "");

const isOther = (name: string): boolean => otherThing.test(name) || personName.test(name);

/** Whether a field's name says that its value is the event's id. */
function namesEvent(path: readonly string[]): boolean {
  const names = path.flatMap((name) => [...words(name)]);
  const last = words(path.at(-1) ?? "");
  const isId = last.some((name) => idName.test(name));
  // `calendarEvent.id`, `patient.appointmentId`: the word right before the id decides.
  const before = names.findLast((name) => !idName.test(name));
  if (isId && before !== undefined && thing.test(before) && !isOther(before)) return true;
  if (names.some(isOther)) return false;
  return isId || (last.length > 0 && last.every((name) => thing.test(name)));
}

/** Ids in the answer to a write, unless it is a list. */
function answerIds(write: NetworkWrite): Set<string> {
  const ids = new Set<string>();
  const last = bare(
    write.location
      ?.replace(/[?#].*$/s, "")
      .split("/")
      .filter(Boolean)
      .at(-1) ?? "",
  );
  if (last !== "") ids.add(decoded(last));
  if (write.response === null) return ids;
  let body: unknown;
  try {
    body = JSON.parse(write.response);
  } catch {
    return ids;
  }
  if (typeof body === "number" || typeof body === "string") ids.add(String(body));
  if (isListing(body)) return ids;
  const leaves: Leaf[] = [];
  flatten(body, [], leaves);
  for (const { path, value } of leaves) if (value.length <= 250 && namesEvent(path)) ids.add(value);
  return ids;
}

function isListing(value: unknown, depth = 0): boolean {
  if (typeof value !== "object" || value === null || depth > 4) return false;
  if (Array.isArray(value)) {
    const objects = value.filter((item) => typeof item === "object" && item !== null);
    if (objects.length > 1 && objects.some((item) => "id" in item || "uid" in item || "start" in item))
      return true;
    return value.some((item) => isListing(item, depth + 1));
  }
  return Object.values(value).some((item) => isListing(item, depth + 1));
}
