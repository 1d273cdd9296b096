import type { Condition, FieldObject, NetworkRule } from "../plugin-api/declared-calendar.ts";
import { accepted, type NetworkWrite } from "../plugin-api/network.ts";
import type { Place } from "./fields.ts";
import { scalar, valuesAt } from "./json-path.ts";
import { pattern, search } from "./patterns.ts";

/** Longer addresses are nobody's appointments. */
const maxUrl = 4_000;
/** Whole answers are searched only this far. */
const maxResponse = 20_000;

const parsed = (text: string | null): unknown => {
  // Google puts this in front, so that the answer is no script.
  const json = text?.replace(/^\)\]\}'\s*/, "").trim();
  if (!json || !/^[[{"\d-]|^(?:true|false|null)$/.test(json)) return undefined;
  try {
    return JSON.parse(json) as unknown;
  } catch {
    return undefined;
  }
};

/** The one of a batch that runs the rule's operation. */
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

/** A request of the page and its answer, as a rule looks at them. */
export class Exchange implements Place {
  readonly write: NetworkWrite;
  readonly #rule: NetworkRule;
  readonly #url: URL;
  readonly #match: RegExpExecArray;
  #request: unknown;
  #form: URLSearchParams | null = null;
  #answer: { value: unknown } | null = null;

  private constructor(write: NetworkWrite, rule: NetworkRule, match: RegExpExecArray) {
    this.write = write;
    this.#rule = rule;
    this.#match = match;
    this.#url = new URL(write.url, "https://page.invalid");
    const body = write.body ?? "";
    const looks = /^\s*[[{]/.test(body) ? "json" : "form";
    const kind = rule.body ?? looks;
    if (kind === "form") this.#form = new URLSearchParams(body);
    else this.#request = kind === "graphql" ? operationIn(parsed(body), rule.operation) : parsed(body);
  }

  /** `null` unless it is what the rule speaks of, whatever came of it. */
  static of(write: NetworkWrite, rule: NetworkRule): Exchange | null {
    if (write.method !== rule.method || write.url.length > maxUrl) return null;
    const match = pattern(rule.url).exec(write.url);
    if (!match) return null;
    const exchange = new Exchange(write, rule, match);
    if (rule.body === "graphql" && exchange.#request === undefined) return null;
    return (rule.when ?? []).every((condition) => exchange.#holds(condition)) ? exchange : null;
  }

  get answer(): unknown {
    this.#answer ??= { value: parsed(this.write.response) };
    return this.#answer.value;
  }

  /** Several where a path has a `*`, or a form a field more than once. */
  requestValues(path: string): unknown[] {
    if (!this.#form) {
      const found = valuesAt(this.#request, path);
      return found.length > 0 ? found : this.#url.searchParams.getAll(path);
    }
    const found = this.#form.getAll(path);
    return found.length > 0 ? found : this.#url.searchParams.getAll(path);
  }

  responseValues(path: string): unknown[] {
    return valuesAt(this.answer, path);
  }

  #urlValue(name: string): string | null {
    const group = this.#match.groups?.[name];
    if (group === undefined) return this.#url.searchParams.get(name);
    try {
      return decodeURIComponent(group);
    } catch {
      return group;
    }
  }

  short(text: string): FieldObject {
    const [, where, what = ""] = /^(request|response|url):(.+)$/s.exec(text) ?? [];
    switch (where) {
      case "request":
        return { request: what };
      case "response":
        return { response: what };
      case "url":
        return { url: what };
      default:
        return { request: text };
    }
  }

  text(field: FieldObject): string | null {
    return this.texts(field)[0] ?? null;
  }

  texts({ request, response, url, location }: FieldObject): string[] {
    let found: unknown[] = [];
    if (request !== undefined) found = this.requestValues(request);
    else if (response !== undefined) found = this.responseValues(response);
    else if (url !== undefined) found = [this.#urlValue(url)];
    else if (location) found = [this.write.location];
    return found.flatMap((value) => scalar(value) ?? []);
  }

  #holds(condition: Condition): boolean {
    const { empty, equals, regex } = condition;
    const text = this.text(condition) ?? "";
    if (empty !== undefined && (text.trim() === "") !== empty) return false;
    if (equals !== undefined && text !== String(equals)) return false;
    return regex === undefined || search(regex, text) !== null;
  }

  /** Whether the server said yes, by its status and by what it answered. */
  get accepted(): boolean {
    const { status, json, absent, text } = this.#rule.ok ?? {};
    const isFine =
      status?.includes(this.write.status) ?? (this.write.status >= 200 && this.write.status <= 299);
    if (!isFine) return false;
    if (!json && !absent && text === undefined) return accepted({ ...this.write, status: 200 });
    for (const [path, expected] of Object.entries(json ?? {})) {
      const values = this.responseValues(path);
      if (values.length === 0 || values.some((value) => String(value) !== String(expected))) return false;
    }
    const isEmpty = (value: unknown): boolean =>
      value === null || value === false || value === "" || (Array.isArray(value) && value.length === 0);
    if (absent?.some((path) => !this.responseValues(path).every(isEmpty))) return false;
    return text === undefined || search(text, this.write.response ?? "", maxResponse) !== null;
  }
}
