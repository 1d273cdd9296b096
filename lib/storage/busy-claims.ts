import { browser } from "wxt/browser";
import { z } from "zod";
import { readableIn } from "./tolerant.ts";

/**
 * Claims that other computers are at, as they were when this one saw them, and since when. In the session, for a worker
 * may stop between two looks, and whoever begins to count anew each time waits for ever.
 */

const key = "busyClaims";
const Busy = z.object({ revision: z.string().nullable(), since: z.number() });
type Busy = z.infer<typeof Busy>;

/** By then it was taken over, or has ended. */
const forgottenMs = 60 * 60_000;

let all: Promise<Map<string, Busy>> | undefined;

const load = (): Promise<Map<string, Busy>> =>
  (all ??= browser.storage.session.get(key).then((stored) => readableIn(Busy, stored[key])));

/**
 * For how long nothing has happened to a claim, in milliseconds, as far as this computer has seen. By its own clock:
 * where somebody sets that, it counts anew or too much, and whoever is taken for gone too soon loses nothing by it.
 *
 * @param place where it lies
 */
export async function unchangedFor(place: string, revision: string | null): Promise<number> {
  const busy = await load();
  const now = Date.now();
  const before = busy.get(place);
  if (before?.revision === revision && before.since <= now) return now - before.since;
  busy.set(place, { revision, since: now });
  for (const [one, { since }] of busy) if (now - since > forgottenMs) busy.delete(one);
  await browser.storage.session.set({ [key]: Object.fromEntries(busy) });
  return 0;
}
