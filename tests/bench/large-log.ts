import { join } from "node:path";
import { bundle } from "../calendars/bundle.ts";
import { type Extension, launchChromium } from "../e2e/chromium.ts";
import { type Gosms, startGosms } from "../gosms/server.ts";
import type { Plan } from "./rows.ts";

/** A browser with many texts behind it, and how quick its pages are. */

/** The plan of a log that ends today. */
export const planFor = (rest: Omit<Plan, "now" | "midnight">): Plan => ({
  now: Date.now(),
  midnight: Temporal.Now.zonedDateTimeISO("Europe/Prague").startOfDay().epochMilliseconds,
  ...rest,
});

export class LargeLog implements AsyncDisposable {
  readonly extension: Extension;
  readonly #gosms: Gosms;

  private constructor(extension: Extension, gosms: Gosms) {
    this.extension = extension;
    this.#gosms = gosms;
  }

  /** @param calendars that it may read */
  static async open(calendars: readonly string[] = []): Promise<LargeLog> {
    const gosms = await startGosms();
    const extension = await launchChromium({ gosms, calendars });
    // Otherwise what is not there is waited for without end.
    extension.context.setDefaultTimeout(60_000);
    await extension.configure(gosms.account);
    return new LargeLog(extension, gosms);
  }

  /** @returns milliseconds that it took */
  seed(plan: Plan, from: number, to: number): Promise<number> {
    return seedLog(this.extension, plan, from, to);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.extension[Symbol.asyncDispose]();
    await this.#gosms[Symbol.asyncDispose]();
  }
}

/** @returns milliseconds that it took */
export async function seedLog(extension: Extension, plan: Plan, from: number, to: number): Promise<number> {
  const page = await extension.open("help/cs.html");
  await page.evaluate(await bundle(join(import.meta.dirname, "seed.ts")));
  const began = performance.now();
  await page.evaluate(
    ([plan, from, to]) =>
      (globalThis as unknown as { seed(...given: unknown[]): Promise<void> }).seed(plan, from, to),
    [plan, from, to] as const,
  );
  await page.close();
  return performance.now() - began;
}

const popups = 10;

/** The popup, opened anew each time; milliseconds until its list was in the document. */
export const popupTimes = (extension: Extension, row = "ul.texts > li, .notice.block"): Promise<Shown[]> =>
  several(popups, () => opened(extension, "popup.html", row));

export interface Shown {
  /** Milliseconds from the start of the navigation until the row was in the document, and until it was painted. */
  inDocument: number;
  painted: number;
  rows: number;
}

/** Opens one of the extension's pages and waits for a row. */
export async function opened(extension: Extension, address: string, row: string): Promise<Shown> {
  const page = await extension.context.newPage();
  await page.addInitScript((selector) => {
    const state = globalThis as unknown as { shown?: Promise<Shown> };
    state.shown = new Promise((resolve, reject) => {
      setTimeout(() => reject(new Error(`no ${selector}`)), 60_000);
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

export async function several<T>(times: number, run: () => Promise<T>): Promise<T[]> {
  const results: T[] = [];
  for (let time = 0; time < times; time++) results.push(await run());
  return results;
}
