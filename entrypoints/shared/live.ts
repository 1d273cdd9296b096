import { type Browser, browser } from "wxt/browser";
import { livePort, type Workstations } from "../../lib/domain/workstations.ts";
import { workstationsItem } from "../../lib/storage/workstations.ts";

/** While this page is looked at, the background watches what the practice's other computers do. */

/** The background's worker goes to rest after half a minute without a message. */
const pingMs = 20_000;
const reconnectMs = 2000;

let port: Browser.runtime.Port | null = null;
let isShared = false;

function settle(): void {
  const isWanted = isShared && document.visibilityState === "visible";
  if (!isWanted) {
    port?.disconnect();
    port = null;
  } else if (!port) {
    port = browser.runtime.connect({ name: livePort });
    port.onDisconnect.addListener(() => {
      port = null;
      setTimeout(settle, reconnectMs);
    });
  }
}

/** Until the page is closed. Where there are no other computers, nothing is asked. */
export function keepLive(): void {
  let known = 0;
  const follow = ({ mode, stamp }: Workstations) => {
    isShared = mode === "shared";
    // It may be another place by now.
    if (stamp !== known) {
      port?.disconnect();
      port = null;
    }
    known = stamp;
    settle();
  };
  void workstationsItem.load().then(follow, () => {});
  workstationsItem.watch(follow);
  document.addEventListener("visibilitychange", settle);
  setInterval(() => port?.postMessage(null), pingMs);
}
