import { loadSettings, saveSettings } from "../../storage/settings.ts";
import { loadTab } from "../../storage/tabs.ts";
import { reportCalendar } from "../sites/report.ts";
import { enableSite, listSites, refreshSites, removeSite, setSiteEnabled } from "../sites/sites.ts";
import type { HandlersOf } from "./server.ts";

export const sitesHandlers: HandlersOf<"sites"> = {
  "sites.list": listSites,
  "sites.enable": enableSite,
  "sites.setEnabled": async ({ id, enabled }) => {
    await setSiteEnabled(id, enabled);
    return null;
  },
  "sites.setMarks": async ({ shown }) => {
    await saveSettings({ ...(await loadSettings()), marks: shown });
    await refreshSites();
    return null;
  },
  "sites.remove": async ({ id }) => {
    await removeSite(id);
    return null;
  },
  "sites.report": ({ id }) => reportCalendar(id),
  "sites.health": async ({ tabId }) => (await loadTab(tabId))?.health ?? null,
};
