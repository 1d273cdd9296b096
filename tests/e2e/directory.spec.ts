import { readFile } from "node:fs/promises";
import type { Page } from "@playwright/test";
import type { Practice } from "../calendars/practice/server.ts";
import type { Extension } from "./chromium.ts";
import { expect, test } from "./fixtures.ts";
import { look } from "./look.ts";
import { clickDay, createAppointment, nextWorkday, showDay } from "./practice.ts";

/** The practice's own directory: patients, who wants no texts, and files that come and go. */

const windows1250 = (text: string): Buffer => {
  const decoder = new TextDecoder("windows-1250");
  const codes = new Map(
    Array.from({ length: 256 }, (_, code) => [decoder.decode(Uint8Array.of(code)), code]),
  );
  return Buffer.from(Array.from(text, (letter) => codes.get(letter) ?? 0x3f));
};

const table = [
  "Číslo pacienta;Příjmení;Jméno;Mobil;Jazyk;Poznámka",
  "1;Žluťoučká;Šárka;601 000 101;cs;",
  "2;Vzorová;Jana;601 000 102;sk;",
  "3;Vzorová;Jana;601 000 103;;dcera",
  "4;Vzor;Petr;234 567 890;;",
  ";;;601 000 105;;",
  "2;Jiný;Josef;601 000 106;;",
].join("\r\n");

async function importFile(page: Page, name: string, buffer: Buffer): Promise<void> {
  await page.getByRole("button", { name: "Načíst ze souboru" }).click();
  await page.getByLabel("Soubor", { exact: true }).setInputFiles({ name, mimeType: "text/csv", buffer });
  await page.getByRole("button", { name: "Zkontrolovat" }).click();
}

test("a table is imported: recognised, looked at, told what is not understood, and only then written", async ({
  ready,
}) => {
  const page = await ready.open("options.html#pacienti");
  await expect(page.getByText("Adresář je zatím prázdný")).toBeVisible();
  await look(page, "directory-empty");
  await page.getByRole("button", { name: "Načíst ze souboru" }).click();
  const dialog = page.getByRole("dialog");
  await dialog
    .getByLabel("Soubor", { exact: true })
    .setInputFiles({ name: "pacienti.csv", mimeType: "text/csv", buffer: windows1250(table) });
  await expect(dialog.getByText("6 řádků, kódování WINDOWS-1250")).toBeVisible();
  await expect(dialog.getByLabel("Příjmení")).toHaveValue("lastName");
  await expect(dialog.getByLabel("Mobil")).toHaveValue("phone");
  await expect(dialog.getByLabel("Poznámka")).toHaveValue("");
  await look(page, "directory-columns");
  await dialog.getByLabel("Poznámka").selectOption("Příjmení");
  await dialog.getByRole("button", { name: "Zkontrolovat" }).click();
  await expect(dialog.getByRole("alert")).toContainText("Dva sloupce nemohou znamenat totéž.");
  await dialog.getByLabel("Poznámka").selectOption("vynechat");
  await dialog.getByRole("button", { name: "Zkontrolovat" }).click();
  await expect(dialog.getByText("Přibude: 4 pacienti")).toBeVisible();
  await expect(dialog.getByText("Nenačte se: 2 řádky")).toBeVisible();
  await expect(dialog.getByText("Chybí jméno i ID")).toBeVisible();
  await expect(dialog.getByText("Stejné ID má v souboru i jiné jméno.")).toBeVisible();
  await expect(dialog.getByText("Na číslo nepůjde poslat SMS. Pevná linka")).toBeVisible();
  await look(page, "directory-review");
  await dialog.getByRole("button", { name: "Načíst (4)" }).click();
  await expect(dialog.getByText("V adresáři je nově nebo jinak 4 pacienti.")).toBeVisible();
  await dialog.getByRole("button", { name: "Zavřít" }).click();
  await expect(page.getByText("4 pacienti", { exact: true })).toBeVisible();
  await page.getByLabel("Hledat pacienta").fill("sarka zlut");
  await expect(page.getByText("Nalezeno 1 z 4")).toBeVisible();
  await expect(page.getByRole("button", { name: "Upravit: Šárka Žluťoučká" })).toBeVisible();
  await page.getByLabel("Hledat pacienta").fill("601 000 10");
  await expect(page.getByText("Nalezeno 3 z 4")).toBeVisible();

  await importFile(page, "pacienti.csv", windows1250(table));
  await expect(page.getByText("Není co načíst, adresář už vše obsahuje.")).toBeVisible();
});

test("a workbook is refused in words, and an old address book is read", async ({ ready }) => {
  const page = await ready.open("options.html#pacienti");
  await page.getByRole("button", { name: "Načíst ze souboru" }).click();
  const file = page.getByLabel("Soubor", { exact: true });
  await file.setInputFiles({ name: "a.xlsx", mimeType: "", buffer: Buffer.from("PK\u0003\u0004\0\0\0") });
  await expect(page.getByRole("alert")).toContainText("z Excelu jej uložte jako CSV");
  const old =
    "BEGIN:VCARD\r\nVERSION:2.1\r\nN;ENCODING=QUOTED-PRINTABLE:Vzorov=C3=A1;Jana\r\nTEL;CELL:601000107\r\nEND:VCARD\r\n";
  await file.setInputFiles({ name: "a.vcf", mimeType: "text/vcard", buffer: Buffer.from(old) });
  await page.getByRole("button", { name: "Zkontrolovat" }).click();
  await expect(page.getByText("Přibude: 1 pacient")).toBeVisible();
});

test("the directory goes by surname, and shows only those who want no texts", async ({ ready }) => {
  const page = await ready.open("options.html#pacienti");
  const people = [
    "Jméno;Mobil;Nechce SMS",
    "Adam Zeman;601 000 201;",
    "MUDr. Eva Čechová, Ph.D.;601 000 202;2026-03-03",
    "Chalupa Jan;601 000 203;",
    "Iva Cibulková;601 000 204;",
  ];
  await importFile(page, "pacienti.csv", Buffer.from(people.join("\r\n")));
  await page.getByRole("button", { name: "Načíst (4)" }).click();
  await page.getByRole("button", { name: "Zavřít" }).click();
  const names = page.getByRole("button", { name: /^Upravit: / });
  await expect(names).toHaveText(["Iva Cibulková", "MUDr. Eva Čechová, Ph.D.", "Chalupa Jan", "Adam Zeman"]);
  await page.getByLabel("Jen kdo nechce SMS").check();
  await expect(names).toHaveText(["MUDr. Eva Čechová, Ph.D."]);
  await expect(page.getByText("Nalezeno 1 z 4")).toBeVisible();
  await look(page, "directory-opted-out");
  await page.getByLabel("Hledat pacienta").fill("zeman");
  await expect(page.getByText("Nikdo z nalezených SMS neodmítl.")).toBeVisible();
  await page.getByLabel("Hledat pacienta").fill("");
  await page.getByLabel("Jen kdo nechce SMS").uncheck();
  await look(page, "directory-by-surname");
});

test("a patient is added, corrected, opted out, merged and deleted by hand", async ({ ready }) => {
  const page = await ready.open("options.html#pacienti");
  const dialog = page.getByRole("dialog");
  const save = dialog.getByRole("button", { name: "Uložit" });
  await page.getByRole("button", { name: "Přidat pacienta" }).click();
  await save.click();
  await expect(dialog.getByText("Vyplňte jméno nebo ID, podle")).toBeVisible();
  await dialog.getByLabel("Jméno a příjmení").fill("Jana Vzorová");
  await dialog.getByLabel("Telefon").fill("234 567 890");
  await expect(dialog.getByText("Na toto číslo SMS poslat nejde. Pevná linka")).toBeVisible();
  await dialog.getByLabel("Telefon").fill("601 000 102");
  await dialog.getByLabel("Jazyk zpráv").selectOption("Українська");
  await dialog.getByLabel("Telefon").press("Enter");
  await expect(dialog).toBeHidden();
  const jana = page.getByRole("button", { name: "Upravit: Jana Vzorová" });
  await expect(jana).toBeVisible();
  await expect(page.getByText("+420 601 000 102")).toBeVisible();

  await jana.click();
  await dialog.getByRole("switch", { name: "Nechce SMS" }).click();
  await dialog.getByLabel("Od kdy").fill("2026-03-03");
  await dialog.getByLabel("Jak to řekl").fill("telefonicky");
  await expect(dialog.getByLabel("Na číslo +420 601 000 102 nepsat nikomu")).toBeChecked();
  await look(page, "directory-edit");
  await save.click();
  await expect(page.getByText("Nechce SMS (od 3. 3. 2026, telefonicky).")).toBeVisible();

  await page.getByRole("button", { name: "Přidat pacienta" }).click();
  await dialog.getByLabel("Jméno a příjmení").fill("Vzorova Jana");
  await dialog.getByLabel("ID pacienta v kalendáři").fill("77");
  await save.click();
  await expect(page.getByText("2 pacienti", { exact: true })).toBeVisible();
  await look(page, "directory-list");
  await page.getByRole("button", { name: "Upravit: Vzorova Jana" }).click();
  await dialog.getByRole("button", { name: "Sloučit s jiným…" }).click();
  await dialog.getByRole("radio", { name: "Jana Vzorová" }).check();
  await look(page, "directory-merge");
  await dialog.getByRole("button", { name: "Sloučit", exact: true }).click();
  await expect(page.getByText("1 pacient", { exact: true })).toBeVisible();
  await expect(page.getByText("Nechce SMS (od 3. 3. 2026, telefonicky).")).toBeVisible();

  const download = page.waitForEvent("download");
  await page.getByRole("button", { name: "Uložit do souboru" }).click();
  const file = await download;
  expect(file.suggestedFilename()).toMatch(/^pacienti-\d{4}-\d{2}-\d{2}\.csv$/);
  const exported = await readFile(await file.path());
  expect(exported.toString("utf8")).toContain(
    `"77";"Vzorova Jana";"601 000 102";"uk";"2026-03-03";"telefonicky";"'+420601000102"`,
  );

  await page.getByRole("button", { name: "Upravit: Vzorova Jana" }).click();
  await dialog.getByRole("button", { name: "Smazat" }).click();
  await expect(dialog.getByRole("alert")).toContainText("Pacient nechce SMS.");
  await look(page, "directory-remove");
  await dialog.getByRole("button", { name: "Smazat" }).click();
  await expect(page.getByText("Adresář je zatím prázdný")).toBeVisible();

  await importFile(page, "pacienti.csv", exported);
  await page.getByRole("button", { name: "Načíst (1)" }).click();
  await page.getByRole("button", { name: "Zavřít" }).click();
  await expect(page.getByText("Nechce SMS (od 3. 3. 2026, telefonicky).")).toBeVisible();
});

const day = nextWorkday();

async function openCalendar(extension: Extension, practice: Practice): Promise<Page> {
  const calendar = await extension.context.newPage();
  await calendar.setViewportSize({ width: 1280, height: 1300 });
  await calendar.goto(practice.url);
  await expect(calendar.getByRole("button", { name: "Hromadná SMS" })).toBeVisible();
  await showDay(calendar, day);
  return calendar;
}

async function openBulk(extension: Extension, calendar: Page): Promise<Page> {
  await clickDay(calendar, day);
  const opening = extension.context.waitForEvent("page");
  await calendar.getByRole("button", { name: "Hromadná SMS" }).click();
  const bulk = await opening;
  await expect(bulk.getByRole("button", { name: /^Odeslat \d+× / })).toBeEnabled();
  return bulk;
}

async function importTable(extension: Extension, text: string): Promise<void> {
  const page = await extension.open("options.html#pacienti");
  await importFile(page, "pacienti.csv", Buffer.from(text));
  await page.getByRole("button", { name: /^Načíst \(/ }).click();
  await expect(page.getByRole("heading", { name: "Hotovo" })).toBeVisible();
  await page.close();
}

test("a number is added to a row of the bulk window in place, and is the patient's from then on", async ({
  ready,
  practice,
  gosms,
}) => {
  const patient = practice.db.findPatients("František Žák")[0];
  if (!patient) throw new Error("no such patient");
  for (const hour of ["18:00", "19:00"])
    practice.db.add({
      patientId: patient.id,
      doctorId: 1,
      start: `${day}T${hour}`,
      end: `${day}T${hour.slice(0, 2)}:20`,
    });
  const calendar = await openCalendar(ready, practice);
  const bulk = await openBulk(ready, calendar);
  const rows = bulk.locator("tbody tr", { hasText: "František Žák" }).filter({ hasText: /18:00|19:00/ });
  await expect(rows).toHaveCount(2);
  const row = rows.first();
  await expect(row.getByRole("checkbox")).toBeDisabled();
  await row.getByRole("button", { name: "Doplnit číslo: František Žák" }).click();
  await expect(row.getByLabel("Mobilní číslo")).toBeFocused();
  await row.getByLabel("Mobilní číslo").fill("234 567 890");
  await row.getByRole("button", { name: "Uložit" }).click();
  await expect(row.getByRole("alert")).toContainText("Pevná linka");
  await look(bulk, "bulk-number");
  await row.getByLabel("Mobilní číslo").fill("601 000 008");
  await row.getByLabel("Mobilní číslo").press("Enter");
  // The calendar tells the same patient of the other visit.
  for (const each of await rows.all()) {
    await expect(each.getByRole("checkbox")).toBeChecked();
    await expect(each.getByText("+420 601 000 008")).toBeVisible();
  }
  await bulk.getByLabel("Vybrat vše").uncheck();
  await row.getByRole("checkbox").check();
  await bulk.getByRole("button", { name: /^Odeslat 1× / }).click();
  await expect.poll(() => gosms.messages.flatMap(({ recipients }) => recipients)).toEqual(["+420601000008"]);
});

test("of two patients of one name a person picks, in the bulk window; who wants no texts gets none anywhere", async ({
  ready,
  practice,
  gosms,
}) => {
  await importTable(
    ready,
    [
      "Jméno;Telefon;Nechce SMS",
      "Žák František;601 000 208;",
      "František Žák;601 000 209;",
      "Jana Dvořáková;;2026-03-03",
    ].join("\n"),
  );
  const [patient] = practice.db.findPatients("František Žák");
  if (!patient) throw new Error("no such patient");
  practice.db.add({ patientId: patient.id, doctorId: 1, start: `${day}T18:00`, end: `${day}T18:20` });
  const calendar = await openCalendar(ready, practice);
  await createAppointment(calendar, { patient: "Jana Dvořáková", day, time: "17:00" });
  const reason = "Nechce SMS (od 3. 3. 2026, pacienti.csv).";

  const bulk = await openBulk(ready, calendar);
  const jana = bulk.locator("tbody tr", { hasText: "Jana Dvořáková" }).filter({ hasText: "17:00" });
  await expect(jana.getByText(reason)).toBeVisible();
  await expect(jana.getByRole("checkbox")).toBeDisabled();
  const row = bulk.locator("tbody tr", { hasText: "František Žák" }).filter({ hasText: "18:00" });
  await expect(row.getByText("není jisté, o kterého pacienta jde")).toBeVisible();
  await row.getByRole("button", { name: "Vybrat pacienta: František Žák" }).click();
  await look(bulk, "bulk-pick");
  await row.getByRole("radio", { name: "601 000 209" }).check();
  await row.getByRole("button", { name: "Uložit" }).click();
  await expect(row.getByText("+420 601 000 209")).toBeVisible();
  await expect(row.getByRole("checkbox")).toBeChecked();
  await bulk.getByLabel("Vybrat vše").uncheck();
  await row.getByRole("checkbox").check();
  await bulk.getByRole("button", { name: /^Odeslat 1× / }).click();
  await expect.poll(() => gosms.messages.flatMap(({ recipients }) => recipients)).toEqual(["+420601000209"]);

  const log = await ready.open("options.html#odeslane");
  await expect(log.getByText(`Zpráva neodešla. ${reason}`)).toBeVisible();
  const popup = await ready.open("popup.html");
  await expect(popup.getByText(reason)).toBeVisible();
});
