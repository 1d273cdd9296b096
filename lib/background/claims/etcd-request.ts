import ky from "ky";
import type { z } from "zod";
import { singleFlight } from "../single-flight.ts";
import { AuthAnswer, Refusal } from "./etcd-answers.ts";
import { RegistryFailure } from "./registry.ts";

/** Requests to etcd's JSON gateway: with a token that is renewed once, within a bound of time, at each address in turn. */

export interface EtcdAccess {
  /** Origins of the server, or of each of its nodes. */
  urls: readonly string[];
  user: string;
  password: string;
  timeoutMs?: number;
}

interface Answer {
  status: number;
  body: unknown;
  /** The server's clock, in milliseconds since the epoch; `null` where it does not tell. */
  clock: number | null;
}

/** gRPC's codes. */
const permissionDenied = 7;
const resourceExhausted = 8;
const unavailable = 14;

const http = ky.create({
  // Whoever asks knows what may be asked twice.
  retry: 0,
  redirect: "error",
  throwHttpErrors: false,
  credentials: "omit",
  cache: "no-store",
  timeout: false,
});

export class EtcdRequests {
  readonly #access: EtcdAccess;
  #token: string | null = null;
  /** Index of the address that answered last. */
  #at = 0;

  constructor(access: EtcdAccess) {
    this.#access = access;
  }

  /**
   * @throws RegistryFailure when there is no answer, or none that says yes
   */
  async post<S extends z.ZodType>(path: string, json: object, schema: S): Promise<z.output<S>> {
    const answer = await this.#authorized((token) => this.#ask(path, json, token));
    return readAs(schema, succeeded(answer).body);
  }

  /** What needs no password. */
  async get<S extends z.ZodType>(
    path: string,
    schema: S,
  ): Promise<{ value: z.output<S>; clock: number | null }> {
    const answer = succeeded(await this.#ask(path, null, null));
    return { value: readAs(schema, answer.body), clock: answer.clock };
  }

  /**
   * A request whose answer goes on and on, line by line.
   * @throws RegistryFailure
   */
  async stream(
    path: string,
    json: object,
    line: (told: unknown) => void,
    signal: AbortSignal,
  ): Promise<void> {
    const { response, ...answer } = await this.#authorized((token) =>
      this.#inTurn(async (url) => {
        const opened = await this.#fetch(url, path, json, token, signal);
        // An answer that says no is short, and whole.
        const body = opened.ok ? null : parse(await opened.text());
        return { status: opened.status, body, clock: null, response: opened };
      }),
    );
    succeeded(answer);
    let rest = "";
    try {
      for await (const text of (response.body as ReadableStream<Uint8Array<ArrayBuffer>>).pipeThrough(
        new TextDecoderStream(),
      )) {
        const lines = (rest + text).split("\n");
        rest = lines.pop() ?? "";
        for (const one of lines) if (one !== "") line(parse(one));
      }
    } catch (error) {
      if (signal.aborted) return;
      throw error instanceof RegistryFailure ? error : unreachable(error);
    }
  }

  /** With a token; once more with a new one where it is no longer taken. */
  async #authorized<A extends Answer>(ask: (token: string | null) => Promise<A>): Promise<A> {
    const answer = await ask(await this.#obtainToken());
    if (!isTokenRefused(answer)) return answer;
    this.#token = null;
    return ask(await this.#obtainToken());
  }

  readonly #obtainToken = singleFlight(async (): Promise<string | null> => {
    const { user: name, password } = this.#access;
    if (name === "") return null;
    if (this.#token === null) {
      const answer = await this.#ask("v3/auth/authenticate", { name, password }, null);
      this.#token = readAs(AuthAnswer, succeeded(answer).body).token;
    }
    return this.#token;
  });

  #ask(path: string, json: object | null, token: string | null): Promise<Answer> {
    const { urls, timeoutMs = 8000 } = this.#access;
    // A node that stands still must not use up the others' time.
    const each = urls.length > 1 ? timeoutMs / 2 : timeoutMs;
    return this.#inTurn(async (url) => {
      const response = await this.#fetch(url, path, json, token, AbortSignal.timeout(each));
      const date = Date.parse(response.headers.get("date") ?? "");
      return {
        status: response.status,
        body: parse(await response.text()),
        clock: Number.isNaN(date) ? null : date,
      };
    });
  }

  /**
   * At the address that answered last, then at the others: one may be gone, stand still, or be cut off from the rest.
   * What is asked may be asked twice.
   */
  async #inTurn<A extends Answer>(ask: (url: string) => Promise<A>): Promise<A> {
    const { urls } = this.#access;
    const from = this.#at;
    let away: A | null = null;
    let failure: unknown;
    for (let tried = 0; tried < urls.length; tried++) {
      const at = (from + tried) % urls.length;
      try {
        const answer = await ask(urls[at] ?? "");
        if (!isAway(answer)) {
          this.#at = at;
          return answer;
        }
        away = answer;
      } catch (error) {
        failure = error;
      }
    }
    if (away) return away;
    throw unreachable(failure);
  }

  async #fetch(
    url: string,
    path: string,
    json: object | null,
    token: string | null,
    signal: AbortSignal,
  ): Promise<Response> {
    return http(`${url}/${path}`, {
      ...(json === null ? { method: "get" } : { method: "post", json }),
      ...(token === null ? {} : { headers: { authorization: token } }),
      signal,
    });
  }
}

const unreachable = (error: unknown): RegistryFailure => new RegistryFailure("unreachable", String(error));

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function readAs<S extends z.ZodType>(schema: S, body: unknown): z.output<S> {
  const parsed = schema.safeParse(body);
  if (!parsed.success) throw new RegistryFailure("badAnswer", parsed.error.message.slice(0, 300));
  return parsed.data;
}

const wordsIn = (body: unknown): { words: string; code: number | undefined } => {
  const said = Refusal.safeParse(body).data;
  return { words: `${said?.error ?? ""} ${said?.message ?? ""}`.toLowerCase(), code: said?.code };
};

/** A node without a leader, or without the majority of the others, says so. */
function isAway({ status, body }: Answer): boolean {
  const { words, code } = wordsIn(body);
  return code === unavailable || (status >= 500 && !/space exceeded/u.test(words));
}

/** A server that was restarted has forgotten its tokens, and one whose users were changed takes none of before. */
function isTokenRefused({ status, body }: Answer): boolean {
  if (status === 401) return true;
  const { words } = wordsIn(body);
  return status >= 400 && /invalid auth token|revision of auth store is old/u.test(words);
}

/** @throws RegistryFailure where the answer is not a yes */
function succeeded(answer: Answer): Answer {
  const { status, body } = answer;
  if (status === 200) return answer;
  const { words, code } = wordsIn(body);
  const detail = words.trim().slice(0, 200) || String(status);
  if (/lease not found/u.test(words)) throw new LeaseGone(detail);
  if (/authentication failed|user name is empty|user name not found/u.test(words) || status === 401)
    throw new RegistryFailure("password", detail);
  if (/authentication is not enabled/u.test(words)) throw new RegistryFailure("noUsers", detail);
  if (status === 403 || code === permissionDenied) throw new RegistryFailure("forbidden", detail);
  if (/space exceeded/u.test(words) || code === resourceExhausted) throw new RegistryFailure("full", detail);
  // Nodes that have no majority, or no leader, answer so.
  if (status >= 500 || code === unavailable) throw new RegistryFailure("unreachable", detail);
  throw new RegistryFailure("badAnswer", detail);
}

/** What a key was to be kept by has run out, or went with an older state. */
export class LeaseGone extends RegistryFailure {
  override name = "LeaseGone";
  constructor(detail: string) {
    super("unreachable", detail);
  }
}
