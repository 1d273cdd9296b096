import { browser } from "wxt/browser";
import { livePort } from "../../domain/workstations.ts";
import { attempt } from "../attempt.ts";
import { tick } from "../jobs/index.ts";
import { LiveWatch } from "../sending/live.ts";

/** Watches what other computers do while a page of ours is open. Call synchronously at start. */
export function listenForLookers(): void {
  const watch = new LiveWatch(() => attempt(tick));
  browser.runtime.onConnect.addListener((port) => {
    const { name, sender } = port;
    if (name !== livePort || sender?.id !== browser.runtime.id) return;
    if (!sender.url?.startsWith(browser.runtime.getURL("/"))) return;
    watch.begin();
    // Each message keeps the worker from going to rest.
    port.onMessage.addListener(() => {});
    port.onDisconnect.addListener(() => watch.end());
  });
}
