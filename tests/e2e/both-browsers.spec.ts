import { expect, test } from "@playwright/test";
import { browsers } from "../browsers/driver.ts";
import { click, fill, type Page, pickFirst, press, pressByKey, seeText, set } from "../browsers/page.ts";
import { showDay } from "../browsers/practice.ts";
import { startPractice } from "../calendars/practice/server.ts";
import { type Gosms, startGosms } from "../gosms/server.ts";
import { bound } from "../machine.ts";
import { nextWorkday } from "./practice.ts";

/** The same scenarios, written once, in Chromium and in Firefox. */

const day = nextWorkday();
/** So far ahead that a reminder two days before has not left yet. */
const later = nextWorkday(Temporal.PlainDate.from(day).add({ days: 4 }));

async function setUp(options: Page, { clientId, clientSecret }: { clientId: string; clientSecret: string }) {
  await fill(options, "Klient ID", clientId);
  await fill(options, "Klient Secret", "spatne-heslo");
  await fill(options, "ID komunikačního kanálu", "1");
  await press(options, "Test");
  await seeText(options, "GoSMS nepřijala");
  await fill(options, "Klient Secret", clientSecret);
  await press(options, "Test");
  await seeText(options, "Propojení s GoSMS je v pořádku");

  await press(options, "Ordinace");
  await fill(options, "Název zařízení", "Ordinace Na Náměstí");
  await fill(options, "Telefon zařízení", "+420 234 567 890");
  await press(options, "Uložit");
  await seeText(options, "Uloženo");
}

async function create(calendar: Page, patient: string, on: string, time: string): Promise<void> {
  await press(calendar, "Nový termín");
  await pickFirst(calendar, "Pacient", patient);
  await set(calendar, "Datum", on);
  await set(calendar, "Začátek", time);
  await press(calendar, "Uložit");
}

/** What GoSMS holds to send later: to whom, and the hour in its text. */
const scheduled = (gosms: Gosms) =>
  gosms.messages
    .filter((message) => message.deletedAt === null && message.scheduled !== null)
    .map(({ recipients, text }) => [recipients[0], / v (\d+:\d\d)/u.exec(text)?.[1]]);
const sentNow = (gosms: Gosms) => gosms.messages.filter((message) => message.scheduled === null);

const countOf = (page: Page, selector: string): Promise<number> =>
  page.evaluate((wanted) => document.querySelectorAll(wanted).length, selector);

for (const [name, launch] of Object.entries(browsers)) {
  test(`${name}: options, Test button, an automatic confirmation and a cancellation, both in the log`, async () => {
    test.setTimeout(bound(180_000));
    await using gosms = await startGosms({ http2: false });
    await using practice = await startPractice({ seed: "demo" });
    await using browser = await launch({ gosms, calendars: [practice.url] });
    const options = await browser.options();
    await setUp(options, gosms.account);
    // A test cannot answer the browser's question, so the calendar is switched on past it.
    await browser.enable(practice.url);

    const calendar = await browser.open(practice.url);
    await seeText(calendar, "Hromadná SMS");
    await showDay(calendar, day);
    await create(calendar, "Jana", day, "17:00");
    await expect.poll(() => gosms.messages.length, { timeout: bound(30_000) }).toBe(1);
    expect(gosms.messages[0]?.text).toContain(" v 17:00");
    expect(gosms.messages[0]?.recipients).toEqual(["+420601000001"]);

    await click(calendar, ".fc-timegrid-event", "Jana", "17:00");
    await press(calendar, "Zrušit termín");
    await press(calendar, "Ano, zrušit");
    await expect.poll(() => gosms.messages.length, { timeout: bound(30_000) }).toBe(2);
    expect(gosms.messages[1]?.text).toMatch(/v 17:00 byl zrusen/);
    expect((await browser.rows()).map(({ kind, state }) => [kind, state])).toEqual([
      ["cancellation", "sent"],
      ["confirmation", "sent"],
    ]);
    await press(options, "Zprávy");
    await seeText(options, "Jana Dvořáková");
  });

  test(`${name}: a move, its reminder, the bulk window and the popup, with the background stopped before each`, async () => {
    test.setTimeout(bound(420_000));
    await using gosms = await startGosms({ http2: false });
    await using practice = await startPractice({ seed: "demo" });
    await using browser = await launch({ gosms, calendars: [practice.url], idleMs: 5_000 });
    await browser.configure(gosms.account, ({ reminders, sending }) => {
      reminders.enabled = true;
      sending.settleSeconds = 0;
    });
    await browser.enable(practice.url);
    const calendar = await browser.open(practice.url);
    await showDay(calendar, later);
    // As an app does that shows another place without loading a page.
    await calendar.evaluate((path) => history.pushState(null, "", path), "/tyden");

    // What a stopped background left undone goes on by its alarm, half a minute later at the earliest.
    await browser.stopBackground();
    await create(calendar, "Jana", later, "17:00");
    await expect
      .poll(() => scheduled(gosms), { timeout: bound(75_000) })
      .toEqual([["+420601000001", "17:00"]]);
    await expect.poll(() => sentNow(gosms).length, { timeout: bound(75_000) }).toBe(1);

    await browser.stopBackground();
    await click(calendar, ".fc-timegrid-event", "Jana", "17:00");
    await set(calendar, "Začátek", "17:30");
    await press(calendar, "Uložit");
    await expect
      .poll(() => scheduled(gosms), { timeout: bound(75_000) })
      .toEqual([["+420601000001", "17:30"]]);
    await expect.poll(() => sentNow(gosms).length, { timeout: bound(75_000) }).toBe(2);
    expect(sentNow(gosms)[1]?.text).toContain("17:30");

    await browser.stopBackground();
    await click(calendar, `th.fc-col-header-cell[data-date="${later}"]`);
    await pressByKey(calendar, "Hromadná SMS");
    const bulk = await browser.ownPage("bulk.html");
    await seeText(bulk, "Odeslání SMS pacientům");
    const ticks = () => countOf(bulk, "tbody input[type=checkbox]:checked");
    await expect.poll(ticks, { timeout: bound(15_000) }).toBeGreaterThan(0);
    const ticked = await ticks();
    await click(bulk, "button:enabled", "Odeslat", "× připomenutí na");
    await seeText(bulk, `Odesláno ${ticked} z`);
    expect(sentNow(gosms)).toHaveLength(2 + ticked);

    await browser.stopBackground();
    const popup = await browser.openOwn("popup.html");
    await seeText(popup, `${2 + ticked} odeslán`);
  });
}
