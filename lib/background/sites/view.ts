import { browser } from "wxt/browser";
import { countShown } from "../../domain/site-reading/count.ts";
import { haveNewIds, idsSeen } from "../../domain/site-reading/lasting-ids.ts";
import type { Measure } from "../../domain/site-reading/site-reading.ts";
import { type ToPage, type Viewed, ViewListing } from "../../rpc/contract/index.ts";
import { loadLook, saveLook } from "../../storage/seen-ids.ts";

/** What the calendar in a frame shows just now; `null` where there is none that tells. */
export async function viewIn(
  tabId: number,
  frameId: number,
  { brief }: { brief: boolean },
): Promise<Viewed[] | null> {
  const question: ToPage = { pipni: "listView", brief };
  const answer: unknown = await browser.tabs.sendMessage(tabId, question, { frameId }).catch(() => null);
  return ViewListing.safeParse(answer).data ?? null;
}

/** Counts it. Once ids have not lasted that is remembered, until a person has looked for themselves. */
export async function measureView(tabId: number, siteId: string, shown: readonly Viewed[]): Promise<Measure> {
  const before = await loadLook(tabId);
  const ids = idsSeen(shown);
  const isSame = before?.siteId === siteId;
  const hasNewIds = isSame && (before.hasNewIds || haveNewIds(before.ids, ids));
  await saveLook(tabId, { siteId, ids, hasNewIds });
  return { ...countShown(shown), hasNewIds };
}
