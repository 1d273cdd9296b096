import { browser } from "wxt/browser";
import { refreshSites } from "./sites.ts";

/** This version runs for the first time. */
export async function runFirst(reason: string): Promise<void> {
  if (reason === "install") await browser.runtime.openOptionsPage();
  // The scripts of the version before are still in open calendars, and nobody answers them any more.
  if (reason === "update") await refreshSites();
}
