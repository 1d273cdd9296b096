import { type Moment, parseMoment } from "../../declarative/dates.ts";
import type { Field, Fields } from "../../plugin-api/declared-calendar.ts";
import type { Zone } from "../../plugin-kit/zone.ts";
import type { Leaf } from "./lists-in.ts";

/** Which places in a list's items tell when each of them is. */

/** A way to tell the items' starts: one field, or a day and an hour apart. */
export interface Times {
  fields: Pick<Fields, "start" | "date">;
  /** The names of its fields, for what they hint at. */
  name: string;
  /** Milliseconds since the epoch of each item. */
  starts: (number | null)[];
}

const numbers: readonly [format: string, RegExp][] = [
  ["epoch-ms", /^\d{12,13}$/],
  ["epoch-s", /^\d{9,10}$/],
];
const whole = ["iso", "cs", "d/M/yyyy H:mm", "M/d/yyyy H:mm", "d/M/yyyy h:mm a", "M/d/yyyy h:mm a"];
const days = ["iso", "d. M. yyyy", "d/M/yyyy", "M/d/yyyy"];
const hours = ["h:mm a", "H:mm", "H.mm"];
const longest = 40;
/** Of the items so many must be read. */
const enough = 0.9;

type Kind = "whole" | "day" | "hour";
interface Read {
  leaf: Leaf;
  format: string;
  kind: Kind;
  moments: (Moment | null)[];
}

const kindOf = ({ date, time, epochMs }: Moment): Kind | null => {
  if (epochMs !== null || (date && time)) return "whole";
  return date ? "day" : time ? "hour" : null;
};

/** All ways in which the values of a place are moments of one kind. */
function readingsOf(leaf: Leaf, reference: string): Read[] {
  const told = leaf.values.filter((value) => value !== null && value !== "") as string[];
  if (told.length === 0 || told.some((value) => value.length > longest)) return [];
  const number = numbers.find(([, shape]) => told.every((value) => shape.test(value)))?.[0];
  if (number === undefined && told.every((value) => /^[\d\s+]*$/.test(value))) return [];
  const tried: [Kind, readonly string[]][] = number
    ? [["whole", [number]]]
    : [
        ["whole", whole],
        ["day", days],
        ["hour", hours],
      ];
  return tried.flatMap(([kind, formats]) =>
    formats.flatMap((format): Read[] => {
      const moments = leaf.values.map((value) =>
        value === null ? null : parseMoment(value, [format], reference),
      );
      const fit = moments.filter((moment) => moment && kindOf(moment) === kind).length;
      return fit >= told.length * enough ? [{ leaf, format, kind, moments }] : [];
    }),
  );
}

const fieldOf = ({ leaf, format }: Read): Field =>
  format === "iso" ? leaf.path : { path: leaf.path, format };

const epochOf = (moment: Moment | null | undefined, day: string | null, clock: Zone): number | null => {
  if (!moment) return null;
  if (moment.epochMs !== null) return moment.epochMs;
  const date = moment.date ?? day;
  return date && moment.time ? clock.epochMs(`${date}T${moment.time}`) : null;
};

/** All ways to tell when the items are. */
export function timesIn(leaves: readonly Leaf[], clock: Zone, reference: string): Times[] {
  const read = leaves.flatMap((leaf) => readingsOf(leaf, reference));
  const inOne = read
    .filter(({ kind }) => kind === "whole")
    .map(
      (one): Times => ({
        fields: { start: fieldOf(one) },
        name: one.leaf.name,
        starts: one.moments.map((moment) => epochOf(moment, null, clock)),
      }),
    );
  // The day of one that is whole may stand beside an hour as well, as `2026-11-24T00:00:00`.
  const ofDay = read.filter(
    ({ kind, moments }) => kind === "day" || (kind === "whole" && areMidnights(moments, clock)),
  );
  const ofHour = read.filter(({ kind }) => kind === "hour");
  const apart = ofDay.slice(0, 6).flatMap((day) =>
    ofHour.slice(0, 8).map((hour): Times => {
      const dates = day.moments.map((moment) =>
        moment?.epochMs != null ? clock.marker(moment.epochMs).slice(0, 10) : (moment?.date ?? null),
      );
      return {
        fields: { date: fieldOf(day), start: fieldOf(hour) },
        name: `${day.leaf.name} ${hour.leaf.name}`,
        starts: hour.moments.map((moment, index) => epochOf(moment, dates[index] ?? null, clock)),
      };
    }),
  );
  return [...inOne, ...apart];
}

const areMidnights = (moments: readonly (Moment | null)[], clock: Zone): boolean =>
  moments.every(
    (moment) =>
      !moment ||
      (moment.epochMs !== null
        ? clock.marker(moment.epochMs).endsWith("T00:00:00")
        : moment.time === "00:00:00" || moment.time === null),
  );

const ending = /end|until|konec|kon$|\bto\b|\bdo\b|_to$|_do$|finish|ukonc/i;
const halfDay = 12 * 3_600_000;

/** Where the end stands, named like one and never before the start. */
export function endIn(leaves: readonly Leaf[], times: Times, clock: Zone, reference: string): Field | null {
  for (const leaf of leaves.filter(({ name }) => ending.test(name)))
    for (const one of readingsOf(leaf, reference)) {
      if (one.kind === "day") continue;
      const fits = times.starts.every((start, index) => {
        if (start === null) return true;
        const end = epochOf(one.moments[index], clock.marker(start).slice(0, 10), clock);
        return end === null || (end >= start && end - start <= halfDay);
      });
      if (fits && one.moments.some(Boolean)) return fieldOf(one);
    }
  return null;
}
