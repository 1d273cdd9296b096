import type { Page } from "@playwright/test";
import type { PluginSummary } from "../../lib/rpc/contract/index.ts";
import { startDeclarativePages } from "../calendars/declarative/server.ts";
import type { Extension } from "./chromium.ts";
import { launchFirefox } from "./firefox.ts";
import { expect, test } from "./fixtures.ts";
import { look } from "./look.ts";
import { lessonInFirefox, openPanel, own, scene, visit } from "./teaching-scene.ts";

/** A calendar that no plugin reads is taught by pointing at an appointment, on its own page. */

const day = Temporal.Now.plainDateISO("Europe/Prague").add({ days: 7 });
const weekday = day.dayOfWeek === 7 ? day.subtract({ days: 1 }) : day;
const next = weekday.add({ days: weekday.dayOfWeek === 6 ? -1 : 1 });

const visits = [
  visit("Jana Vzorová", "601 000 001", weekday, "09:00"),
  visit("Petr Novák", "601 000 002", weekday, "10:30"),
  visit("Eva Malá", null, next, "08:15"),
];

/** Sends the reminders of the day on which the calendar stands, as the button on its page does. */
async function sendBulk(extension: Extension, calendar: Page, count: RegExp): Promise<void> {
  const opening = extension.context.waitForEvent("page");
  await calendar.getByRole("button", { name: "Hromadná SMS" }).click();
  const bulk = await opening;
  // The first time somebody has to say that it is read right.
  await bulk.getByRole("button", { name: "Potvrdit, čte se správně" }).click();
  await bulk.getByLabel("Datum").fill(weekday.toString());
  await bulk.getByRole("button", { name: count }).click();
}

test("with the mouse: from the popup to a bulk send, with a phone corrected on the way", async ({
  gosms,
  chromium,
}) => {
  await using stage = await scene(gosms, chromium, visits);
  const { pages, extension } = stage;
  const calendar = await extension.context.newPage();
  const address = `${pages.url}/kalendar?od=${weekday}`;
  await calendar.goto(address);
  const tabId = await extension.tabId(calendar.url());
  const popup = await extension.open(`popup.html?tab=${tabId}`);
  const teach = popup.getByRole("button", { name: "Naučit Pípni tento kalendář" });
  await expect(teach).toBeVisible();
  await look(popup, "popup-teach", [360, 400]);
  await teach.click();
  await calendar.bringToFront();
  const panel = calendar.getByRole("region", { name: "Naučit Pípni tento kalendář" });
  await expect(panel.getByText("Klepněte na stránce na jeden termín.")).toBeVisible();
  await look(calendar, "teach-point", [360, 1280], own);

  // A heading is no appointment, and a link in one does not lead away.
  await calendar.locator(".lista a").first().click();
  await expect(panel.getByText(/Tady Pípni termín nepoznalo/)).toBeVisible();
  await calendar.locator(".pacient").first().click();
  await expect(panel.getByText("Na stránce jsou 3 termíny.")).toBeVisible();
  expect(calendar.url()).toBe(address);
  const rows = panel.getByRole("table").getByRole("row");
  await expect(rows).toHaveCount(4);
  await expect(rows.filter({ hasText: "Jana Vzorová" })).toContainText(/09:00.*601 000 001/);
  await expect(rows.filter({ hasText: "Eva Malá" })).toContainText("–");
  await expect(panel.getByRole("combobox", { name: "Den" })).toContainText("ve sloupci dne");
  await look(calendar, "teach-check", [360, 1280], own);

  // A correction: first away from the phone, then back to it by pointing.
  await panel.getByRole("combobox", { name: "Telefon" }).selectOption("nečíst");
  await expect(rows.filter({ hasText: "Jana Vzorová" })).not.toContainText("601");
  await panel.getByRole("button", { name: "Ukázat na stránce: Telefon" }).click();
  await calendar.locator(".termin time").first().click();
  await expect(panel.getByText(/Tady Pípni telefon nepoznalo/)).toBeVisible();
  await look(calendar, "teach-phone", [1280], own);
  await calendar.locator(".tel").first().click();
  await expect(rows.filter({ hasText: "Jana Vzorová" })).toContainText("601 000 001");

  await panel.getByRole("button", { name: "Pokračovat" }).click();
  await panel.getByLabel("Jak se kalendář jmenuje").fill("Objednávky");
  await look(calendar, "teach-place", [360, 1280], own);
  await panel.getByRole("button", { name: "Uložit a zapnout" }).click();
  const done = calendar.getByRole("region", { name: "Hotovo, kalendář je zapnutý" });
  await expect(done).toBeVisible();
  await look(calendar, "teach-saved", [360, 1280], own);
  await done.getByRole("button", { name: "Zavřít" }).first().click();
  await expect(done).toHaveCount(0);

  await expect(calendar.locator(".lista").getByRole("button", { name: "Hromadná SMS" })).toBeVisible();
  await sendBulk(extension, calendar, /^Odeslat 2× /);
  await expect
    .poll(() => gosms.messages.flatMap(({ recipients }) => recipients).sort())
    .toEqual(["+420601000001", "+420601000002"]);

  // An ordinary plugin, bound to that one site, and forgotten like any other.
  const plugins = await extension.call<PluginSummary[]>("plugins.list", null);
  const taught = plugins.filter(({ added }) => added);
  expect(taught).toMatchObject([
    { name: "Objednávky", matches: [`${pages.url}/*`], problems: [], automatic: false },
  ]);
  const options = await extension.open("options.html#kalendare");
  await options.getByRole("button", { name: "Odebrat plugin Objednávky" }).click();
  await options.getByRole("dialog").getByRole("button", { name: "Odebrat" }).click();
  await expect(calendar.getByRole("button", { name: "Hromadná SMS" })).toHaveCount(0);
});

test("with the keyboard: from the settings, in an app whose days stand only above its chips", async ({
  gosms,
  chromium,
}) => {
  await using stage = await scene(gosms, chromium, visits);
  const { pages, extension } = stage;
  const options = await extension.open("options.html#kalendare");
  const form = options.locator("form", { hasText: "Naučit kalendář ukázáním" });
  await form.getByLabel("Adresa kalendáře").fill("kalendář u nás");
  await form.getByRole("button", { name: "Otevřít a naučit" }).click();
  await expect(form.getByRole("alert")).toBeVisible();
  await look(options, "options-teach");
  await form.getByLabel("Adresa kalendáře").fill(`${pages.url}/rezervace?den=${weekday}`);
  const opening = extension.context.waitForEvent("page");
  await form.getByRole("button", { name: "Otevřít a naučit" }).press("Enter");
  const calendar = await opening;
  const panel = calendar.getByRole("region", { name: "Naučit Pípni tento kalendář" });
  await expect(panel.getByRole("heading", { name: "Naučit Pípni tento kalendář" })).toBeFocused();

  // Another page of the site, and the lesson goes on there.
  await calendar.reload();
  const list = panel.getByRole("listbox", { name: "Nebo vyberte termín ze seznamu" });
  await expect(list).toContainText("Petr Novák");
  await expect(panel.getByRole("heading").first()).toBeFocused();
  // Past "Na druhou stranu", "Zavřít" and "Neukazovat".
  for (let tabs = 0; tabs < 4; tabs++) await calendar.keyboard.press("Tab");
  await expect(list).toBeFocused();
  await calendar.keyboard.press("ArrowDown");
  await calendar.keyboard.press("Enter");
  await expect(panel.getByText("V seznamu jsou pro zobrazené dny 3 termíny.")).toBeVisible();
  const rows = panel.getByRole("table").getByRole("row");
  await expect(rows.filter({ hasText: "Petr Novák" })).toContainText("10:30");
  await expect(panel.getByRole("combobox", { name: "Den" })).toContainText("v záhlaví nad dny");

  // Escape ends the pointing first, and the lesson only then.
  await panel.getByRole("button", { name: "Ukázat na stránce: Den" }).press("Enter");
  await expect(panel.getByText(/^Klepněte na stránce na datum/)).toBeVisible();
  await calendar.keyboard.press("Escape");
  await expect(panel.getByRole("button", { name: "Pokračovat" })).toBeVisible();
  await panel.getByRole("button", { name: "Pokračovat" }).press("Enter");
  await panel.getByLabel("Jak se kalendář jmenuje").fill("Rezervace");
  await panel.getByRole("button", { name: "Uložit a zapnout" }).press("Enter");
  await expect(calendar.getByRole("region", { name: "Hotovo, kalendář je zapnutý" })).toBeVisible();
  await calendar.keyboard.press("Escape");
  await expect(calendar.getByRole("button", { name: "Hromadná SMS" })).toBeVisible();
  await expect(calendar.locator(own)).toHaveCount(0);
  await calendar.reload();
  await expect(calendar.getByRole("button", { name: "Hromadná SMS" })).toBeVisible();
  await expect(calendar.locator(own)).toHaveCount(0);

  const tabId = await extension.tabId(calendar.url());
  await extension.confirmReading(pages.url);
  const listing = await extension.call("bulk.day", { tabId, day: weekday.toString(), kind: "reminder" });
  expect(listing).toMatchObject({
    ok: true,
    rows: [
      { appointment: { patient: { name: "Jana Vzorová" } } },
      { appointment: { patient: { name: "Petr Novák" } } },
    ],
  });
});

test("sends by itself only after two trials were told right, and then does", async ({ gosms, chromium }) => {
  await using stage = await scene(gosms, chromium, visits);
  const { pages, extension } = stage;
  const calendar = await extension.context.newPage();
  await calendar.goto(`${pages.url}/rezervace?den=${weekday}&znacky=1`);
  const tabId = await extension.tabId(calendar.url());
  await extension.call("teaching.start", { tabId, url: calendar.url() });
  const panel = calendar.locator(`${own} section`).first();
  await calendar.locator(".rez").first().click();
  // The page had asked for its list before: it is asked for once more.
  await expect(panel.getByRole("combobox", { name: "Odkud Pípni čte" })).toContainText("ze seznamu");
  await panel.getByRole("button", { name: "Pokračovat" }).click();
  await panel.getByRole("button", { name: "Uložit a zapnout" }).click();
  await expect(calendar.getByRole("button", { name: "Hromadná SMS" })).toBeVisible();

  const office = calendar.locator("#office");
  // What is shown at once is saved a little later, and only then is the form free for the next.
  const saved = () => expect(office.getByLabel("Jméno")).toHaveValue("");
  const create = async (name: string, phone: string, time: string) => {
    await office.getByLabel("Jméno").fill(name);
    await office.getByLabel("Telefon").fill(phone);
    await office.getByLabel("Začátek").fill(`${weekday}T${time}`);
    await office.getByLabel("Konec").fill(`${weekday}T${time.slice(0, 3)}45`);
    await office.getByRole("button", { name: "Uložit" }).click();
    await expect(calendar.locator(".rez", { hasText: name })).toBeVisible();
    await saved();
  };
  const move = async (name: string, time: string) => {
    await calendar.locator(".rez", { hasText: name }).click();
    await office.getByLabel("Začátek").fill(`${weekday}T${time}`);
    await office.getByRole("button", { name: "Uložit" }).click();
    await expect(calendar.locator(".rez", { hasText: name })).toContainText(time);
    await saved();
  };
  const cancel = async (name: string) => {
    await calendar.locator(".rez", { hasText: name }).click();
    await office.getByRole("button", { name: "Zrušit termín" }).click();
    await expect(calendar.locator(".rez", { hasText: name })).toHaveCount(0);
  };
  await panel.getByRole("button", { name: "Na druhou stranu" }).click();
  await panel.getByRole("button", { name: "Naučit i samostatné odesílání" }).click();
  await expect(panel.getByText(/^1 z 6/)).toBeVisible();
  await create("Zkouška Zkušební", "601 000 009", "13:00");
  await expect(panel.getByText(/^2 z 6/)).toBeVisible();
  await move("Zkouška Zkušební", "13:30");
  await expect(panel.getByText(/^3 z 6/)).toBeVisible();
  await cancel("Zkouška Zkušební");
  await expect(panel.getByText(/^4 z 6/)).toBeVisible();
  await create("Pokus Pokusný", "601 000 008", "15:30");
  await expect(panel.getByText(/^5 z 6/)).toBeVisible();
  await move("Pokus Pokusný", "16:00");
  await expect(panel.getByText(/^6 z 6/)).toBeVisible();
  await cancel("Pokus Pokusný");
  await expect(panel.getByText(/^Vše souhlasí/)).toBeVisible();
  const told = panel.getByRole("list").getByRole("listitem");
  await expect(told).toHaveText([
    /^Potvrzení: Pokus Pokusný.*15:30.*601 000 008/,
    /^Změna termínu: Pokus Pokusný.*16:00.*601 000 008/,
    /^Zrušení: Pokus Pokusný.*16:00.*601 000 008/,
  ]);
  await look(calendar, "teach-rehearsed", [360, 1280], own);
  // Nothing has left for either trial.
  expect(gosms.messages).toEqual([]);
  await panel.getByRole("button", { name: "Zapnout samostatné odesílání" }).click();
  await expect(panel.getByRole("list", { name: "Co tento kalendář umí" }).getByRole("listitem")).toHaveText([
    /^Hromadné SMS/,
    /^Přečte i dny/,
    "Nový termín pozná samo.",
    "Přesunutý termín pozná samo.",
    "Zrušený termín pozná samo.",
  ]);
  await look(calendar, "teach-automatic", [360, 1280], own);
  await panel.getByRole("button", { name: "Zavřít" }).first().click();

  const plugins = await extension.call<PluginSummary[]>("plugins.list", null);
  expect(plugins.filter(({ added }) => added)).toMatchObject([{ automatic: true }]);
  await expect
    .poll(() => extension.call("sites.health", { tabId }))
    .toMatchObject({ state: "reading", appointments: 3 });
  await extension.confirmReading(pages.url);

  // Of what the server refuses nothing is told, whichever way it says no.
  const chip = (name: string) => calendar.locator(".rez", { hasText: name });
  const save = () => office.getByRole("button", { name: "Uložit" }).click();
  const acts = [
    async () => {
      await office.getByRole("button", { name: "Nový" }).click();
      await office.getByLabel("Jméno").fill("Odmítnutá Jana");
      await office.getByLabel("Telefon").fill("601 000 020");
      await office.getByLabel("Začátek").fill(`${weekday}T14:00`);
      await office.getByLabel("Konec").fill(`${weekday}T14:30`);
      await save();
    },
    async () => {
      await chip("Petr Novák").click();
      await office.getByLabel("Začátek").fill(`${weekday}T10:45`);
      await save();
    },
    async () => {
      await chip("Petr Novák").click();
      await office.getByRole("button", { name: "Zrušit termín" }).click();
    },
  ];
  const refusals = [
    { status: 409, body: JSON.stringify({ error: "obsazeno" }) },
    { status: 200, body: JSON.stringify({ ok: false }) },
    null,
  ];
  for (const refusal of refusals) {
    await calendar.route("**/rezervace/termin**", (route) =>
      refusal ? route.fulfill({ contentType: "application/json", ...refusal }) : route.abort(),
    );
    for (const act of acts) {
      await act();
      await expect(office.getByRole("alert")).not.toBeEmpty();
      await expect(chip("Petr Novák")).toContainText("10:30");
    }
    await calendar.unroute("**/rezervace/termin**");
  }
  await office.getByRole("button", { name: "Nový" }).click();
  // What a page that only guesses would have told by now.
  await calendar.waitForTimeout(4_000);
  const waiting = (await extension.rows()).filter(({ state }) => state !== "skipped");
  expect([waiting, gosms.messages]).toEqual([[], []]);

  await create("Alena Nová", "601 000 007", "11:15");
  await expect.poll(() => gosms.messages.flatMap(({ recipients }) => recipients)).toEqual(["+420601000007"]);
  await move("Alena Nová", "12:00");
  await expect.poll(() => gosms.messages.length).toBe(2);
  expect(gosms.messages[1]).toMatchObject({
    recipients: ["+420601000007"],
    text: expect.stringContaining("12:00"),
  });
  await cancel("Alena Nová");
  await expect.poll(() => gosms.messages.length).toBe(3);
  expect(gosms.messages[2]).toMatchObject({
    recipients: ["+420601000007"],
    text: expect.stringMatching(/zru[sš]en/i),
  });
});

test("the panel teaches in Firefox as well", async ({ gosms }) => {
  await using pages = await startDeclarativePages();
  await using firefox = await launchFirefox({ gosms, calendars: [pages.url], prepare: openPanel });
  pages.book.seed(visits);
  const address = `${pages.url}/kalendar?od=${weekday}`;
  const { calendar, tabId, said, press } = await lessonInFirefox(firefox, address);
  await expect.poll(said).toContain("Klepněte na stránce na jeden termín.");
  await calendar.click(".pacient");
  await expect.poll(said).toContain("Na stránce jsou 3 termíny.");
  expect(await said()).toContain("Jana Vzorová");
  expect(calendar.url()).toBe(address);
  await calendar.screenshot({ path: ".artifacts/shots/teach-check-firefox.png" });
  await press("Pokračovat");
  await expect.poll(said).toContain("Jak se kalendář jmenuje");
  await press("Uložit a zapnout");
  await expect.poll(said).toContain("Hotovo, kalendář je zapnutý");
  await expect
    .poll(() => firefox.call("sites.health", { tabId }))
    .toMatchObject({ state: "reading", appointments: 3 });
});
