import { expect, test } from "@playwright/test";
import { type Browser, browsers } from "../browsers/driver.ts";
import { click, fill, pressByKey, seeNoText, seeText } from "../browsers/page.ts";
import { startPractice } from "../calendars/practice/server.ts";
import { passwordOf, startEtcd } from "../etcd/server.ts";
import { startGosms } from "../gosms/server.ts";
import { bound } from "../machine.ts";
import { readStore } from "./in-page.ts";
import { visits } from "./visits.ts";

/** A practice whose computers run different browsers: Firefox founds the common place, Chromium joins it. */

/** Of the extension's own API, in one of its pages. */
declare const chrome: { storage: { local: { get(name: string): Promise<Record<string, unknown>> } } };

const practiceName = "ordinace";
const soon = { timeout: bound(90_000) };

test("Firefox and Chromium send one day, and each patient gets one text", async () => {
  test.setTimeout(bound(240_000));
  await using gosms = await startGosms({ http2: false });
  await using practice = await startPractice({ seed: "demo" });
  await using etcd = await startEtcd({ practices: [practiceName] });
  const calendar = new URL(practice.url).origin;
  const open = async (name: keyof typeof browsers): Promise<Browser> => {
    const browser = await browsers[name]({ gosms, calendars: [calendar, etcd.url], idleMs: 5_000 });
    await browser.configure(gosms.account, ({ sending }) => {
      sending.settleSeconds = 0;
    });
    await browser.enable(practice.url);
    return browser;
  };
  await using firefox = await open("Firefox");
  await using chromium = await open("Chromium");
  const options = await firefox.options();

  await test.step("in Firefox the place is tried out and switched on", async () => {
    await options.evaluate((hash) => void location.assign(hash), "#vice-pocitacu");
    await click(options, "label", "Dohodne se s ostatními");
    await fill(options, "Adresa", etcd.url);
    await fill(options, "Uživatel", practiceName);
    await fill(options, "Heslo", "spatne heslo");
    await fill(options, "Jméno tohoto počítače", "recepce 1");
    await pressByKey(options, "Vyzkoušet");
    await seeText(options, "Server nepřijal uživatele nebo heslo.");
    await fill(options, "Heslo", passwordOf(practiceName));
    await pressByKey(options, "Vyzkoušet");
    await seeText(options, "Server odpovídá");
    await pressByKey(options, "Uložit a zapnout");
    await seeText(options, "Zapnuto.");
  });

  await test.step("Chromium joins with what a backup holds", async () => {
    const secrets = (await options.evaluate(readStore, "secrets")) as { secret?: string }[];
    const held = secrets.find(({ secret }) => secret !== undefined);
    expect(held).toMatchObject({ password: passwordOf(practiceName) });
    const { settings } = await (await chromium.options()).evaluate(
      () => chrome.storage.local.get("settings"),
      null,
    );
    await chromium.call("backup.restore", {
      ...{ settings, sites: [], readings: [], feeds: [], plugins: [], pluginsOff: [], credentials: null },
      workstations: { urls: [etcd.url], user: practiceName, ...held },
    });
    await chromium.call("workstations.decide", { name: "recepce 2" });
  });

  const send = (from: number, count: number) =>
    Promise.all(
      [firefox, chromium].map(async (computer) => {
        const items = visits(from, count);
        expect(await computer.call("bulk.send", { calendarId: calendar, items })).toMatchObject({
          refused: [],
        });
      }),
    );
  const states = async (computer: Browser) =>
    Object.fromEntries(
      [...Map.groupBy(await computer.rows(), ({ state }) => state)].map(([state, rows]) => [
        state,
        rows.length,
      ]),
    );
  const reached = () => gosms.messages.flatMap(({ recipients }) => recipients);
  const isReached = async (count: number) => {
    for (const computer of [firefox, chromium])
      await expect.poll(() => states(computer), soon).toEqual({ sent: count });
    expect([reached().length, new Set(reached()).size]).toEqual([count, count]);
  };

  await test.step("a day that is pressed on both leaves once", async () => {
    await send(0, 30);
    await isReached(30);
    const rows = [...(await firefox.rows()), ...(await chromium.rows())];
    expect(rows.filter(({ reason }) => reason?.code === "sentElsewhere")).toHaveLength(30);
  });

  await test.step("while nobody can be asked nothing leaves, and it goes on by itself afterwards", async () => {
    await etcd.kill();
    await send(100, 10);
    const popup = await firefox.openOwn("popup.html");
    await seeText(popup, "Společné místo neodpovídá.");
    expect(await states(firefox)).toEqual({ sent: 30, queued: 10 });
    expect(reached()).toHaveLength(30);
    await etcd.start();
    await isReached(40);
    await seeNoText(popup, "Společné místo neodpovídá.");
  });

  await test.step("what Chromium sent while Firefox's background was stopped is no second text", async () => {
    await firefox.stopBackground();
    const items = visits(200, 5);
    await chromium.call("bulk.send", { calendarId: calendar, items });
    await expect.poll(() => reached().length, soon).toBe(45);
    await firefox.call("bulk.send", { calendarId: calendar, items });
    await isReached(45);
  });
});
