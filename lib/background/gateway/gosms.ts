import ky, { type KyInstance, type Options } from "ky";
import type { z } from "zod";
import type { Credentials, Token } from "../../domain/account.ts";
import { singleFlight } from "../single-flight.ts";
import {
  BegunAnswer,
  DetailAnswer,
  OrganizationAnswer,
  QuoteAnswer,
  RepliesAnswer,
  TokenAnswer,
  wordsOf,
} from "./answers.ts";
import type { Departure, Leave, Outgoing, Result, SendOutcome, SmsGateway, Withdrawal } from "./gateway.ts";
import {
  type Answered,
  beforeSending,
  type Exchange,
  jsonOf,
  outcomeOf,
  reasonOf,
  type Unreached,
} from "./outcome.ts";
import { canStream, streamOf, textOf } from "./stream.ts";

/** Where the access token outlives the worker. */
export interface TokenStore {
  load(): Promise<Token | null>;
  save(token: Token | null): Promise<void>;
}

export interface GoSmsOptions {
  credentials: () => Promise<Credentials | null>;
  tokens: TokenStore;
  /** Hears the `Date` header of every answer. */
  onDate?: (date: string | null) => void;
  baseUrl?: string;
  /** Chromium ends a worker whose request takes over 30 s; the answer must be known to be missing before that. */
  timeoutMs?: number;
}

type Handover = "streamed" | "plain";

/** The dry run that found out how to hand over a body, or that GoSMS cannot be reached in any way. */
type FirstTry = { message: Outgoing } & (
  | { by: Handover; answer: Answered }
  | { by: null; answer: Unreached }
);

/** The GoSMS v1 client. Source of every assumption: GoSMS's published API pages and public clients; see docs/promises.md. */
export class GoSms implements SmsGateway {
  readonly #http: KyInstance;
  readonly #options: GoSmsOptions;

  constructor(options: GoSmsOptions) {
    this.#options = options;
    this.#http = ky.create({
      baseUrl: options.baseUrl ?? "https://app.gosms.eu/",
      // A repeated POST is a second text. A redirect can turn a POST into a GET.
      retry: 0,
      redirect: "error",
      throwHttpErrors: false,
      credentials: "omit",
      cache: "no-store",
      timeout: false,
    });
  }

  async account() {
    return this.#read(await this.#authorized("api/v1/", () => ({ method: "get" })), OrganizationAnswer);
  }

  async quote(message: Outgoing) {
    // The first one finds out how to hand over a body, so that no text has to wait for that.
    const first = await this.#handover(message);
    const answer = first.message === message ? first.answer : await this.#tryOut(message, "plain");
    return this.#read(answer, QuoteAnswer);
  }

  async receipt(gatewayId: string) {
    const path = `api/v1/messages/${encodeURIComponent(gatewayId)}`;
    return this.#read(await this.#authorized(path, () => ({ method: "get" })), DetailAnswer);
  }

  async withdraw(gatewayId: string): Promise<Withdrawal> {
    const path = `api/v1/messages/${encodeURIComponent(gatewayId)}`;
    const before = await this.#standing(path);
    if (before.type === "gone") return { type: "unheardOf" };
    // Once it was sent, deleting it would only hide that.
    if (before.type !== "failed") return before;
    const deleted = await this.#authorized(path, () => ({ method: "delete" }));
    // Whatever it answered to that, only what it knows afterwards counts.
    const after = await this.#standing(path);
    const isRefused = after.type === "failed" && after.reason.code === "notWithdrawn" && deleted.reached;
    const detail = isRefused ? wordsOf(deleted.body) : "";
    return detail ? { type: "failed", reason: { code: "notWithdrawn", detail } } : after;
  }

  /** How a text that was to be sent later stands by now; `notWithdrawn` where it still is to be. */
  async #standing(path: string): Promise<Withdrawal> {
    const answer = await this.#authorized(path, () => ({ method: "get" }));
    if (!answer.reached) return { type: "failed", reason: answer.reason };
    if (answer.status === 404) return { type: "gone" };
    if (answer.status === 403) return { type: "failed", reason: { code: "notVerified" } };
    const hasBegun = this.#read(answer, BegunAnswer);
    if (!hasBegun.ok) return { type: "failed", reason: hasBegun.reason };
    return hasBegun.value ? { type: "left" } : { type: "failed", reason: { code: "notWithdrawn" } };
  }

  async replies(gatewayId: string) {
    const path = `api/v1/messages/${encodeURIComponent(gatewayId)}/replies`;
    return this.#read(await this.#authorized(path, () => ({ method: "get" })), RepliesAnswer);
  }

  async prepare(message: Outgoing): Promise<Leave> {
    const token = await this.#token();
    if (!token.ok) return async () => beforeSending(token.reason);
    const { by, answer } = await this.#handover(message);
    return by === null
      ? async () => beforeSending(answer.reason)
      : (departure) => this.#send(message, token.value, by, departure);
  }

  async #send(message: Outgoing, token: string, by: Handover, departure?: Departure): Promise<SendOutcome> {
    const post = (token: string) =>
      this.#exchange("api/v1/messages", this.#post(message, by), token, departure?.taken);
    let answer = await post(token);
    if (answer.reached && answer.status === 401) {
      // Refused for certain, so one repeat with a new token sends nothing twice.
      await this.#dropToken();
      const renewed = await this.#token();
      if (!renewed.ok) return beforeSending(renewed.reason);
      if (departure && !(await departure.isStillSo()))
        return { type: "later", reason: { code: "superseded" }, waitMs: 0 };
      answer = await post(renewed.value);
    }
    const outcome = outcomeOf(answer, message.phone);
    // After a failure the next text first asks for a token, which finds out whether GoSMS is back at all.
    if (outcome.type === "unknown" || outcome.type === "hold") await this.#dropToken();
    return outcome;
  }

  #post({ text, phone, channel, sendAt }: Outgoing, by: Handover): Options {
    const json = {
      message: text,
      recipients: [phone],
      channel,
      ...(sendAt === undefined ? {} : { expectedSendStart: localTime(sendAt) }),
    };
    return by === "plain"
      ? { method: "post", json }
      : { method: "post", body: streamOf(json), headers: { "content-type": "application/json" } };
  }

  /**
   * How to hand over a body so that the browser itself cannot send it twice. A browser repeats a request when a
   * reused connection drops; a stream it cannot rewind. But a stream needs HTTP/2. Over HTTP/1.1 the rule in
   * `public/rules` closes each connection instead, so that none is ever reused. Found out by dry runs, once in
   * the life of the worker.
   */
  readonly #handover = singleFlight((message: Outgoing) => this.#findHandover(message), {
    keep: ({ by }) => by !== null,
  });

  async #findHandover(message: Outgoing): Promise<FirstTry> {
    if (canStream()) {
      // A connection that happened to drop looks the same as a host that takes no streams, so a second try tells.
      for (let tries = 0; tries < 2; tries++) {
        const answer = await this.#tryOut(message, "streamed");
        if (answer.reached) return { message, by: "streamed", answer };
      }
    }
    // Last, for it uses up the connection that a refused stream has left open.
    const answer = await this.#tryOut(message, "plain");
    return answer.reached ? { message, by: "plain", answer } : { message, by: null, answer };
  }

  #tryOut(message: Outgoing, by: Handover): Promise<Exchange> {
    return this.#authorized("api/v1/messages/test", () => this.#post(message, by));
  }

  /** A request that may safely be made again: it reads, or it is a dry run. */
  async #authorized(path: string, options: () => Options): Promise<Exchange> {
    const token = await this.#token();
    if (!token.ok) return { reached: false, reason: token.reason };
    const answer = await this.#exchange(path, options(), token.value);
    if (!answer.reached || answer.status !== 401) return answer;
    await this.#dropToken();
    const renewed = await this.#token();
    return renewed.ok
      ? this.#exchange(path, options(), renewed.value)
      : { reached: false, reason: renewed.reason };
  }

  async #exchange(path: string, options: Options, token?: string, taken?: () => void): Promise<Exchange> {
    try {
      const response = await this.#http(path, {
        ...options,
        headers: {
          ...(options.headers as Record<string, string>),
          ...(token ? { authorization: `Bearer ${token}` } : {}),
        },
        signal: AbortSignal.timeout(this.#options.timeoutMs ?? 20_000),
      });
      if (response.ok) taken?.();
      this.#options.onDate?.(response.headers.get("date"));
      return {
        reached: true,
        status: response.status,
        body: await textOf(response),
        headers: response.headers,
      };
    } catch (error) {
      const timedOut =
        error instanceof Error && (error.name === "TimeoutError" || error.name === "AbortError");
      return { reached: false, reason: { code: timedOut ? "timeout" : "network" } };
    }
  }

  #read<S extends z.ZodType>(answer: Exchange, schema: S): Result<z.output<S>> {
    if (!answer.reached) return { ok: false, reason: answer.reason };
    if (answer.status !== 200) return { ok: false, reason: reasonOf(answer.status, answer.body) };
    const parsed = schema.safeParse(jsonOf(answer.body));
    return parsed.success ? { ok: true, value: parsed.data } : { ok: false, reason: { code: "badAnswer" } };
  }

  /** One request for a token at a time, whoever needs it. */
  readonly #token = singleFlight(() => this.#obtainToken());

  async #obtainToken(): Promise<Result<string>> {
    const stored = await this.#options.tokens.load();
    if (stored && stored.expiresAt > Date.now()) return { ok: true, value: stored.value };
    const credentials = await this.#options.credentials();
    if (!credentials) return { ok: false, reason: { code: "credentialsMissing" } };
    const body = new URLSearchParams({
      client_id: credentials.clientId,
      client_secret: credentials.clientSecret,
      grant_type: "client_credentials",
    });
    const answer = await this.#exchange("oauth/v2/token", { method: "post", body });
    if (!answer.reached) return { ok: false, reason: answer.reason };
    if (answer.status === 400 || answer.status === 401) return { ok: false, reason: { code: "credentials" } };
    const token = this.#read(answer, TokenAnswer);
    if (!token.ok) return token;
    const { access_token: value, expires_in: seconds } = token.value;
    await this.#options.tokens.save({ value, expiresAt: Date.now() + (seconds - 60) * 1000 });
    return { ok: true, value };
  }

  #dropToken(): Promise<void> {
    return this.#options.tokens.save(null);
  }
}

/** With an offset, as in GoSMS's own examples: `2026-12-24T21:23:00+01:00`. */
const localTime = (moment: number): string =>
  Temporal.Instant.fromEpochMilliseconds(moment).toString({
    timeZone: "Europe/Prague",
    smallestUnit: "second",
  });
