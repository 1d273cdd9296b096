import { namesOfDay, namesOneOf } from "./day-names.ts";
import type { Snapshot } from "./snapshot.ts";

/** What the page asked its server for when it read what its calendar shows: a filter is part of the question. */

/** Requests of one reading come within this time of each other: one for each doctor, say. */
const together = 2_000;
const mostKept = 300;
const mostAtOnce = 20;

interface Question {
  url: string;
  /** On the page's own clock. */
  at: number;
  /** Of the answer; 0 where the browser does not tell. */
  status: number;
}

export interface Questions {
  /** The addresses by which a calendar's days were read last; `null` where none names the first of them. */
  of(shown: Shown): string[] | null;
  /** The server has answered none of them: that nothing is shown means nothing. */
  areRefused(shown: Shown): boolean;
}

type Shown = Pick<Snapshot, "view" | "from">;

/** By the browser's own books, so that nothing of the page has to be touched. */
export function watchQuestions(signal: AbortSignal): Questions {
  let asked: Question[] = [];
  const observer = new PerformanceObserver((list) => {
    for (const entry of list.getEntries() as PerformanceResourceTiming[])
      if (entry.initiatorType === "fetch" || entry.initiatorType === "xmlhttprequest")
        asked.push({ url: entry.name, at: entry.startTime, status: entry.responseStatus });
    asked = asked.slice(-mostKept);
  });
  observer.observe({ type: "resource", buffered: true });
  signal.addEventListener("abort", () => observer.disconnect());

  function lastAbout({ view, from }: Shown): Question[] {
    const names = namesOfDay(Date.parse(view.activeStart.slice(0, 10)), from);
    const about = asked.filter(({ url }) => namesOneOf(url, names));
    const last = about.at(-1)?.at ?? 0;
    return about.filter(({ at }) => last - at <= together);
  }

  return {
    of(shown) {
      const urls = new Set(lastAbout(shown).map(({ url }) => url.slice(0, 2_000)));
      return urls.size > 0 ? [...urls].slice(0, mostAtOnce) : null;
    },

    areRefused(shown) {
      const last = lastAbout(shown);
      return last.length > 0 && last.every(({ status }) => status >= 400);
    },
  };
}
