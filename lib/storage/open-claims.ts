import { browser } from "wxt/browser";
import { z } from "zod";

/**
 * Claims of which the other computers are yet to hear how they ended. On disk before the text leaves, for the worker may
 * die in between.
 */

export const OpenClaim = z.object({
  /** Where the claims of its subject lie. */
  key: z.string(),
  /** Names it among the claims of its subject: the row that left, here or on another computer. */
  attempt: z.string(),
  /** What the others have last heard, `gone` for what did not leave; `null` where nobody knows whether they have. */
  told: z.string().nullable(),
});
export type OpenClaim = z.infer<typeof OpenClaim>;

const key = "openClaims";
const All = z.record(z.string(), OpenClaim).catch({});

let all: Promise<Map<string, OpenClaim>> | undefined;

const load = (): Promise<Map<string, OpenClaim>> =>
  (all ??= browser.storage.local
    .get(key)
    .then((stored) => new Map(Object.entries(All.parse(stored[key] ?? {})))));

/** By the row's id. */
export const openClaims = async (): Promise<ReadonlyMap<string, OpenClaim>> => load();

/**
 * @param changes `null` where there is nothing left to tell
 * @param beside what else is written at the same moment
 */
export async function noteClaims(
  changes: readonly (readonly [id: string, claim: OpenClaim | null])[],
  beside: Record<string, unknown> = {},
): Promise<void> {
  const open = await load();
  const before = JSON.stringify(changes.map(([id]) => open.get(id) ?? null));
  for (const [id, claim] of changes)
    if (claim) open.set(id, claim);
    else open.delete(id);
  if (JSON.stringify(changes.map(([, claim]) => claim)) === before) return;
  await browser.storage.local.set({ ...beside, [key]: Object.fromEntries(open) });
}
