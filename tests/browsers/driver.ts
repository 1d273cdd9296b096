import type { Message } from "../../lib/domain/outbox/message.ts";
import { launchChromium } from "../e2e/chromium.ts";
import { launchFirefox } from "../e2e/firefox.ts";
import type { Gosms } from "../gosms/server.ts";
import type { Page } from "./page.ts";

/** A browser with the built extension, whichever it is: scenarios are written once and played in both. */
export interface Browser extends AsyncDisposable {
  /** The options page, which installing opens. */
  options(): Promise<Page>;
  /** A page of the web, wide and high enough for a calendar. */
  open(url: string): Promise<Page>;
  call<T>(name: string, input: unknown): Promise<T>;
  /** Every row of the outbox, newest first. */
  rows(): Promise<Message[]>;
}

interface Place {
  gosms: Pick<Gosms, "port">;
  calendars: readonly string[];
}

export const browsers: Record<"Chromium" | "Firefox", (place: Place) => Promise<Browser>> = {
  Chromium: async (place) => {
    const extension = await launchChromium(place);
    return {
      async options() {
        const page = extension.context
          .pages()
          .find((one) => one.url().startsWith(extension.url("options.html")));
        return (page ?? (await extension.open("options.html"))) as Page;
      },
      async open(url) {
        const page = await extension.context.newPage();
        await page.setViewportSize({ width: 1280, height: 1300 });
        await page.goto(url);
        return page as Page;
      },
      call: extension.call,
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
      async open(url) {
        const page = await extension.browser.newPage();
        await page.setViewport({ width: 1280, height: 1300 });
        await page.goto(url);
        return page as Page;
      },
      call: extension.call,
      rows: extension.rows,
      [Symbol.asyncDispose]: () => extension[Symbol.asyncDispose](),
    };
  },
};
