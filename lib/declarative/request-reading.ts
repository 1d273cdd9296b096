import type { DayQuestion, DayRequest, RulesQuestion } from "../domain/reading.ts";
import type { DeclaredCalendar, FieldName, NetworkRule } from "../plugin-api/declared-calendar.ts";
import { dayIn, zoneNamed } from "../plugin-kit/zone.ts";
import { dayRequest } from "./day-address.ts";
import type { Entry } from "./entry.ts";
import { exchangeOf } from "./exchange.ts";
import { asksForPart } from "./list-part.ts";
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
export function readRequest(
  { network = [], timeZone, events }: DeclaredCalendar,
  { write, only, reference }: RulesQuestion,
): RequestReading | null {
  const clock = zoneNamed(timeZone);
  const near = reference ?? dayIn(clock, Date.now());
  for (const [index, rule] of network.entries()) {
    const exchange = isMeant(rule, only) ? exchangeOf(write, rule) : null;
    if (!exchange) continue;
    const { accepted } = exchange;
    if (rule.kind !== "list")
      return { rule: index, accepted, operations: operationsOf(rule, exchange, clock, near), list: null };
    if (asksForPart(write, rule))
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
