import type { RequestText, RulesQuestion } from "../domain/reading.ts";
import type { DeclaredCalendar, NetworkRule } from "../plugin-api/declared-calendar.ts";
import { logError } from "../plugin-api/log.ts";
import type { NetworkWrite } from "../plugin-api/network.ts";
import { maxUrl } from "./ask-server.ts";
import type { Entry } from "./entry.ts";
import type { Operation } from "./operation.ts";
import { search } from "./patterns.ts";
import type { ListReading, RequestReading } from "./request-reading.ts";

/** What the page's requests say. The first rule that fits a request is the one that counts. */
export interface RequestListener {
  /** @param question a newer answer to the same question replaces the older one */
  listed(rule: number, question: string, list: ListReading): void;
  /** The server has accepted it. */
  did(operation: Operation): void;
  /** A request leaves whose answer nobody will hear. It is kept at once: the page may be gone in a moment. */
  leaves(request: RequestText): void;
  /** What such a request does. The calendar has to show what came of it. */
  posted(request: RequestText, operations: Operation[]): void;
  /** Something was changed, and nobody can tell what. */
  missed(title: string): void;
  /** The appointments that are known by now. */
  entries(): Entry[];
}

export interface Requests {
  /** A request of the page is over. */
  heard(write: NetworkWrite | RequestText): void;
  /** A request has left, and nobody will hear the answer. */
  left(write: NetworkWrite): void;
  /** What the rules say of a request. @throws when the background does not answer */
  read(question: RulesQuestion): Promise<RequestReading | null>;
}

/** What the background needs of a request. */
const textOf = ({
  id: _,
  answerId: _answer,
  ifMatch: _match,
  destination: _destination,
  ...text
}: RequestText & Partial<NetworkWrite>): RequestText => text;

/** @param ask the background, which reads requests by the rules of this calendar */
export function readRequests(
  { network: rules = [] }: DeclaredCalendar,
  signal: AbortSignal,
  ask: (question: RulesQuestion) => Promise<unknown>,
  listener: RequestListener,
): Requests {
  /** Readings are taken in the order in which their requests ended. */
  let taken: Promise<unknown> = Promise.resolve();

  const read: Requests["read"] = (question) =>
    // Whoever answers has made it by `readRequest`.
    ask(question) as Promise<RequestReading | null>;

  /** The rules that may fit, as far as the address tells. */
  const rulesFor = ({ method, url }: RequestText): NetworkRule[] =>
    rules.filter((rule) => rule.method === method && search(rule.url, url, maxUrl) !== null);

  function takeInTurn(
    question: RulesQuestion,
    isChange: boolean,
    take: (reading: RequestReading) => void,
  ): void {
    const reading = read(question);
    // Its failure is dealt with when its turn comes.
    reading.catch(() => {});
    taken = taken.then(async () => {
      try {
        const said = await reading;
        if (said && !signal.aborted) take(said);
      } catch (error) {
        if (signal.aborted) return;
        logError(error);
        if (isChange) listener.missed("");
      }
    });
  }

  function take(write: RequestText, { rule: index, accepted, operations, list }: RequestReading): void {
    const rule = rules[index];
    if (!rule) return;
    if (list) {
      const question = `${write.method} ${write.url} ${write.body ?? ""}`.slice(0, 5_000);
      listener.listed(index, question, list);
    }
    if (rule.navigates) {
      // What a script fetches of a link was not followed: it may be read ahead.
      if (write.method === "GET") return;
      listener.leaves(write);
      listener.posted(write, operations);
    } else if (accepted) for (const operation of operations) did(rule, operation);
  }

  function did(rule: NetworkRule, operation: Operation): void {
    const { key, when, cancels, title } = operation;
    const isClear =
      rule.kind === "cancel"
        ? key === null || listener.entries().filter((entry) => entry.key === key).length <= 1
        : when !== null || cancels;
    // A series, or what nobody could read: which of its occurrences it is about is not known.
    if (rule.body === "ics" && !isClear) listener.missed(title ?? "");
    else listener.did(operation);
  }

  return {
    read,

    heard(heard) {
      const meant = rulesFor(heard);
      if (meant.length === 0) return;
      const write = textOf(heard);
      const isChange = meant.some(({ kind }) => kind !== "list");
      takeInTurn({ write }, isChange, (reading) => take(write, reading));
    },

    left(heard) {
      if (!rulesFor(heard).some(({ navigates }) => navigates)) return;
      const write = textOf(heard);
      listener.leaves(write);
      takeInTurn({ write, only: "navigates" }, true, ({ operations }) => listener.posted(write, operations));
    },
  };
}
