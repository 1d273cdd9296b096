import { browser } from "wxt/browser";

/** Whether the browser lets Pípni show something on the screen. Asked for by a window, within a person's click. */

const permissions: ["notifications"] = ["notifications"];

export const areNotificationsAllowed = (): Promise<boolean> => browser.permissions.contains({ permissions });

/** Shows the browser's question, where it has one. Call it first thing in a click handler, before any `await`. */
export const requestNotifications = (): Promise<boolean> => browser.permissions.request({ permissions });

export async function giveNotificationsBack(): Promise<void> {
  await browser.permissions.remove({ permissions });
}
