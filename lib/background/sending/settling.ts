import type { Claim } from "../../domain/claims/claim.ts";
import type { Message } from "../../domain/outbox/message.ts";
import { noteClaims, type OpenClaim, openClaims } from "../../storage/open-claims.ts";
import { messageById } from "../../storage/outbox-queries.ts";
import type { OpenRegistry } from "../claims/open.ts";
import { RegistryFailure } from "../claims/registry.ts";
import { changing, claiming, claimOf, look } from "./claiming.ts";
import { recallBehind } from "./others.ts";

/**
 * The registry follows the rows: how a text ended is told to the other computers from what is on disk, as often as it
 * takes.
 */

/** Tells of all that is yet to be told. @throws RegistryFailure */
export async function settleOpen(open: OpenRegistry): Promise<void> {
  await settle(open, [...(await openClaims()).keys()]);
}

/** The same of some rows. @throws RegistryFailure */
export async function settle(open: OpenRegistry, ids: readonly string[]): Promise<void> {
  for (const id of ids) {
    const claim = (await openClaims()).get(id);
    if (claim) await settleOne(open, id, claim);
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

async function settleOne(open: OpenRegistry, id: string, claim: OpenClaim): Promise<void> {
  const { told } = claim;
  const row = await messageById(id);
  // Of what nobody can read the claim stays as it is: nobody sends it.
  if (!row) return;
  const outcome = outcomeOf(row);
  if (outcome === undefined) return;
  const heard = outcome ?? "gone";
  if (heard !== told) await tell(open, row, claim, outcome);
  if (heard !== told && row.calendarId !== "" && (outcome === "sent" || outcome === "unknown"))
    await recallBehind(open, row, claim.key, (await look(open, claim.key)).claims);
  // What may still change stays open.
  const isOver = outcome === null || outcome === "sent";
  await noteClaims([[id, isOver ? null : { ...claim, told: heard }]]);
}

const mostTries = 20;

async function tell(
  open: OpenRegistry,
  row: Message,
  { key, attempt }: OpenClaim,
  state: Claim["state"] | null,
): Promise<void> {
  for (let tries = 0; tries < mostTries; tries++) {
    const seen = await look(open, key);
    const before = seen.claims.claims.find((one) => one.attempt === attempt);
    // Of a row that was lost, what is left cannot be claimed anew.
    if (!before && (state === null || row.calendarId === "")) return;
    const after = state && { ...(before ?? (await claimOf(open, row, state))), state, ...fromGateway(row) };
    const write =
      before || !after ? changing(seen, attempt, after) : claiming(seen, row, { ...after, attempt }, null);
    if ((await open.registry.change([write])).won) return;
  }
  throw new RegistryFailure("unreachable", "everybody writes at once");
}

const fromGateway = ({ gatewayId }: Message): Partial<Claim> => (gatewayId === null ? {} : { gatewayId });
