import { join } from "node:path";
import { expect, type Page } from "@playwright/test";
import type { Scene } from "./scene.ts";

/** What the stores show of Pípni, in the size that both ask for: taken of the day that was just played. */

const size = { width: 1280, height: 800 };

/** Each with what must stand in it in either language, so that no picture is of a page that was still being read. */
const pages: readonly (readonly [name: string, address: string, drawn: string])[] = [
  ["waiting", "options.html#ceka", "main h1"],
  ["log", "options.html#odeslane", ".log-table tbody tr"],
  ["patients", "options.html#pacienti", "main h1"],
  ["calls", "options.html#obvolat", "main h1"],
  ["texts", "options.html#texty", "main textarea"],
];

export async function takeStorePictures(scene: Scene, folder: string): Promise<string[]> {
  const { extension, gosms } = scene.stage;
  const taken: string[] = [];
  const take = async (page: Page, name: string): Promise<void> => {
    await page.screenshot({ path: join(folder, `${name}.png`) });
    taken.push(name);
  };
  for (const language of ["cs", "en"] as const) {
    await extension.configure(gosms.account, (settings) => {
      settings.language = language;
      settings.sending.channel = 2;
    });
    const bulk = await scene.openBulk(null);
    await bulk.setViewportSize(size);
    await expect(bulk.locator(".day-view")).toHaveAttribute("aria-busy", "false");
    await take(bulk, `${language}-day`);
    await bulk.close();
    for (const [name, address, drawn] of pages)
      await scene.on(address, async (page) => {
        await page.setViewportSize(size);
        await expect(page.locator(drawn).first()).toBeVisible();
        await expect(page.locator("html")).toHaveAttribute("lang", language);
        await take(page, `${language}-${name}`);
      });
  }
  return taken;
}
