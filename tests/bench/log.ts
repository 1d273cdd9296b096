import { readFile } from "node:fs/promises";
import type { Page } from "@playwright/test";
import type { Extension } from "../e2e/chromium.ts";
import { opened, popupTimes, several } from "./large-log.ts";
import { atMost, forInformation, type Measure, median, ms, spread } from "./report.ts";
import { daysOfYear, rowsOfYear } from "./rows.ts";

/** The popup and the log. */

const repeats = 5;
/** What stays however little is to be kept: each row's appointment is two days after it, and a week has to pass. */
const youngRows = Math.ceil((rowsOfYear / daysOfYear) * (2 + 7 + 1));
/** Three that wait for a person, and the last five. */
const shownInPopup = 8;

/** The log waits this long for the typist to go on; see its `log-section.tsx`. */
const typingPauseMs = 250;

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

export async function log(extension: Extension): Promise<Measure[]> {
  const popup = await popupTimes(extension);
  const [first] = popup;
  if (first?.rows !== shownInPopup) throw new Error(`the popup shows ${first?.rows} texts`);
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
  measures.push(...(await byPeople(page)), ...(await exported(page)), ...(await deleted(extension)));
  return measures;
}

const inSeconds = (value: number): string => `${(value / 1000).toFixed(1)} s`;
const longestTask = 50;

/** The latest conversations, and the month of 8,000 texts, while the page stays quick. */
async function byPeople(page: Page): Promise<Measure[]> {
  const measures: Measure[] = [];
  for (const [view, shown] of [
    ["Konverzace", ".conversation-row"],
    ["Souhrn", ".month-figures"],
    ["Tabulka", ".log-table tbody tr"],
  ] as const) {
    const { took, longest } = await page.evaluate(
      async ([label, selector]) => {
        let longest = 0;
        const tasks = new PerformanceObserver((list) => {
          for (const { duration } of list.getEntries()) longest = Math.max(longest, duration);
        });
        tasks.observe({ type: "longtask" });
        const radio = [...document.querySelectorAll<HTMLInputElement>(".segmented input")].find(
          ({ parentElement }) => parentElement?.textContent === label,
        );
        if (!radio) throw new Error(`no ${label}`);
        const began = performance.now();
        const appeared = new Promise<void>((resolve) => {
          new MutationObserver((_, observer) => {
            if (!document.querySelector(selector)) return;
            observer.disconnect();
            resolve();
          }).observe(document, { childList: true, subtree: true });
        });
        radio.click();
        await appeared;
        const took = performance.now() - began;
        await new Promise((resolve) => setTimeout(resolve, 2000));
        tasks.disconnect();
        return { took, longest };
      },
      [view, shown] as const,
    );
    measures.push(
      forInformation(`log: ${view}`, ms(took)),
      atMost(`longest task meanwhile (${view})`, longest, longestTask),
    );
  }
  return measures;
}

/** The whole log as a table, while the page stays quick. */
async function exported(page: Page): Promise<Measure[]> {
  const download = page.waitForEvent("download", { timeout: 300_000 });
  await page.evaluate(() => {
    const state = globalThis as unknown as { longest: number };
    state.longest = 0;
    new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) state.longest = Math.max(state.longest, duration);
    }).observe({ type: "longtask" });
  });
  const began = performance.now();
  await page.locator(".log-count .export").click({ timeout: 30_000 });
  const file = await download;
  const took = performance.now() - began;
  const lines = (await readFile(await file.path(), "utf8")).split("\r\n").length;
  if (lines < rowsOfYear) throw new Error(`only ${lines} rows were exported`);
  const longest = await page.evaluate(() => (globalThis as unknown as { longest: number }).longest);
  return [
    atMost(`log: export of ${rowsOfYear} rows`, took, 20_000, inSeconds),
    atMost("  longest task of the page meanwhile", longest, longestTask),
  ];
}

/** Deletion of all that is old enough; meanwhile the background must answer. */
async function deleted(extension: Extension): Promise<Measure[]> {
  const page = await extension.open("help/cs.html");
  const { took, longest, left } = await page.evaluate(async (patienceMs) => {
    const { local } = chrome.storage;
    const { settings } = await local.get("settings");
    await local.set({
      settings: { ...(settings as object), log: { keepDays: 1 } },
      forgetting: { at: 0, upTo: 0 },
    });
    const began = performance.now();
    let longest = 0;
    await chrome.runtime.sendMessage({ pipni: "outbox.release", input: null });
    // Now and then, as a practice would at its busiest: each question makes the deletion wait, too.
    for (;;) {
      const asked = performance.now();
      await chrome.runtime.sendMessage({ pipni: "outbox.sendAgain", input: { ids: [crypto.randomUUID()] } });
      longest = Math.max(longest, performance.now() - asked);
      const { forgetting } = await local.get("forgetting");
      if ((forgetting as { at: number }).at > 0) break;
      if (performance.now() - began > patienceMs) throw new Error("the deletion does not end");
      await new Promise((resolve) => setTimeout(resolve, 500));
    }
    const took = performance.now() - began;
    const opened = await new Promise<IDBDatabase>((resolve) => {
      const opening = indexedDB.open("pipni");
      opening.onsuccess = () => resolve(opening.result);
    });
    // Of a deleted text no word is left to search by.
    const words = opened.transaction("outbox").objectStore("outbox").index("words");
    const left = await new Promise<number>((resolve) => {
      const counting = words.count("potvrzujeme");
      counting.onsuccess = () => resolve(counting.result);
    });
    return { took, longest, left };
  }, 200_000);
  if (left > youngRows) throw new Error(`${left} rows were not deleted`);
  return [
    atMost(`deletion by age of ${rowsOfYear - left} rows`, took, 20_000, inSeconds),
    forInformation("  longest wait for an answer of the background meanwhile", ms(longest)),
  ];
}

declare const chrome: {
  storage: {
    local: { get(key: string): Promise<Record<string, unknown>>; set(items: object): Promise<void> };
  };
  runtime: { sendMessage(message: object): Promise<unknown> };
};
