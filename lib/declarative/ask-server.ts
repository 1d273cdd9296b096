import type { DayRequest, RequestText } from "../domain/reading.ts";
import type { NetworkRule } from "../plugin-api/declared-calendar.ts";
import { search } from "./patterns.ts";

/** How long the calendar's server may take. */
export const answersWithin = 10_000;
/** Characters. A longer address has nothing to do with appointments. */
export const maxUrl = 4_000;
const maxFetched = 1_000_000;

/** Asks the page's server as the page itself would. Rejects if there is no answer in time. */
export async function askServer(
  url: string,
  stop: AbortSignal,
  { body, type }: Omit<DayRequest, "url"> = { body: null, type: "" },
): Promise<RequestText> {
  const startedAt = Date.now();
  const signal = AbortSignal.any([stop, AbortSignal.timeout(answersWithin)]);
  const method = body === null ? "GET" : "POST";
  const answer = await fetch(url, {
    credentials: "include",
    signal,
    method,
    body,
    ...(type && { headers: { "content-type": type } }),
  });
  const response = await answer.text();
  return {
    method,
    url,
    body,
    status: answer.status,
    response: response.length <= maxFetched ? response : null,
    location: null,
    redirected: answer.redirected,
    startedAt,
    endedAt: Date.now(),
  };
}

/**
 * Asks again for lists that the page requested before it was observed, if the request changes nothing. The browser
 * reports a request once it has finished, so some are reported only later.
 */
export function catchUp(
  lists: readonly NetworkRule[],
  signal: AbortSignal,
  take: (answer: RequestText) => void,
): void {
  const since = performance.now();
  const askAgain = (url: string): Promise<void> =>
    askServer(url, signal).then(
      (answer) => {
        if (!signal.aborted) take(answer);
      },
      () => {
        // The page itself will ask again.
      },
    );
  const observer = new PerformanceObserver((told) => {
    const missed = told.getEntries().filter(({ startTime }) => startTime <= since);
    for (const { method, url } of lists) {
      const last = missed.findLast(({ name }) => method === "GET" && search(url, name, maxUrl));
      if (last && new URL(last.name).origin === location.origin) void askAgain(last.name);
    }
  });
  observer.observe({ type: "resource", buffered: true });
  signal.addEventListener("abort", () => observer.disconnect());
}
