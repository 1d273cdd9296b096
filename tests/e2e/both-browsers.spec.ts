import { expect, test } from "@playwright/test";
import { browsers } from "../browsers/driver.ts";
import { click, fill, has, type Page, pickFirst, press, seeText, set } from "../browsers/page.ts";
import { startPractice } from "../calendars/practice/server.ts";
import { startGosms } from "../gosms/server.ts";
import { bound } from "../machine.ts";
import { nextWorkday } from "./practice.ts";

/** The same scenarios, written once, in Chromium and in Firefox. */

const day = nextWorkday();

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

async function create(calendar: Page, patient: string, time: string): Promise<void> {
  await press(calendar, "Nový termín");
  await pickFirst(calendar, "Pacient", patient);
  await set(calendar, "Datum", day);
  await set(calendar, "Začátek", time);
  await press(calendar, "Uložit");
}

for (const [name, launch] of Object.entries(browsers))
  test(`${name}: options, Test button, an automatic confirmation and a cancellation, both in the log`, async () => {
    test.setTimeout(bound(180_000));
    await using gosms = await startGosms({ http2: false });
    await using practice = await startPractice({ seed: "demo" });
    await using browser = await launch({ gosms, calendars: [practice.url] });
    const options = await browser.options();
    await setUp(options, gosms.account);
    // A test cannot answer the browser's question, so the calendar is switched on past it.
    await browser.call("sites.enable", { url: practice.url, name: "Ordinace", plugin: null });

    const calendar = await browser.open(practice.url);
    await seeText(calendar, "Hromadná SMS");
    // On a Sunday the next working day stands in the next week.
    if (!(await has(calendar, `[data-date="${day}"]`))) await press(calendar, "Následující období");
    await create(calendar, "Jana", "17:00");
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
    await press(options, "Odeslané");
    await seeText(options, "Jana Dvořáková");
  });
