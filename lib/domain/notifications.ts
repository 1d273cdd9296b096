import { z } from "zod";

/** What a person hears at once, on the screen, whatever they are looking at. */

export const notificationKinds = ["answer", "unknown", "unread", "stopped"] as const;
export type NotificationKind = (typeof notificationKinds)[number];

export const NotificationSettings = z.strictObject({
  /** A patient has answered, and nobody has read it. */
  answer: z.boolean(),
  /** Whether a text left is not known. */
  unknown: z.boolean(),
  /** A calendar is no longer read. */
  unread: z.boolean(),
  /** No text leaves, for a reason that concerns all of them. */
  stopped: z.boolean(),
  /** Whether patients are named: whoever stands at the desk sees the screen, too. */
  names: z.boolean(),
});
export type NotificationSettings = z.infer<typeof NotificationSettings>;

export const noNotifications: NotificationSettings = {
  answer: false,
  unknown: false,
  unread: false,
  stopped: false,
  names: false,
};

/** Something that is amiss. */
export interface Matter {
  kind: NotificationKind;
  /** Tells it from others of its kind, for as long as it lasts. */
  id: string;
  /** The patient's or the calendar's; for `stopped` the sentence that says why. */
  name: string;
}

export const matterKey = ({ kind, id }: Pick<Matter, "kind" | "id">): string => `${kind}:${id}`;

/**
 * @param matters all that is amiss now
 * @param told keys of what was told before
 * @param isOpen whether it cannot be said just now if a matter of before is over
 * @returns the kinds with something new, and what counts as told from now on
 */
export function newsOf(
  matters: readonly Matter[],
  told: readonly string[],
  isOpen: (key: string) => boolean,
): { kinds: NotificationKind[]; told: string[] } {
  const before = new Set(told);
  const now = matters.map(matterKey);
  const fresh = matters.filter((matter) => !before.has(matterKey(matter)));
  return {
    kinds: notificationKinds.filter((kind) => fresh.some((matter) => matter.kind === kind)),
    told: [...new Set([...now, ...told.filter(isOpen)])],
  };
}
