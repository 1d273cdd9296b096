import type { NetworkWrite, PageReads } from "../plugin-api/network.ts";
import type { RequestKind } from "./wire.ts";

/**
 * Listens to the page's own requests without changing or delaying any of them: a failure in here is swallowed,
 * and every call goes through with the page's own arguments and gets the browser's own answer. There is no end to
 * it but the page's: others may have wrapped the wrappers.
 */
const maxBody = 256 * 1024;
/** Of what is read: by a plugin's wish, or over CalDAV. */
const maxRead = 1024 * 1024;
const readTimeout = 20_000;
/** So long after a write the page's reads may show what came of it; nobody asks about earlier ones. */
const interest = 15_000;
const maxReads = 20;

type Begun = Omit<NetworkWrite, "endedAt">;

/** Some calendars delete by GET, so an address that ends in `/delete` counts as a write. */
export const mayWrite = (method: string, url: string): boolean =>
  /^(POST|PUT|PATCH|DELETE|MOVE)$/.test(method) ||
  (method === "GET" && /\/(delete|remove|cancel)\/?$/i.test(url.replace(/[?#].*$/s, "")));

/** How calendars are read over CalDAV. */
export const readsDav = (method: string, url: string): boolean =>
  /^(REPORT|PROPFIND)$/.test(method) || (method === "GET" && /\.ics$/.test(url));

/** The body as text, where that can be had at once and without using it up. */
export function bodyText(body: unknown): string | null {
  let text: string | null = null;
  if (typeof body === "string") text = body;
  else if (body instanceof URLSearchParams) text = body.toString();
  else if (body instanceof FormData) {
    const fields = new URLSearchParams();
    for (const [name, value] of body) if (typeof value === "string") fields.append(name, value);
    text = fields.toString();
  }
  return text !== null && text.length <= maxBody ? text : null;
}

/** Reads at most `max` characters of an answer's copy; a stream that never ends is let go. */
async function readCopy(copy: Response, max: number): Promise<string | null> {
  const type = copy.headers.get("content-type") ?? "";
  if (/^(image|video|audio|font)\/|event-stream|octet-stream|zip|pdf/i.test(type)) return null;
  if (Number(copy.headers.get("content-length") ?? 0) > max) return null;
  if (!copy.body) return "";
  const reader = copy.body.getReader();
  const timer = setTimeout(() => void reader.cancel().catch(() => {}), readTimeout);
  const decoder = new TextDecoder();
  let text = "";
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return text + decoder.decode();
      text += decoder.decode(value, { stream: true });
      if (text.length > max) {
        void reader.cancel().catch(() => {});
        return null;
      }
    }
  } catch {
    return null;
  } finally {
    clearTimeout(timer);
  }
}

const absolute = (url: string): string => {
  try {
    return new URL(url, document.baseURI).href;
  } catch {
    return url;
  }
};

/** What is known of a request when it is sent. */
type Opened = Pick<NetworkWrite, "method" | "url" | "ifMatch" | "destination">;

function noteHeader(request: Opened, name: string, value: string): void {
  if (/^if-match$/i.test(name)) request.ifMatch = true;
  else if (/^destination$/i.test(name)) request.destination = absolute(value);
}

/** What the page's half keeps for its own use is none of the host's. */
export type ObservedKind = RequestKind | "dav";

/**
 * @param isWatched whether a plugin asked to see such a request, whatever it does
 * @param report gets every write, everything that is watched, and all that reads calendars over CalDAV, once, when
 *   it is over
 */
export function observeNetwork(
  scope: typeof globalThis,
  isWatched: (method: string, url: string) => boolean,
  report: (kind: ObservedKind, request: NetworkWrite) => void,
): PageReads {
  // Taken now: zone.js and its like put their own in its place, and theirs wake up the whole app.
  const { queueMicrotask } = scope;
  let count = 0;
  let mark = 0;
  let readsUntil = 0;
  /** By how many all of the page's requests are followed. */
  let followers = 0;
  let reads: Begun[] = [];

  /** `null` for a mere read. */
  const kindOf = (method: string, url: string): ObservedKind | null => {
    if (isWatched(method, url)) return "watched";
    if (mayWrite(method, url)) return "write";
    return readsDav(method, url) ? "dav" : null;
  };
  const maxOf = (kind: ObservedKind): number => (kind === "write" ? maxBody : maxRead);

  /** `null` for what is of no interest. */
  function begin(request: Opened, body: unknown, kind: ObservedKind | null): Begun | null {
    const startedAt = Date.now();
    const isRecent = followers > 0 || startedAt <= readsUntil;
    if (!kind && (request.method !== "GET" || !isRecent)) return null;
    const begun: Begun = {
      ...request,
      id: ++count,
      answerId: 0,
      body: bodyText(body),
      status: 0,
      response: null,
      location: null,
      redirected: false,
      startedAt,
    };
    if (!kind || followers > 0) reads = [...reads.slice(1 - maxReads), begun];
    queueMicrotask(() => {
      mark = count;
    });
    return begun;
  }

  function answered(begun: Begun, status: number, kind: ObservedKind | null): void {
    begun.answerId = ++count;
    begun.status = status;
    if (kind === "write") readsUntil = Date.now() + interest;
  }

  const finish = (kind: ObservedKind, request: Begun): void =>
    report(kind, { ...request, endedAt: Date.now() });

  function watchFetch(
    input: unknown,
    init: RequestInit | undefined,
    answer: Promise<Response>,
    copy: Request | null,
  ) {
    const request = input instanceof Request ? input : null;
    const method = String(init?.method ?? request?.method ?? "GET").toUpperCase();
    const url = absolute(request ? request.url : String(input));
    const kind = kindOf(method, url);
    const opened: Opened = { method, url };
    if (kind) {
      for (const [name, value] of new Headers(init?.headers ?? request?.headers))
        noteHeader(opened, name, value);
    }
    const begun = begin(opened, init?.body, kind);
    if (!begun) return;
    const body = copy ? copy.text().then(bodyText, () => null) : begun.body;
    answer.then(
      (response) => {
        answered(begun, response.status, kind);
        if (!kind) return;
        // First in line on this promise, so the page has not read the answer yet.
        const text = response.type === "opaque" ? null : readCopy(response.clone(), maxOf(kind));
        void Promise.all([body, text]).then(([sent, received]) =>
          finish(kind, {
            ...begun,
            body: sent,
            response: received,
            location: response.headers.get("location"),
            redirected: response.redirected,
          }),
        );
      },
      () => {
        if (kind) finish(kind, begun);
        else answered(begun, 0, kind);
      },
    );
  }

  /** Looks at every call before it goes through, and where asked to, at what it gave. */
  function watch<T extends object, K extends keyof T>(
    owner: T,
    name: K,
    look: (self: never, args: unknown[]) => ((result: never) => void) | undefined,
  ): void {
    const native = owner[name];
    if (typeof native !== "function") return;
    owner[name] = new Proxy(native, {
      apply(target, self, args: unknown[]) {
        let after: ReturnType<typeof look>;
        try {
          after = look(self as never, args);
        } catch {}
        const result: unknown = Reflect.apply(target, self, args);
        try {
          after?.(result as never);
        } catch {}
        return result;
      },
    });
  }

  watch(scope, "fetch", (_self, [input, init]) => {
    let copy: Request | null = null;
    // Only its own body tells what a Request object carries, and it is gone once sent.
    if (
      input instanceof Request &&
      kindOf(input.method, input.url) &&
      input.body &&
      !input.bodyUsed &&
      /json|urlencoded|text|xml|^$/i.test(input.headers.get("content-type") ?? "")
    ) {
      copy = input.clone();
    }
    return (answer: Promise<Response>) => watchFetch(input, init as RequestInit | undefined, answer, copy);
  });

  const opened = new WeakMap<XMLHttpRequest, Opened>();

  function watchXhr(xhr: XMLHttpRequest, sent: unknown) {
    const request = opened.get(xhr);
    if (!request) return;
    const kind = kindOf(request.method, request.url);
    const begun = begin(request, sent, kind);
    if (!begun) return;
    xhr.addEventListener("readystatechange", () => {
      // Long before the page takes the answer for complete.
      if (xhr.readyState >= 2 && begun.answerId === 0) answered(begun, xhr.status, kind);
    });
    if (!kind) return;
    xhr.addEventListener(
      "loadend",
      () => {
        try {
          let text: string | null = null;
          if (xhr.responseType === "" || xhr.responseType === "text") text = xhr.responseText;
          else if (xhr.responseType === "json") text = JSON.stringify(xhr.response);
          const sameOrigin = new URL(begun.url).origin === location.origin;
          finish(kind, {
            ...begun,
            status: xhr.status,
            response: text !== null && text.length <= maxOf(kind) ? text : null,
            // Asking for it across origins would write a warning to the page's console.
            location: sameOrigin ? xhr.getResponseHeader("location") : null,
            redirected: xhr.responseURL !== "" && xhr.responseURL !== begun.url.replace(/#.*$/s, ""),
          });
        } catch {}
      },
      { once: true },
    );
  }

  const prototype = scope.XMLHttpRequest?.prototype;
  if (prototype) {
    watch(prototype, "open", (xhr: XMLHttpRequest, [method, url]) => {
      opened.set(xhr, { method: String(method).toUpperCase(), url: absolute(String(url)) });
      return undefined;
    });
    watch(prototype, "setRequestHeader", (xhr: XMLHttpRequest, [name, value]) => {
      const request = opened.get(xhr);
      if (request) noteHeader(request, String(name), String(value));
      return undefined;
    });
    watch(prototype, "send", (xhr: XMLHttpRequest, [body]) => {
      watchXhr(xhr, body);
      return undefined;
    });
  }

  return {
    get mark() {
      return mark;
    },
    since: (id) => reads.filter((read) => read.id > id),
    follow(signal) {
      followers += 1;
      signal.addEventListener("abort", () => {
        followers -= 1;
      });
    },
  };
}
