import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Page } from "puppeteer-core";
import { type DeclarativePages, startDeclarativePages } from "../calendars/declarative/server.ts";
import type { Gosms } from "../gosms/server.ts";
import type { Extension } from "./chromium.ts";
import type { FirefoxExtension } from "./firefox.ts";
import type { SharedChromium } from "./shared-chromium.ts";

/** What tests of teaching share: a calendar that no plugin reads, and a panel that a test can look into. */

/** What is Pípni's on the calendar's page. */
export const own = "div[data-pipni-teaching]";

export const visit = (name: string, phone: string | null, date: Temporal.PlainDate, time: string) => ({
  ...{ name, phone, start: `${date}T${time}`, end: `${date}T18:00` },
});

const week = Temporal.Now.plainDateISO("Europe/Prague").add({ days: 7 });
/** A working day about a week from today. */
export const lessonDay = week.dayOfWeek > 5 ? week.subtract({ days: 2 }) : week;

export const lessonVisits = [
  visit("Jana Vzorová", "601 000 001", lessonDay, "09:00"),
  visit("Petr Novák", "601 000 002", lessonDay, "10:30"),
  visit("Eva Malá", "601 000 003", lessonDay, "11:15"),
];

type Visit = ReturnType<typeof visit>;

/** The panel's root is closed to the page, and so to Playwright; in a test's copy of the build it is open. */
export async function openPanel(build: string): Promise<void> {
  const path = join(build, "teach.js");
  const code = await readFile(path, "utf8");
  const open = code.replace(/mode:([`"'])closed\1/, "mode:`open`");
  if (open === code) throw new Error("the panel's root is not closed");
  await writeFile(path, open);
}

interface Scene extends AsyncDisposable {
  pages: DeclarativePages;
  extension: Extension;
}

export async function scene(
  gosms: Gosms,
  chromium: SharedChromium,
  visits: readonly Visit[],
): Promise<Scene> {
  const stack = new AsyncDisposableStack();
  const pages = stack.use(await startDeclarativePages());
  const extension = stack.use(await chromium.install({ calendars: [pages.url], prepare: openPanel }));
  await extension.configure(gosms.account, (settings) => {
    settings.sending.settleSeconds = 0;
  });
  pages.book.seed(visits);
  return { pages, extension, [Symbol.asyncDispose]: () => stack.disposeAsync() };
}

/** A lesson that goes on in a tab of Firefox. */
interface FirefoxLesson {
  calendar: Page;
  tabId: number | undefined;
  /** What the panel says. */
  said(): Promise<string>;
  press(button: string): Promise<void>;
}

/** Begins a lesson on a page of a Firefox that was started with `openPanel`. */
export async function lessonInFirefox(firefox: FirefoxExtension, address: string): Promise<FirefoxLesson> {
  // Opened by the installation, perhaps in place of an empty page: so before there is another one.
  const options = await firefox.options();
  const calendar = await firefox.browser.newPage();
  await calendar.setViewport({ width: 1280, height: 900 });
  await calendar.goto(address);
  const tabId = await options.evaluate(async (url) => {
    const { browser } = globalThis as unknown as {
      browser: { tabs: { query(filter: { url: string }): Promise<{ id: number }[]> } };
    };
    const [tab] = await browser.tabs.query({ url: `${new URL(url).protocol}//${new URL(url).hostname}/*` });
    return tab?.id;
  }, address);
  await firefox.call("teaching.start", { tabId, url: address });
  // Nobody points into a tab that is not in sight, and Firefox draws none.
  await calendar.bringToFront();
  return {
    calendar,
    tabId,
    said: () => calendar.evaluate((host) => document.querySelector(host)?.shadowRoot?.textContent ?? "", own),
    press: (button) =>
      calendar.evaluate(
        (host, wanted) => {
          const buttons = document.querySelector(host)?.shadowRoot?.querySelectorAll("button") ?? [];
          [...buttons].find(({ textContent }) => textContent === wanted)?.click();
        },
        own,
        button,
      ),
  };
}
