import { type Days, daysOn } from "../../lib/declarative/days.ts";
import { appointmentOf, entryOf } from "../../lib/declarative/entry.ts";
import { readFields } from "../../lib/declarative/fields.ts";
import { pagePlace, textOf } from "../../lib/declarative/page-place.ts";
import { presence } from "../../lib/declarative/page-reading.ts";
import type { Appointment } from "../../lib/domain/appointment.ts";
import type { DeclaredCalendar, FieldKey } from "../../lib/plugin-api/declared-calendar.ts";
import { zoneNamed } from "../../lib/plugin-kit/zone.ts";

/** Runs in the page that is tried: looks at it with the engine's own parts, to say why something is not read. */

/** Something that is wrong, with its place in the calendar's part of the manifest: `events.fields.phone`. */
export interface Remark {
  readonly place: string;
  readonly said: string;
}

export interface Sight {
  readonly presence: ReturnType<typeof presence> | "broken";
  readonly days: readonly string[];
  /** Elements that count as appointments. */
  readonly elements: number;
  readonly read: readonly (Appointment & { date: string; cancelled: boolean })[];
  readonly remarks: readonly Remark[];
}

const maxElements = 3_000;
const quoted = (element: Element): string => {
  const text = textOf(element, undefined) ?? "";
  return `“${text.length > 80 ? `${text.slice(0, 77)}…` : text}”`;
};

function count(selector: string, place: string, remarks: Remark[]): number {
  try {
    return document.querySelectorAll(selector).length;
  } catch {
    remarks.push({ place, said: `\`${selector}\` is no selector that a browser understands: correct it` });
    return -1;
  }
}

/** Selectors that have to find something. */
function lookForMarks({ present = [], day = {}, events }: DeclaredCalendar, remarks: Remark[]): boolean {
  const wanted: [place: string, selector: string | undefined][] = [
    ...present.map((selector, index): [string, string] => [`present[${index}]`, selector]),
    ["day.columns.sel", day.columns?.sel],
    ["day.headers.sel", day.headers?.sel],
    ["day.label.sel", day.label?.sel],
    ...(events.source === "dom"
      ? [["events.selector", events.selector] as [string, string | undefined]]
      : []),
  ];
  let isSound = true;
  for (const [place, selector] of wanted) {
    if (selector === undefined) continue;
    const found = count(selector, place, remarks);
    if (found === 0)
      remarks.push({
        place,
        said: `\`${selector}\` finds nothing on this page: compare it with the page's elements`,
      });
    if (found < 0) isSound = false;
  }
  events.exclude?.forEach((selector, index) => {
    if (count(selector, `events.exclude[${index}]`, remarks) < 0) isSound = false;
  });
  return isSound;
}

function readDays({ day = {} }: DeclaredCalendar, days: Days, remarks: Remark[]): readonly string[] {
  const shown = days.shown();
  for (const name of ["columns", "headers", "label"] as const) {
    const place = day[name];
    const [first] = place ? document.querySelectorAll(place.sel) : [];
    if (place && first && shown.length === 0)
      remarks.push({
        place: `day.${name}`,
        said: `no day can be read from ${place.attr ? `\`${first.getAttribute(place.attr) ?? ""}\`` : quoted(first)}: correct \`regex\` or \`format\``,
      });
  }
  if (day.url && shown.length === 0)
    remarks.push({ place: "day.url", said: `no day can be read from the address ${location.href}` });
  if (Object.keys(day).length === 0)
    remarks.push({
      place: "day",
      said: "is missing: without it a day that has no appointment cannot be told from one that is not shown",
    });
  return shown;
}

function look(calendar: DeclaredCalendar, today: string): Sight {
  const remarks: Remark[] = [];
  const nothing = { days: [], elements: 0, read: [], remarks };
  if (!lookForMarks(calendar, remarks)) return { presence: "broken", ...nothing };
  const there = presence(calendar, { document, href: location.href });
  const { events, path, loading = [] } = calendar;
  if (path !== undefined && there === "absent")
    remarks.push({ place: "path", said: `\`${path}\` does not fit ${location.href}` });
  if (there === "loading")
    remarks.push({
      place: "loading",
      said: `${loading.map((one) => `\`${one}\``).join(" or ")} is seen on the page`,
    });
  const clock = zoneNamed(calendar.timeZone);
  const days = daysOn(calendar.day ?? {}, document, location.href, today);
  const shown = readDays(calendar, days, remarks);
  if (events.source !== "dom" || events.selector === undefined)
    return { ...nothing, presence: there, days: shown };

  const excluded = events.exclude?.join(",");
  const elements = [...document.querySelectorAll(events.selector)]
    .slice(0, maxElements)
    .filter((element) => excluded === undefined || !element.matches(excluded));
  const found = new Map<FieldKey, number>();
  const lacking = new Map<string, Element[]>();
  const read: Sight["read"][number][] = [];
  for (const element of elements) {
    const fields = readFields(events.fields ?? {}, pagePlace(element), today);
    for (const name of Object.keys(events.fields ?? {}) as FieldKey[])
      if (fields.get(name)) found.set(name, (found.get(name) ?? 0) + 1);
    const entry = entryOf(fields, { clock, syntheticId: events.syntheticId }, () => days.of(element));
    if (typeof entry === "string") lacking.set(entry, [...(lacking.get(entry) ?? []), element]);
    else read.push({ ...appointmentOf(entry), date: entry.date, cancelled: entry.cancelled });
  }
  for (const [name, without] of lacking) {
    const [first] = without;
    const isDayless = name === "start" && (found.get("start") ?? 0) > 0;
    remarks.push({
      place: isDayless ? "day" : `events.fields.${name}`,
      said: `${isDayless ? "does not tell the day of" : "gives nothing for"} ${without.length} of ${elements.length} appointments, such as ${first ? quoted(first) : ""}`,
    });
  }
  for (const name of Object.keys(events.fields ?? {}) as FieldKey[])
    if (elements.length > 0 && !found.has(name) && !lacking.has(name))
      remarks.push({
        place: `events.fields.${name}`,
        said: `gives nothing for any of the ${elements.length} appointments`,
      });
  return { presence: there, days: shown, elements: elements.length, read, remarks };
}

// The bundle of this file is put into the page as it is.
Object.assign(globalThis, { pipniLook: look });
