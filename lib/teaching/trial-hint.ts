import { datesIn } from "../declarative/dates.ts";
import type { TrialHint } from "../domain/teaching.ts";
import type { NetworkWrite } from "../plugin-api/network.ts";
import { isTaken } from "./recording.ts";

/** A person needs so long to fill in a form. */
const fillsWithin = 30_000;
/** So long a page may take to show what its server has accepted. */
const showsWithin = 6_000;

interface Standing {
  asks: "create" | "move" | "cancel";
  /** That the page shows; empty where it does not say. */
  days: readonly string[];
  /** When the trial came to this phase. */
  since: number;
  at: number;
}

/** Why a trial has not gone on, as far as the page's requests tell; `null` where it is only waited for. */
export function hintOf(
  writes: readonly NetworkWrite[],
  { asks, days, since, at }: Standing,
): TrialHint | null {
  const last = writes.findLast(isTaken);
  if (!last) {
    if (writes.length > 0) return "refused";
    return at - since > fillsWithin ? "nothing" : null;
  }
  if (at - last.endedAt <= showsWithin) return null;
  if (asks !== "create") return asks === "move" ? "notMoved" : "stillShown";
  return isOfOtherDay(last, days) ? "otherDay" : "notShown";
}

function isOfOtherDay({ body }: NetworkWrite, days: readonly string[]): boolean {
  const [first] = days;
  if (first === undefined) return false;
  const told = datesIn(decode((body ?? "").replaceAll("+", " ")), first);
  return told.size > 0 && !days.some((day) => told.has(day));
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
