import type { Answer } from "../../domain/claims/answer.ts";
import { type Claim, Claims, noClaims, withChange, withClaim } from "../../domain/claims/claim.ts";
import type { MessageEvent } from "../../domain/outbox/event.ts";
import type { Message } from "../../domain/outbox/message.ts";
import type { Reason, ReasonCode } from "../../domain/outbox/reason.ts";
import { fingerprintsOf } from "../claims/fingerprints.ts";
import type { OpenRegistry } from "../claims/open.ts";
import { entryIn, type Stored, type Write } from "../claims/registry.ts";

/** How a row's claims lie in the registry: read, written, and how long they are kept. */

/** A week after its appointment began, nothing can repeat a text any more: the past is never texted. */
const guardMs = 7 * 24 * 3600_000;

/** The claims of one subject, and the revision at which they were read. */
export interface Seen {
  key: string;
  revision: string | null;
  claims: Claims;
}

/** @throws UnreadableEntry */
export function seenIn(key: string, found: ReadonlyMap<string, Stored>): Seen {
  const stored = found.get(key);
  if (!stored) return { key, revision: null, claims: noClaims };
  // Otherwise nobody knows what it says, and it may be that the patient was told.
  return { key, revision: stored.revision, claims: entryIn(Claims, stored) };
}

export const look = async ({ registry }: OpenRegistry, key: string): Promise<Seen> =>
  seenIn(key, (await registry.lookUp([key])).found);

/** How long the claims must be kept because of a row. */
const untilOf = ({ appointment }: Message, { until }: Claims): number =>
  Math.max(until, (Date.parse(appointment.start) || 0) + guardMs, Date.now() + guardMs);

const writeOf = ({ key, revision }: Seen, claims: Claims): Write => ({
  key,
  value: JSON.stringify(claims),
  expects: revision,
  until: claims.until,
});

/** A row's own claim. */
export async function claimOf(
  { key, me, name }: Pick<OpenRegistry, "key" | "me" | "name">,
  row: Message,
  state: Claim["state"],
): Promise<Claim> {
  return {
    ...(await fingerprintsOf(key, row)),
    state,
    owner: me,
    by: name,
    attempt: row.id,
    at: Date.now(),
    ...(row.gatewayId === null ? {} : { gatewayId: row.gatewayId }),
    ...(row.schedule === null ? {} : { sendAt: row.schedule.sendAt, plannedAt: row.createdAt }),
  };
}

/** What a row tells of another computer's claim. */
export const reasonOf = (code: ReasonCode, { by, at }: Claim): Reason => ({ code, detail: by, at });

/** Of a claim that was sent. Its id at GoSMS lets this computer, too, ask what became of it. */
export const sentElsewhere = (claim: Claim): MessageEvent => ({
  type: "sentElsewhere",
  reason: reasonOf("sentElsewhere", claim),
  ...(claim.gatewayId === undefined ? {} : { gatewayId: claim.gatewayId }),
});

/** @param instead one of another computer that is gone, whose place it takes */
export const claiming = (seen: Seen, row: Message, made: Claim, instead: Claim | null): Write =>
  writeOf(seen, withClaim(seen.claims, made, untilOf(row, seen.claims), instead));

/** @param to `null` for what did not leave */
export const changing = (seen: Seen, attempt: string, to: Claim | null): Write =>
  writeOf(seen, withChange(seen.claims, attempt, to));

/** @param row about which the patient answered */
export const answering = (seen: Seen, row: Message, answers: Answer[]): Write =>
  writeOf(seen, { ...seen.claims, until: untilOf(row, seen.claims), answers });
