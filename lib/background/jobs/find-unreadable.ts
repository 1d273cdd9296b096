import { browser } from "wxt/browser";
import { listSetAside, readEveryRow } from "../../storage/set-aside.ts";
import { onSetAside } from "../../storage/unreadable.ts";
import { attempt } from "../attempt.ts";
import { singleFlight } from "../single-flight.ts";
import type { Task } from "./scheduler.ts";

/** Finds rows of the outbox that cannot be read, so that a person learns of them. */

/** Which version has read every row. */
const key = "rowsRead";

const list = singleFlight(() => listSetAside(Date.now()), { trailing: true });

/** Lists each one that anybody comes upon. */
export const listenForUnreadable = (): void => onSetAside(() => attempt(list));

async function findUnreadable(): Promise<void> {
  await list();
  // Rows at rest are read by nobody. Another version may find in them what the one before did not.
  const { version } = browser.runtime.getManifest();
  if ((await browser.storage.local.get(key))[key] === version) return;
  await readEveryRow();
  await list();
  await browser.storage.local.set({ [key]: version });
}

/** At each start. */
export const unreadable: Task = { name: "unreadable", needsRecovery: true, run: findUnreadable };
