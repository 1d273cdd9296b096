import type { PageReads } from "../../plugin-api/index.ts";
import { loadsWithin } from "../waits.ts";
import { namesOneOf } from "./day-names.ts";

/** Milliseconds in which an app begins to ask for what it will show, or hands over what it was answered. */
const calm = 300;
/** The same where the first look finds nothing: what was asked before it is not known. */
const calmBeforeFirst = 4_000;
/** A request that does not name the days may be one that is never answered: a page waits for news by it. */
const patience = 5_000;

/** What a calendar shows: its days as text, how requests name the first of them, and whether it has any events. */
interface Shown {
  range: string;
  names: readonly string[];
  isEmpty: boolean;
}

export interface Loading {
  isLoading: boolean;
  /** The last request for these days failed. */
  hasFailed: boolean;
}

/**
 * Whether a calendar still waits for the events of the days that it shows. A library whose events are handed over by
 * an app does not know: it draws the next week at once, with whatever it has. So what the page asks its server from
 * then on has to be answered first.
 */
export function watchLoading(reads: PageReads, signal: AbortSignal): (shown: Shown, now: number) => Loading {
  reads.follow(signal);
  let last = "";
  /** Whatever the page asked since it last showed other days has a greater id. */
  let begun = 0;
  let turnedAt = 0;
  let quietSince: number | null = null;
  let isSettled = false;
  let isFirst = true;
  let mark = reads.mark;

  return ({ range, names, isEmpty }, now) => {
    if (range !== last) {
      isFirst = last === "";
      last = range;
      begun = mark;
      turnedAt = now;
      quietSince = null;
      isSettled = false;
    }
    mark = reads.mark;
    const asked = reads.since(begun);
    const about = asked.filter(({ url }) => namesOneOf(url, names));
    if (!isSettled) {
      const waitsFor = now - turnedAt < patience ? asked : about;
      if (now - turnedAt < loadsWithin && waitsFor.some(({ answerId }) => answerId === 0)) quietSince = null;
      else quietSince ??= now;
      const enough = isFirst && isEmpty ? calmBeforeFirst : calm;
      isSettled = quietSince !== null && now - quietSince >= enough;
    }
    const answered = about.findLast(({ method, answerId }) => method === "GET" && answerId > 0);
    return {
      isLoading: !isSettled,
      hasFailed: answered !== undefined && (answered.status === 0 || answered.status >= 400),
    };
  };
}
