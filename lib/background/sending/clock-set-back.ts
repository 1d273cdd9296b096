import { queuedBeyond } from "../../storage/outbox-queries.ts";
import { updateMessage } from "../../storage/outbox-store.ts";

/** A clock that is corrected by less than this delays a text by no more. */
const clockSlackMs = 60_000;

/** A clock that was set back must not make a text wait until it is as late again. */
export async function followClock(): Promise<void> {
  const now = Date.now();
  for (const { id, notBefore, updatedAt } of await queuedBeyond(now + clockSlackMs)) {
    if (updatedAt <= now + clockSlackMs) continue;
    const left = Math.max(0, notBefore - updatedAt);
    await updateMessage(id, { type: "clockSetBack", notBefore: now + left }, now);
  }
}
