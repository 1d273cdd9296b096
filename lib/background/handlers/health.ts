import { reasonOf } from "../../domain/site-reading/gate.ts";
import type { SiteReader } from "../../domain/site-reading/site-reading.ts";
import type { Health, Output } from "../../rpc/contract/index.ts";
import { loadReading } from "../../storage/site-readings.ts";
import { loadTab, saveTab } from "../../storage/tabs.ts";
import { attempt } from "../attempt.ts";
import { showTabBadge } from "../badge.ts";
import { tick } from "../jobs/index.ts";
import { requestReconciliation } from "../jobs/reconciliation.ts";
import { releaseUnconfirmed } from "../sending/unconfirmed.ts";
import { takeReader } from "../sites/reading.ts";
import { measureView, viewIn } from "../sites/view.ts";
import type { Caller } from "./server.ts";
import { loadWords } from "./words.ts";

/** How a calendar's page is doing: kept for its tab, and answered with why nothing leaves of it, where that is so. */

type Doubt = Output<"page.health">;

export async function takeHealth(told: Health, { tabId, frameId, site }: Caller<"calendar">): Promise<Doubt> {
  const last = await loadTab(tabId);
  // Another frame of the same page may hold the calendar; one that reads it is not outdone by one that does not.
  if (last && last.frameId !== frameId && last.health?.state === "reading" && told.state !== "reading")
    return null;
  if (told.state !== "reading") {
    await saveTab(tabId, { frameId, siteId: site.id, health: told });
    await showTabBadge(tabId, true);
    return null;
  }
  const { standing: before } = await loadReading(site.id);
  await saveTab(tabId, { frameId, siteId: site.id, health: told });
  const view = await viewIn(tabId, frameId, { brief: true });
  const measure = view && (await measureView(tabId, site.id, view));
  const { standing, reader } = await takeReader(site.id, told.plugin, measure);
  const mayLeave = reasonOf(standing) === null;
  await showTabBadge(tabId, !mayLeave);
  if (standing === "own" && before !== "own") await releaseUnconfirmed(site.id);
  // A page tells as well that nothing has changed but what stands there.
  if (JSON.stringify(last?.health) !== JSON.stringify(told)) {
    await requestReconciliation();
    attempt(tick);
  }
  return mayLeave ? null : doubtAbout(reader);
}

/** Why nothing leaves of a calendar that can be read, in words for its page. */
async function doubtAbout(reader: SiteReader | null): Promise<Doubt> {
  const { reading: words } = (await loadWords()).notices;
  const { ailment } = reader ?? {};
  return ailment
    ? { title: words.changed, text: words.ailments[ailment], tone: "bad", button: words.check }
    : { title: words.unconfirmed, text: words.confirmFirst, tone: "plain", button: words.check };
}
