import { expect, test } from "@playwright/test";
import type { Message } from "../../lib/domain/outbox/message.ts";
import { type Browser, browsers } from "../browsers/driver.ts";
import { type Page, seeText } from "../browsers/page.ts";
import { hostilePlugin, startHostilePages } from "../calendars/hostile.ts";
import { startGosms } from "../gosms/server.ts";
import { bound } from "../machine.ts";
import { bulkItem } from "./patients.ts";
import { nextWorkday } from "./practice.ts";

/**
 * A calendar's page that attacks. Whatever it does: it learns no secret, no text leaves that is not the practice's
 * own, none above the limits or to a country that is not allowed, a person sees what was refused, and the page works.
 */

const day = nextWorkday();
const within = { timeout: bound(30_000), intervals: [100] };

interface Forged {
  id: string;
  name: string;
  phone: string;
  hour?: number;
  room?: string;
}
/** What the attacker's script left for whoever works the page. */
interface Attack {
  forge(appointment: Forged, more?: object): object;
  up(message: object | string): void;
  redefine(): void;
  loot(): string;
}
declare const attack: Attack;

const forge = (page: Page, all: Forged[]) =>
  page.evaluate((some: Forged[]) => {
    for (const one of some) attack.forge(one);
  }, all);

/** That of the templates, whatever is filled in. */
const wording =
  /^Dobry den, [\p{L} .-]{1,60}, cekame Vas \d+\. \d+\. \d+ v \d+:\d\d, dvere \d\. Ordinace Na Namesti$/u;

const codesOf = (rows: readonly Message[]) => rows.map(({ state, reason }) => reason?.code ?? state);

async function expectCodes(browser: Browser, id: RegExp, codes: Record<string, number>): Promise<void> {
  const about = async () => {
    const rows = (await browser.rows()).filter(({ appointment }) => id.test(appointment.id));
    const groups = Map.groupBy(codesOf(rows), (code) => code);
    return Object.fromEntries([...groups].map(([code, all]) => [code, all.length]));
  };
  await expect.poll(about, within).toEqual(codes);
}

/** How many rows there are once no more come of what the page has thrown at it. */
async function countOnceQuiet(browser: Browser): Promise<number> {
  let last = -1;
  let now = (await browser.rows()).length;
  while (now !== last) {
    last = now;
    await new Promise((resolve) => setTimeout(resolve, bound(1_500)));
    now = (await browser.rows()).length;
  }
  return now;
}

/** The page is as quick as before, and its own button works. */
async function expectWorking(page: Page): Promise<void> {
  const said = page.evaluate(() => {
    const own = document.getElementById("own");
    if (own) own.textContent = "Tisk";
    own?.click();
    return own?.textContent;
  }, null);
  const late = new Promise((resolve) => setTimeout(() => resolve("late"), bound(5_000)));
  expect(await Promise.race([said, late])).toBe("Vytištěno");
}

for (const [name, launch] of Object.entries(browsers))
  test(`${name}: a page that forges, floods, redefines and listens`, async () => {
    test.setTimeout(bound(120_000));
    await using gosms = await startGosms({ http2: false });
    await using calendar = await startHostilePages(day);
    await using neighbour = await startHostilePages(day);
    await using browser = await launch({ gosms, calendars: [calendar.url] });
    await browser.configure(gosms.account, ({ templates, sending }) => {
      templates.confirmation.texts.cs =
        "Dobrý den, #PACIENT#, čekáme Vás #DATUM# v #CAS#, #POKOJ#. Ordinace Na Náměstí";
      sending.settleSeconds = 0;
    });
    await browser.call("plugins.add", { json: await hostilePlugin() });
    await browser.call("sites.enable", { url: calendar.url, name: "Rezervace", plugin: null });
    await browser.confirm(calendar.url, await hostilePlugin());
    // Of another calendar, which this page must not learn of.
    await browser.call("bulk.send", { calendarId: "https://jiny.example", items: [bulkItem(77)] });
    await expect.poll(() => gosms.messages.length, within).toBe(1);

    const page = await browser.open(`${calendar.url}/rezervace`);
    await seeText(page, "Hromadná SMS");

    // Forged, and the same again: by the page's own account its server accepted it, and that is one text.
    await page.evaluate(() => {
      const one = { id: "a1", name: "Jana Vzorová", phone: "601000001" };
      const write = attack.forge(one);
      for (let times = 0; times < 40; times++) {
        attack.up({ type: "write", write });
        attack.forge(one);
      }
    }, null);
    await expect.poll(() => gosms.messagesTo("+420601000001").length, within).toBe(1);

    // Numbers that are not the practice's to text, keys that could reach a prototype, and messages that are none.
    await forge(page, [
      { id: "c1", name: "John Smith", phone: "+447700900123", hour: 10 },
      { id: "c2", name: "John Smith", phone: "+19005550123", hour: 10 },
      { id: "c3", name: "Jan Audio", phone: "900123456", hour: 10 },
      ...["__proto__", "constructor", "toString"].map((id, at) => ({
        ...{ id, name: "Eva Klíčová", phone: `60100001${at}`, hour: 10 },
      })),
    ]);
    await page.evaluate(() => {
      attack.up('{"__proto__":{"type":"write"},"type":"probe","plugin":"__proto__","message":{}}');
      attack.up({ type: "probe", plugin: "constructor", message: { pipni: "outbox.release" } });
      for (const odd of ["", "null", "[]", "{", '"x"', "1", '{"type":"write","write":{"id":1}}'])
        attack.up(odd);
    }, null);
    await expectCodes(browser, /^(?:__proto__|constructor|toString)$/u, { sent: 3 });
    await expectCodes(browser, /^c\d$/u, { phoneCountry: 2, phonePremium: 1 });

    // Names and placeholders as carriers.
    const names = ["evil․cz", "evil.\u0301cz", "Jana ⑨⓪⓪①②③", "Vyhráli jste milion volejte", "A".repeat(61)];
    await forge(page, [
      ...names.map((who, at) => ({ id: `n${at}`, name: who, phone: "601000020", hour: 11 })),
      ...["evil№cz", "⁹⁰⁰¹²³", "http÷⁄⁄evil", "\u202e123"].map((room, at) => ({
        ...{ id: `p${at}`, name: "Eva Malá", phone: "601000021", hour: 12, room },
      })),
    ]);
    await expectCodes(browser, /^n\d$/u, { placeholderEmpty: names.length });
    await expectCodes(browser, /^p\d$/u, { placeholderEmpty: 4 });

    // One number again and again, and then a hundred of them.
    await forge(
      page,
      Array.from({ length: 12 }, (_, at) => ({
        ...{ id: `m${at}`, name: "Petr Častý", phone: "601000030", hour: 8 + at },
      })),
    );
    await expectCodes(browser, /^m\d+$/u, { sent: 8, dailyCap: 4 });
    for (let from = 0; from < 100; from += 25) {
      await forge(
        page,
        Array.from({ length: 25 }, (_, at) => ({
          ...{
            id: `h${from + at}`,
            name: "Nikdo Neznámý",
            phone: `6020001${String(from + at).padStart(2, "0")}`,
          },
        })),
      );
      await expect
        .poll(async () => (await browser.rows()).length, within)
        .toBeGreaterThanOrEqual(30 + from + 20);
    }
    await expect
      .poll(
        async () => codesOf(await browser.rows()).filter((code) => code === "queued" || code === "sending"),
        {
          timeout: bound(30_000),
        },
      )
      .toEqual([]);
    const byPage = gosms.messages.filter(({ recipients }) => recipients[0] !== "+420601000077");
    expect(byPage.length).toBeLessThanOrEqual(30);
    expect(byPage.length).toBeGreaterThan(20);
    for (const { text } of byPage) expect(text).toMatch(wording);

    // Floods: of messages, of long ones, and of the page itself.
    await page.evaluate(() => {
      const long = "x".repeat(10_000_000);
      attack.up(long);
      attack.forge({ id: "f1", name: long, phone: "601000040" });
      attack.up({ type: "probe", plugin: "screen", message: { title: long } });
      for (let times = 0; times < 3_000; times++) attack.up({ type: "write", write: { times } });
      document.title = long;
      const grid = document.getElementById("grid");
      for (let times = 0; times < 20_000; times++) grid?.append(document.createElement("i"));
    }, null);
    await expectWorking(page);

    // At another port of the host, and with this calendar in a frame of a foreign page, or the other way around.
    const before = await countOnceQuiet(browser);
    const other = await browser.open(`${neighbour.url}/rezervace?zautoc`);
    const frame = (url: string) => ({ url, attribute: "src" }) as const;
    for (const [place, url] of [
      [other, `${calendar.url}/rezervace?zautoc`],
      [page, `${neighbour.url}/rezervace?zautoc`],
    ] as const)
      await place.evaluate(({ url: address, attribute }) => {
        const inner = document.createElement("iframe");
        inner.setAttribute(attribute, address);
        document.body.append(inner);
      }, frame(url));
    await new Promise((resolve) => setTimeout(resolve, 1_500));
    expect((await browser.rows()).filter(({ phone }) => phone.endsWith("601000666"))).toEqual([]);
    expect((await browser.rows()).length).toBe(before);
    const buttons = (place: Page) =>
      place.evaluate(() => document.querySelectorAll("[data-pipni]").length, null);
    expect(await buttons(other)).toBe(0);

    // It redefines once more and listens, while a person goes on working.
    await page.evaluate(() => attack.redefine(), null);
    await forge(page, [{ id: "z1", name: "Jana Vzorová", phone: "601000001", hour: 15 }]);
    await expectCodes(browser, /^z1$/u, { burst: 1 });
    await expectWorking(page);
    const loot = await page.evaluate(() => attack.loot(), null);
    expect(loot.length).toBeGreaterThan(1_000);
    for (const secret of [
      ...[gosms.account.clientSecret, gosms.account.clientId, "601000077", "601 000 077", "Pacient 0077"],
      // Not even what its own notices say.
      ...["čekáme Vás", "cekame Vas", "Neodesílat", "234 567 890"],
    ])
      expect(loot, secret).not.toContain(secret);

    // What was refused stands in the popup, many as one line.
    const popup = await browser.openOwn("popup.html");
    await seeText(popup, "Neobvykle mnoho zpráv najednou");
    const lines = await popup.evaluate(
      (text) => document.body.innerText.split(text).length - 1,
      "Neobvykle mnoho zpráv najednou",
    );
    expect(lines).toBe(1);
  });
