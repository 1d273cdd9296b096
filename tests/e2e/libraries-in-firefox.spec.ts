import { expect, test } from "@playwright/test";
import { feedReader } from "../../lib/domain/feeds/feed.ts";
import { startDayPilot } from "../../lib/plugins/daypilot/test/driver.ts";
import { startScheduler } from "../../lib/plugins/devextreme-scheduler/test/driver.ts";
import { startFullCalendar } from "../../lib/plugins/fullcalendar/test/driver.ts";
import { startFullCalendar3 } from "../../lib/plugins/fullcalendar-3/test/driver.ts";
import { startFullCalendar4 } from "../../lib/plugins/fullcalendar-4/test/driver.ts";
import { startBigCalendar } from "../../lib/plugins/react-big-calendar/test/driver.ts";
import { startScheduleX } from "../../lib/plugins/schedule-x/test/driver.ts";
import { startToastUi } from "../../lib/plugins/toast-ui/test/driver.ts";
import type { BulkDay, ReadingView } from "../../lib/rpc/contract/index.ts";
import { type Browser, browsers } from "../browsers/driver.ts";
import { clickText, fill, type Page, press, seeText, set } from "../browsers/page.ts";
import { startDayPages } from "../calendars/day-pages.ts";
import type { Driver, Visit } from "../contract/driver.ts";
import { type Gosms, startGosms } from "../gosms/server.ts";
import { bound } from "../machine.ts";
import { visitText } from "./feed-texts.ts";
import { nextWorkday } from "./practice.ts";

/** What the contract plays in Chromium alone: the libraries and a calendar without a page, in Firefox. */

const libraries: readonly (() => Promise<Driver>)[] = [
  () => startFullCalendar("v5"),
  () => startFullCalendar("v6"),
  () => startFullCalendar("v7"),
  startFullCalendar3,
  startFullCalendar4,
  startBigCalendar,
  startDayPilot,
  startScheduler,
  () => startScheduleX(3),
  () => startScheduleX(4),
  startToastUi,
];

const day = String(nextWorkday());
const [jana, petr, eva] = ["Jana Vzorová", "Petr Ukázka", "Eva Příkladová"];
const seeded: readonly Visit[] = [
  { name: jana, phone: "601 000 001", start: `${day}T09:00`, end: `${day}T09:30` },
  { name: petr, phone: "601 000 002", start: `${day}T10:00`, end: `${day}T10:30` },
];

async function saveTimes(page: Page, hour: number): Promise<void> {
  await set(page, "Začátek", `${day}T${hour}:00`);
  await set(page, "Konec", `${day}T${hour}:30`);
  await press(page, "Uložit");
}

/** An office from "Zapnout" to a visit that was made, moved and cancelled. */
async function play(browser: Browser, office: Driver, gosms: Gosms, phone: string): Promise<void> {
  const texts = () =>
    gosms.messages.filter(({ recipients }) => recipients.includes(phone)).map(({ text }) => text);
  const told = (count: number) => expect.poll(() => texts().length, { timeout: bound(30_000) }).toBe(count);
  office.seed(seeded);
  await browser.call("sites.enable", { url: office.url, name: office.name, plugin: null });
  const page = await browser.open(office.address({ day, view: "week" }));
  await seeText(page, "Hromadná SMS");
  await seeText(page, petr);
  const tabId = await browser.tabId(office.url);
  const listed = async () => {
    const answer = await browser.call<BulkDay>("bulk.day", { tabId, day, kind: "reminder" });
    return answer.ok ? answer.rows.map((row) => [row.appointment.patient?.name, row.phone]) : answer.problem;
  };

  await expect.poll(listed).toBe("unconfirmed");
  const look = async () => {
    const view = await browser.call<ReadingView>("reading.look", { tabId, fields: null, hasNewState: false });
    return view.ok ? view : null;
  };
  await expect.poll(async () => (await look())?.rows.length, { timeout: bound(15_000) }).toBe(seeded.length);
  const view = await look();
  expect(view?.plugin).toBe(office.plugin);
  expect(view?.rows.map((row) => [row.name, row.phone])).toEqual([
    [jana, "+420 601 000 001"],
    [petr, "+420 601 000 002"],
  ]);
  const seen = { tabId, plugin: view?.plugin, fields: view?.fields, excluded: view?.excluded };
  expect(await browser.call("reading.confirm", seen)).toBe(true);
  const before = [
    [jana, "+420601000001"],
    [petr, "+420601000002"],
  ];
  // It is read anew by then.
  await expect.poll(listed).toEqual(before);

  await fill(page, "Jméno", eva);
  await fill(page, "Telefon", phone);
  await saveTimes(page, 15);
  await told(1);
  await clickText(page, "#calendar", eva);
  await saveTimes(page, 16);
  await told(2);
  await expect.poll(listed).toEqual([...before, [eva, phone]]);
  await clickText(page, "#calendar", eva);
  await press(page, "Zrušit termín");
  await told(3);
  await expect.poll(listed).toEqual(before);
  expect(texts()).toEqual([
    expect.stringContaining(" v 15:00"),
    expect.stringContaining("16:00"),
    expect.stringMatching(/v 16:00 byl zrusen/u),
  ]);
}

async function listFeed(browser: Browser, address: string): Promise<void> {
  const added = await browser.call<{ state: string; feed: { id: string } }>("feeds.add", {
    ...{ url: address, name: "Adresa", user: "", password: "" },
  });
  // As a person does after a look at what is read.
  const confirmed = { feedId: added.feed.id, plugin: feedReader, fields: null, excluded: [] };
  expect(await browser.call("reading.confirm", confirmed)).toBe(true);
  const feedDay = { feedId: added.feed.id, day, kind: "reminder" };
  const listed = await browser.call<BulkDay>("bulk.day", feedDay);
  expect(listed.ok && listed.rows.map(({ appointment }) => appointment.patient?.name)).toEqual([jana]);
}

test("Firefox: every library told by itself, and a feed listed", async () => {
  test.setTimeout(bound(300_000));
  await using gosms = await startGosms({ http2: false });
  await using pages = await startDayPages(() => visitText("1", 9, jana));
  await using started = new AsyncDisposableStack();
  const offices: Driver[] = [];
  for (const start of libraries) offices.push(started.use(await start()));
  await using browser = await browsers.Firefox({
    gosms,
    calendars: [...offices.map(({ url }) => url), pages.url],
  });
  await browser.configure(gosms.account, ({ sending }) => {
    sending.settleSeconds = 0;
  });
  for (const [at, office] of offices.entries())
    await test.step(office.name, () => play(browser, office, gosms, `+4206010001${10 + at}`));
  await test.step("a feed", () => listFeed(browser, pages.feed));
  // None came later.
  expect(gosms.messages.length).toBe(3 * offices.length);
});
