import { browser } from "wxt/browser";
import { listSetAside, readEveryRow } from "../../storage/set-aside.ts";
import { onSetAside } from "../../storage/unreadable.ts";
import { attempt } from "../attempt.ts";
import { recover } from "../sending/recovery.ts";
import { repeatedly } from "../single-flight.ts";

/** Finds rows of the outbox that cannot be read, so that a person learns of them. */

/** Which version has read every row. */
const key = "rowsRead";

const list = repeatedly(() => listSetAside(Date.now()));

export async function findUnreadable(): Promise<void> {
  onSetAside(() => attempt(list));
  await recover();
  await list();
  // Rows at rest are read by nobody. Another version may find in them what the one before did not.
  const { version } = browser.runtime.getManifest();
  if ((await browser.storage.local.get(key))[key] === version) return;
  await readEveryRow();
  await list();
  await browser.storage.local.set({ [key]: version });
}
