import { startTaughtPages } from "../calendars/taught/server.ts";
import { bound } from "../machine.ts";
import { launchFirefox } from "./firefox.ts";
import { expect, test } from "./fixtures.ts";
import { lessonDay as day, openPanel, own, lessonVisits as visits } from "./teaching-scene.ts";

test("a list is taught and tried in Firefox as well", async ({ gosms }) => {
  test.setTimeout(bound(240_000));
  await using pages = await startTaughtPages();
  await using firefox = await launchFirefox({ gosms, calendars: [pages.url], prepare: openPanel });
  pages.book.seed(visits);
  // Opened by the installation, perhaps in place of an empty page: so before there is another one.
  const options = await firefox.options();
  const calendar = await firefox.browser.newPage();
  await calendar.setViewport({ width: 1280, height: 900 });
  const address = `${pages.url}/diar/rest?den=${day}`;
  await calendar.goto(address);
  const tabId = await options.evaluate(async (url) => {
    const { browser } = globalThis as unknown as {
      browser: { tabs: { query(filter: { url: string }): Promise<{ id: number }[]> } };
    };
    const [tab] = await browser.tabs.query({ url: `${new URL(url).protocol}//${new URL(url).hostname}/*` });
    return tab?.id;
  }, address);
  await firefox.call("teaching.start", { tabId, url: address });
  // Nobody points into a tab that is not in sight, and Firefox draws none.
  await calendar.bringToFront();
  const isSaid = (text: string | RegExp) =>
    expect
      .poll(
        () => calendar.evaluate((host) => document.querySelector(host)?.shadowRoot?.textContent ?? "", own),
        { timeout: bound(20_000) },
      )
      .toMatch(text);
  const press = (name: string) =>
    calendar.evaluate(
      (host, wanted) => {
        const buttons = document.querySelector(host)?.shadowRoot?.querySelectorAll("button") ?? [];
        [...buttons].find(({ textContent }) => textContent === wanted)?.click();
      },
      own,
      name,
    );
  const open = (name: string) =>
    calendar.evaluate((wanted) => {
      const all = [...document.querySelectorAll<HTMLElement>("#root span")];
      all.find(({ textContent }) => textContent === wanted)?.click();
    }, name);
  const save = (fields: Record<string, string>) =>
    calendar.evaluate((texts) => {
      const form = document.querySelector<HTMLFormElement>("#office");
      for (const [name, text] of Object.entries(texts))
        (form?.elements.namedItem(name) as HTMLInputElement).value = text;
      form?.requestSubmit();
    }, fields);
  const remove = () => calendar.click("#remove");

  await isSaid(/Klepněte na stránce na jeden termín/);
  await calendar.click("#root span:nth-of-type(2)");
  await isSaid(/ze seznamu, který stránka dostala \(3 termíny\)/);
  await press("Pokračovat");
  await isSaid(/Jak se kalendář jmenuje/);
  await press("Uložit a zapnout");
  await isSaid(/Hotovo, kalendář je zapnutý/);
  await press("Naučit i samostatné odesílání");
  for (const [at, name, phone] of [
    [0, "Zkouška Zkušební", "601 000 009"],
    [3, "Pokus Pokusný", "601 000 008"],
  ] as const) {
    await isSaid(new RegExp(`${at + 1} z 6`));
    await save({ name, phone, time: "13:00" });
    await isSaid(new RegExp(`${at + 2} z 6`));
    await open(name);
    await save({ time: "13:30" });
    await isSaid(new RegExp(`${at + 3} z 6`));
    await open(name);
    await remove();
  }
  await isSaid(/Vše souhlasí/);
  await press("Zapnout samostatné odesílání");
  await isSaid(/Přesunutý termín pozná samo/);
  await calendar.screenshot({ path: ".artifacts/shots/teach-traffic-firefox.png" });
  expect(gosms.messages).toEqual([]);
});
