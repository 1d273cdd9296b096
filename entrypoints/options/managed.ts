import { signal } from "@preact/signals";
import type { ManagedModel } from "../../components/options/model.ts";
import { loadManaged, watchManaged } from "../../lib/storage/managed.ts";

/** What an administrator has set, as the options page shows it. */

export const managed = signal<ManagedModel>({ fields: [], sites: [], problems: [] });

export async function readManaged(): Promise<void> {
  const { settings, workstations, sites, problems } = await loadManaged();
  managed.value = {
    fields: [
      ...settings.map(({ path }) => path.join(".")),
      ...workstations.map(({ path }) => ["workstations", ...path].join(".")),
    ],
    sites: sites.map(({ origin }) => origin),
    problems,
  };
}

export const followManaged = (): unknown => watchManaged(() => void readManaged().catch(() => {}));
