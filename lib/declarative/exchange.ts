import type { RequestText } from "../domain/reading.ts";
import type { Condition, FieldObject, NetworkRule, ValueTest } from "../plugin-api/declared-calendar.ts";
import { accepted } from "../plugin-api/network.ts";
import { maxUrl } from "./ask-server.ts";
import type { Place } from "./fields.ts";
import { scalar, valuesAt, valuesOfEach } from "./json-path.ts";
import { pattern, search } from "./patterns.ts";

/** Characters of an answer that are searched. */
const maxResponse = 20_000;

export const parse = (text: string | null): unknown => {
  // Google puts this in front of JSON, so that it cannot run as a script.
  const json = text?.replace(/^\)\]\}'\s*/, "").trim();
  if (!json || !/^[[{"\d-]|^(?:true|false|null)$/.test(json)) return undefined;
  try {
    return JSON.parse(json) as unknown;
  } catch {
    return undefined;
  }
};

/** The request in a batch that runs the rule's operation. */
function operationIn(body: unknown, operation: string | undefined): unknown {
  if (operation === undefined) return Array.isArray(body) ? body[0] : body;
  const isIt = (one: unknown): boolean => {
    const [name] = valuesAt(one, "operationName");
    if (typeof name === "string") return name === operation;
    const [query] = valuesAt(one, "query");
    return (
      typeof query === "string" &&
      new RegExp(`\\b(?:query|mutation)\\s+${RegExp.escape(operation)}\\b`).test(query.slice(0, maxResponse))
    );
  };
  return (Array.isArray(body) ? body : [body]).find(isIt);
}

/** A request of the page and its answer, as seen by a rule. */
export interface Exchange extends Place {
  readonly write: RequestText;
  /** Whether the server accepted it, by status and answer. */
  readonly accepted: boolean;
  /** The values at a path of the answer. */
  responseValues(path: string): unknown[];
  /** @param text how the condition's value is found; without it, the first one */
  holds(condition: Condition, text?: Place["text"]): boolean;
  /**
   * One value for each item if a path has a `*`, `null` where an item has none; each of the values if a form has the
   * field more than once. `null` of a place that is there once, for all that the request is about.
   * @param lists how many lists lead to an item; see `valuesOfEach`
   */
  textsOfEach(field: FieldObject, lists?: number): (string | null)[] | null;
}

const isEmpty = (value: unknown): boolean =>
  value === null || value === false || value === "" || (Array.isArray(value) && value.length === 0);

/** Whether a value is as a rule wants it; one that is missing counts as empty. */
export function passes(value: string | null, { empty, equals, regex }: ValueTest): boolean {
  const found = value ?? "";
  if (empty !== undefined && (found.trim() === "") !== empty) return false;
  if (equals !== undefined && found !== String(equals)) return false;
  return regex === undefined || search(regex, found) !== null;
}

/** `null` if the rule does not match the request. */
export function exchangeOf(write: RequestText, rule: NetworkRule): Exchange | null {
  if (write.method !== rule.method || write.url.length > maxUrl) return null;
  const match = pattern(rule.url).exec(write.url);
  if (!match) return null;
  const query = new URL(write.url, "https://page.invalid").searchParams;
  const body = write.body ?? "";
  const kind = rule.body ?? (/^\s*[[{]/.test(body) ? "json" : "form");
  const form = kind === "form" ? new URLSearchParams(body) : null;
  const request = kind === "graphql" ? operationIn(parse(body), rule.operation) : form ? null : parse(body);
  if (kind === "graphql" && request === undefined) return null;
  let answer: { value: unknown } | undefined;

  function requestValues(path: string): unknown[] {
    const found = form ? form.getAll(path) : valuesAt(request, path);
    return found.length > 0 ? found : query.getAll(path);
  }

  function responseValues(path: string): unknown[] {
    answer ??= { value: parse(write.response) };
    return valuesAt(answer.value, path);
  }

  function urlValue(name: string): string | null {
    const group = match?.groups?.[name];
    if (group === undefined) return query.get(name);
    try {
      return decodeURIComponent(group);
    } catch {
      return group;
    }
  }

  function texts({ request: sent, response, url, location }: FieldObject): string[] {
    let found: unknown[] = [];
    if (sent !== undefined) found = requestValues(sent);
    else if (response !== undefined) found = responseValues(response);
    else if (url !== undefined) found = [urlValue(url)];
    else if (location) found = [write.location];
    return found.flatMap((value) => scalar(value) ?? []);
  }

  const text = (field: FieldObject): string | null => texts(field)[0] ?? null;

  function textsOfEach({ request: sent, response }: FieldObject, lists?: number): (string | null)[] | null {
    const repeated = sent !== undefined && form ? form.getAll(sent) : [];
    // It may say the same twice.
    if (repeated.length > 1) return new Set(repeated).size === 1 ? null : repeated;
    answer ??= { value: parse(write.response) };
    const each =
      sent !== undefined
        ? valuesOfEach(request, sent, lists)
        : response !== undefined
          ? valuesOfEach(answer.value, response, lists)
          : null;
    return each?.map(scalar) ?? null;
  }

  const holds: Exchange["holds"] = (condition, read = text) =>
    (condition.status?.includes(write.status) ?? true) && passes(read(condition), condition);

  if (!(rule.when ?? []).every((one) => holds(one))) return null;
  return {
    write,
    responseValues,
    textsOfEach,
    text,
    holds,

    short(given) {
      const [, where, what = given] = /^(request|response|url):(.+)$/s.exec(given) ?? [];
      return { [where ?? "request"]: what };
    },

    get accepted() {
      const { status, response } = write;
      const { status: fine, json, absent, text: said } = rule.ok ?? {};
      if (!(fine?.includes(status) ?? (status >= 200 && status <= 299))) return false;
      if (!json && !absent && said === undefined) return accepted({ ...write, status: 200 });
      for (const [path, expected] of Object.entries(json ?? {})) {
        const values = responseValues(path);
        if (values.length === 0 || values.some((value) => String(value) !== String(expected))) return false;
      }
      if (absent?.some((path) => !responseValues(path).every(isEmpty))) return false;
      return said === undefined || search(said, response ?? "", maxResponse) !== null;
    },
  };
}
