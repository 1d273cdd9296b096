import { browser } from "wxt/browser";
import { hostPattern, isHostGranted } from "../../permissions/hosts.ts";
import { sitesItem } from "../../storage/sites.ts";
import { singleFlight } from "../single-flight.ts";

/** The entry in the menu of a right click. */

/** Its name, and that of the command in the manifest. */
export const bulkCommand = "bulk";

/** The entry is there on pages of calendars that are on and may be read, and nowhere else. */
export const refreshMenu = singleFlight(
  async (): Promise<void> => {
    if (!browser.contextMenus) return;
    const sites = (await sitesItem.load()).filter(({ enabled }) => enabled);
    const granted = await Promise.all(sites.map(({ origin }) => isHostGranted(origin)));
    const patterns = new Set(sites.filter((_, at) => granted[at]).map(({ origin }) => hostPattern(origin)));
    await browser.contextMenus.removeAll();
    if (patterns.size === 0) return;
    browser.contextMenus.create({
      id: bulkCommand,
      title: browser.i18n.getMessage("bulk"),
      contexts: ["page", "frame"],
      documentUrlPatterns: [...patterns],
    });
  },
  { trailing: true },
);
