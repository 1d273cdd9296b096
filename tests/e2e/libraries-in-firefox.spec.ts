import { expect, test } from "@playwright/test";
import { feedReader } from "../../lib/domain/feeds/feed.ts";
import { startDayPilot } from "../../lib/plugins/daypilot/test/driver.ts";
import { startScheduleX } from "../../lib/plugins/schedule-x/test/driver.ts";
import type { BulkDay } from "../../lib/rpc/contract/index.ts";
import { browsers } from "../browsers/driver.ts";
import { click, fill, type Page, press, seeText, set } from "../browsers/page.ts";
import { startDayPages } from "../calendars/day-pages.ts";
import type { OfficeDriver } from "../calendars/office/driver.ts";
import { startGosms } from "../gosms/server.ts";
import { bound } from "../machine.ts";
import { visitText } from "./feed-texts.ts";
import { nextWorkday } from "./practice.ts";

/** What the contract plays in Chromium alone: two libraries and a calendar without a page, in Firefox. */

const day = String(nextWorkday());

async function fillForm(page: Page, name: string, phone: string, time: string): Promise<void> {
  await fill(page, "Jméno", name);
  await fill(page, "Telefon", phone);
  await set(page, "Začátek", `${day}T${time}`);
  await set(page, "Konec", `${day}T${time.slice(0, 3)}30`);
  await press(page, "Uložit");
}

test("Firefox: DayPilot and Schedule-X told by themselves, and a feed listed", async () => {
  test.setTimeout(bound(300_000));
  await using gosms = await startGosms({ http2: false });
  await using dayPilot = await startDayPilot();
  await using scheduleX = await startScheduleX(4);
  await using pages = await startDayPages(() => visitText("1", 9, "Jana Vzorová"));
  const offices: [OfficeDriver, string, string][] = [
    [dayPilot, '[class*="_event_inner"]', "Petr Ukázka"],
    [scheduleX, ".sx__event", "Eva Příkladová"],
  ];
  await using browser = await browsers.Firefox({
    gosms,
    calendars: [...offices.map(([{ url }]) => url), pages.url],
  });
  await browser.configure(gosms.account, ({ sending }) => {
    sending.settleSeconds = 0;
  });
  const texts = () => gosms.messages.map(({ text }) => text);
  for (const [{ url, address }, event, name] of offices) {
    await browser.enable(url);
    const page = await browser.open(address({ day, view: "week" }));
    await seeText(page, "Hromadná SMS");
    const before = texts().length;
    const sent = (more: number) =>
      expect.poll(() => texts().length, { timeout: bound(30_000) }).toBe(before + more);
    await fillForm(page, name, "601 000 002", "15:00");
    await sent(1);
    await click(page, event, name);
    await set(page, "Začátek", `${day}T16:00`);
    await set(page, "Konec", `${day}T16:30`);
    await press(page, "Uložit");
    await sent(2);
    const listed = await browser.call<BulkDay>("bulk.day", {
      ...{ tabId: await browser.tabId(url), day, kind: "reminder" },
    });
    expect(listed.ok && listed.rows.map(({ appointment }) => appointment.patient?.name)).toEqual([name]);
    await click(page, event, name);
    await press(page, "Zrušit termín");
    await sent(3);
    expect(texts().slice(before)).toEqual([
      expect.stringContaining(" v 15:00"),
      expect.stringContaining("16:00"),
      expect.stringMatching(/v 16:00 byl zrusen/u),
    ]);
  }

  const added = await browser.call<{ state: string; feed: { id: string } }>("feeds.add", {
    ...{ url: pages.feed, name: "Adresa", user: "", password: "" },
  });
  // As a person does after a look at what is read.
  const confirmed = { feedId: added.feed.id, plugin: feedReader, fields: null, excluded: [] };
  expect(await browser.call("reading.confirm", confirmed)).toBe(true);
  const feedDay = { feedId: added.feed.id, day, kind: "reminder" };
  const listed = await browser.call<BulkDay>("bulk.day", feedDay);
  expect(listed.ok && listed.rows.map(({ appointment }) => appointment.patient?.name)).toEqual([
    "Jana Vzorová",
  ]);
});
