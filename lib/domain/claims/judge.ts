import type { Claim, Claims, Fingerprints } from "./claim.ts";

/** Whether a text may leave from here, given what the practice's computers have told each other of its subject. */

export interface Wish extends Fingerprints {
  /** The row. */
  attempt: string;
  /** Whether it is one of the appointment's reminders by themselves, of each of which there is one at most. */
  isPlanned: boolean;
  /** What the patient knows if this is a move: the news of the time before; for a cancellation, of the time called off. */
  before: string | null;
  /** Whether a person wants it once more, or has let it go on, knowing of a claim of another computer. */
  knows(claim: Claim): boolean;
}

export type Verdict =
  /** It may be claimed. */
  | { type: "free" }
  /** This row has claimed it already, and has not begun to send. */
  | { type: "mine" }
  /** It left, or may have left: nobody sends it any more. */
  | { type: "told"; claim: Claim & { state: "sent" | "scheduled" | "unknown" } }
  /** Another computer is at it just now, or was when it went away. */
  | { type: "busy"; claim: Claim }
  /** Another computer has told the patient something that this one has not heard of. */
  | { type: "contradicted"; claim: Claim };

const isUnderWay = ({ state }: Claim): boolean => state === "claimed" || state === "sending";

/** @param me this computer's id */
export function judge({ claims }: Claims, wish: Wish, me: string): Verdict {
  const own = claims.find(({ attempt }) => attempt === wish.attempt);
  if (own?.state === "claimed") return { type: "mine" };
  if (own) return told(own);
  const same = sameAs(claims, wish);
  // Of what this computer sent itself, its own rows have decided already.
  if (same && same.owner !== me && !wish.knows(same) && !isUnderWay(same)) return told(same);
  // One at a time, so that a patient reads of an appointment in the order in which things happened to it.
  const busy = claims.find((one) => one.owner !== me && isUnderWay(one));
  if (busy) return { type: "busy", claim: busy };
  // What GoSMS is to send later has told nobody anything.
  const last = claims.findLast(({ state, news }) => news !== "" && (state === "sent" || state === "unknown"));
  const isNewHere =
    wish.news !== "" && last && last.owner !== me && last.news !== wish.news && last.news !== wish.before;
  return last && isNewHere && !wish.knows(last) ? { type: "contradicted", claim: last } : { type: "free" };
}

/** Whoever finds their own row in `sending` died there. */
const told = (claim: Claim): Verdict => {
  const { state } = claim;
  return {
    type: "told",
    claim: { ...claim, state: state === "sent" || state === "scheduled" ? state : "unknown" },
  };
};

/** The claim for the same text, as far as it still stands: told something else since, it is a new one. */
function sameAs(claims: readonly Claim[], wish: Wish): Claim | undefined {
  if (wish.isPlanned || wish.news === "") return claims.findLast(({ what }) => what === wish.what);
  const from = claims.findLastIndex(
    ({ news, state }) => news !== "" && news !== wish.news && (state === "sent" || state === "unknown"),
  );
  // A reminder that GoSMS is to send later stands wherever it was claimed.
  return claims.findLast((one, at) => one.alike === wish.alike && (at > from || one.state === "scheduled"));
}
