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

/** When somebody last said that the text is to leave; its beginning, where nobody has. */
function decidedAt({ createdAt, history }: Pick<Message, "createdAt" | "history">): number {
  const released = history.findLast(
    ({ state }, at) => state === "queued" && history[at - 1]?.state === "held",
  );
  return released?.at ?? createdAt;
}

/** Whether a text that left by itself would tell what was read before its calendar's reading became what it is. */
export const isReadOtherwise = (
  message: Pick<Message, "origin" | "createdAt" | "history">,
  reading: Pick<SiteReading, "since"> | null,
): boolean =>
  reading !== null &&
  (message.origin === "auto" || message.origin === "plan") &&
  decidedAt(message) < reading.since;
