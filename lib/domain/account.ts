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
