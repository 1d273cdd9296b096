import { readFile } from "node:fs/promises";
import type { Page } from "@playwright/test";
import { bound } from "../machine.ts";
import { launchChromium } from "./chromium.ts";
import { expect, test } from "./fixtures.ts";
import { look } from "./look.ts";
import { createAppointment, nextWorkday, showDay } from "./practice.ts";

/** Everything set, carried from one computer to another. */

const password = "modrý slon tančí valčík";

async function save(page: Page): Promise<string> {
  await page.getByLabel("Heslo zálohy").first().fill(password);
  await page.getByLabel("Heslo ještě jednou").fill(password);
  await expect(page.getByText("Silné heslo.")).toBeVisible();
  const download = page.waitForEvent("download");
  await page.getByRole("button", { name: "Uložit do souboru" }).click();
  const file = await download;
  expect(file.suggestedFilename()).toMatch(/^pipni-zaloha-\d{4}-\d\d-\d\d\.json$/u);
  return file.path();
}

const choose = (page: Page, path: string | { name: string; text: string }) =>
  page
    .getByLabel("Soubor se zálohou")
    .setInputFiles(
      typeof path === "string"
        ? path
        : { name: path.name, mimeType: "application/json", buffer: Buffer.from(path.text) },
    );

/** Types the password of a file that was chosen, once that is asked for: above it stands the one for a new file. */
async function unlock(page: Page, word: string): Promise<void> {
  const button = page.getByRole("button", { name: "Odemknout" });
  await expect(button).toBeVisible();
  await page.getByLabel("Heslo zálohy").last().fill(word);
  await button.click();
}

test("a second computer reads the calendar and sends, from a file and its password", async ({
  ready,
  gosms,
  practice,
}) => {
  test.setTimeout(bound(90_000));
  const first = await ready.open("options.html#pacienti");
  await first.getByRole("button", { name: "Přidat pacienta" }).click();
  const form = first.getByRole("dialog");
  await form.getByLabel("Jméno a příjmení").fill("Karel Zkušební");
  await form.getByLabel("Telefon", { exact: true }).fill("601 000 077");
  await form.getByRole("button", { name: "Uložit" }).click();
  await expect(form).toBeHidden();
  await first.goto(ready.url("options.html#zaloha"));
  await first.reload();
  await first.getByRole("button", { name: "Uložit do souboru" }).click();
  await expect(first.getByRole("alert")).toContainText("Heslo je krátké");
  const path = await save(first);
  await expect(first.getByText("je mezi staženými soubory")).toBeVisible();
  await look(first, "backup-save");
  const text = await readFile(path, "utf8");
  for (const secret of [gosms.account.clientSecret, 'Zkušební"', "601 000 077"])
    expect(text).not.toContain(secret);

  await using second = await launchChromium({ gosms, calendars: [new URL(practice.url).origin] });
  const page = await second.open("options.html#zaloha");
  // What is no backup says so, and changes nothing.
  for (const [name, content, sentence] of [
    ["cizi.json", "{}", "Toto není záloha z Pípni"],
    ["kus.json", text.slice(0, 900), "poškozený nebo se nestáhl celý"],
    ["nova.json", text.replace('"version": 1', '"version": 9'), "novější verze Pípni"],
  ] as const) {
    await choose(page, { name, text: content });
    await expect(page.getByRole("alert")).toContainText(sentence);
  }
  await choose(page, path);
  await unlock(page, "špatné heslo");
  await expect(page.getByRole("alert")).toContainText("Heslo nesouhlasí");
  expect(await second.call("sites.list", null)).toEqual([]);

  await unlock(page, password);
  const dialog = page.getByRole("dialog", { name: "Načíst tuto zálohu?" });
  await expect(dialog).toContainText("Kalendáře: přibude 1");
  await expect(dialog).toContainText("Pacienti: přibude 1");
  await expect(dialog).toContainText("Přístup do GoSMS: přibude");
  // Texts would leave where none did: that is asked, and stopped unless a person wants it.
  await expect(dialog.getByRole("alert")).toContainText("Potvrzení");
  await look(page, "backup-review");
  expect(await second.call("sites.list", null)).toEqual([]);
  await dialog.getByRole("button", { name: "Načíst zálohu" }).click();
  await expect(page.getByText("Záloha je načtená. Odesílání je zastavené.")).toBeVisible();
  expect(await second.stored("patients")).toMatchObject([{ name: "Karel Zkušební" }]);

  const calendar = await second.context.newPage();
  await calendar.goto(practice.url);
  await expect(calendar.getByRole("button", { name: "Hromadná SMS" })).toBeVisible();
  const day = nextWorkday();
  await showDay(calendar, day);
  await createAppointment(calendar, { patient: "Jana Dvořáková", day, time: "17:00" });
  await expect.poll(async () => (await second.rows()).map(({ state }) => state)).toEqual(["queued"]);
  expect(gosms.messages).toEqual([]);

  const popup = await second.open("popup.html");
  await popup.getByRole("button", { name: "Znovu odesílat" }).click();
  await expect.poll(() => gosms.messages.length, { timeout: bound(30_000) }).toBe(1);
  expect(gosms.messages[0]?.text).toContain("17:00");
});

test("a calendar without its permission waits for Povolit, and the same file changes nothing twice", async ({
  ready,
  gosms,
}) => {
  test.setTimeout(bound(90_000));
  const page = await ready.open("options.html#zaloha");
  const path = await save(page);
  await choose(page, path);
  await unlock(page, password);
  const same = page.getByRole("dialog", { name: "Načíst tuto zálohu?" });
  await expect(same).toContainText("Vše z této zálohy už na tomto počítači je.");
  await expect(same.getByRole("button", { name: "Načíst zálohu" })).toHaveCount(0);

  await using second = await launchChromium({ gosms, calendars: [] });
  const other = await second.open("options.html#zaloha");
  await choose(other, path);
  await other.getByRole("button", { name: "Pokračovat bez hesla" }).click();
  const dialog = other.getByRole("dialog", { name: "Načíst tuto zálohu?" });
  await expect(dialog).toContainText("Kalendáře: přibude 1");
  await expect(dialog).not.toContainText("GoSMS");
  await dialog.getByRole("button", { name: "Načíst zálohu" }).click();
  await expect(other.getByRole("button", { name: "Povolit: Ordinace Na Náměstí" })).toBeVisible();
  await look(other, "backup-done");
});
