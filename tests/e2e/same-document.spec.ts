import { expect, test } from "@playwright/test";
import type { Health, Output } from "../../lib/rpc/contract/index.ts";
import { browsers } from "../browsers/driver.ts";
import { click, type Page, press, pressByKey, seeText } from "../browsers/page.ts";
import { showDay } from "../browsers/practice.ts";
import { startPractice } from "../calendars/practice/server.ts";
import { startGosms } from "../gosms/server.ts";
import { bound } from "../machine.ts";
import { nextWorkday } from "./practice.ts";

/**
 * A page that only changes its address is still the same page: a link to `#`, a router that pushes a state for each
 * popover. Browsers tell the background of it as of a page that is being loaded.
 */

/** So far ahead that a reminder two days before has not left yet. */
const day = nextWorkday(Temporal.PlainDate.from(nextWorkday()).add({ days: 4 }));

/** As calendars were seen to do it. Each leaves the page, its calendar and its scripts as they are. */
const walks: Readonly<Record<string, () => void>> = {
  "a link to #": () => {
    const link = document.createElement("a");
    link.href = "#";
    document.body.append(link);
    link.click();
    link.remove();
  },
  "a popover's route": () => {
    for (const to of ["new/popover/0/1796196600/1796198400", "edit/popover/MTI/1796196600"])
      history.pushState(null, "", `${location.pathname.replace(/\/$/, "")}/${to}`);
  },
  "the way back": () => history.go(-2),
  "a route in the place of another": () => history.replaceState({ week: 2 }, "", "?tyden=2#nahore"),
};

async function walk(calendar: Page): Promise<void> {
  for (const step of Object.values(walks)) {
    await calendar.evaluate(step, undefined);
    await calendar.evaluate(() => new Promise((resolve) => setTimeout(resolve, 150)), undefined);
  }
}

for (const [name, launch] of Object.entries(browsers)) {
  test(`${name}: a new address within the page is the same calendar to the background`, async () => {
    test.setTimeout(bound(240_000));
    await using gosms = await startGosms({ http2: false });
    await using practice = await startPractice({ seed: "empty" });
    const { db } = practice;
    const jana = db.addPatient({ firstName: "Jana", lastName: "Dvořáková", phone: "+420 601 000 001" });
    const made = db.add({
      patientId: jana.id,
      doctorId: db.doctors[0]?.id ?? 1,
      start: `${day}T16:00`,
      end: `${day}T16:30`,
    });
    await using browser = await launch({ gosms, calendars: [practice.url] });
    await browser.configure(gosms.account, ({ reminders, sending }) => {
      reminders.enabled = true;
      reminders.seen = true;
      sending.settleSeconds = 0;
    });
    await browser.enable(practice.url);
    const calendar = await browser.open(practice.url);
    await showDay(calendar, day);
    const reminders = () =>
      gosms.messages
        .filter(({ deletedAt, scheduled }) => deletedAt === null && scheduled !== null)
        .map(({ text }) => / v (\d+:\d\d)/u.exec(text)?.[1]);
    await expect.poll(reminders, { timeout: bound(30_000) }).toEqual(["16:00"]);

    const tabId = await browser.tabId(practice.url);
    const health = () => browser.call<Health | null>("sites.health", { tabId });
    for (const [what, step] of Object.entries(walks)) {
      await calendar.evaluate(step, undefined);
      // Whatever the browser makes of it, it does so within this.
      await new Promise((resolve) => setTimeout(resolve, 700));
      expect(await health(), what).toMatchObject({ state: "reading" });
    }
    const { listed } = await browser.call<Output<"calls.day">>("calls.day", { day });
    expect(listed).toBe(true);

    // What others changed meanwhile, the calendar is still asked about.
    db.move(made.id, `${day}T17:30`);
    await press(calendar, "Následující období");
    await press(calendar, "Předchozí období");
    await expect.poll(reminders, { timeout: bound(45_000) }).toEqual(["17:30"]);

    await click(calendar, `th.fc-col-header-cell[data-date="${day}"]`);
    await walk(calendar);
    await pressByKey(calendar, "Hromadná SMS");
    const bulk = await browser.ownPage("bulk.html");
    await seeText(bulk, "Jana Dvořáková");
    // While its window is open, too, which then asks for the day once more.
    await walk(calendar);
    await click(bulk, "label", "Potvrzení");
    await click(bulk, "button:enabled", "Odeslat 1× ");
    await seeText(bulk, "Odesláno 1 z");
    expect(gosms.messages.filter(({ scheduled }) => scheduled === null)).toHaveLength(1);
    expect(await health()).toMatchObject({ state: "reading" });
  });
}
