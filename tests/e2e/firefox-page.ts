import type { Page } from "puppeteer-core";
import { bound } from "../machine.ts";

/**
 * Finds controls by their visible names and works them with the real keyboard. Firefox's protocol offers no
 * lookup by label in an extension's page, so this looks by itself.
 */
export async function fill(page: Page, label: string, value: string): Promise<void> {
  await waitFor(page, () => focusLabelled(page, label), `no field "${label}"`);
  await page.keyboard.down("Control");
  await page.keyboard.press("a");
  await page.keyboard.up("Control");
  await page.keyboard.type(value);
}

export async function press(page: Page, name: string): Promise<void> {
  await waitFor(page, () => pressNow(page, name), `no button or link "${name}"`);
}

export const seeText = (page: Page, text: string): Promise<void> =>
  waitFor(
    page,
    () => page.evaluate((wanted) => document.body.innerText.includes(wanted), text),
    `"${text}" is not on the page`,
  );

/** Picks the first of what a combobox offers. A key pressed before that goes to the form around it. */
export async function pickFirst(page: Page, label: string, typed: string): Promise<void> {
  await fill(page, label, typed);
  const isOffered = () =>
    page.evaluate(() => [...document.querySelectorAll("[role=option]")].some((one) => one.checkVisibility()));
  await waitFor(page, isOffered, `"${label}" offers nothing`);
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
}

const focusLabelled = (page: Page, name: string): Promise<boolean> =>
  page.evaluate((wanted) => {
    const label = [...document.querySelectorAll("label")].find((one) => one.textContent?.trim() === wanted);
    const control = label?.control ?? document.querySelector<HTMLElement>(`[aria-label="${wanted}"]`);
    control?.focus();
    return control !== null && document.activeElement === control;
  }, name);

/** At once when it is found: a key pressed a moment later is lost where the page draws itself anew. */
const pressNow = (page: Page, name: string): Promise<boolean> =>
  page.evaluate((wanted) => {
    const seen = (element: HTMLElement) => element.checkVisibility() && !element.closest("[inert]");
    const button = [...document.querySelectorAll<HTMLButtonElement>("button, a")].find(
      (one) =>
        [one.textContent?.trim(), one.title, one.ariaLabel].includes(wanted) && !one.disabled && seen(one),
    );
    button?.focus();
    button?.click();
    return button !== undefined;
  }, name);

async function waitFor(page: Page, done: () => Promise<boolean>, otherwise: string): Promise<void> {
  const until = performance.now() + bound(15_000);
  while (performance.now() < until) {
    if (await done().catch(() => false)) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`${otherwise}: ${await page.evaluate(() => document.body.innerText.slice(0, 600))}`);
}
