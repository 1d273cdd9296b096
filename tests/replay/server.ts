import type { IncomingMessage, ServerResponse } from "node:http";
import { readBody, sendText, startWebServer, type WebServer } from "../calendars/web-server.ts";
import type { Recorded, Recording } from "./recording.ts";

/** Answers a page's requests as its server did when they were recorded. */
export interface Replay extends AsyncDisposable {
  /** For Chromium's `--host-resolver-rules`: the recorded hosts are here, under their own names. */
  readonly hosts: readonly string[];
  /** What was asked for and is not in the recording, once each: `GET https://…`. */
  readonly misses: readonly string[];
  /** From now on answers are those that were recorded up to that moment, or else the next ones after it. */
  goTo(at: number): void;
  /** The next request that is the same gets this answer instead. */
  answerOnce(
    request: Pick<Recorded, "method" | "url">,
    answer: { status: number; type: string; body: string },
  ): void;
}

/** What is true of one connection, or was of the recorded body's packing. */
const dropped =
  /^(?:content-encoding|content-length|transfer-encoding|connection|keep-alive|alt-svc|strict-transport-security|date|set-cookie|cache-control|etag|last-modified)$/i;

/** Parameters that make an address new each time, and say nothing. */
const isBuster = (name: string, value: string): boolean =>
  /^(?:_|_dc|t|ts|cb|nocache|rnd|timestamp)$/i.test(name) && /^[\d.]{6,}$/.test(value);

function withoutBusters(address: string): string {
  const url = new URL(address);
  for (const [name, value] of [...url.searchParams]) if (isBuster(name, value)) url.searchParams.delete(name);
  return url.href;
}

/** Those that the request may mean: the very same, or else all but its body, or the number that keeps it fresh. */
function fitting(
  exchanges: readonly Recorded[],
  method: string,
  url: string,
  body: string | null,
): Recorded[] {
  const same = exchanges.filter((one) => one.method === method && one.url === url);
  const sameBody = same.filter((one) => (one.body ?? "") === (body ?? ""));
  if (sameBody.length > 0) return sameBody;
  if (same.length > 0) return same;
  const steady = withoutBusters(url);
  return exchanges.filter((one) => one.method === method && withoutBusters(one.url) === steady);
}

/** @param alias a host under which the page is to be had as well, as something that only looks like it */
export async function startReplay(recording: Recording, alias?: string): Promise<Replay> {
  const { exchanges, isSnapshot, address } = recording;
  const { hostname: own } = new URL(address);
  const misses = new Set<string>();
  const instead = new Map<string, { status: number; type: string; body: string }>();
  let moment = Number.POSITIVE_INFINITY;

  const handlerOf = (protocol: string) => async (req: IncomingMessage, res: ServerResponse) => {
    const method = req.method ?? "GET";
    const asked = new URL(req.url ?? "/", `${protocol}//${req.headers.host ?? "localhost"}`);
    if (asked.hostname === alias) asked.hostname = own;
    const url = asked.href;
    const body = (await readBody(req)) || null;
    const other = instead.get(`${method} ${url}`);
    if (other) {
      instead.delete(`${method} ${url}`);
      sendText(res, other.status, other.body, other.type);
      return;
    }
    const all = fitting(exchanges, method, url, body);
    const answer = all.findLast(({ at }) => at <= moment) ?? all[0];
    if (answer) return send(res, answer, isSnapshot);
    // What a browser asks for by itself.
    if (method === "OPTIONS") {
      res.writeHead(204, { ...anyOrigin(req), "access-control-allow-methods": "*" });
      res.end();
      return;
    }
    if (!new URL(url).pathname.endsWith("/favicon.ico")) misses.add(`${method} ${url}`);
    res.writeHead(404, { ...anyOrigin(req), "content-type": "text/plain; charset=utf-8" });
    res.end(`This request is not in the recording: ${method} ${url}\n`);
  };

  const stack = new AsyncDisposableStack();
  const servers = new Map<string, WebServer>();
  const serverFor = async (protocol: string): Promise<WebServer> => {
    const known = servers.get(protocol);
    if (known) return known;
    const server = await startWebServer({ tls: protocol === "https:" }, handlerOf(protocol));
    stack.defer(() => server.close());
    servers.set(protocol, server);
    return server;
  };
  const hosts = new Set<string>();
  for (const { url } of exchanges) {
    const { protocol, hostname, port } = new URL(url);
    const { port: here } = await serverFor(protocol);
    for (const name of hostname === own && alias !== undefined ? [own, alias] : [hostname])
      hosts.add(`MAP ${name}:${port || (protocol === "https:" ? 443 : 80)} 127.0.0.1:${here}`);
  }
  return {
    hosts: [...hosts],
    get misses() {
      return [...misses];
    },
    goTo(at) {
      moment = at;
    },
    answerOnce: ({ method, url }, answer) => void instead.set(`${method} ${url}`, answer),
    [Symbol.asyncDispose]: () => stack.disposeAsync(),
  };
}

/** A page of another origin may read that there is nothing. */
const anyOrigin = ({ headers: { origin } }: IncomingMessage): Record<string, string> =>
  origin === undefined
    ? {}
    : {
        "access-control-allow-origin": origin,
        "access-control-allow-credentials": "true",
        "access-control-allow-headers": "content-type, authorization, x-requested-with, x-csrf-token",
      };

function send(res: ServerResponse, { status, headers, type, content }: Recorded, isSnapshot: boolean): void {
  const sent = new Map<string, string[]>();
  for (const [name, value] of headers) {
    const key = name.toLowerCase();
    if (dropped.test(key) || key.startsWith(":")) continue;
    sent.set(key, [...(sent.get(key) ?? []), value.replace(/[\r\n]+/g, " ")]);
  }
  if (type !== "" && !sent.has("content-type")) sent.set("content-type", [type]);
  sent.set("cache-control", ["no-store"]);
  // Its scripts have run before it was saved, and would make another page of it now.
  if (isSnapshot) sent.set("content-security-policy", ["script-src 'none'"]);
  res.writeHead(status, Object.fromEntries(sent));
  res.end(status === 204 || status === 304 ? undefined : content);
}
