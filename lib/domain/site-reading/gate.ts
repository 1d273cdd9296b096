import type { Message } from "../outbox/message.ts";
import type { Reason } from "../outbox/reason.ts";
import type { SiteReading, Standing } from "./site-reading.ts";

/** What keeps texts of a calendar from leaving: nobody has confirmed what is read there, or it is no longer so. */

export const reasonOf = (standing: Standing): Reason | null => {
  switch (standing) {
    case "own":
    case "confirmed":
      return null;
    case "unknown":
    case "unconfirmed":
      return { code: "unconfirmed" };
    case "changed":
      return { code: "readingChanged" };
  }
};

const releasedIn = ({ history }: Pick<Message, "history">) =>
  history.findLast(({ state }, at) => state === "queued" && history[at - 1]?.state === "held");

/** When somebody last said that the text is to leave; its beginning, where nobody has. */
const decidedAt = (message: Pick<Message, "createdAt" | "history">): number =>
  releasedIn(message)?.at ?? message.createdAt;

const leavesByItself = ({ origin }: Pick<Message, "origin">): boolean =>
  origin === "auto" || origin === "plan";

/** Whether a text waits while its calendar cannot be read: nobody has decided on it. */
export const waitsForReading = (message: Pick<Message, "origin" | "history">): boolean =>
  leavesByItself(message) && !releasedIn(message);

/** Whether a text that left by itself would tell what was read before its calendar's reading became what it is. */
export const isReadOtherwise = (
  message: Pick<Message, "origin" | "createdAt" | "history">,
  reading: Pick<SiteReading, "since"> | null,
): boolean => reading !== null && leavesByItself(message) && decidedAt(message) < reading.since;
