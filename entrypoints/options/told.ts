import { signal } from "@preact/signals";
import { browser } from "wxt/browser";
import type { OptionsActions, OptionsModel } from "../../components/options/model.ts";
import {
  areNotificationsAllowed,
  giveNotificationsBack,
  requestNotifications,
} from "../../lib/permissions/notifications.ts";
import { unreadNewsItem } from "../../lib/storage/news.ts";

/** What the browser may tell on the screen, and what an update brought. */

export const told = signal<Pick<OptionsModel, "areNotificationsAllowed" | "hasNews">>({
  areNotificationsAllowed: false,
  hasNews: false,
});

export async function readTold(): Promise<void> {
  const [isAllowed, version] = await Promise.all([areNotificationsAllowed(), unreadNewsItem.load()]);
  told.value = { areNotificationsAllowed: isAllowed, hasNews: version !== null };
}

/** What another window or the browser's own settings changed meanwhile. */
export function followTold(): void {
  const refresh = () => void readTold().catch(() => {});
  browser.permissions.onAdded.addListener(refresh);
  browser.permissions.onRemoved.addListener(refresh);
  unreadNewsItem.watch(refresh);
}

export const toldActions: Pick<OptionsActions, "allowNotifications" | "giveNotificationsBack" | "newsRead"> =
  {
    newsRead: () => unreadNewsItem.save(null),
    // Asked for at once, within the press.
    async allowNotifications() {
      const granted = await requestNotifications();
      await readTold();
      return granted ? "granted" : "refused";
    },
    async giveNotificationsBack() {
      await giveNotificationsBack();
      await readTold();
    },
  };
