import { expect, test } from "@playwright/test";
import { startPractice } from "../calendars/practice/server.ts";
import { startGosms } from "../gosms/server.ts";
import { bound } from "../machine.ts";
import { launchFirefox } from "./firefox.ts";
import { fill, pickFirst, press, seeText } from "./firefox-page.ts";
import { nextWorkday } from "./practice.ts";

/** The same extension in Firefox: set up by hand on the options page, then one automatic confirmation. */
test("options, Test button and one automatic confirmation in Firefox", async () => {
  test.setTimeout(bound(180_000));
  await using gosms = await startGosms({ http2: false });
  await using practice = await startPractice({ seed: "demo" });
  await using firefox = await launchFirefox({ gosms, calendars: [practice.url] });
  console.log(`Firefox: ${await firefox.browser.version()}`);

  const options = await firefox.options();
  await options.setViewport({ width: 1280, height: 900 });
  await fill(options, "Klient ID", gosms.account.clientId);
  await fill(options, "Klient Secret", "spatne-heslo");
  await fill(options, "ID komunikačního kanálu", "1");
  await press(options, "Test");
  await seeText(options, "GoSMS nepřijala");
  await fill(options, "Klient Secret", gosms.account.clientSecret);
  await press(options, "Test");
  await seeText(options, "Propojení s GoSMS je v pořádku");

  await press(options, "Ordinace");
  await fill(options, "Název zařízení", "Ordinace Na Náměstí");
  await fill(options, "Telefon zařízení", "+420 234 567 890");
  await press(options, "Uložit");
  await seeText(options, "Uloženo");
  // A test cannot answer the browser's question, so the calendar is switched on past it.
  await options.evaluate(async (url) => {
    const { browser } = globalThis as unknown as {
      browser: { runtime: { sendMessage(message: object): Promise<unknown> } };
    };
    await browser.runtime.sendMessage({
      pipni: "sites.enable",
      input: { url, name: "Ordinace", plugin: null },
    });
  }, practice.url);

  const calendar = await firefox.browser.newPage();
  await calendar.setViewport({ width: 1280, height: 1100 });
  await calendar.goto(practice.url);
  await seeText(calendar, "Hromadná SMS");
  // On a Sunday the next working day stands in the next week.
  if (!(await calendar.$(`[data-date="${nextWorkday()}"]`))) await press(calendar, "Následující období");
  await press(calendar, "Nový termín");
  await pickFirst(calendar, "Pacient", "Jana");
  await calendar.evaluate((day) => {
    const value = (name: string, to: string) => {
      const label = [...document.querySelectorAll("label")].find((one) => one.textContent?.trim() === name);
      if (label?.control instanceof HTMLInputElement) label.control.value = to;
    };
    value("Datum", day);
    value("Začátek", "17:00");
  }, nextWorkday());
  await press(calendar, "Uložit");
  await expect.poll(() => gosms.messages.length, { timeout: bound(30_000) }).toBe(1);
  expect(gosms.messages[0]?.text).toContain(" v 17:00");
  expect(gosms.messages[0]?.recipients).toEqual(["+420601000001"]);
});
