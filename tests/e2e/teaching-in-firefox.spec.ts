import { startTaughtPages } from "../calendars/taught/server.ts";
import { bound } from "../machine.ts";
import { launchFirefox } from "./firefox.ts";
import { expect, test } from "./fixtures.ts";
import { lessonDay as day, lessonInFirefox, openPanel, lessonVisits as visits } from "./teaching-scene.ts";

test("a list is taught and tried in Firefox as well", async ({ gosms }) => {
  test.setTimeout(bound(240_000));
  await using pages = await startTaughtPages();
  await using firefox = await launchFirefox({ gosms, calendars: [pages.url], prepare: openPanel });
  pages.book.seed(visits);
  const address = `${pages.url}/diar/rest?den=${day}`;
  const { calendar, said, press } = await lessonInFirefox(firefox, address);
  const isSaid = (text: string | RegExp) => expect.poll(said, { timeout: bound(20_000) }).toMatch(text);
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
