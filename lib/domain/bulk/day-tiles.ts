import { isUnreachable } from "../outbox/call-list.ts";
import { canSend, isFailed, type Line } from "./lines.ts";

/** What a day comes down to at the desk: who has been reminded, who answered what, and whom to call. */

export const dayTiles = ["reminded", "confirmed", "declines", "call"] as const;
export type DayTile = (typeof dayTiles)[number];

/** @returns the tiles that count the appointment; it may be several, or none */
export function tilesOf(line: Line): ReadonlySet<DayTile> {
  const { row, message, blocked } = line;
  const { knows } = row;
  const verdict = knows?.answer?.verdict;
  const is: Record<DayTile, boolean> = {
    reminded: isReminded(line),
    confirmed: verdict === "confirms",
    declines: verdict === "declines",
    call:
      verdict === "declines" ||
      (message !== null && isFailed(message)) ||
      (row.appointment.patient !== null && !canSend(line) && blocked !== null && isUnreachable(blocked)),
  };
  return new Set(dayTiles.filter((tile) => is[tile]));
}

/** By any door, and of the time that the calendar says now. */
function isReminded({ row, message }: Line): boolean {
  if (message?.kind === "reminder" && message.state === "sent" && message.delivery !== "undelivered")
    return true;
  const believes = row.knows?.believes;
  return (
    believes?.what === "at" &&
    believes.kind === "reminder" &&
    !believes.isUnknown &&
    believes.start === row.appointment.start
  );
}
