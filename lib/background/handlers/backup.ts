import { Feed } from "../../domain/feeds/feed.ts";
import { Settings } from "../../domain/settings.ts";
import { putFeed } from "../../storage/feeds.ts";
import { saveCredentials, saveFeedAccess } from "../../storage/secrets.ts";
import { saveSettings } from "../../storage/settings.ts";
import { saveReading } from "../../storage/site-readings.ts";
import { sitesItem } from "../../storage/sites.ts";
import { refreshBadge } from "../badge.ts";
import { addPlugin, setPluginEnabled } from "../plugins/catalogue.ts";
import { join } from "../sending/joining.ts";
import { refreshSites } from "../sites/sites.ts";
import { applyDirectory } from "./directory-changes.ts";
import type { HandlersOf } from "./server.ts";

export const backupHandlers: HandlersOf<"backup"> = {
  "backup.restore": async ({
    settings,
    sites,
    readings,
    feeds,
    plugins,
    pluginsOff,
    credentials,
    workstations,
  }) => {
    // First whether anything leaves at all, and last what nothing could leave without.
    await saveSettings(Settings.parse(settings));
    if (workstations) {
      const { secret, ...given } = workstations;
      await join(given, { name: null, secret });
    }
    for (const id of pluginsOff) await setPluginEnabled(id, false);
    for (const json of plugins) await addPlugin(json);
    for (const reading of readings) await saveReading(reading);
    for (const { feed, access } of feeds) {
      // A feed without its address could not be read.
      if (access) await saveFeedAccess(feed.id, access);
      await putFeed(Feed.parse(feed));
    }
    const ids = new Set(sites.map(({ id }) => id));
    await sitesItem.save([...(await sitesItem.load()).filter(({ id }) => !ids.has(id)), ...sites]);
    if (credentials) await saveCredentials(credentials);
    await refreshSites();
    refreshBadge();
    await applyDirectory();
    return null;
  },
};
