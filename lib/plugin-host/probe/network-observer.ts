import type { NetworkWrite } from "../../plugin-api/network.ts";

/**
 * Listens to the page's own requests without changing or delaying any of them: a failure in here is swallowed,
 * and every call goes through with the page's own arguments and gets the browser's own answer.
 */
const maxBody = 256 * 1024;
const readTimeout = 20_000;

/** Some calendars delete by GET, so an address that ends in `/delete` counts as a write. */
export function mayWrite(method: string, url: string): boolean {
  switch (method) {
    case "POST":
    case "PUT":
    case "PATCH":
    case "DELETE":
      return true;
    case "GET":
      return /\/(delete|remove|cancel)\/?$/i.test(url.replace(/[?#].*$/s, ""));
    default:
      return false;
  }
}

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

/** Reads at most `maxBody` of an answer's copy; a stream that never ends is let go. */
async function readCopy(copy: Response): Promise<string | null> {
  const type = copy.headers.get("content-type") ?? "";
  if (/^(image|video|audio|font)\/|event-stream|octet-stream|zip|pdf/i.test(type)) return null;
  if (Number(copy.headers.get("content-length") ?? 0) > maxBody) return null;
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
      if (text.length > maxBody) {
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

export interface NetworkObserver {
  /** After it every call passes untouched and unseen. The wrappers stay: others may have wrapped them again. */
  stop(): void;
}

/** @param report gets every write once, when it is over. */
export function observeNetwork(
  scope: typeof globalThis,
  report: (write: NetworkWrite) => void,
): NetworkObserver {
  let active = true;
  let count = 0;

  const finish = (write: Omit<NetworkWrite, "endedAt">): void => {
    if (active) report({ ...write, endedAt: Date.now() });
  };

  function watchFetch(
    input: unknown,
    init: RequestInit | undefined,
    answer: Promise<Response>,
    copy: Request | null,
  ) {
    const request = input instanceof Request ? input : null;
    const method = String(init?.method ?? request?.method ?? "GET").toUpperCase();
    const url = absolute(request ? request.url : String(input));
    if (!mayWrite(method, url)) return;
    const started = {
      id: ++count,
      method,
      url,
      body: bodyText(init?.body),
      status: 0,
      response: null,
      location: null,
      redirected: false,
      startedAt: Date.now(),
    };
    const body = copy ? copy.text().then(bodyText, () => null) : Promise.resolve(started.body);
    answer.then(
      (response) => {
        // First in line on this promise, so the page has not read the answer yet.
        const text = response.type === "opaque" ? Promise.resolve(null) : readCopy(response.clone());
        void Promise.all([body, text]).then(([sent, received]) =>
          finish({
            ...started,
            body: sent,
            status: response.status,
            response: received,
            location: response.headers.get("location"),
            redirected: response.redirected,
          }),
        );
      },
      () => finish(started),
    );
  }

  const nativeFetch = scope.fetch;
  if (typeof nativeFetch === "function") {
    scope.fetch = new Proxy(nativeFetch, {
      apply(target, self, args: unknown[]) {
        let copy: Request | null = null;
        const [input, init] = args;
        if (active) {
          try {
            // Only its own body tells what a Request object carries, and it is gone once sent.
            if (
              input instanceof Request &&
              mayWrite(input.method, input.url) &&
              input.body &&
              !input.bodyUsed &&
              /json|urlencoded|text|xml|^$/i.test(input.headers.get("content-type") ?? "")
            ) {
              copy = input.clone();
            }
          } catch {}
        }
        const answer: unknown = Reflect.apply(target, self, args);
        if (active) {
          try {
            watchFetch(input, init as RequestInit | undefined, answer as Promise<Response>, copy);
          } catch {}
        }
        return answer;
      },
    });
  }

  interface Opened {
    method: string;
    url: string;
  }
  const opened = new WeakMap<XMLHttpRequest, Opened>();

  function watchXhr(xhr: XMLHttpRequest, sent: unknown) {
    const request = opened.get(xhr);
    if (!request || !mayWrite(request.method, request.url)) return;
    const started = {
      id: ++count,
      method: request.method,
      url: request.url,
      body: bodyText(sent),
      status: 0,
      response: null,
      location: null,
      redirected: false,
      startedAt: Date.now(),
    };
    xhr.addEventListener(
      "loadend",
      () => {
        if (!active) return;
        try {
          let text: string | null = null;
          if (xhr.responseType === "" || xhr.responseType === "text") text = xhr.responseText;
          else if (xhr.responseType === "json") text = JSON.stringify(xhr.response);
          const sameOrigin = new URL(request.url).origin === location.origin;
          finish({
            ...started,
            status: xhr.status,
            response: text !== null && text.length <= maxBody ? text : null,
            // Asking for it across origins would write a warning to the page's console.
            location: sameOrigin ? xhr.getResponseHeader("location") : null,
            redirected: xhr.responseURL !== "" && xhr.responseURL !== request.url.replace(/#.*$/s, ""),
          });
        } catch {}
      },
      { once: true },
    );
  }

  const prototype = scope.XMLHttpRequest?.prototype;
  if (prototype) {
    prototype.open = new Proxy(prototype.open, {
      apply(target, self: XMLHttpRequest, args: unknown[]) {
        if (active) {
          try {
            opened.set(self, { method: String(args[0]).toUpperCase(), url: absolute(String(args[1])) });
          } catch {}
        }
        return Reflect.apply(target, self, args);
      },
    });
    prototype.send = new Proxy(prototype.send, {
      apply(target, self: XMLHttpRequest, args: unknown[]) {
        if (active) {
          try {
            watchXhr(self, args[0]);
          } catch {}
        }
        return Reflect.apply(target, self, args);
      },
    });
  }

  return {
    stop() {
      active = false;
    },
  };
}
