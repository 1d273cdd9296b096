import type { Claim } from "../../domain/claims/claim.ts";
import type { Message } from "../../domain/outbox/message.ts";
import { noteClaims, type OpenClaim, openClaims } from "../../storage/open-claims.ts";
import { idsInState, messageById } from "../../storage/outbox-queries.ts";
import { storedSeen } from "../../storage/registry-seen.ts";
import type { OpenRegistry } from "../claims/open.ts";
import { passOver, RegistryFailure } from "../claims/registry.ts";
import { changing, claiming, claimOf, look, type Seen, seenIn } from "./claiming.ts";
import { recallBehind } from "./others.ts";

/**
 * The registry follows the rows: how a text ended is told to the other computers from what is on disk, as often as it
 * takes.
 */

/** Tells of all that is yet to be told. @throws RegistryFailure */
export async function settleOpen(open: OpenRegistry): Promise<void> {
  const claims = await openClaims();
  if (claims.size === 0) return;
  // Most of them stand as the others know, thousands perhaps: these are recognised without being read.
  const [scheduled, withdrawing, unknown] = await Promise.all(
    (["scheduled", "withdrawing", "unknown"] as const).map(allInState),
  );
  const standing: Record<string, ReadonlySet<string>> = {
    scheduled: new Set([...(scheduled ?? []), ...(withdrawing ?? [])]),
    unknown: new Set(unknown),
  };
  await settle(
    open,
    [...claims].flatMap(([id, { told }]) => (standing[told ?? ""]?.has(id) ? [] : id)),
  );
}

const allInState = (state: Message["state"]): Promise<string[]> =>
  idsInState(state, Number.MAX_SAFE_INTEGER, 1_000_000);

/**
 * The same of some rows.
 * @param known how their claims were seen last
 * @param canWait a moment, to share a question with others
 * @throws RegistryFailure
 */
export async function settle(
  open: OpenRegistry,
  ids: readonly string[],
  known: readonly Seen[] = [],
  canWait = false,
): Promise<void> {
  for (const id of ids) {
    const claim = (await openClaims()).get(id);
    const seen = known.find(({ key }) => key === claim?.key);
    // What nobody can read is told once somebody can.
    if (claim) await settleOne(open, id, claim, { known: seen, canWait }).catch(passOver);
  }
}

/** What the others are to hear of a row: `null` that it did not leave, `undefined` that nobody knows yet. */
export function outcomeOf({ state }: Pick<Message, "state">): Claim["state"] | null | undefined {
  switch (state) {
    case "planned":
    case "queued":
    case "held":
    case "skipped":
    case "rejected":
      return null;
    case "sending":
      return undefined;
    case "sent":
    case "unknown":
      return state;
    case "scheduled":
    case "withdrawing":
      return "scheduled";
  }
}

interface How {
  known: Seen | undefined;
  canWait: boolean;
}

async function settleOne(open: OpenRegistry, id: string, claim: OpenClaim, how: How): Promise<void> {
  const { told } = claim;
  const row = await messageById(id);
  // Of what nobody can read the claim stays as it is: nobody sends it.
  if (!row) return;
  const outcome = outcomeOf(row);
  if (outcome === undefined) return;
  const heard = outcome ?? "gone";
  if (heard !== told) {
    const { claims } = await tell(open, row, claim, outcome, how);
    if (row.calendarId !== "" && (outcome === "sent" || outcome === "unknown"))
      await recallBehind(open, row, claim, claims);
  }
  // What may still change stays open.
  const isOver = outcome === null || outcome === "sent";
  const after = isOver ? null : { ...claim, told: heard };
  await noteClaims([[id, after]], storedSeen(open.seen()), how.canWait);
}

const mostTries = 20;

/** @returns how the claims of its subject lie there since */
export async function tell(
  open: OpenRegistry,
  row: Message,
  { key, attempt }: OpenClaim,
  state: Claim["state"] | null,
  { known, canWait }: How = { known: undefined, canWait: false },
): Promise<Seen> {
  let seen = known ?? (await look(open, key));
  for (let tries = 0; tries < mostTries; tries++) {
    const before = seen.claims.claims.find((one) => one.attempt === attempt);
    // Of a row that was lost, what is left cannot be claimed anew.
    if (!before && (state === null || row.calendarId === "")) return seen;
    const after = state && {
      ...(before ?? (await claimedLate(open, row, state))),
      state,
      ...fromGateway(row),
    };
    const write =
      before || !after ? changing(seen, attempt, after) : claiming(seen, row, { ...after, attempt }, null);
    const { won, found } = await open.registry.change([write], [], canWait);
    seen = seenIn(key, found);
    if (won) return seen;
  }
  throw new RegistryFailure("unreachable", "everybody writes at once");
}

const claimedLate = async (open: OpenRegistry, row: Message, state: Claim["state"]): Promise<Claim> => ({
  ...(await claimOf(open, row, state)),
  // What is on its way just now is the newest.
  ...(state === "sending" ? {} : { at: row.createdAt, isLate: true }),
});

const fromGateway = ({ gatewayId }: Message): Partial<Claim> => (gatewayId === null ? {} : { gatewayId });
