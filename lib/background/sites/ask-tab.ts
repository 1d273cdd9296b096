import { browser } from "wxt/browser";
import { Health, type ToPage } from "../../rpc/contract/index.ts";
import { loadTab, saveTab } from "../../storage/tabs.ts";

/** By which clock a calendar's page shows an appointment; `null` for the browser's, and where nobody answers. */
export async function clockOf(
  { tabId, frameId }: { tabId: number; frameId: number },
  appointmentId: string,
): Promise<string | null> {
  const question: ToPage = { pipni: "clockOf", appointmentId };
  const answer: unknown = await browser.tabs.sendMessage(tabId, question, { frameId }).catch(() => null);
  return typeof answer === "string" ? answer : null;
}

/**
 * The tab shows another address. Where that is another page, what the one before told is no longer so; where the page
 * has only changed its address, its calendar is still there, and says so itself.
 * @returns whether it is
 */
export async function askTab(tabId: number): Promise<boolean> {
  const before = await loadTab(tabId);
  if (!before) return false;
  const question: ToPage = { pipni: "health" };
  const { frameId } = before;
  const answer: unknown = await browser.tabs.sendMessage(tabId, question, { frameId }).catch(() => null);
  const health = Health.safeParse(answer).data;
  if (health) return true;
  // Meanwhile the new page may have told of its own.
  if (JSON.stringify(await loadTab(tabId)) === JSON.stringify(before)) await saveTab(tabId, null);
  return false;
}
