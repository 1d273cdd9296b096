import { afterEach, beforeEach, vi } from "vitest";

export const realTimeout = setTimeout;

/**
 * For all tests of a file: the clock goes on only when one says so, and whoever waits for another computer, or for a
 * while, waits a moment.
 */
export function shortWaits(longestMs = 2): void {
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ["performance", "Date"] });
    vi.stubGlobal("setTimeout", (work: () => void, ms = 0) => realTimeout(work, Math.min(ms, longestMs)));
  });
  afterEach(() => {
    vi.useRealTimers();
    vi.unstubAllGlobals();
  });
}
