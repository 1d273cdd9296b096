import type { NetworkRule } from "../plugin-api/declared-calendar.ts";
import type { NetworkWrite } from "../plugin-api/network.ts";
import { search } from "./patterns.ts";

/** How long the calendar's server may take. */
export const answersWithin = 10_000;
/** Longer addresses are nobody's appointments. */
export const maxUrl = 4_000;
const maxFetched = 1_000_000;

/** As the page itself would ask its own server. Rejects when there is no answer in time. */
export async function askServer(url: string, stop: AbortSignal): Promise<NetworkWrite> {
  const startedAt = Date.now();
  const signal = AbortSignal.any([stop, AbortSignal.timeout(answersWithin)]);
  const answer = await fetch(url, { credentials: "include", redirect: "follow", signal });
  const response = await answer.text();
  return {
    id: 0,
    answerId: 0,
    method: "GET",
    url,
    body: null,
    status: answer.status,
    response: response.length <= maxFetched ? response : null,
    location: null,
    redirected: answer.redirected,
    startedAt,
    endedAt: Date.now(),
  };
}

/**
 * Lists that the page asked for before anybody watched are asked for once more, if asking changes nothing. The
 * browser tells of a request when it is over, so of some only later.
 */
export function catchUp(
  lists: readonly NetworkRule[],
  signal: AbortSignal,
  take: (answer: NetworkWrite) => void,
): void {
  const since = performance.now();
  const askAgain = (url: string): Promise<void> =>
    askServer(url, signal).then(
      (answer) => {
        if (!signal.aborted) take(answer);
      },
      () => {
        // The page will ask again by itself.
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
