import { expect } from "@playwright/test";
import { type Radicale, startRadicale } from "../../lib/plugins/nextcloud-calendar/test/calendar/radicale.ts";
import { openPhone } from "../calendars/dav-phone.ts";
import { bound } from "../machine.ts";
import type { Extension } from "./chromium.ts";
import { visitText } from "./feed-texts.ts";
import { test as base } from "./fixtures.ts";
import { look } from "./look.ts";

/** A calendar without a page, from its address to a text, by clicking; changed on a phone meanwhile. */

const secret = { user: "ordinace", password: "tajne-heslo" };

const test = base.extend<{ radicale: Radicale; ready: Extension }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of fixtures off this pattern.
  radicale: async ({}, use) => {
    await using radicale = await startRadicale(secret);
    await use(radicale);
  },
  ready: async ({ chromium, gosms, radicale }, use) => {
    await using extension = await chromium.install({ calendars: [radicale.url] });
    await extension.configure(gosms.account, (settings) => {
      settings.sending.settleSeconds = 0;
    });
    await use(extension);
  },
});

test("an address, a confirmed reading, a bulk with no page open, and a change on a phone", async ({
  ready,
  radicale,
  gosms,
}) => {
  const phone = await openPhone(`${radicale.url}/ordinace/terminy/`, secret);
  await phone.put("1", visitText("1", 9, "Jana Vzorová"));
  await phone.put("2", visitText("2", 10, "Petr Ukázka"));
  await phone.put("3", visitText("3", 11, "Eva Příkladová"));

  const options = await ready.open("options.html#kalendare");
  const form = options.locator("form", { hasText: "Přidat kalendář bez stránky" });
  await form.getByLabel("Adresa iCal nebo CalDAV").fill(`http://ordinace:x@127.0.0.1/`);
  await form.getByRole("button", { name: "Přečíst a přidat" }).click();
  await expect(form.getByText("Jméno a heslo nepatří do adresy.")).toBeVisible();
  await form.getByLabel("Adresa iCal nebo CalDAV").fill(phone.url);
  await form.getByRole("button", { name: "Přečíst a přidat" }).click();
  await expect(form.getByText("Server kalendáře chce jméno a heslo")).toBeVisible({ timeout: bound(30_000) });
  await form.getByLabel("Uživatelské jméno").fill(secret.user);
  await form.getByLabel("Heslo").fill(secret.password);
  await form.getByRole("button", { name: "Přečíst a přidat" }).click();
  await expect(form.getByText("Kalendář Ordinace je přidaný.")).toBeVisible({ timeout: bound(30_000) });
  const row = options.locator("li.calendar", { hasText: "Ordinace" });
  await expect(row.getByText("3 termíny od včerejška na půl roku")).toBeVisible();
  await expect(row).not.toContainText("terminy");
  await look(options, "options-feed-unconfirmed");

  const [reading] = await Promise.all([
    ready.context.waitForEvent("page"),
    row.getByRole("button", { name: "Zkontrolovat čtení" }).click(),
  ]);
  await expect(reading.getByRole("row", { name: /Jana Vzorová.*601 000 001/u })).toBeVisible();
  await look(reading, "reading-feed");
  await reading.getByRole("button", { name: /^Potvrdit/u }).click();
  await expect(row.getByText("Čtení potvrzeno")).toBeVisible();
  await look(options, "options-feed");
  if (!reading.isClosed()) await reading.close();

  const [bulk] = await Promise.all([
    ready.context.waitForEvent("page"),
    row.getByRole("button", { name: "Hromadná SMS" }).click(),
  ]);
  await expect(bulk.getByText("Petr Ukázka")).toBeVisible({ timeout: bound(30_000) });
  await expect(bulk.getByText(/^Stav kalendáře z /u)).toBeVisible();
  await look(bulk, "bulk-feed");
  await bulk.getByRole("button", { name: /^Odeslat 3× / }).click();
  await expect.poll(() => gosms.messages.length, { timeout: bound(30_000) }).toBe(3);

  await phone.put("2", visitText("2", 15, "Petr Ukázka"));
  await options.bringToFront();
  await row.getByRole("button", { name: "Načíst teď" }).click();
  const proposed = async () =>
    (await ready.rows()).flatMap(({ reason, appointment }) =>
      reason?.code === "appeared" ? [appointment.id] : [],
    );
  await expect.poll(proposed, { timeout: bound(30_000) }).toEqual(["2"]);
  const popup = await ready.open("popup.html");
  await expect(popup.getByText("Petr Ukázka").first()).toBeVisible();
  expect(gosms.messages).toHaveLength(3);
});

test("a server that wants another password says so, and loses nothing", async ({ ready, radicale }) => {
  const phone = await openPhone(`${radicale.url}/ordinace/terminy/`, secret);
  await phone.put("1", visitText("1", 9, "Jana Vzorová"));
  const added = await ready.call<{ state: string; feed: { id: string } }>("feeds.add", {
    url: phone.url,
    name: "Telefon",
    ...secret,
  });
  expect(added.state).toBe("added");
  await ready.call("feeds.setPassword", { id: added.feed.id, user: secret.user, password: "prosle" });
  const options = await ready.open("options.html#kalendare");
  const row = options.locator("li.calendar", { hasText: "Telefon" });
  await expect(row.getByText(/Kalendář se nečte, poslední stav je z \d/u)).toBeVisible();
  await look(options, "options-feed-password");
  await row.getByLabel("Uživatelské jméno").fill(secret.user);
  await row.getByLabel("Heslo").fill(secret.password);
  await row.getByRole("button", { name: "Uložit a přečíst" }).click();
  await expect(row.getByText(/stav z .*, 1 termín/u)).toBeVisible({ timeout: bound(30_000) });
});
