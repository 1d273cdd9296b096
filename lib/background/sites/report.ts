import { browser } from "wxt/browser";
import { z } from "zod";
import { CalendarReport, SeenFrame, SeenRequest } from "../../domain/calendar-report/report.ts";
import { loadTab } from "../../storage/tabs.ts";
import { manifests } from "../plugins/registry.ts";
import { enabledSite } from "./sites.ts";

const Frame = SeenFrame.omit({ requests: true });

/** Whatever the frames of a tab give, as far as it has the shape; frames of other sites are left out. */
async function framesOf<T>(
  tabId: number,
  world: "ISOLATED" | "MAIN",
  file: "/report.js" | "/report-traffic.js",
  look: () => unknown,
  shape: z.ZodType<T>,
): Promise<Map<number, T>> {
  const target = { tabId, allFrames: true };
  await browser.scripting.executeScript({ target, world, files: [file], injectImmediately: true });
  const results = await browser.scripting.executeScript({
    target,
    world,
    func: look,
    injectImmediately: true,
  });
  return new Map(
    results.flatMap(({ frameId, result }) => {
      const { data } = shape.safeParse(result);
      return data === undefined ? [] : [[frameId, data] as const];
    }),
  );
}

const lookAtPage = (): unknown => (globalThis as { pipniReport?: () => unknown }).pipniReport?.();

const lookAtTraffic = (): unknown =>
  (globalThis as { [key: symbol]: (() => unknown) | undefined })[Symbol.for("pipni.report")]?.();

/** @returns `null` where the calendar is open in no tab */
export async function reportCalendar(siteId: string): Promise<CalendarReport | null> {
  const site = await enabledSite(siteId);
  if (!site) return null;
  const { origin } = site;
  const tabs = (await browser.tabs.query({})).filter(({ url }) => url && URL.parse(url)?.origin === origin);
  // The one that was last looked at.
  const tab = tabs.toSorted((a, b) => (b.lastAccessed ?? 0) - (a.lastAccessed ?? 0))[0];
  if (tab?.id === undefined) return null;
  const requests = await framesOf(tab.id, "MAIN", "/report-traffic.js", lookAtTraffic, z.array(SeenRequest));
  const pages = await framesOf(tab.id, "ISOLATED", "/report.js", lookAtPage, Frame);
  const health = (await loadTab(tab.id))?.health ?? null;
  const plugin = health?.plugin;
  return CalendarReport.parse({
    pipni: "calendar-report",
    version: 1,
    of: browser.runtime.getManifest().version,
    health: health?.state ?? "unknown",
    plugin: !plugin ? "none" : manifests.some(({ id }) => id === plugin) ? plugin : "own",
    frames: [...pages].map(([frameId, page]) => ({
      ...page,
      requests: requests.get(frameId)?.slice(0, 100) ?? [],
    })),
  } satisfies CalendarReport);
}
