import { browser } from "wxt/browser";
import { z } from "zod";
import { RegistryProblem } from "../domain/claims/trouble.ts";
import { alone, unreadable, WorkstationAccess, Workstations } from "../domain/workstations.ts";
import { fieldsOf } from "./formats.ts";
import { storedItem } from "./local.ts";
import { underPolicy } from "./managed.ts";
import { loadWorkstationSecrets } from "./secrets.ts";

/** How this computer shares texts with others, and how the place where they agree is doing. */

export const workstationsItem = underPolicy(
  storedItem("workstations", fieldsOf(Workstations, alone, unreadable, mend)),
  ({ workstations }) => workstations,
);

function mend(): Workstations {
  return unreadable;
}

export async function changeWorkstations(change: Partial<Workstations>): Promise<void> {
  await navigator.locks.request("pipni:workstations", async () =>
    workstationsItem.save({ ...(await workstationsItem.load()), ...change }),
  );
}

/** In the session: whoever starts anew asks anew. */
const key = "registryTrouble";

/** Why nothing leaves, and since when, in milliseconds since the epoch. */
export const RegistryTrouble = z.object({ problem: RegistryProblem, since: z.int() });
export type RegistryTrouble = z.infer<typeof RegistryTrouble>;

const troubleIn = (stored: unknown): RegistryTrouble | null => RegistryTrouble.safeParse(stored).data ?? null;

export const loadTrouble = async (): Promise<RegistryTrouble | null> =>
  troubleIn((await browser.storage.session.get(key))[key]);

/** @returns whether that is news */
export async function noteTrouble(problem: RegistryProblem | null): Promise<boolean> {
  const before = await loadTrouble();
  if ((before?.problem ?? null) === problem) return false;
  const since = before?.since ?? Date.now();
  await browser.storage.session.set({ [key]: problem && { problem, since } });
  return true;
}

/** Calls back when that changes, in whichever context. Returns what ends it. */
export function watchTrouble(listener: (trouble: RegistryTrouble | null) => void): () => void {
  const onChanged = (changes: Record<string, { newValue?: unknown }>, area: string) => {
    const change = changes[key];
    if (area === "session" && change) listener(troubleIn(change.newValue));
  };
  browser.storage.onChanged.addListener(onChanged);
  return () => browser.storage.onChanged.removeListener(onChanged);
}

/** What a second computer needs to join; `null` where this one asks nobody. */
export async function loadWorkstationAccess(): Promise<WorkstationAccess | null> {
  const { mode, urls, user } = await workstationsItem.load();
  const secrets = await loadWorkstationSecrets();
  if (mode === "alone" || !secrets) return null;
  // In the order of what is read from a file, to be held against that.
  return WorkstationAccess.safeParse({ urls, user, ...secrets }).data ?? null;
}
