import { Readable } from "node:stream";
import { Account } from "../../gosms/account.ts";
import { GosmsApi } from "../../gosms/api.ts";
import { RequestBook } from "../../gosms/books.ts";
import { FaultBoard } from "../../gosms/faults.ts";
import { serveApi } from "../../gosms/gateway.ts";
import type { Connection, Incoming, Outgoing } from "../../gosms/http.ts";
import { MessageBook, type MessageRecord } from "../../gosms/messages.ts";
import { DEFAULT_PRICES } from "../../gosms/pricing.ts";

/** What arrived to be sent, before GoSMS has decided anything. */
export interface Arrival {
  text: string;
  /** E.164 */
  phone: string;
  /** When GoSMS is to send it, in milliseconds since the epoch; `null` for at once. */
  sendAt: number | null;
}

/**
 * The GoSMS simulator without sockets: the code of `tests/gosms` from the request's arrival to its answer, called
 * directly, by the clock of the test. A thousand runs need no port.
 */
export class GosmsAtHand {
  readonly account: Account;
  readonly faults = new FaultBoard();
  readonly #requests: RequestBook;
  readonly #messages: MessageBook;
  readonly #api: GosmsApi;
  readonly #held: (() => void)[] = [];
  #requestsServed = 0;
  online = true;
  /** So many answers to sent texts wait until `answerHeld`, though GoSMS has decided. */
  slowAnswers = 0;
  onArrival: (arrival: Arrival) => void = () => {};

  constructor(now: () => number) {
    this.account = new Account({ credit: 100_000 }, now);
    this.#requests = new RequestBook(now);
    this.#messages = new MessageBook(now, { sendMs: 400, deliveryMs: 1500, staggerMs: 100 }, "SCHEDULED");
    this.#api = new GosmsApi(this.account, this.#messages, DEFAULT_PRICES, now);
  }

  get messages(): readonly MessageRecord[] {
    return this.#messages.all;
  }

  /** A patient answers the newest text that their phone has. */
  reply(phone: string, text: string): void {
    this.#messages.reply(phone, text);
  }

  /** Answers that GoSMS gave and that are still on their way. */
  get answersHeld(): number {
    return this.#held.length;
  }

  answerHeld(): void {
    for (const release of this.#held.splice(0)) release();
  }

  /** Nobody waits for these any more. */
  forgetHeld(): void {
    this.#held.length = 0;
  }

  /**
   * What `fetch` does, to `app.gosms.eu` alone.
   * @param inTheAir called while nothing but GoSMS or the clock can bring the answer
   */
  async fetch(request: Request, inTheAir: (waiting: Promise<unknown>) => Promise<void>): Promise<Response> {
    const { hostname, pathname } = new URL(request.url);
    if (hostname !== "app.gosms.eu") throw new Error(`asked ${hostname}`);
    if (!this.online) throw new TypeError("Failed to fetch");
    const body = await request.text();
    const isSending = request.method === "POST" && pathname === "/api/v1/messages";
    if (isSending) {
      const { message, recipients, expectedSendStart } = JSON.parse(body);
      const sendAt = expectedSendStart ? Date.parse(expectedSendStart) : null;
      this.onArrival({ text: message, phone: recipients[0], sendAt });
    }
    const exchange = new Exchange(request, pathname, body);
    this.#requestsServed++;
    await serveApi(
      {
        api: this.#api,
        requests: this.#requests,
        faults: this.faults,
        latencyMs: 0,
        closing: new AbortController().signal,
      },
      { id: this.#requestsServed, requests: 0, destroy: () => exchange.drop() },
      exchange.incoming,
      exchange.outgoing,
    );
    const given = Promise.withResolvers<void>();
    if (exchange.isHung) given.promise.catch(() => {});
    else if (isSending && this.slowAnswers > 0) {
      this.slowAnswers--;
      this.#held.push(given.resolve);
    } else given.resolve();
    request.signal.addEventListener("abort", () => given.reject(request.signal.reason));
    if (request.signal.aborted) given.reject(request.signal.reason);
    await inTheAir(given.promise);
    return exchange.response();
  }
}

/** One request and its answer in the shape that the simulator serves. */
class Exchange {
  readonly incoming: Incoming;
  readonly outgoing: Outgoing;
  #status: number | null = null;
  #headers: Record<string, string> = {};
  #body = "";
  #dropped = false;

  constructor({ method, headers }: Request, url: string, body: string) {
    this.incoming = Object.assign(Readable.from(body === "" ? [] : [Buffer.from(body)]), {
      method,
      url,
      headers: Object.fromEntries(headers),
      httpVersion: "1.1",
    }) as unknown as Incoming;
    this.outgoing = {
      destroyed: false,
      closed: false,
      writeHead: (status: number, given: Record<string, string>) => {
        this.#status = status;
        this.#headers = given;
      },
      write: (half: Buffer, written: () => void) => {
        this.#body += half.toString("utf8");
        written();
      },
      end: (text: string) => {
        this.#body += text;
      },
    } as unknown as Outgoing;
  }

  get isHung(): boolean {
    return this.#status === null && !this.#dropped;
  }

  drop: Connection["destroy"] = () => {
    this.#dropped = true;
  };

  /** @throws TypeError as `fetch` does when the connection drops before an answer */
  response(): Response {
    if (this.#status === null) throw new TypeError("Failed to fetch");
    const cut = new ReadableStream<Uint8Array>({
      start: (controller) => {
        controller.enqueue(new TextEncoder().encode(this.#body));
        controller.error(new TypeError("network error"));
      },
    });
    return new Response(this.#dropped ? cut : this.#body || null, {
      status: this.#status,
      headers: this.#headers,
    });
  }
}
