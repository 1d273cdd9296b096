import { browser } from "wxt/browser";
import { z } from "zod";
import { readableIn } from "./tolerant.ts";

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

let all: Promise<Map<string, OpenClaim>> | undefined;

const load = (): Promise<Map<string, OpenClaim>> =>
  (all ??= browser.storage.local.get(key).then((stored) => readableIn(OpenClaim, stored[key])));

/** By the row's id. */
export const openClaims = async (): Promise<ReadonlyMap<string, OpenClaim>> => load();

/** What is written beside the claims, with their next writing. */
let beside: Record<string, unknown> = {};
let timer: ReturnType<typeof setTimeout> | null = null;
/** So long what can wait does, in milliseconds. */
const waitMs = 500;

async function save(open: ReadonlyMap<string, OpenClaim>): Promise<void> {
  if (timer !== null) clearTimeout(timer);
  timer = null;
  const items = { ...beside, [key]: Object.fromEntries(open) };
  beside = {};
  await browser.storage.local.set(items);
}

/**
 * @param changes `null` where there is nothing left to tell
 * @param also what else is written at the same moment
 * @param canWait for the next one: that a worker which dies before tells the others once more does no harm
 */
export async function noteClaims(
  changes: readonly (readonly [id: string, claim: OpenClaim | null])[],
  also: Record<string, unknown> = {},
  canWait = false,
): Promise<void> {
  const open = await load();
  const before = JSON.stringify(changes.map(([id]) => open.get(id) ?? null));
  for (const [id, claim] of changes)
    if (claim) open.set(id, claim);
    else open.delete(id);
  if (JSON.stringify(changes.map(([, claim]) => claim)) === before) return;
  Object.assign(beside, also);
  if (canWait) timer ??= setTimeout(() => void save(open).catch(console.error), waitMs);
  else await save(open);
}
