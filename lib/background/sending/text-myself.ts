import { parsePhone } from "../../domain/phone.ts";
import type { Input, Output } from "../../rpc/contract/index.ts";
import { firstStepsItem } from "../../storage/first-steps.ts";
import { loadSettings } from "../../storage/settings.ts";
import { gateway } from "./gosms-account.ts";

/**
 * A text that somebody sends to their own phone to see one arrive. It is about no appointment and no patient, so it has
 * no row in the outbox: whoever pressed the button waits for the answer.
 */
export async function textMyself({
  phone,
  text,
}: Input<"gateway.textMyself">): Promise<Output<"gateway.textMyself">> {
  const { sending } = await loadSettings();
  const parsed = parsePhone(phone, sending.countries);
  if (!parsed.ok) return { state: "notSent", reason: parsed.reason };
  if (sending.channel === null) return { state: "notSent", reason: { code: "credentialsMissing" } };
  const leave = await gateway.prepare({ text, phone: parsed.e164, channel: sending.channel });
  const outcome = await leave();
  if (outcome.type === "unknown") return { state: "unknown", reason: outcome.reason };
  if (outcome.type !== "accepted") return { state: "notSent", reason: outcome.reason };
  await firstStepsItem.save({ ...(await firstStepsItem.load()), ownText: true });
  return { state: "sent", phone: parsed.e164 };
}
