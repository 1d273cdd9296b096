import type { Message } from "../../lib/domain/outbox/message.ts";
import { bound } from "../machine.ts";
import type { Received } from "./books.ts";
import type { Outage } from "./workstation.ts";

/** Whether anything left while the computer that sent it could not ask the others. */

/** What had its claim when the line broke may still leave: it waits for its permit, and is on its way. */
export const onTheWayMs = bound(2000);

/** Of what another computer sent, this one's row only says so. */
export const isSentFromHere = ({ history, reason }: Pick<Message, "history" | "reason">): boolean =>
  !reason?.code.endsWith("Elsewhere") &&
  history.findLastIndex(({ state }) => state === "sending") >
    history.findLastIndex(({ state }) => state === "queued");

interface Books {
  rows: readonly Message[];
  outages: readonly Outage[];
}

/** @returns the texts, and for how long it was looked at, all computers together */
export function sentOutOfReach(
  computers: readonly Books[],
  received: readonly Received[],
): { texts: string[]; ms: number } {
  const acceptedAt = new Map(received.map((one) => [`${one.phone} ${one.text}`, one.acceptedAt]));
  const texts: string[] = [];
  let ms = 0;
  for (const { rows, outages } of computers) {
    const looked = outages
      .map(({ from, to }) => ({ from: from + onTheWayMs, to }))
      .filter(({ from, to }) => from < to);
    ms += looked.reduce((sum, { from, to }) => sum + (to - from), 0);
    for (const { phone, text } of rows) {
      const at = acceptedAt.get(`${phone} ${text}`) ?? Number.NaN;
      if (looked.some(({ from, to }) => from <= at && at < to)) texts.push(`${phone}: ${text}`);
    }
  }
  return { texts, ms };
}
