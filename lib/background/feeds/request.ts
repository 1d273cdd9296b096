import type { FeedAccess } from "../../domain/feeds/feed.ts";
import { isHostGranted } from "../../permissions/hosts.ts";
import { FeedFailure, problemOf } from "./failure.ts";

/** Requests to a feed's server: with its password and no cookie, within bounds of time and size. */

const patienceMs = 20_000;
/** Twenty years of a busy practice. */
const mostBytes = 20 * 1024 * 1024;

/** Basic, as all of these servers take it; in UTF-8, for a password may have diacritics. */
function authorization({ user, password }: Omit<FeedAccess, "url">): Record<string, string> {
  if (user === "" && password === "") return {};
  const bytes = new TextEncoder().encode(`${user}:${password}`);
  return { Authorization: `Basic ${bytes.toBase64()}` };
}

/** The whole body, as long as it is not too much. */
async function bodyOf(response: Response): Promise<string> {
  if (Number(response.headers.get("content-length") ?? 0) > mostBytes) throw new FeedFailure("tooLarge");
  if (!response.body) return "";
  const decoder = new TextDecoder();
  let text = "";
  let size = 0;
  for await (const chunk of response.body) {
    size += chunk.byteLength;
    if (size > mostBytes) throw new FeedFailure("tooLarge");
    text += decoder.decode(chunk, { stream: true });
  }
  return text + decoder.decode();
}

/** Whether the server sends elsewhere. Browsers do not tell where, and refuse to follow where Pípni may not ask. */
async function isSentElsewhere(url: string, init: RequestInit): Promise<boolean> {
  try {
    return (await fetch(url, { ...init, redirect: "manual" })).type === "opaqueredirect";
  } catch {
    return false;
  }
}

/**
 * `fetch` for one feed, and for its host alone. Rejects with a `FeedFailure` for all that is no answer; an answer
 * comes whole.
 */
export function requestsOf(access: FeedAccess): typeof fetch {
  const { origin } = new URL(access.url);
  return async (input, init = {}) => {
    const url = input instanceof Request ? input.url : String(input);
    // A server may name other hosts in what it answers. Its password is not for them.
    if (new URL(url).origin !== origin) throw new FeedFailure("moved");
    if (!(await isHostGranted(origin))) throw new FeedFailure("permission");
    const headers = new Headers(init.headers);
    for (const [name, value] of Object.entries(authorization(access))) headers.set(name, value);
    const asked: RequestInit = {
      ...init,
      headers,
      credentials: "omit",
      cache: "no-store",
      referrerPolicy: "no-referrer",
      signal: AbortSignal.timeout(patienceMs),
    };
    try {
      const response = await fetch(url, asked);
      if (response.url !== "" && new URL(response.url).origin !== origin) throw new FeedFailure("moved");
      const problem = problemOf(response.status);
      if (problem) throw new FeedFailure(problem);
      const text = await bodyOf(response);
      const { status, statusText } = response;
      // A response that is made anew knows no address of its own.
      const whole = new Response([204, 304].includes(status) ? null : text, {
        status,
        statusText,
        headers: response.headers,
      });
      return Object.defineProperty(whole, "url", { value: response.url });
    } catch (error) {
      if (error instanceof FeedFailure) throw error;
      if (error instanceof DOMException && /^(?:TimeoutError|AbortError)$/u.test(error.name))
        throw new FeedFailure("timeout");
      throw new FeedFailure((await isSentElsewhere(url, asked)) ? "moved" : "network");
    }
  };
}
