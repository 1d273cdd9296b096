import type { Snapshot } from "./snapshot.ts";

/** What the page asked its server for when it read what its calendar shows: a filter is part of the question. */

/** Requests of one reading come within this time of each other: one for each doctor, say. */
const together = 2_000;
const mostKept = 300;
const mostAtOnce = 20;
const dayMs = 86_400_000;

interface Question {
  url: string;
  /** On the page's own clock. */
  at: number;
}

/**
 * By the browser's own books, so that nothing of the page has to be touched.
 * @returns the questions by which a calendar's days were read last; `null` where no address names the first of them
 */
export function watchQuestions(
  signal: AbortSignal,
): (shown: Pick<Snapshot, "view" | "from">) => string[] | null {
  let asked: Question[] = [];
  const observer = new PerformanceObserver((list) => {
    for (const entry of list.getEntries() as PerformanceResourceTiming[])
      if (entry.initiatorType === "fetch" || entry.initiatorType === "xmlhttprequest")
        asked.push({ url: entry.name, at: entry.startTime });
    asked = asked.slice(-mostKept);
  });
  observer.observe({ type: "resource", buffered: true });
  signal.addEventListener("abort", () => observer.disconnect());

  return ({ view, from }) => {
    const first = Date.parse(view.activeStart.slice(0, 10));
    // In UTC the first day may begin on the one before it.
    const days = [first, first - dayMs].map((day) => new Date(day).toISOString().slice(0, 10));
    const names = [...days.map((day) => day.replaceAll("-", "")), String(from / 1000)];
    const about = asked.filter(({ url }) => names.some((name) => url.replaceAll("-", "").includes(name)));
    const last = about.at(-1);
    if (!last) return null;
    const urls = about.filter(({ at }) => last.at - at <= together).map(({ url }) => url.slice(0, 2_000));
    return [...new Set(urls)].slice(0, mostAtOnce);
  };
}
