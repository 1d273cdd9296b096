import type { CDPSession } from "@playwright/test";
import { startFullCalendarPages } from "../calendars/fullcalendar/server.ts";
import { launchChromium } from "../e2e/chromium.ts";
import { startGosms } from "../gosms/server.ts";
import { atMost, type Measure } from "./report.ts";

const appointments = 1000;
const seconds = 10;

/** A week with a thousand appointments. */
const events = Array.from({ length: appointments }, (_, index) => {
  const minute = (index % 200) * 3;
  const day = 23 + Math.floor(index / 200);
  const time = `${String(7 + Math.floor(minute / 60)).padStart(2, "0")}:${String(minute % 60).padStart(2, "0")}:00`;
  return {
    id: index + 1,
    title: `Pacient ${index + 1}`,
    start: `2026-11-${day}T${time}`,
    patient: {
      id: index + 1,
      name: `Pacient ${index + 1}`,
      phone: `+420 601 ${String(index).padStart(6, "0")}`,
    },
  };
});

interface OwnTime {
  total: number;
  longest: number;
}

/** Samples that stand in the extension's own scripts, summed, and the longest run of them. */
async function profile(session: CDPSession, work: () => Promise<void>): Promise<OwnTime> {
  await session.send("Profiler.enable");
  await session.send("Profiler.setSamplingInterval", { interval: 200 });
  await session.send("Profiler.start");
  await work();
  const { profile: taken } = await session.send("Profiler.stop");
  const parents = new Map(
    taken.nodes.flatMap((node) => (node.children ?? []).map((child) => [child, node.id] as const)),
  );
  const nodes = new Map(taken.nodes.map((node) => [node.id, node]));
  const isOwn = (id: number | undefined): boolean => {
    for (let at = id; at !== undefined; at = parents.get(at)) {
      if (nodes.get(at)?.callFrame.url.startsWith("chrome-extension://")) return true;
    }
    return false;
  };
  let total = 0;
  let longest = 0;
  let run = 0;
  (taken.samples ?? []).forEach((sample, index) => {
    const elapsed = (taken.timeDeltas?.[index + 1] ?? 0) / 1000;
    run = isOwn(sample) ? run + elapsed : 0;
    if (run > 0) total += elapsed;
    longest = Math.max(longest, run);
  });
  return { total, longest };
}

/** What the extension takes of the page's main thread, with a thousand appointments on it. */
export async function pageCost(): Promise<Measure[]> {
  await using gosms = await startGosms();
  await using pages = await startFullCalendarPages({ today: "2026-11-25", events });
  await using extension = await launchChromium({ gosms, calendars: [pages.url] });
  await extension.configure(gosms.account);
  await extension.enable(pages.url);
  const page = await extension.context.newPage();
  const session = await extension.context.newCDPSession(page);
  const measures: Measure[] = [];
  for (const version of ["v6", "v7"] as const) {
    const { total, longest } = await profile(session, async () => {
      await page.goto(pages.page(version, { date: "2026-11-25" }));
      await page.getByRole("button", { name: "Hromadná SMS" }).waitFor();
      await page.waitForTimeout(seconds * 1000);
    });
    measures.push(
      atMost(
        `own main-thread time, ${appointments} appointments, first ${seconds} s (${version})`,
        total,
        50,
      ),
      atMost(`longest task of its own (${version})`, longest, 16),
    );
  }
  return measures;
}
