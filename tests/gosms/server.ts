import http from "node:http";
import http2 from "node:http2";
import https from "node:https";
import type { AddressInfo, Server } from "node:net";
import { Account, type AccountOptions } from "./account.ts";
import { GosmsApi } from "./api.ts";
import { RequestBook, type RequestRecord } from "./books.ts";
import { certificate } from "./certificate.ts";
import {
  type ControlParts,
  type GosmsState,
  isControlPath,
  reset,
  serveControl,
  stateOf,
} from "./control.ts";
import { type Endpoint, FaultBoard } from "./faults.ts";
import { type GatewayParts, serveApi } from "./gateway.ts";
import { Connections, type Incoming, type Outgoing } from "./http.ts";
import { MessageBook, type MessageRecord } from "./messages.ts";
import { DEFAULT_PRICES, normalizeNumber, type PriceList } from "./pricing.ts";
import type { Clock } from "./time.ts";

export interface GosmsOptions extends AccountOptions {
  /** 0, the default, takes a free one. */
  readonly port?: number;
  readonly phonesPort?: number;
  readonly tls?: boolean;
  /** On TLS only: offer HTTP/2 next to HTTP/1.1 (default true). */
  readonly http2?: boolean;
  readonly prices?: Partial<PriceList>;
  readonly now?: Clock;
  readonly sendMs?: number;
  readonly deliveryMs?: number;
  readonly staggerMs?: number;
  /** Every API answer comes this late. */
  readonly latencyMs?: number;
  /** `sendingInfo.status` of a message still waiting for its time; the real value is unknown. */
  readonly scheduledStatus?: string;
}

export interface Gosms extends AsyncDisposable {
  readonly port: number;
  /** Without a trailing slash. */
  readonly url: string;
  readonly phonesPort: number;
  readonly phonesUrl: string;
  readonly account: Account;
  readonly faults: FaultBoard;
  /** What its answers say of the time: ahead of the real one by so many milliseconds. */
  readonly clock: { aheadMs: number };
  readonly requests: readonly RequestRecord[];
  readonly messages: readonly MessageRecord[];
  /** The accepted messages to one number, deleted ones left out. */
  messagesTo(number: string): readonly MessageRecord[];
  requestsTo(endpoint: Endpoint): readonly RequestRecord[];
  /** A patient answers; throws when there is nothing to answer. */
  reply(from: string, text: string, messageId?: number): void;
  state(): GosmsState;
  reset(): void;
  close(): Promise<void>;
}

export async function startGosms(options: GosmsOptions = {}): Promise<Gosms> {
  const now = options.now ?? Date.now;
  const account = new Account(options, now);
  const timing = {
    sendMs: options.sendMs ?? 400,
    deliveryMs: options.deliveryMs ?? 1500,
    staggerMs: options.staggerMs ?? 100,
  };
  const messages = new MessageBook(now, timing, options.scheduledStatus ?? "SCHEDULED");
  const requests = new RequestBook(now);
  const faults = new FaultBoard();
  const closing = new AbortController();
  const control: ControlParts = { account, requests, messages, faults };
  const gateway: GatewayParts = {
    api: new GosmsApi(account, messages, { ...DEFAULT_PRICES, ...options.prices }, now),
    requests,
    faults,
    latencyMs: options.latencyMs ?? 0,
    closing: closing.signal,
  };

  const clock = { aheadMs: 0 };

  const gatewayConnections = new Connections();
  const phonesConnections = new Connections();

  const gatewayServer = await createServer(options, (req, res) => {
    const path = (req.url ?? "").replace(/[?#].*$/s, "");
    if (isControlPath(path)) return guarded(res, serveControl(control, req, res));
    const connection = gatewayConnections.of(req);
    if (!connection) return res.destroy();
    res.setHeader("date", new Date(now() + clock.aheadMs).toUTCString());
    guarded(res, serveApi(gateway, connection, req, res));
  });
  const phonesServer = http.createServer((req, res) => guarded(res, serveControl(control, req, res)));
  gatewayConnections.watch(gatewayServer);
  phonesConnections.watch(phonesServer);

  const close = async () => {
    closing.abort();
    const closed = [stopped(gatewayServer), stopped(phonesServer)];
    gatewayConnections.destroyAll();
    phonesConnections.destroyAll();
    await Promise.all(closed);
  };

  let port: number;
  let phonesPort: number;
  try {
    port = await listening(gatewayServer, options.port ?? 0);
    phonesPort = await listening(phonesServer, options.phonesPort ?? 0);
  } catch (error) {
    await close();
    throw error;
  }

  return {
    port,
    url: `${(options.tls ?? true) ? "https" : "http"}://127.0.0.1:${port}`,
    phonesPort,
    phonesUrl: `http://127.0.0.1:${phonesPort}/`,
    account,
    faults,
    clock,
    get requests() {
      return requests.all;
    },
    get messages() {
      return messages.all;
    },
    messagesTo(number) {
      const wanted = normalizeNumber(number) ?? number;
      return messages.all.filter((m) => m.deletedAt === null && m.recipients.includes(wanted));
    },
    requestsTo: (endpoint) => requests.all.filter((request) => request.endpoint === endpoint),
    reply(from, text, messageId) {
      const outcome = messages.reply(normalizeNumber(from) ?? from, text, messageId);
      if (outcome !== "recorded") throw new Error(`Cannot reply: ${outcome}`);
    },
    state: () => stateOf(control),
    reset() {
      clock.aheadMs = 0;
      reset(control);
    },
    close,
    [Symbol.asyncDispose]: close,
  };
}

type Listener = (req: Incoming, res: Outgoing) => void;

async function createServer(options: GosmsOptions, listener: Listener): Promise<Server> {
  // Longer than Node's 5 s: a test that waits must not meet a connection closed by accident.
  const keepAliveTimeout = 75_000;
  if (options.tls === false) return http.createServer({ keepAliveTimeout }, listener);
  const { key, cert } = await certificate();
  if (options.http2 === false) return https.createServer({ key, cert, keepAliveTimeout }, listener);
  const server = http2.createSecureServer({ key, cert, allowHTTP1: true });
  server.on("request", (req, res) => listener(req as unknown as Incoming, res as unknown as Outgoing));
  server.on("sessionError", () => {});
  return server;
}

function guarded(res: Outgoing, work: Promise<void>): void {
  work.catch((error: unknown) => {
    // A client that leaves in the middle of a body is no fault of the simulator.
    if (!(error instanceof Error && "code" in error && error.code === "ECONNRESET")) console.error(error);
    res.destroy();
  });
}

function listening(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", () => {
      server.off("error", reject);
      resolve((server.address() as AddressInfo).port);
    });
  });
}

function stopped(server: Server): Promise<void> {
  return new Promise((resolve) => server.close(() => resolve()));
}
