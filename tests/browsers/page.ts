import { bound } from "../machine.ts";

/** What Playwright's pages and Puppeteer's have in common, and all that a scenario for both browsers needs. */
export interface Page {
  evaluate<A, R>(work: (argument: A) => R, argument: A): Promise<Awaited<R>>;
  readonly keyboard: {
    down(key: string): Promise<void>;
    up(key: string): Promise<void>;
    press(key: string): Promise<void>;
    type(text: string): Promise<void>;
  };
  readonly mouse: { click(x: number, y: number, options: { delay: number }): Promise<void> };
}

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

/** The same by the keyboard alone: a button that we put onto a page takes no press by a script. */
export async function pressByKey(page: Page, name: string): Promise<void> {
  await waitFor(page, () => page.evaluate(focusButton, name), `no button "${name}"`);
  await page.keyboard.press("Enter");
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
    page.evaluate(
      (selector) => [...document.querySelectorAll(selector)].some((one) => one.checkVisibility()),
      "[role=option]",
    );
  await waitFor(page, isOffered, `"${label}" offers nothing`);
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
}

/** Sets a field of a date or a time, which each browser takes from the keyboard in its own way. */
export const set = (page: Page, label: string, value: string): Promise<void> =>
  waitFor(
    page,
    () =>
      page.evaluate(
        ([name, to]) => {
          const found = [...document.querySelectorAll("label")].find(
            (one) => one.textContent?.trim() === name,
          );
          if (!(found?.control instanceof HTMLInputElement) || to === undefined) return false;
          found.control.value = to;
          found.control.dispatchEvent(new Event("input", { bubbles: true }));
          found.control.dispatchEvent(new Event("change", { bubbles: true }));
          return true;
        },
        [label, value],
      ),
    `no field "${label}"`,
  );

/** Picks what a list offers under a name. */
export const pick = (page: Page, label: string, option: string): Promise<void> =>
  waitFor(
    page,
    () =>
      page.evaluate(
        ([name, wanted]) => {
          const found = [...document.querySelectorAll("label")].find((one) =>
            one.textContent?.trim().startsWith(name ?? ""),
          )?.control;
          if (!(found instanceof HTMLSelectElement)) return false;
          const offered = [...found.options].find(({ text }) => text === wanted);
          if (!offered) return false;
          found.value = offered.value;
          found.dispatchEvent(new Event("change", { bubbles: true }));
          return true;
        },
        [label, option],
      ),
    `"${label}" does not offer "${option}"`,
  );

/** Until it stands nowhere on the page. */
export const seeNoText = (page: Page, text: string): Promise<void> =>
  waitFor(
    page,
    () => page.evaluate((wanted) => !document.body.innerText.includes(wanted), text),
    `"${text}" is still on the page`,
  );

/** Presses with the real mouse the middle of the first element of that kind. */
export const clickPlace = (page: Page, selector: string): Promise<void> =>
  waitFor(
    page,
    async () => {
      const place = await page.evaluate((kind) => {
        const found = document.querySelector(kind);
        found?.scrollIntoView({ block: "center" });
        const { left = 0, top = 0, width = 0, height = 0 } = found?.getBoundingClientRect() ?? {};
        return width * height > 0 ? { x: left + width / 2, y: top + height / 2 } : null;
      }, selector);
      if (place) await page.mouse.click(place.x, place.y, { delay: 80 });
      return place !== null;
    },
    `nothing to press at ${selector}`,
  );

export const has = (page: Page, selector: string): Promise<boolean> =>
  page.evaluate((wanted) => document.querySelector(wanted) !== null, selector);

/** Clicks the first element of that kind whose text holds all of these. */
export const click = (page: Page, selector: string, ...texts: string[]): Promise<void> =>
  waitFor(
    page,
    () =>
      page.evaluate(
        ([kind = "", ...wanted]) => {
          const found = [...document.querySelectorAll<HTMLElement>(kind)].find((one) =>
            wanted.every((text) => one.textContent?.includes(text)),
          );
          found?.click();
          return found !== undefined;
        },
        [selector, ...texts],
      ),
    `nothing with ${texts.join(", ")}`,
  );

/** Presses with the real mouse, as long as a hand does, what shows the text within the first element of that kind. */
export async function clickText(page: Page, within: string, text: string): Promise<void> {
  await waitFor(
    page,
    async () => {
      const place = await page.evaluate(placeOfText, [within, text]);
      if (place) await page.mouse.click(place.x, place.y, { delay: 80 });
      return place !== null;
    },
    `nothing to press with ${text}`,
  );
}

/** The middle of the innermost element with the text; `null` where there is none, or something else lies over it. */
async function placeOfText([within = "", text = ""]: string[]): Promise<{ x: number; y: number } | null> {
  const found = [...(document.querySelector(within)?.querySelectorAll("*") ?? [])].findLast(
    (one) => one.textContent?.includes(text) && one.checkVisibility(),
  );
  found?.scrollIntoView({ block: "center" });
  await new Promise(requestAnimationFrame);
  if (!found) return null;
  const { left, top, width, height } = found.getBoundingClientRect();
  const [x, y] = [left + width / 2, top + height / 2];
  return document.elementFromPoint(x, y)?.textContent?.includes(text) ? { x, y } : null;
}

const focusLabelled = (page: Page, name: string): Promise<boolean> =>
  page.evaluate((wanted) => {
    const label = [...document.querySelectorAll("label")].find((one) => one.textContent?.trim() === wanted);
    const control = label?.control ?? document.querySelector<HTMLElement>(`[aria-label="${wanted}"]`);
    control?.focus();
    return control !== null && document.activeElement === control;
  }, name);

const focusButton = (name: string): boolean => {
  const button = [...document.querySelectorAll("button")].find((one) => one.textContent?.trim() === name);
  button?.focus();
  return button !== undefined && document.activeElement === button;
};

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
  throw new Error(
    `${otherwise}: ${await page.evaluate((length) => document.body.innerText.slice(0, length), 600)}`,
  );
}
