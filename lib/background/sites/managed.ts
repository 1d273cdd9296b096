import { loadManaged } from "../../storage/managed.ts";
import { type Site, sitesItem } from "../../storage/sites.ts";
import { refreshSites } from "./sites.ts";

/** Calendars that an administrator has set are among those of this computer, and on. A person allows their hosts. */
export async function takeManagedSites(): Promise<void> {
  const { sites } = await loadManaged();
  if (sites.length === 0) return;
  const stored = await sitesItem.load();
  const managed = new Map(
    sites.map(({ origin, name, plugin }): [string, Site] => {
      const before = stored.find((site) => site.origin === origin);
      const shown = name || before?.name || new URL(origin).host;
      return [
        origin,
        { id: origin, origin, name: shown, plugin: plugin ?? before?.plugin ?? null, enabled: true },
      ];
    }),
  );
  const others = [...managed.values()].filter(({ origin }) => stored.every((site) => site.origin !== origin));
  const all = [...stored.map((site) => managed.get(site.origin) ?? site), ...others];
  if (JSON.stringify(all) === JSON.stringify(stored)) return;
  await sitesItem.save(all);
  await refreshSites();
}
