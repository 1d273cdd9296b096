import { expect } from "@playwright/test";
import type { Message } from "../../lib/domain/outbox/message.ts";
import type { Settings } from "../../lib/domain/settings.ts";
import { confirmedReadings } from "../confirmed-readings.ts";
import { launchChromium } from "../e2e/chromium.ts";
import { launchFirefox } from "../e2e/firefox.ts";
import { openOwn, storeReadings, tabOfSite } from "../e2e/in-page.ts";
import type { Gosms } from "../gosms/server.ts";
import { bound } from "../machine.ts";
import type { Page } from "./page.ts";

/** A browser with the built extension, whichever it is: scenarios are written once and played in both. */
export interface Browser extends AsyncDisposable {
  /** The options page, which installing opens. */
  options(): Promise<Page>;
  /** Sets up what a user would set up, through the extension's own storage. */
  configure(
    account: { clientId: string; clientSecret: string },
    change: (settings: Settings) => void,
  ): Promise<void>;
  /** One of the extension's own pages, opened in a tab. */
  openOwn(page: string): Promise<Page>;
  /** One of them that a press on a page opens. */
  ownPage(page: string): Promise<Page>;
  /** Ends the background, or waits until the browser has done so: what is kept only in its memory is gone. */
  stopBackground(): Promise<void>;
  /** A page of the web, wide and high enough for a calendar. */
  open(url: string): Promise<Page>;
  /** "Zapnout" for a calendar past the browser's question, and what is read there confirmed. */
  enable(url: string): Promise<void>;
  /** As if a person had confirmed what a plugin that was added reads in a calendar. */
  confirm(url: string, plugin: string): Promise<void>;
  call<T>(name: string, input: unknown): Promise<T>;
  /** The id that the browser gave to the tab that shows a site. */
  tabId(url: string): Promise<number>;
  /** Every row of the outbox, newest first. */
  rows(): Promise<Message[]>;
}

interface Place {
  gosms: Pick<Gosms, "port">;
  calendars: readonly string[];
  /** For a scenario in which the background is stopped: Firefox ends it by itself, after so long. */
  idleMs?: number;
  /** Last changes to the copy of the build. */
  prepare?: (build: string) => Promise<void>;
}

export const browsers: Record<"Chromium" | "Firefox", (place: Place) => Promise<Browser>> = {
  Chromium: async (place) => {
    const extension = await launchChromium(place);
    const opened = (name: string) =>
      extension.context.pages().find((page) => page.url().startsWith(extension.url(name)));
    const options = async () => (opened("options.html") ?? (await extension.open("options.html"))) as Page;
    return {
      options,
      configure: extension.configure,
      openOwn: async (name) => (await extension.open(name)) as Page,
      async ownPage(name) {
        const isOpen = () => opened(name) !== undefined;
        await expect.poll(isOpen, { timeout: bound(15_000) }).toBe(true);
        return opened(name) as Page;
      },
      stopBackground: extension.stopWorker,
      async open(url) {
        const page = await extension.context.newPage();
        await page.setViewportSize({ width: 1280, height: 1300 });
        await page.goto(url);
        return page as Page;
      },
      enable: (url) => extension.enable(url, "Ordinace"),
      confirm: (url) => extension.confirmReading(url),
      call: extension.call,
      tabId: async (url) => (await options()).evaluate(tabOfSite, url),
      rows: extension.rows,
      [Symbol.asyncDispose]: () => extension[Symbol.asyncDispose](),
    };
  },
  Firefox: async (place) => {
    const extension = await launchFirefox(place);
    console.log(`Firefox: ${await extension.browser.version()}`);
    return {
      async options() {
        const page = await extension.options();
        await page.setViewport({ width: 1280, height: 900 });
        return page as Page;
      },
      configure: extension.configure,
      async openOwn(name) {
        await (await extension.options()).evaluate(openOwn, name);
        return (await extension.ownPage(name)) as Page;
      },
      ownPage: async (name) => (await extension.ownPage(name)) as Page,
      stopBackground: extension.backgroundStopped,
      async open(url) {
        const page = await extension.browser.newPage();
        await page.setViewport({ width: 1280, height: 1300 });
        await page.goto(url);
        return page as Page;
      },
      async enable(url) {
        await (await extension.options()).evaluate(storeReadings, confirmedReadings(url));
        await extension.call("sites.enable", { url, name: "Ordinace", plugin: null });
      },
      async confirm(url, plugin) {
        const readings = confirmedReadings(url, [JSON.parse(plugin)]);
        await (await extension.options()).evaluate(storeReadings, readings);
      },
      call: extension.call,
      tabId: async (url) => (await extension.options()).evaluate(tabOfSite, url),
      rows: extension.rows,
      [Symbol.asyncDispose]: () => extension[Symbol.asyncDispose](),
    };
  },
};
