import { addPlugin, checkPlugin, listPlugins, removePlugin, setPluginEnabled } from "../plugins/catalogue.ts";
import { tryPlugin } from "../plugins/trial.ts";
import { refreshSites } from "../sites/sites.ts";
import type { HandlersOf } from "./server.ts";

export const pluginsHandlers: HandlersOf<"plugins"> = {
  "plugins.list": listPlugins,
  "plugins.check": ({ json }) => checkPlugin(json),
  "plugins.try": ({ json }) => tryPlugin(json),
  "plugins.add": async ({ json }) => {
    const check = await addPlugin(json);
    if (check.ok) await refreshSites();
    return check;
  },
  "plugins.setEnabled": async ({ id, enabled }) => {
    await setPluginEnabled(id, enabled);
    await refreshSites();
    return null;
  },
  "plugins.remove": async ({ id }) => {
    await removePlugin(id);
    await refreshSites();
    return null;
  },
};
