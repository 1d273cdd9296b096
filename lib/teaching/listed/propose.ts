import { parseMoment } from "../../declarative/dates.ts";
import type { Entry } from "../../declarative/entry.ts";
import { exchangeOf } from "../../declarative/exchange.ts";
import { isPartOfList } from "../../declarative/list-part.ts";
import { readList } from "../../declarative/list-reading.ts";
import { foldedWords } from "../../domain/fold.ts";
import type { NetworkRule } from "../../plugin-api/declared-calendar.ts";
import { accepted, type NetworkWrite } from "../../plugin-api/network.ts";
import { fold } from "../../plugin-kit/words.ts";
import type { Zone } from "../../plugin-kit/zone.ts";
import { addressOf, bodyOf, conditionsOf, okOf, parse } from "../request-shape.ts";
import { idIn, type Known, nameWords, patientIn, phoneIn, statusIn } from "./fields.ts";
import { type FoundList, type Leaf, leavesOf, listsIn } from "./lists-in.ts";
import { endIn, type Times, timesIn } from "./moments.ts";
import { daysAsked, daysOf, fetchAddress, rangeAsked, rangeRule } from "./request-days.ts";
import { isPaged, signsOfMore, tellsChangesOnly } from "./wholeness.ts";

/** An appointment as the page shows it. What it does not tell is `null`. */
export interface Shown {
  id: string | null;
  /** `2026-11-24` */
  day: string | null;
  /** `09:30` */
  time: string | null;
  patient: string | null;
  phone: string | null;
  /** All that stands there, where hour and person are not told apart. */
  text?: string;
}

export interface Seen {
  pointed: Shown;
  /** All that can be read on the page. */
  rows: readonly Shown[];
  /** That the page says it shows. */
  days: readonly string[];
  origin: string;
}

/** A list that holds what was pointed at, and how it would be read. */
export interface ListProposal {
  rule: NetworkRule;
  /** Where another day can be asked for. */
  fetch: string | null;
  /** What is read in the answer that the page has received. */
  entries: readonly Entry[];
  days: readonly string[] | null;
  unread: number;
  score: number;
}

/** Of what the page shows so much must be in the list. */
const enough = 0.8;
/** Moments of other things that happen to a patient. */
const otherTimes =
  /creat|updat|modif|chang|last|next|previous|regist|birth|naroz|vytvor|zmen|posledn|pristi|sent|expires|remind/;
const ofAppointments =
  /appoint|visit|event|termin|rezerv|reserv|booking|navstev|udalost|schuz|objedn|slot|agenda|kalend|calend/;
const ofPeople = /patient|pacient|client|klient|customer|zakaznik|people|contact|user/;
/** Which of several things one address lists. */
const kinds =
  /^(?:action|akce|op|operation|do|cmd|command|task|method|type|typ|entity|resource|module|list|operationname|kind)$/;

const nameShape = /^(?:\p{Lu}[\p{L}\p{M}'’.-]+,?\s){1,3}\p{Lu}[\p{L}\p{M}'’-]+$/u;

const partShape = /^\p{Lu}\p{Ll}[\p{L}\p{M}'’-]*$/u;

/** Of an appointment of which only a text is known: its hour, and which of the items' names stands in it. */
function readFrom(shown: Shown, leaves: readonly Leaf[], reference: string): Shown {
  const { text } = shown;
  if (text === undefined || (shown.time !== null && shown.patient !== null)) return shown;
  const time = shown.time ?? parseMoment(text, ["cs", "en"], reference)?.time?.slice(0, 5) ?? null;
  const said = new Set(foldedWords(text));
  const isIn = (value: string): boolean => foldedWords(value).every((word) => said.has(word));
  const told = (index: number): string[] => leaves.flatMap(({ values }) => values[index] || []).filter(isIn);
  const count = leaves[0]?.values.length ?? 0;
  // In one field, or a first and a last name apart.
  const names = Array.from({ length: count }, (_, index) => told(index)).flatMap((all) => {
    const parts = [...new Set(all.filter((value) => partShape.test(value)))];
    const whole = all.find((value) => nameShape.test(value));
    return whole ?? (parts.length > 1 ? parts.join(" ") : []);
  });
  return { ...shown, time, patient: shown.patient ?? names[0] ?? null };
}

/** The items that are at that hour and name that person. */
function itemsOf(
  { day, time, patient }: Shown,
  starts: readonly (number | null)[],
  said: readonly ReadonlySet<string>[],
  clock: Zone,
): number[] {
  const name = nameWords(patient ?? "");
  if (time === null || name.length === 0) return [];
  return starts.flatMap((start, index) => {
    if (start === null) return [];
    const wall = clock.marker(start);
    if (wall.slice(11, 16) !== time || (day !== null && wall.slice(0, 10) !== day)) return [];
    return name.every((word) => said[index]?.has(word)) ? [index] : [];
  });
}

const wordsOf = (leaves: readonly Leaf[], count: number): Set<string>[] =>
  Array.from(
    { length: count },
    (_, index) => new Set(leaves.flatMap(({ values }) => foldedWords(values[index] ?? ""))),
  );

interface Matched {
  times: Times;
  known: Known[];
  score: number;
}

/** Names are looked for as the page was read, and else anywhere in what stands there. */
function match(
  leaves: readonly Leaf[],
  list: FoundList,
  { pointed, rows, ...page }: Seen,
  clock: Zone,
  reference: string,
): Matched | null {
  const anywhere = (shown: Shown): Shown => readFrom({ ...shown, patient: null }, leaves, reference);
  const asRead = { ...page, pointed: readFrom(pointed, leaves, reference), rows };
  return (
    matchAll(leaves, list, asRead, clock, reference) ??
    matchAll(
      leaves,
      list,
      { ...page, pointed: anywhere(pointed), rows: rows.map(anywhere) },
      clock,
      reference,
    )
  );
}

/** The way to tell the items' times by which most of the page is found in them; `null` where it is not. */
function matchAll(
  leaves: readonly Leaf[],
  list: FoundList,
  { pointed, rows }: Seen,
  clock: Zone,
  reference: string,
): Matched | null {
  const said = wordsOf(leaves, list.items.length);
  const readable = rows.filter(({ time, patient }) => time !== null && nameWords(patient ?? "").length > 0);
  let best: Matched | null = null;
  for (const times of timesIn(leaves, clock, reference)) {
    if (itemsOf(pointed, times.starts, said, clock).length === 0) continue;
    const found = readable.flatMap((row): Known[] => {
      const [item] = itemsOf(row, times.starts, said, clock);
      return item === undefined ? [] : [{ item, name: nameWords(row.patient ?? ""), phone: row.phone }];
    });
    if (found.length < readable.length * enough) continue;
    const [item = 0] = itemsOf(pointed, times.starts, said, clock);
    const own: Known = { item, name: nameWords(pointed.patient ?? ""), phone: pointed.phone };
    const name = fold(times.name);
    const score =
      (readable.length > 0 ? found.length / readable.length : 1) * 100 -
      (otherTimes.test(name) ? 60 : 0) -
      (/end|konec|until/.test(name) && !/start|zacat|begin/.test(name) ? 40 : 0) -
      name.length / 100;
    if (!best || score > best.score) best = { times, known: [own, ...found], score };
  }
  return best;
}

function proposeOne(
  write: NetworkWrite,
  answer: object,
  list: FoundList,
  seen: Seen,
  clock: Zone,
  reference: string,
): ListProposal | null {
  const leaves = leavesOf(list.items);
  const matched = match(leaves, list, seen, clock, reference);
  if (!matched) return null;
  const { times, known } = matched;
  const shownIds = new Set(seen.rows.flatMap(({ id }) => id ?? []));
  const id = idIn(leaves, shownIds);
  const patient = patientIn(leaves, known);
  if (!id || !patient) return null;
  const end = endIn(leaves, times, clock, reference);
  const phone = phoneIn(leaves, known);
  const status = statusIn(leaves);
  const body = bodyOf(write);
  const daysIn = daysAsked(write, clock, reference);
  // Czech says "do" for "to": a day never tells what is listed.
  const days = new Set(daysIn.map(({ text }) => text));
  const when = conditionsOf(write, body, (name, text) => kinds.test(name) && !days.has(text));
  const asked = rangeAsked(daysIn, daysOf(times.starts, clock), seen.days);
  const more = signsOfMore(answer);
  const rule: NetworkRule = {
    kind: "list",
    method: write.method,
    url: addressOf(write, "").url,
    ...(body.body && { body: body.body }),
    ...(body.operation !== undefined && { operation: body.operation }),
    ...(when.length > 0 && { when }),
    // With one that says what must be absent, a no has to be told by it as well.
    ...(more.length > 0 && { ok: { json: okOf(write)?.json, absent: [...more, "$.error", "$.errors"] } }),
    ...(list.path !== "$" && { items: list.path }),
    ...(asked && { range: rangeRule(asked) }),
    fields: {
      id,
      ...times.fields,
      ...(end && { end }),
      patient,
      ...(phone && { phone }),
      ...(status && { status }),
    },
  };
  // Only what the engine itself makes of it is proposed.
  const exchange = exchangeOf(write, rule);
  const read = exchange && readList(rule, exchange, { clock, syntheticId: undefined }, reference);
  if (!read?.ok) return null;
  const place = fold(`${write.url} ${body.operation ?? ""} ${list.path}`);
  return {
    rule,
    fetch: asked && fetchAddress(write, asked, seen.origin),
    entries: [...read.entries.values()],
    days: read.days,
    unread: read.unread,
    score:
      matched.score +
      (end ? 10 : 0) +
      (phone ? 10 : 0) +
      (ofAppointments.test(place) ? 15 : 0) -
      (ofPeople.test(place) && !ofAppointments.test(place) ? 25 : 0) -
      list.path.split(/[.[]/).length,
  };
}

/** Whether the page has asked for a part of the list since: for what has changed, or its next page. */
export const isAskedInParts = ({ rule }: ListProposal, answers: readonly NetworkWrite[]): boolean =>
  answers.some((write) => exchangeOf(write, rule) && isPartOfList(write, rule));

/** Two answers to the same kind of question. */
const signature = ({ rule }: ListProposal): string =>
  `${rule.method} ${rule.url} ${rule.operation ?? ""} ${JSON.stringify(rule.when ?? [])} ${rule.items ?? ""}`;

/**
 * The lists among the page's answers that hold what was pointed at, the likeliest first. Empty where there is none, and
 * where one brings only a part: a page of many, or what has changed since.
 */
export function proposeLists(
  answers: readonly NetworkWrite[],
  seen: Seen,
  clock: Zone,
  reference: string,
): ListProposal[] {
  const whole = answers.filter((write) => accepted(write) && !tellsChangesOnly(write, answers));
  const all = whole.toReversed().flatMap((write) => {
    const answer = parse(write.response);
    if (typeof answer !== "object" || answer === null || isPaged(write, answer)) return [];
    return listsIn(answer).flatMap((list) => proposeOne(write, answer, list, seen, clock, reference) ?? []);
  });
  const sorted = all.filter((one) => !isAskedInParts(one, answers)).sort((a, b) => b.score - a.score);
  return sorted
    .filter((one, index) => sorted.findIndex((other) => signature(other) === signature(one)) === index)
    .slice(0, 4);
}
