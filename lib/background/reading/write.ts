import type { Patient } from "../../domain/appointment.ts";
import type { WriteReading, WriteText } from "../../domain/reading.ts";
import { accepted } from "../../plugin-api/network.ts";
import { digits, fold, hasWord, words } from "../../plugin-kit/words.ts";
import {
  actionName,
  askingName,
  cancelVerb,
  isCancelVerb,
  isOfAnother,
  namesEvent,
  notStart,
  partName,
  personName,
  shiftName,
  startName,
  staysWithEvent,
} from "./field-names.ts";
import { Moments } from "./moments.ts";
import { answerIds, bare, bodyLeaves, decode, formLeaves, type Leaf } from "./request.ts";
import { liftingWord } from "./states.ts";

const isPart = (name: string): boolean => name.length <= 60 && hasWord(name, partName);

/** Whether a value says that something is cancelled, which is not another thing, a part of it, or a mere wish. */
const saysCancel = (value: string): boolean =>
  // A query names further fields behind what it does.
  (/[{(]/.test(value) ? value.split(/[^\w-]+/) : [value]).some((deed) => {
    const said = words(deed);
    return (
      said.some((word) => cancelVerb.test(word)) &&
      !said.some((word) => partName.test(word) || liftingWord.test(word) || word === "edit") &&
      !isOfAnother(said)
    );
  });

const isId = (segment: string): boolean => /\d/.test(segment) && !/^v\d+(\.\d+)?$/i.test(segment);

/** Whether an address leads to an appointment, as far as its words tell. */
function leadsToEvent(segments: readonly string[]): boolean {
  // Behind a part stand its id and the verb; names further in front are places.
  if (segments.slice(-3).some(isPart)) return false;
  const behind = segments.slice(segments.findLastIndex(isId) + 1);
  if (behind.length < segments.length && !behind.every((name) => staysWithEvent(words(name)))) return false;
  const thing = segments.findLast((name) => !isId(name) && !isCancelVerb(words(name)));
  // An app with one calendar calls what stands in it so.
  return thing === undefined || /^calendar$/i.test(thing) || !isOfAnother(words(thing));
}

/** Whether the request says that something is cancelled or deleted, and not only a part of it. */
function cancels(method: string, url: URL, segments: readonly string[], leaves: readonly Leaf[]): boolean {
  if (!leadsToEvent(segments)) return false;
  if (method === "DELETE") return true;
  if (/^(delete)$/i.test(url.searchParams.get("_method") ?? "")) return true;
  // The last parts of the path are the verb.
  if (segments.slice(-2).some((name) => name.length <= 60 && isCancelVerb(words(name)))) return true;
  return leaves.some(({ path, value }) => {
    if (path.some(isPart)) return false;
    const name = path.at(-1) ?? "";
    if (hasWord(name, actionName) && saysCancel(value.slice(0, 200))) return true;
    const flag = words(name);
    const isFlag = flag.length <= 2 && flag.some((word) => cancelVerb.test(word));
    return isFlag && !flag.some((word) => liftingWord.test(word)) && /^(true|1|yes|on)$/i.test(value);
  });
}

/** Whether a request only asks, writes down, or is about what hangs on an appointment, and so moves and makes none. */
function isAside(segments: readonly string[], leaves: readonly Leaf[]): boolean {
  const saysSo = (name: string): boolean => isPart(name) || hasWord(name, askingName);
  const noun = segments.findLast((name) => !isId(name));
  if (noun !== undefined && saysSo(noun)) return true;
  return leaves.some(
    ({ path, value }) =>
      /^(action|akce|operationName|method|cmd|command)$/i.test(path.at(-1) ?? "") &&
      !/[{(]/.test(value) &&
      saysSo(value),
  );
}

/** What the request says, as an event's fields would: JSON. */
function fieldsIn(body: string): string {
  try {
    return JSON.stringify(JSON.parse(body));
  } catch {
    return JSON.stringify(Object.fromEntries(new URLSearchParams(body)));
  }
}

/**
 * What an accepted request names; `null` for one that the server did not accept or that saves no event.
 * @param personIn who is meant by the fields of an event, which come as JSON
 */
export function readWrite(
  write: WriteText,
  personIn: (fields: string) => Patient | null = () => null,
): WriteReading | null {
  if (!accepted(write)) return null;
  const base = "https://page.invalid";
  const url = URL.parse(write.url, base) ?? new URL(base);
  const segments = url.pathname
    .split("/")
    .filter((part) => part !== "")
    .map((part) => bare(decode(part)));
  const leaves = [...bodyLeaves(write.body), ...formLeaves(url.search.slice(1))];
  if (isAside(segments, leaves)) return null;
  const moments = new Moments();
  let namesStart = false;
  const ids = new Set<string>();
  const people = new Set<string>();
  const texts = new Set<string>();
  const numbers = new Set<string>();
  for (const { path, value } of leaves) {
    const names = path.flatMap((name) => [...words(name)]);
    if (!names.some((name) => notStart.test(name) || partName.test(name)) && moments.add(value))
      namesStart ||= names.length === 0 || names.some((name) => startName.test(name));
    if (value.length <= 250 && namesEvent(path)) ids.add(value);
    if (names.some((name) => personName.test(name))) people.add(value);
    if (value.length <= 1000) {
      texts.add(fold(value));
      const number = digits(value);
      if (number.length >= 6 && number.length <= 16) numbers.add(number);
    }
  }
  // A path may name the day, too.
  for (const segment of segments) if (segment.length >= 8 && moments.add(segment)) namesStart = true;
  return {
    segments,
    ids: [...ids],
    people: [...people],
    texts: [...texts],
    numbers: [...numbers],
    exact: [...moments.exact],
    walls: [...moments.wall],
    dates: [...moments.dates],
    clocks: [...moments.clocks],
    namesStart,
    cancels: cancels(write.method, url, segments, leaves),
    shifts:
      segments.some((part) => hasWord(part, shiftName)) ||
      leaves.some(({ path }) => path.some((name) => hasWord(name, shiftName))),
    answerIds: [...answerIds(write)],
    patient: write.body === null ? null : personIn(fieldsIn(write.body)),
  };
}
