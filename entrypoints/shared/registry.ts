import type { RegistryState } from "../../components/ui/registry-notice.tsx";
import { loadTrouble, watchTrouble, workstationsItem } from "../../lib/storage/workstations.ts";

/** How the computers of a practice get on with each other; `null` where this one asks nobody. */
export async function readRegistry(): Promise<RegistryState | null> {
  const { mode, withoutAsking } = await workstationsItem.load();
  if (mode === "alone") return null;
  return { problem: (await loadTrouble())?.problem ?? null, withoutAsking };
}

/** Calls back with it at once, and whenever it changes. */
export function followRegistry(show: (state: RegistryState | null) => void): void {
  const read = () => void readRegistry().then(show, () => {});
  read();
  watchTrouble(read);
  workstationsItem.watch(read);
}
