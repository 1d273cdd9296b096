import { expect, type Page } from "@playwright/test";
import { startFullCalendarPages } from "../../lib/plugins/fullcalendar/test/calendar/server.ts";
import { toStored } from "../../lib/storage/outbox-row.ts";
import type { StoredMessage } from "../../lib/storage/schema.ts";
import { launchChromium } from "../e2e/chromium.ts";
import { startGosms } from "../gosms/server.ts";
import { bound } from "../machine.ts";
import { sampleMessage } from "../unit/support/sample-message.ts";
import { events } from "./page-cost.ts";
import { type OwnTime, profiled } from "./profile.ts";
import { atMost, type Measure, median, spread } from "./report.ts";
import { wednesday } from "./week.ts";

/** What marks cost while a thousand appointments are in view, each with one of its own. */

const runs = 5;
const afterwardsMs = 1_000;
const day = wednesday.toString();

/** Each patient has confirmed. */
const rowsOf = (calendarId: string): StoredMessage[] =>
  events.map(({ id, title = "", start }) => {
    const at = Temporal.PlainDateTime.from(String(start)).toZonedDateTime("Europe/Prague").toInstant();
    const appointment = {
      id: String(id),
      start: at.toString({ smallestUnit: "second" }),
      end: null,
      allDay: false,
      title,
      patient: null,
    };
    const replies = [{ id: `odpověď ${id}`, text: "Ano", at: 2_000_000, verdict: "confirms" as const }];
    return toStored(sampleMessage({ calendarId, subject: `subject-${id}`, appointment, replies }));
  });

async function store(rows: StoredMessage[]): Promise<void> {
  const opened = await new Promise<IDBDatabase>((resolve, reject) => {
    const opening = indexedDB.open("pipni");
    opening.onsuccess = () => resolve(opening.result);
    opening.onerror = () => reject(opening.error);
  });
  const tx = opened.transaction("outbox", "readwrite");
  for (const row of rows) tx.objectStore("outbox").add(row);
  await new Promise<void>((resolve, reject) => {
    tx.oncomplete = () => resolve();
    tx.onabort = () => reject(tx.error);
  });
  opened.close();
}

/** Milliseconds that the scripts of the marks alone took. */
const ofMarks = ({ functions }: OwnTime): number =>
  functions.reduce((sum, [name, ms]) => (/(?:-marks|-drawn)\.js:/u.test(name) ? sum + ms : sum), 0);

async function costOf(page: Page, work: () => Promise<unknown>): Promise<number[]> {
  const session = await page.context().newCDPSession(page);
  const costs: number[] = [];
  for (let run = 0; run < runs; run++) {
    const own = await profiled(session, new URL(page.url()).origin, async () => {
      // The profiler knows the page by its own scripts, which hear of the pointer.
      await page.mouse.move(500, 400);
      await page.mouse.move(600, 500, { steps: 5 });
      await work();
      await page.waitForTimeout(afterwardsMs);
    });
    costs.push(ofMarks(own));
  }
  await session.detach();
  return costs;
}

export async function marks(): Promise<Measure[]> {
  await using gosms = await startGosms();
  await using pages = await startFullCalendarPages({ today: day, events });
  await using extension = await launchChromium({ gosms, calendars: [pages.url] });
  await extension.configure(gosms.account);
  await extension.enable(pages.url);
  await extension.call("sites.setMarks", { shown: true });
  const options = await extension.open("options.html");
  await options.evaluate(store, rowsOf(new URL(pages.url).origin));
  const page = await extension.context.newPage();
  await page.goto(pages.page("v6", { date: day }));
  const hosts = page.locator('[data-pipni="mark"]');
  const areAllThere = () => expect(hosts).toHaveCount(events.length, { timeout: bound(30_000) });
  await areAllThere();
  const drawing = await costOf(page, async () => {
    await page.evaluate(() => {
      for (const host of document.querySelectorAll('[data-pipni="mark"]')) host.remove();
    });
    await areAllThere();
  });
  const looking = await costOf(page, () => page.evaluate(() => document.body.append("…")));
  const scrolling = await costOf(page, async () => {
    for (let step = 0; step < 10; step++) await page.mouse.wheel(0, step < 5 ? 200 : -200);
  });
  if (median(drawing) === 0) throw new Error("nothing was measured: no code of the marks was seen");
  return [
    atMost(`1,000 marks drawn anew (${spread(drawing)})`, median(drawing), 10),
    atMost(`the page changed elsewhere (${spread(looking)})`, median(looking), 10),
    atMost(`the page was scrolled (${spread(scrolling)})`, Math.max(...scrolling), 0),
  ];
}
