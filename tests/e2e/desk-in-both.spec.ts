import { expect, test } from "@playwright/test";
import { browsers } from "../browsers/driver.ts";
import {
  click,
  clickPlace,
  clickText,
  type Page,
  pick,
  pickFirst,
  press,
  seeNoText,
  seeText,
  set,
} from "../browsers/page.ts";
import { showDay } from "../browsers/practice.ts";
import { startPractice } from "../calendars/practice/server.ts";
import { confirmedReadings } from "../confirmed-readings.ts";
import { startGosms } from "../gosms/server.ts";
import { bound } from "../machine.ts";
import { allowNotifications } from "./build.ts";
import { storeReadings } from "./in-page.ts";
import { waiting } from "./patients.ts";
import { nextWorkday } from "./practice.ts";
import { takeAnswers } from "./practice-settings.ts";

/** A receptionist's day from page to page, in Chromium and in Firefox; the background is stopped on the way. */

const day = nextWorkday();
const jana = "+420601000001";

/** Of the extension's own API, in one of its pages. */
declare const chrome: {
  notifications: {
    getAll(): Promise<Record<string, unknown>>;
    onClosed: { addListener(heard: (id: string) => void): void };
  };
  extension: { getViews(of: { type: string }): Window[] };
};

/** As where a person has confirmed where the doctor stands as well. */
const withDoctors = (url: string) => {
  const { readings, readers } = confirmedReadings(url);
  const fields = {
    name: [["patient.firstName", "patient.lastName"]],
    phone: [["patient.phone"]],
    doctor: [["doctor.name"]],
    state: [],
    patientId: [["patient.id"]],
    cancelled: [],
  };
  return { readings: readings.map((one) => ({ ...one, fields })), readers };
};

const countOf = (page: Page, selector: string): Promise<number> =>
  page.evaluate((wanted) => document.querySelectorAll(wanted).length, selector);

/** Firefox without a screen takes a notification away at once, so that none can be pressed there. */
function hearWhatIsClosed(): void {
  const closed = new Set<string>();
  Object.assign(globalThis, { closedNotices: closed });
  chrome.notifications.onClosed.addListener((id) => closed.add(id));
}
async function notified(): Promise<string[]> {
  const { closedNotices: closed } = globalThis as unknown as { closedNotices: Set<string> };
  return [...closed, ...Object.keys(await chrome.notifications.getAll())];
}

const slow = { timeout: bound(75_000) };

for (const [name, launch] of Object.entries(browsers)) {
  test(`${name}: the day, an answer, its conversation, a call, a mark, and a freed time that is offered`, async () => {
    test.setTimeout(bound(420_000));
    await using gosms = await startGosms({ http2: false });
    await using practice = await startPractice({ seed: "demo" });
    await using browser = await launch({
      gosms,
      calendars: [practice.url],
      idleMs: 5_000,
      prepare: allowNotifications,
    });
    await browser.configure(gosms.account, (settings) => {
      settings.sending.settleSeconds = 0;
      takeAnswers(settings);
      settings.templates.cancellation.enabled = false;
      settings.waitingList.noticeHours = 0;
      settings.notifications.answer = true;
    });
    await browser.enable(practice.url);
    const options = await browser.options();
    await options.evaluate(storeReadings, withDoctors(practice.url));
    await browser.call("sites.setMarks", { shown: true });
    await browser.call("waitingList.save", { entry: waiting });
    await options.evaluate(hearWhatIsClosed, null);
    const calendar = await browser.open(practice.url);
    await showDay(calendar, day);
    await press(calendar, "Nový termín");
    await pickFirst(calendar, "Pacient", "Jana");
    await set(calendar, "Datum", day);
    await set(calendar, "Začátek", "17:00");
    await press(calendar, "Uložit");
    // At once: after the first question for it, GoSMS is asked again only in a quarter of an hour.
    await expect.poll(() => gosms.messages.length, { ...slow, intervals: [20] }).toBe(1);
    gosms.reply(jana, "Bohužel nemohu přijít");

    await test.step("an answer is told on the screen, and read in Čeká na vás", async () => {
      await expect.poll(() => options.evaluate(notified, null), slow).toContain("pipni-answer");
      await click(options, "nav a", "Čeká na vás");
      await seeText(options, "Zní jako zrušení");
      await browser.stopBackground();
      await press(options, "Ruší: Jana Dvořáková");
      await seeNoText(options, "Zní jako zrušení");
      const verdicts = async () =>
        (await browser.rows()).flatMap(({ replies }) => replies.map(({ verdict }) => verdict));
      await expect.poll(verdicts, slow).toEqual(["declines"]);
    });

    await test.step("Den", async () => {
      const page = await browser.openOwn("bulk.html?menu");
      await set(page, "Datum", day);
      const rows = () => countOf(page, ".day-view tbody tr");
      await click(page, ".day-tile:enabled", "ruší");
      await expect.poll(rows, slow).toBe(1);
      await click(page, ".day-tile", "termín");
      await expect.poll(rows, slow).toBeGreaterThan(1);
      const all = await rows();
      await pick(page, "Lékař", "MUDr. Tomáš Beneš");
      await expect.poll(rows, slow).toBeLessThan(all);
      const ticked = await countOf(page, ".day-view tbody input[type=checkbox]:checked");
      expect(ticked).toBeGreaterThan(0);
      await click(page, "button:enabled", `Odeslat ${ticked}× připomenutí na`);
      await seeText(page, `Odesláno ${ticked} z`);
      expect(gosms.messages).toHaveLength(1 + ticked);
    });

    await test.step("Zprávy as conversations", async () => {
      await press(options, "Zprávy");
      await click(options, "label", "Konverzace");
      await press(options, "Jana Dvořáková");
      // The list behind it has the same words.
      await expect.poll(() => countOf(options, "dialog[open]"), slow).toBe(1);
      await seeText(options, "Bohužel nemohu přijít");
      await options.keyboard.press("Escape");
      await expect.poll(() => countOf(options, "dialog[open]"), slow).toBe(0);
    });

    await test.step("Volání", async () => {
      await press(options, "Volání");
      await set(options, "Den", day);
      await press(options, "Zavoláno: Jana Dvořáková");
      await seeText(options, "Zavoláno: 1.");
    });

    await test.step("a mark in the calendar", async () => {
      await clickPlace(calendar, '[data-pipni="mark"]');
      const conversation = await browser.ownPage("options.html#odeslane/");
      await seeText(conversation, "Bohužel nemohu přijít");
    });

    await test.step("Čekací listina", async () => {
      await click(calendar, ".fc-timegrid-event", "Jana", "17:00");
      await press(calendar, "Zrušit termín");
      await press(calendar, "Ano, zrušit");
      await click(options, "nav a", "Čeká na vás");
      await click(options, 'button[aria-label^="Nabídnout"]');
      const before = gosms.messages.length;
      await click(options, "dialog button:not([aria-disabled])", "Odeslat", "nabídk");
      await expect.poll(() => gosms.messages.length, slow).toBe(before + 1);
      expect(gosms.messages.at(-1)).toMatchObject({ recipients: [waiting.phone] });
    });

    // Chromium has no such panel without a screen.
    if (name !== "Firefox") return;
    await test.step("Den beside the calendar", async () => {
      const popup = await browser.openOwn("popup.html");
      await clickText(popup, "body", "Vedle kalendáře");
      const beside = () =>
        options.evaluate(
          () => chrome.extension.getViews({ type: "sidebar" }).map((view) => view.document.body.innerText),
          null,
        );
      await expect.poll(beside, slow).toEqual([expect.stringContaining("Odeslání SMS pacientům")]);
    });
  });
}
