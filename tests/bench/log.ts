import type { Page } from "@playwright/test";
import { type Extension, launchChromium } from "../e2e/chromium.ts";
import { startGosms } from "../gosms/server.ts";
import { atMost, forInformation, type Measure, median, ms, spread } from "./report.ts";
import { rowsOfToday, storedRows, totalRows } from "./rows.ts";

/** The popup and the log with a year of texts behind them. */

const batch = 5000;
const popups = 10;
const repeats = 5;

/** The log waits this long for the typist to go on; see its `log-section.tsx`. */
const typingPauseMs = 250;

async function seed(page: Page): Promise<void> {
  const now = Date.now();
  for (let from = 0; from < totalRows; from += batch) {
    await page.evaluate(
      async (rows) => {
        const opened = await new Promise<IDBDatabase>((resolve, reject) => {
          const opening = indexedDB.open("pipni");
          opening.onsuccess = () => resolve(opening.result);
          opening.onerror = () => reject(opening.error);
        });
        await new Promise<void>((resolve, reject) => {
          const tx = opened.transaction("outbox", "readwrite", { durability: "relaxed" });
          for (const row of rows) tx.objectStore("outbox").add(row);
          tx.oncomplete = () => resolve();
          tx.onabort = () => reject(tx.error);
        });
        opened.close();
      },
      storedRows(from, Math.min(from + batch, totalRows), now),
    );
  }
}

interface Shown {
  /** Milliseconds from the start of the navigation until the row was in the document, and until it was painted. */
  inDocument: number;
  painted: number;
  rows: number;
}

/** Opens one of the extension's pages and waits for a row. */
async function opened(extension: Extension, address: string, row: string): Promise<Shown> {
  const page = await extension.context.newPage();
  await page.addInitScript((selector) => {
    const state = globalThis as unknown as { shown?: Promise<Shown> };
    state.shown = new Promise((resolve) => {
      new MutationObserver((_, observer) => {
        const rows = document.querySelectorAll(selector).length;
        if (rows === 0) return;
        observer.disconnect();
        const inDocument = performance.now();
        requestAnimationFrame(() =>
          setTimeout(() => resolve({ inDocument, painted: performance.now(), rows })),
        );
      }).observe(document, { childList: true, subtree: true });
    });
  }, row);
  await page.goto(extension.url(address), { waitUntil: "commit" });
  const shown = await page.evaluate(() => (globalThis as unknown as { shown: Promise<Shown> }).shown);
  await page.close();
  return shown;
}

async function several<T>(times: number, run: () => Promise<T>): Promise<T[]> {
  const results: T[] = [];
  for (let time = 0; time < times; time++) results.push(await run());
  return results;
}

interface Act {
  selector: string;
  /** Left out for a press. */
  value?: string;
}

/** Milliseconds until the log shows what was asked of it. In the page, so that the driver's way there is not counted. */
async function answered(page: Page, act: Act): Promise<number> {
  return await page.evaluate(async ({ selector, value }) => {
    const log = document.querySelector(".log");
    const control = document.querySelector<HTMLInputElement | HTMLSelectElement | HTMLButtonElement>(
      selector,
    );
    if (!log || !control) throw new Error(`no ${selector}`);
    const done = new Promise<void>((resolve) => {
      new MutationObserver((records, observer) => {
        const wasBusy = records.some(({ oldValue }) => oldValue === "true");
        if (!wasBusy || log.getAttribute("aria-busy") === "true") return;
        observer.disconnect();
        resolve();
      }).observe(log, { attributeFilter: ["aria-busy"], attributeOldValue: true });
    });
    const started = performance.now();
    if (value === undefined) control.click();
    else {
      control.value = value;
      control.dispatchEvent(new Event("input", { bubbles: true }));
      control.dispatchEvent(new Event("change", { bubbles: true }));
    }
    await done;
    return performance.now() - started;
  }, act);
}

const status = ".filters select:has(option[value=undelivered])";
const search = ".filters input[type=search]";
const more = ".log-more button";

interface Question {
  what: string;
  /** Done before, unmeasured. */
  before?: Act;
  act: Act;
  /** Leaves things as they were. */
  after: Act | null;
  pause?: number;
}

const questions: readonly Question[] = [
  { what: "next page, of all rows", act: { selector: more }, after: null },
  {
    what: "filtered by state (3 % of the rows)",
    act: { selector: status, value: "undelivered" },
    after: { selector: status, value: "" },
  },
  {
    what: "next page, filtered",
    before: { selector: status, value: "undelivered" },
    act: { selector: more },
    after: { selector: status, value: "" },
  },
  ...[
    ["a surname, 1,000 rows", "vzornaova"],
    ["both names, 40 rows", "jana vzornaova"],
    ["a first name, 4,000 rows", "jana"],
    ["a number, one row", "601077700"],
  ].map(
    ([what, value = ""]): Question => ({
      what: `search for ${what}`,
      act: { selector: search, value },
      after: { selector: search, value: "" },
      pause: typingPauseMs,
    }),
  ),
];

async function asked(page: Page, { what, before, act, after, pause = 0 }: Question): Promise<Measure> {
  const times = await several(repeats, async () => {
    if (before) await answered(page, before);
    const time = await answered(page, act);
    if ((await page.locator(".log-table tbody tr").count()) === 0) throw new Error(`nothing found: ${what}`);
    if (after) await answered(page, after);
    return time - pause;
  });
  return forInformation(`log: ${what} (${spread(times)})`, ms(median(times)));
}

export async function log(): Promise<Measure[]> {
  await using gosms = await startGosms();
  await using extension = await launchChromium({ gosms, calendars: [] });
  await extension.configure(gosms.account);
  const seeder = await extension.open("help/cs.html");
  const began = performance.now();
  await seed(seeder);
  const seeding = performance.now() - began;
  await seeder.close();

  const popup = await several(popups, () => opened(extension, "popup.html", "ul.texts > li"));
  const [first] = popup;
  if (first?.rows !== rowsOfToday) throw new Error(`the popup shows ${first?.rows} texts`);
  const inDocument = popup.map((shown) => shown.inDocument);
  const painted = popup.map((shown) => shown.painted);
  const firstPage = await several(repeats, () =>
    opened(extension, "options.html#odeslane", ".log-table tbody tr"),
  );
  const firstPages = firstPage.map((shown) => shown.inDocument);
  const measures = [
    atMost(`popup: opened, today's list (${spread(inDocument)})`, median(inDocument), 150),
    forInformation(`popup: until painted (${spread(painted)})`, ms(median(painted))),
    forInformation(`log: opened, first page (${spread(firstPages)})`, ms(median(firstPages))),
  ];
  const page = await extension.open("options.html#odeslane");
  await page.locator(".log-table tbody tr").first().waitFor();
  for (const question of questions) measures.push(await asked(page, question));
  measures.push(forInformation(`(writing the ${totalRows} rows, once)`, `${(seeding / 1000).toFixed(1)} s`));
  return measures;
}
