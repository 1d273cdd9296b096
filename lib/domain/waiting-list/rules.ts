import { z } from "zod";

/** What a practice sets for its waiting list. */

export const WaitingListSettings = z.strictObject({
  /** What begins sooner is no longer offered, in hours. */
  noticeHours: z.int().min(0).max(168).default(4),
  /** So many people are asked about one time. */
  most: z.int().min(1).max(10).default(3),
  /** The offer, and the word that somebody else has it; empty for the text that comes with Pípni. */
  texts: z
    .strictObject({ offer: z.string().max(1000).default(""), taken: z.string().max(1000).default("") })
    .default({ offer: "", taken: "" }),
});
export type WaitingListSettings = z.infer<typeof WaitingListSettings>;

export const defaultWaitingList: WaitingListSettings = {
  noticeHours: 4,
  most: 3,
  texts: { offer: "", taken: "" },
};
