import { Fate, turnBy } from "../../domain/claims/fate.ts";
import type { Message } from "../../domain/outbox/message.ts";
import { loadTrouble, workstationsItem } from "../../storage/workstations.ts";
import { receiptKey } from "../claims/fingerprints.ts";
import { openRegistry } from "../claims/open.ts";
import { type Registry, RegistryFailure, type Revision, type Stored } from "../claims/registry.ts";
import type { Receipt } from "../gateway/gateway.ts";

/**
 * Which of a practice's computers asks GoSMS what became of a text: whoever claims it first when it is due. The others
 * learn it in the registry. A claim is gone after a while, so that another one takes over from whoever went away.
 */

const claimMs = 2 * 60_000;
/** As long as anything can be told of a text. */
const keptMs = 7 * 24 * 3600_000;
/** Whoever asked last asks again, and the others learn it a moment later. */
export const learnLaterMs = 20_000;
/** Somebody else may be quicker, and again. */
const mostTries = 3;

export type Turn =
  /** To be called with what GoSMS said, if anything, and when it is to be asked again. Never rejects. */
  | { type: "asks"; tell(receipt: Receipt | null, next: number | null): Promise<void> }
  | { type: "learns"; receipt: Receipt | null; next: number | null }
  /** Somebody is asking just now. */
  | { type: "waits" };

const byItself: Turn = { type: "asks", tell: async () => {} };

/** To ask twice does no harm: out of the others' reach each asks for itself. */
export async function takeTurn({
  gatewayId,
  appointment,
}: Pick<Message, "gatewayId" | "appointment">): Promise<Turn> {
  if (await loadTrouble()) return byItself;
  try {
    const { registry, key: secret, me } = await openRegistry(await workstationsItem.load());
    const key = await receiptKey(secret, gatewayId ?? "");
    // Mostly nobody has asked yet: then to claim it is all, and otherwise the answer says how things stand.
    let stored: Stored | undefined;
    for (let tries = 0; tries < mostTries; tries++) {
      const fate = fateIn(stored);
      const turn = turnBy(fate, Date.now(), me);
      if (turn === "learns" && fate) return { type: "learns", receipt: fate.receipt, next: fate.next };
      if (turn === "waits") return { type: "waits" };
      const receipt = fate?.receipt ?? null;
      const claim: Fate = { version: 1, state: "asking", owner: me, receipt, next: fate?.next ?? null };
      const put = await write(registry, key, claim, stored?.revision ?? null, Date.now() + claimMs);
      if (!put.won) {
        stored = put.stored;
        continue;
      }
      return {
        type: "asks",
        tell: (said, next) =>
          quietly(async () => {
            const until = Math.max(Date.parse(appointment.start) || 0, Date.now()) + keptMs;
            const told: Fate = { ...claim, state: "told", receipt: said ?? receipt, next };
            await write(registry, key, told, put.stored?.revision ?? null, until);
          }),
      };
    }
    return { type: "waits" };
  } catch (error) {
    if (error instanceof RegistryFailure) return byItself;
    throw error;
  }
}

export function fateIn(stored: Stored | undefined): Fate | null {
  try {
    return Fate.safeParse(JSON.parse(stored?.value ?? "null")).data ?? null;
  } catch {
    return null;
  }
}

/** @returns whether it was written, and what lies there since. Nobody waits for it. */
async function write(
  registry: Registry,
  key: string,
  fate: Fate,
  expects: Revision | null,
  until: number,
): Promise<{ won: boolean; stored: Stored | undefined }> {
  const value = JSON.stringify(fate);
  const { won, found } = await registry.change([{ key, value, expects, until }], [], true);
  return { won, stored: found.get(key) };
}

async function quietly(work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    console.error("receipts", error);
  }
}
