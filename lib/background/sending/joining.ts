import type { RegistryProblem } from "../../domain/claims/trouble.ts";
import type { WorkstationAccess } from "../../domain/workstations.ts";
import type { Input } from "../../rpc/contract/index.ts";
import { carrySeen, forgetRegistrySeen } from "../../storage/registry-seen.ts";
import { loadWorkstationSecrets, saveWorkstationSecrets } from "../../storage/secrets.ts";
import { changeWorkstations, noteTrouble, workstationsItem } from "../../storage/workstations.ts";
import { Etcd } from "../claims/etcd.ts";
import { newSecret } from "../claims/fingerprints.ts";
import { prefixOf } from "../claims/open.ts";
import { RegistryFailure } from "../claims/registry.ts";

/** How a computer begins to agree with others on what is sent, and how it ends. */

type Given = Pick<WorkstationAccess, "urls" | "user"> & {
  /** Empty: the one that is stored. */
  password: string;
};

export type RegistryTest = { ok: true; version: string } | { ok: false; problem: RegistryProblem };

/** Tries what is typed on the options page, without storing any of it. */
export async function testRegistry({ urls, user, password: typed }: Given): Promise<RegistryTest> {
  const password = typed || ((await loadWorkstationSecrets())?.password ?? "");
  const etcd = new Etcd({ urls, user, password, prefix: prefixOf(user) });
  try {
    return { ok: true, ...(await etcd.test(Date.now)) };
  } catch (error) {
    if (error instanceof RegistryFailure) return { ok: false, problem: error.problem };
    throw error;
  }
}

/**
 * From now on nothing leaves without being claimed.
 * @param secret the practice's; `null` for the one that is here, or a new one where there is none
 */
export async function join(
  { urls, user, password }: Given,
  { name, secret }: { name: string | null; secret: string | null },
): Promise<void> {
  const stored = await loadWorkstationSecrets();
  const before = await workstationsItem.load();
  await saveWorkstationSecrets({
    password: password || (stored?.password ?? ""),
    secret: secret ?? stored?.secret ?? newSecret(),
  });
  await forgetRegistrySeen();
  await changeWorkstations({
    ...{ mode: "shared", urls, user, withoutAsking: false, isPublished: false },
    name: name ?? before.name,
    id: before.id || crypto.randomUUID(),
    stamp: before.stamp + 1,
  });
  await noteTrouble(null);
}

/** What a person decides for this computer alone. */
export async function decideHere(decided: Input<"workstations.decide">): Promise<void> {
  const before = await workstationsItem.load();
  const stamp = before.stamp + 1;
  if (decided.acceptsOlder) await forgetRegistrySeen();
  else await carrySeen(before.stamp, stamp);
  await changeWorkstations({
    mode: decided.mode ?? before.mode,
    sends: decided.sends ?? before.sends,
    name: decided.name ?? before.name,
    withoutAsking: decided.withoutAsking ?? before.withoutAsking,
    stamp,
    // What it has forgotten is told anew before anything leaves.
    isPublished: before.isPublished && !decided.acceptsOlder,
  });
  if (decided.mode === "alone" || decided.acceptsOlder) await noteTrouble(null);
}
