import type { Message } from "../../domain/outbox/message.ts";
import { attentionInState } from "../../storage/outbox-queries.ts";
import { updateMessage } from "../../storage/outbox-store.ts";
import { account } from "./gosms-account.ts";

/** What the account says after a text whose outcome nobody knows: it helps a person to decide. */

/** Later than this, other texts have changed the credit, and it tells nothing of this one. */
const tellingMs = 15 * 60_000;
const againMs = 60_000;

const isOpen = ({ creditAfter, acknowledged, updatedAt }: Message): boolean =>
  creditAfter === null && !acknowledged && Math.abs(Date.now() - updatedAt) < tellingMs;

/** Asked whenever the background has done something. */
async function open(): Promise<Message[]> {
  const now = Date.now();
  return (await attentionInState("unknown", now - tellingMs, now + tellingMs)).filter(isOpen);
}

export async function askCredit(): Promise<void> {
  const rows = await open();
  if (rows.length === 0) return;
  const answer = await account({ fresh: true });
  if (!answer.ok) return;
  for (const { id } of rows)
    await updateMessage(id, { type: "creditAsked" }, Date.now(), { creditAfter: answer.value.credit });
}

/** When to ask once more, in milliseconds since the epoch; `null` when there is nothing to ask. */
export const nextCredit = async (): Promise<number | null> =>
  (await open()).length > 0 ? Date.now() + againMs : null;
