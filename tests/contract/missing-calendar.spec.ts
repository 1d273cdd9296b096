import type { Page } from "@playwright/test";
import { startFullCalendarPages } from "../../lib/plugins/fullcalendar/test/calendar/server.ts";
import type { Health } from "../../lib/rpc/contract/index.ts";
import type { Extension } from "../e2e/chromium.ts";
import { expect, test } from "../e2e/fixtures.ts";
import { noticesOn } from "../e2e/notices.ts";
import type { SharedChromium } from "../e2e/shared-chromium.ts";
import type { Gosms } from "../gosms/server.ts";
import { bound } from "../machine.ts";
import { day as dayAfter } from "./week.ts";

/** A page of an enabled calendar that cannot be read says so by itself, and a page without one says nothing. */

const within = { timeout: bound(10_000) };
const day = dayAfter(2);
const [laterDay, nextDay] = [dayAfter(9), dayAfter(10)];
const missed = "Pípni tu nevidí kalendář, který tu dřív četlo";
const notRecognised = { state: "unreadable", plugin: null };

async function healthOf(extension: Extension, page: Page): Promise<Health | null> {
  return extension.call<Health | null>("sites.health", { tabId: await extension.tabId(page.url()) });
}

/** FullCalendar's pages, the extension that is switched on for them, and a tab. */
async function openDesk({ account }: Gosms, chromium: SharedChromium) {
  await using stack = new AsyncDisposableStack();
  const pages = stack.use(await startFullCalendarPages({ today: day }));
  const extension = stack.use(await chromium.install({ calendars: [pages.url] }));
  await extension.configure(account);
  await extension.enable(pages.url);
  const page = await extension.context.newPage();
  const kept = stack.move();
  return { pages, extension, page, [Symbol.asyncDispose]: () => kept.disposeAsync() };
}

/** From now on the address shows another page. */
const replace = (page: Page, path: string, body: string) =>
  page.route(`**${path}`, (route) =>
    route.fulfill({ contentType: "text/html", body: `<!doctype html><title>Ordinace</title>${body}` }),
  );

test("where a calendar was read, the page says within ten seconds that none is there; a form to log in does not", async ({
  gosms,
  chromium,
}) => {
  await using desk = await openDesk(gosms, chromium);
  const { pages, extension, page } = desk;
  const health = () => healthOf(extension, page);
  await page.goto(pages.page("v6", { date: day }));
  await expect.poll(health, within).toMatchObject({ state: "reading" });

  // Another day of the same page, with a calendar that no plugin knows any more.
  await replace(page, "/v6?*", "<main><h1>Kalendář</h1></main>");
  await page.goto(pages.page("v6", { date: laterDay }));
  await expect.poll(() => noticesOn(page), within).toContain(missed);
  expect(await health()).toMatchObject(notRecognised);

  // The app asks to log in once more, without another page being loaded.
  await page.evaluate(
    ([shown, next]) => {
      document
        .querySelector("main")
        ?.replaceChildren(Object.assign(document.createElement("input"), { type: "password" }));
      history.pushState(null, "", location.href.replace(shown, next));
    },
    [laterDay, nextDay] as const,
  );
  await expect.poll(() => noticesOn(page), within).not.toContain(missed);

  for (const [path, body] of [
    ["/v6?*", '<form><input type="password"></form>'],
    ["/patients", "<main><h1>Pacienti</h1></main>"],
  ] as const) {
    await replace(page, path, body);
    await page.goto(path === "/patients" ? `${pages.url}${path}` : pages.page("v6", { date: day }));
    await expect.poll(health, within).toMatchObject(notRecognised);
    expect(await noticesOn(page)).not.toContain(missed);
  }
});

test("a calendar whose server fails is told on its page within ten seconds", async ({ gosms, chromium }) => {
  await using desk = await openDesk(gosms, chromium);
  const { pages, page } = desk;
  await page.route("**/events?*", (route) => route.fulfill({ status: 500, body: "" }));
  await page.goto(pages.page("v6", { date: day }));
  await expect.poll(() => noticesOn(page), within).toContain("Kalendář se nenačetl");
});

test("a frame of the page gets a verdict within ten seconds, whether its calendar is read or not", async ({
  gosms,
  chromium,
}) => {
  await using desk = await openDesk(gosms, chromium);
  const { pages, extension, page } = desk;
  const health = () => healthOf(extension, page);
  await replace(
    page,
    "/framed",
    `<iframe src="${pages.page("v6", { date: day })}" width="900" height="700"></iframe>`,
  );
  await replace(page, "/odd-frame", '<iframe src="/odd"></iframe><iframe src="/help"></iframe>');
  await replace(page, "/odd", "<main><div class='termin'>9:00 Jana Vzorová</div></main>");
  await replace(page, "/help", "<p>Nápověda</p>");

  await page.goto(`${pages.url}/framed`);
  await expect.poll(health, within).toMatchObject({ state: "reading", plugin: "fullcalendar" });
  // What the page around the calendar finds does not outdo it.
  await new Promise((resolve) => setTimeout(resolve, 10_000));
  expect(await health()).toMatchObject({ state: "reading", plugin: "fullcalendar" });

  await page.goto(`${pages.url}/odd-frame`);
  await expect.poll(health, within).toMatchObject(notRecognised);
  const tabId = await extension.tabId(page.url());
  expect(await extension.call("bulk.day", { tabId, day, kind: "reminder" })).toMatchObject({
    ok: false,
    problem: "unreadable",
  });
});
