import type { DayQuestion, DayRequest, RequestText, RulesQuestion } from "../domain/reading.ts";
import type { DeclaredCalendar, FieldName, NetworkRule } from "../plugin-api/declared-calendar.ts";
import { dayIn, zoneNamed } from "../plugin-kit/zone.ts";
import { dayRequest } from "./day-address.ts";
import type { Entry } from "./entry.ts";
import { exchangeOf, parse } from "./exchange.ts";
import { isPartOfList } from "./list-part.ts";
import { readList } from "./list-reading.ts";
import { type Operation, operationsOf } from "./operation.ts";

/**
 * What a calendar's rules say of one request of its page. It runs in the background, because a page would carry it
 * on every visit; so a reading is data that a message can hold.
 */
export interface RequestReading {
  /** The rule that fits, by its place among the rules. */
  rule: number;
  /** Whether the server said yes. */
  accepted: boolean;
  /** What it does to appointments; empty for a list. */
  operations: Operation[];
  /** What it lists; `null` unless it is a list. */
  list: ListReading | null;
}

export type ListReading =
  /** No list that can be read; `field` is what its appointments lack. `isPart`: the page goes on from parts of it. */
  | { ok: false; field: FieldName | null; isPart?: true }
  | { ok: true; entries: Entry[]; days: string[] | null; unread: number };

const isMeant = ({ kind, navigates }: NetworkRule, only: RulesQuestion["only"]): boolean =>
  only === undefined || (only === "list" ? kind === "list" : navigates === true);

/** @returns what the first rule that fits says; `null` where none does */
export function readRequest(calendar: DeclaredCalendar, question: RulesQuestion): RequestReading | null {
  const parts = partsOf(question.write);
  const readings = parts.flatMap(
    (write) => readOne(calendar, { ...question, write }, ({ body }) => body === "graphql") ?? [],
  );
  return together(readings) ?? readOne(calendar, question);
}

/** GraphQL's clients may send several requests in one, which is answered one by one; none for any other. */
function partsOf(write: RequestText): RequestText[] {
  const requests = parse(write.body);
  if (!Array.isArray(requests) || requests.length < 2) return [];
  const answers = parse(write.response);
  const isEach = Array.isArray(answers) && answers.length === requests.length;
  return requests.map((request, index) => ({
    ...write,
    body: JSON.stringify(request),
    response: isEach ? JSON.stringify(answers[index]) : write.response,
  }));
}

function together(readings: readonly RequestReading[]): RequestReading | null {
  const [first] = readings;
  if (!first) return null;
  const listing = readings.find(({ list }) => list !== null);
  const lists = readings.flatMap(({ rule, list }) => (list && rule === listing?.rule ? list : []));
  const operations = readings.flatMap((one) => (one.accepted ? one.operations : []));
  return {
    rule: (listing ?? first).rule,
    accepted: operations.length > 0 || readings.some(({ accepted }) => accepted),
    operations,
    list: listing ? lists.reduce(joined) : null,
  };
}

/** One without the other would be a part that passes for the whole. */
function joined(one: ListReading, other: ListReading): ListReading {
  if (!one.ok || !other.ok) return one.ok ? other : one;
  return {
    ok: true,
    entries: [...one.entries, ...other.entries],
    days: one.days && other.days && [...new Set([...one.days, ...other.days])],
    unread: one.unread + other.unread,
  };
}

function readOne(
  { network = [], timeZone, events }: DeclaredCalendar,
  { write, only, reference }: RulesQuestion,
  counts: (rule: NetworkRule) => boolean = () => true,
): RequestReading | null {
  const clock = zoneNamed(timeZone);
  const near = reference ?? dayIn(clock, Date.now());
  for (const [index, rule] of network.entries()) {
    const exchange = counts(rule) && isMeant(rule, only) ? exchangeOf(write, rule) : null;
    if (!exchange) continue;
    const { accepted } = exchange;
    if (rule.kind !== "list")
      return { rule: index, accepted, operations: operationsOf(rule, exchange, clock, near), list: null };
    if (isPartOfList(write, rule))
      return { rule: index, accepted, operations: [], list: { ok: false, field: null, isPart: true } };
    const list = readList(rule, exchange, { clock, syntheticId: events.syntheticId }, near);
    return {
      rule: index,
      accepted,
      operations: [],
      list: list.ok ? { ...list, entries: [...list.entries.values()] } : list,
    };
  }
  return null;
}

/** What the engine asks in a page, answered where there is room for it. */
export const answerRules = (
  calendar: DeclaredCalendar,
  question: RulesQuestion | DayQuestion,
  read = readRequest,
): RequestReading | DayRequest | null =>
  "day" in question ? dayRequest(calendar, question.day) : read(calendar, question);
