import type { DeclaredCalendar, NetworkRule } from "../plugin-api/declared-calendar.ts";
import type { NetworkWrite, PluginContext } from "../plugin-api/index.ts";
import { dayIn } from "../plugin-kit/zone.ts";
import { maxUrl } from "./ask-server.ts";
import type { Entry, EntryRules } from "./entry.ts";
import { type Exchange, exchangeOf } from "./exchange.ts";
import { type ListReading, readList } from "./list-reading.ts";
import { type Operation, operationsOf } from "./operation.ts";
import { search } from "./patterns.ts";

/** What the page's requests say, one rule at a time: the first that fits a request is the one that counts. */
export interface RequestListener {
  /** @param question the same question takes the place of its earlier answer */
  listed(rule: number, question: string, list: ListReading): void;
  /** The server has accepted it. */
  did(operation: Operation): void;
  /** Left without anybody to hear the answer: the calendar has to show what came of it. */
  posted(rule: number, operations: readonly Operation[]): void;
  /** Something was changed, and what it was cannot be told. */
  missed(title: string): void;
  /** The appointments that are known by now. */
  entries(): Entry[];
}

export interface Requests {
  /** A request of the page is over. */
  heard(write: NetworkWrite): void;
  /** A request has left, and nobody will hear the answer. */
  left(write: NetworkWrite): void;
  /** The request with JSON in the place of iCalendar, if a rule says that it carries that. */
  inJson(write: NetworkWrite): Promise<NetworkWrite>;
}

export function readRequests(
  { network: rules = [] }: DeclaredCalendar,
  entryRules: EntryRules,
  askTraffic: PluginContext["askTraffic"],
  listener: RequestListener,
): Requests {
  const { clock } = entryRules;
  const today = (): string => dayIn(clock, Date.now());
  /** Of texts that the background reads. */
  let texts: Promise<unknown> = Promise.resolve();

  /** Hands the request to the first rule that it fits. */
  function handToRule(
    write: NetworkWrite,
    take: (rule: NetworkRule, exchange: Exchange, index: number) => void,
    isMeant: (rule: NetworkRule) => boolean | undefined = () => true,
  ): void {
    rules.some((rule, index) => {
      const exchange = isMeant(rule) ? exchangeOf(write, rule) : null;
      if (exchange) take(rule, exchange, index);
      return exchange !== null;
    });
  }

  const isCalendarText = ({ method, url }: NetworkWrite): boolean =>
    rules.some((rule) => rule.body === "ics" && rule.method === method && search(rule.url, url, maxUrl));

  async function inJson(write: NetworkWrite): Promise<NetworkWrite> {
    if (!isCalendarText(write)) return write;
    const { body, response } = write;
    try {
      return { ...write, ...(await askTraffic({ body, response, timeZone: clock.id })) };
    } catch {
      // As it is it says nothing, and is told as missed.
      return write;
    }
  }

  const weigh = (write: NetworkWrite): void =>
    handToRule(write, (rule, exchange, index) => {
      if (rule.kind === "list") listed(index, rule, exchange);
      else if (rule.navigates) left(write);
      else if (exchange.accepted) did(rule, exchange);
    });

  function did(rule: NetworkRule, exchange: Exchange): void {
    const operations = operationsOf(rule, exchange, clock, today());
    const isClear = ({ key, when, cancels }: Operation): boolean =>
      rule.kind === "cancel"
        ? key === null || listener.entries().filter((entry) => entry.key === key).length <= 1
        : when !== null || cancels;
    for (const operation of operations) {
      // A series, or what nobody could read: which of its occurrences it is about is not known.
      if (rule.body === "ics" && !isClear(operation)) listener.missed(operation.title ?? "");
      else listener.did(operation);
    }
  }

  const left = (write: NetworkWrite): void =>
    handToRule(
      write,
      (rule, exchange, index) => listener.posted(index, operationsOf(rule, exchange, clock, today())),
      ({ navigates }) => navigates,
    );

  function listed(index: number, rule: NetworkRule, exchange: Exchange): void {
    const { method, url, body } = exchange.write;
    const question = `${method} ${url} ${body ?? ""}`.slice(0, 5_000);
    listener.listed(index, question, readList(rule, exchange, entryRules, today()));
  }

  return {
    heard(write) {
      // Those that have to be read elsewhere are weighed in the order of their ends.
      if (!isCalendarText(write)) weigh(write);
      else texts = texts.then(async () => weigh(await inJson(write)));
    },
    left,
    inJson,
  };
}
