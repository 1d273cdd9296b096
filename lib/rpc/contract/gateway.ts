import { z } from "zod";
import { Account, Channel } from "../../domain/account.ts";
import { Reason } from "../../domain/outbox/reason.ts";
import { procedure } from "./procedure.ts";

/** The practice's account at GoSMS. */

export const TestResult = z.discriminatedUnion("ok", [
  z.strictObject({ ok: z.literal(true), account: Account, channel: Channel.nullable() }),
  z.strictObject({ ok: z.literal(false), reason: Reason, account: Account.nullable() }),
]);
export type TestResult = z.infer<typeof TestResult>;

export const gatewayProcedures = {
  "gateway.test": procedure({
    from: "extension",
    needsRecovery: false,
    /** Empty fields fall back to what is stored. */
    input: z.strictObject({ clientId: z.string(), clientSecret: z.string(), channel: z.int().nullable() }),
    output: TestResult,
  }),
  /** Credit and channels; `fresh` asks GoSMS even if the last answer is under a minute old. */
  "gateway.account": procedure({
    from: "extension",
    needsRecovery: false,
    input: z.strictObject({ fresh: z.boolean() }),
    output: TestResult,
  }),
  /** Sends one text at once, to the phone of whoever asks. Never repeated: `unknown` means that nobody can tell. */
  "gateway.textMyself": procedure({
    from: "extension",
    needsRecovery: false,
    input: z.strictObject({ phone: z.string().max(50), text: z.string().min(1).max(1000) }),
    output: z.discriminatedUnion("state", [
      z.strictObject({ state: z.literal("sent"), phone: z.string() }),
      z.strictObject({ state: z.enum(["notSent", "unknown"]), reason: Reason }),
    ]),
  }),
};
