import { reasonOf } from "../../domain/site-reading/gate.ts";
import type { SiteReader } from "../../domain/site-reading/site-reading.ts";
import type { Health, Output } from "../../rpc/contract/index.ts";
import { rememberReadAt, wasReadAt } from "../../storage/read-places.ts";
import { loadReading } from "../../storage/site-readings.ts";
import { loadTab, saveTab } from "../../storage/tabs.ts";
import { attempt } from "../attempt.ts";
import { showTabBadge } from "../badge.ts";
import { tick } from "../jobs/index.ts";
import { requestReconciliation } from "../jobs/reconciliation.ts";
import { releaseUnconfirmed } from "../sending/by-itself.ts";
import { takeReader } from "../sites/reading.ts";
import { measureView, viewIn } from "../sites/view.ts";
import type { Caller } from "./server.ts";
import { loadWords } from "./words.ts";

/** How a calendar's page is doing: kept for its tab, and answered with why nothing leaves of it, where that is so. */

type Doubt = Output<"page.health">;

/** How much a frame knows of the calendar: it reads it, it has found it, or it shows none. */
function rankOf(health: Health): number {
  if (health.state === "reading") return 2;
  return health.plugin === null ? 0 : 1;
}

export async function takeHealth(
  told: Health,
  { tabId, frameId, site, address }: Caller<"calendar">,
): Promise<Doubt> {
  const last = await loadTab(tabId);
  // Of several frames of a page, the one with the calendar speaks for it; where none has one, the page itself.
  if (last?.health && last.frameId !== frameId) {
    const surplus = rankOf(last.health) - rankOf(told);
    if (surplus > 0) return null;
    if (surplus === 0 && rankOf(told) === 0 && frameId !== 0) return missedAt(site.id, address);
  }
  if (told.state !== "reading") {
    await saveTab(tabId, { frameId, siteId: site.id, health: told });
    await showTabBadge(tabId, true);
    return told.plugin === null ? missedAt(site.id, address) : null;
  }
  await rememberReadAt(site.id, address);
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
  const unread = await unreadIn(told);
  if (mayLeave) return unread;
  const doubt = await doubtAbout(reader);
  return unread ? { ...doubt, text: `${doubt.text} ${unread.title}.` } : doubt;
}

/** How many appointments are shown and could not be read: nothing will be told about them. */
async function unreadIn({ appointments, unread }: Extract<Health, { state: "reading" }>): Promise<Doubt> {
  if (unread === undefined) return null;
  const { common, notices } = await loadWords();
  const title = common.unreadAppointments(unread, appointments + unread);
  return { title, text: notices.reading.unread, tone: "bad", button: notices.reading.check };
}

/** No calendar is found. On another page of the site, such as a form to log in, that is as it should be. */
async function missedAt(siteId: string, address: string): Promise<Doubt> {
  if (!(await wasReadAt(siteId, address))) return null;
  const { title, text } = (await loadWords()).notices.missed;
  return { title, text, tone: "bad" };
}

/** Why nothing leaves of a calendar that can be read, in words for its page. */
async function doubtAbout(reader: SiteReader | null): Promise<NonNullable<Doubt>> {
  const { reading: words } = (await loadWords()).notices;
  const { ailment } = reader ?? {};
  return ailment
    ? { title: words.changed, text: words.ailments[ailment], tone: "bad", button: words.check }
    : { title: words.unconfirmed, text: words.confirmFirst, tone: "plain", button: words.check };
}
