import type { RegistryProblem } from "../../domain/claims/trouble.ts";
import type { Workstations } from "../../domain/workstations.ts";
import { heldFor } from "../../storage/outbox-queries.ts";
import { updateMessage } from "../../storage/outbox-store.ts";
import {
  changeWorkstations,
  loadTrouble,
  noteTrouble,
  workstationsItem,
} from "../../storage/workstations.ts";
import { type OpenRegistry, openRegistry } from "../claims/open.ts";
import { RegistryFailure } from "../claims/registry.ts";
import { tellAnswers } from "./answers.ts";
import { followOthers } from "./others.ts";
import { publish } from "./publishing.ts";
import { tellRefusals } from "./refusals.ts";
import { freely, type Right, takeRight } from "./rights.ts";
import { settleOpen } from "./settling.ts";
import { byItself, outOfReach } from "./unasked.ts";

/** Whether this computer may send, and whom it asks first: nobody, unless the practice has set that up. */

export interface Agreement extends Disposable {
  /**
   * Whether anything may leave now. Tells the others first what they are yet to hear. Out of their reach it may not,
   * unless a person has decided so.
   */
  isReady(): Promise<boolean>;
  /**
   * @param canWait for another text's question, with which this one's goes
   * @returns `null` where the row waits: another computer is at it
   * @throws RegistryFailure where nobody can be asked
   */
  take(id: string, canWait: boolean): Promise<Right | null>;
}

/** As it is at any moment: what is set up counts at once. */
export async function followAgreement(): Promise<Agreement> {
  const followed = await workstationsItem.follow();
  return {
    isReady: () => isReady(followed.value),
    take: (id, canWait) => take(id, canWait, () => followed.value),
    [Symbol.dispose]: () => followed[Symbol.dispose](),
  };
}

async function isReady(workstations: Workstations): Promise<boolean> {
  try {
    const open = await openRegistry(workstations);
    if (!open.isShared) {
      if (workstations.sends && workstations.stamp > 0) await releaseShown();
      return true;
    }
    // Where it did not answer the last time, only an answer tells that it is back.
    if (workstations.withoutAsking || (await loadTrouble())) await open.registry.lookUp([]);
    await settleOpen(open);
    // Before it is compared: what the registry has not heard of would look taken back.
    if (!workstations.isPublished) {
      await publish(open);
      await changeWorkstations({ isPublished: true });
    }
    await tellAnswers(open);
    await tellRefusals(open, { all: false });
    await followOthers(open);
    await answers();
    // Back to asking, by itself.
    if (workstations.withoutAsking) await changeWorkstations({ withoutAsking: false });
    return true;
  } catch (error) {
    return (await fails(error)) && workstations.withoutAsking;
  }
}

async function take(id: string, canWait: boolean, current: () => Workstations): Promise<Right | null> {
  const workstations = current();
  const { mode, sends, withoutAsking, isPublished } = workstations;
  if (mode === "alone" && !sends)
    return { ...freely, instead: { event: { type: "hold", reason: { code: "onlyShows" } } } };
  let open: OpenRegistry | null = null;
  try {
    open = await openRegistry(workstations);
    if (!open.isShared) return byItself(id, workstations, current);
    return await takeRight(id, open, canWait);
  } catch (error) {
    await fails(error);
    if (!withoutAsking || !(error instanceof RegistryFailure)) throw error;
    // What leaves now is told to the others when they are reached again.
    if (isPublished) await changeWorkstations({ isPublished: false });
    return open ? outOfReach(id, open) : freely;
  }
}

const answers = (): Promise<unknown> => noteTrouble(null);

/** @returns whether it is the registry that failed */
async function fails(error: unknown): Promise<true> {
  if (!(error instanceof RegistryFailure)) throw error;
  const { problem }: { problem: RegistryProblem } = error;
  await noteTrouble(problem);
  return true;
}

/** What was held because this computer was only to show goes on by itself once it sends. */
async function releaseShown(): Promise<void> {
  for (const { id } of await heldFor("onlyShows", Number.MAX_SAFE_INTEGER))
    await updateMessage(id, { type: "release" }, Date.now());
}
