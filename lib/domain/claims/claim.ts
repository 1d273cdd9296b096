import { z } from "zod";
import { Answer } from "./answer.ts";

/**
 * What the computers of a practice tell each other of one subject: which texts left for it, or are leaving, and by whom.
 * Fingerprints, states, times, ids of GoSMS and names of computers; nothing of a patient.
 */

export const Claim = z.object({
  /** Which text: see `Fingerprints`. */
  what: z.string(),
  alike: z.string(),
  news: z.string(),
  /**
   * - `claimed`: somebody is about to send it, and has not begun
   * - `sending`: somebody may have
   * - `scheduled`: GoSMS has it, and sends it later
   */
  state: z.enum(["claimed", "sending", "sent", "scheduled", "unknown"]),
  /** The computer, by its random id, and as people call it. */
  owner: z.string(),
  by: z.string().max(60),
  /** The row there: no two attempts have the same. */
  attempt: z.uuid(),
  /** When it was claimed, by that computer's clock, in milliseconds since the epoch: to be shown, never to decide by. */
  at: z.int().nonnegative(),
  /** Of a reminder: when it was planned, which may be days before. */
  plannedAt: z.int().nonnegative().optional(),
  /** It left unclaimed, or was forgotten since: it stands behind what was claimed after it had left. */
  isLate: z.boolean().optional(),
  gatewayId: z.string().max(200).optional(),
  sendAt: z.int().nonnegative().optional(),
});
export type Claim = z.infer<typeof Claim>;

/** Of one subject, in the order in which they were claimed. What did not leave is not among them. */
export const Claims = z.object({
  version: z.literal(1),
  /** So long they are kept, in milliseconds since the epoch. */
  until: z.int().nonnegative(),
  claims: z.array(Claim),
  /** What patients answered, as far as a person has read it. */
  answers: z.array(Answer).optional(),
});
export type Claims = z.infer<typeof Claims>;

export const noClaims: Claims = { version: 1, until: 0, claims: [] };

/** What tells one text of a subject from another, without saying anything of it. */
export interface Fingerprints {
  /** The appointment's start, the kind, and which of the reminders. */
  what: string;
  /** The same of a reminder whichever it is. */
  alike: string;
  /** That the appointment is at this time, or that it is not; empty for own words, which may say anything. */
  news: string;
}

/**
 * Whether one was claimed before another, as they stand in their list. Of what was told late the list does not say when
 * that was: then the clocks have to, of when each was decided.
 */
export function isBefore(claims: readonly Claim[], one: Claim, other: Claim): boolean {
  if (!one.isLate && !other.isLate) return claims.indexOf(one) < claims.indexOf(other);
  return (one.plannedAt ?? one.at) < (other.plannedAt ?? other.at);
}

/** Far more than one number ever hears of one appointment. */
const mostClaims = 60;

/** With a claim of one's own, in the place of what the same row or another's gone owner had begun. */
export function withClaim(
  { claims, ...rest }: Claims,
  made: Claim,
  until: number,
  instead: Claim | null,
): Claims {
  const others = claims.filter(
    (one) =>
      one.attempt !== made.attempt &&
      one.attempt !== instead?.attempt &&
      // What this computer has claimed for another row and never begun.
      !(one.owner === made.owner && one.state === "claimed" && one.alike === made.alike),
  );
  return { ...rest, until, claims: [...others, made].slice(-mostClaims) };
}

/** With one claim as it is by now; `null` for one that did not leave. */
export const withChange = ({ claims, ...rest }: Claims, attempt: string, to: Claim | null): Claims => ({
  ...rest,
  claims: claims.flatMap((one) => (one.attempt === attempt ? (to ?? []) : one)),
});
