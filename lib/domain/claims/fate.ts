import { z } from "zod";
import { Delivery } from "../outbox/message.ts";

/**
 * What GoSMS said became of a text, as the computers of a practice tell it each other, so that one of them asks. How many
 * answers there are, and none of their words: whoever wants them asks GoSMS for that one text.
 */

export const Fate = z.object({
  version: z.literal(1),
  /** `asking`: somebody is at it just now. It is kept no longer than that takes. */
  state: z.enum(["asking", "told"]),
  /** The computer that asks, or asked last. */
  owner: z.string(),
  /** `null` where GoSMS has not told yet. */
  receipt: z
    .object({
      delivery: Delivery,
      price: z.number().nullable(),
      currency: z.string().nullable(),
      replies: z.int().nonnegative(),
      channel: z.number().nullable(),
    })
    .nullable(),
  /** When GoSMS is to be asked again, by the clock of whoever asked; `null` for not any more. */
  next: z.int().nonnegative().nullable(),
});
export type Fate = z.infer<typeof Fate>;

/** Nobody lets this much time pass between two questions: a clock is wrong. */
const longestMs = 2 * 24 * 3600_000;

/**
 * Whose turn it is to ask.
 * @param now milliseconds since the epoch
 * @param me this computer's id
 */
export function turnBy(fate: Fate | null, now: number, me: string): "asks" | "learns" | "waits" {
  // Whoever asked last knows from its own row when to ask again, and has died where it still seems to ask.
  if (!fate || fate.owner === me) return "asks";
  if (fate.state === "asking") return "waits";
  if (fate.next === null) return "learns";
  return now >= fate.next || fate.next - now > longestMs ? "asks" : "learns";
}
