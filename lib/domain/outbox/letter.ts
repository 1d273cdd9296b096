/**
 * A letter: what a person writes to one patient, and no appointment is its reason. As every row is about one, it has one
 * of its own, in no calendar: nobody comes to it, and it "begins" when nobody will answer to the letter any more.
 */

/** In place of a calendar. */
export const letters = "letters";

export const isLetter = ({ calendarId }: { calendarId: string }): boolean => calendarId === letters;

const answerableMs = 7 * 24 * 3600_000;

/**
 * Until when answers to a letter are looked for: an ISO instant.
 * @param now milliseconds since the epoch
 * @param least not before this moment, in the same
 */
export const answerableUntil = (now: number, least = 0): string =>
  Temporal.Instant.fromEpochMilliseconds(Math.max(now + answerableMs, least)).toString({
    smallestUnit: "second",
  });

/** What waits for longer may be out of place by then: it no longer leaves. In milliseconds. */
export const staleMs = 24 * 3600_000;
