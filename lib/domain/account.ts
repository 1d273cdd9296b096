import { z } from "zod";

export const Channel = z.strictObject({ id: z.int(), name: z.string(), sender: z.string() });
export type Channel = z.infer<typeof Channel>;

export const Account = z.strictObject({
  credit: z.number(),
  currency: z.string(),
  /** Postpaid accounts show a negative credit, which is no error. */
  postpaid: z.boolean(),
  channels: z.array(Channel),
});
export type Account = z.infer<typeof Account>;

/**
 * Whether it is time to top up.
 * @param limit in the account's currency; 0 never warns
 */
export const isLow = ({ credit, postpaid }: Pick<Account, "credit" | "postpaid">, limit: number): boolean =>
  !postpaid && limit > 0 && credit < limit;

/** What a practice copies from GoSMS's administration. */
export const Credentials = z.strictObject({ clientId: z.string().min(1), clientSecret: z.string().min(1) });
export type Credentials = z.infer<typeof Credentials>;

/** GoSMS's access token. */
export const Token = z.strictObject({
  value: z.string(),
  /** Milliseconds since the epoch. */
  expiresAt: z.number(),
});
export type Token = z.infer<typeof Token>;
