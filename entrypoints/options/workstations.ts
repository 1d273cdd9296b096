import { signal } from "@preact/signals";
import type { WorkstationsActions, WorkstationsModel } from "../../components/options/workstations/model.ts";
import { alone } from "../../lib/domain/workstations.ts";
import { requestHosts } from "../../lib/permissions/hosts.ts";
import { call } from "../../lib/rpc/client.ts";
import { loadWorkstationSecrets } from "../../lib/storage/secrets.ts";
import { loadTrouble, workstationsItem } from "../../lib/storage/workstations.ts";

/** What the options page asks for several computers. @param refresh reads what it shows anew */
export const workstationsActions = (refresh: () => Promise<void>): WorkstationsActions => ({
  async test(access) {
    if (!(await requestHosts(access.urls))) return "refused";
    return call("workstations.test", access);
  },
  async join(access, name) {
    await call("workstations.join", { ...access, name });
    await refresh();
    return "joined";
  },
  async decide(change) {
    await call("workstations.decide", change);
    await refresh();
  },
});

export const workstations = signal<WorkstationsModel>({
  workstations: alone,
  hasPassword: false,
  trouble: null,
});

export async function readWorkstationsNow(): Promise<void> {
  const [stored, secrets, trouble] = await Promise.all([
    workstationsItem.load(),
    loadWorkstationSecrets(),
    loadTrouble(),
  ]);
  workstations.value = {
    workstations: stored,
    hasPassword: (secrets?.password ?? "") !== "",
    trouble: trouble?.problem ?? null,
  };
}
