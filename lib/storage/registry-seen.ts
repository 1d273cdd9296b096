import { browser } from "wxt/browser";
import { z } from "zod";

/** How far this computer has seen the place where several agree. On disk before a text leaves. */

export const RegistrySeen = z.object({
  /** Of the practice's settings: with others, another place may be meant. */
  stamp: z.int(),
  /** What the place calls itself; empty where it does not. */
  cluster: z.string(),
  /** The highest of its revisions, as a decimal number. */
  revision: z.string().regex(/^\d+$/u),
});
export type RegistrySeen = z.infer<typeof RegistrySeen>;

const key = "registrySeen";

/** @param stamp of the settings by which it is asked */
export async function loadRegistrySeen(stamp: number): Promise<RegistrySeen> {
  const stored = RegistrySeen.safeParse((await browser.storage.local.get(key))[key]).data;
  return stored?.stamp === stamp ? stored : { stamp, cluster: "", revision: "0" };
}

/** To be written together with something else. */
export const storedSeen = (seen: RegistrySeen): Record<string, unknown> => ({ [key]: seen });

/** The settings were changed, and the place is the same. */
export async function carrySeen(from: number, to: number): Promise<void> {
  const seen = await loadRegistrySeen(from);
  await browser.storage.local.set(storedSeen({ ...seen, stamp: to }));
}

/** Whatever it knows by now is taken for right. */
export const forgetRegistrySeen = (): Promise<void> => browser.storage.local.remove(key);
