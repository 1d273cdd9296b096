import { readFile } from "node:fs/promises";
import type { Page } from "@playwright/test";
import { expect, test } from "./fixtures.ts";
import { look } from "./look.ts";

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
  await dialog.getByLabel("Poznámka").selectOption("Telefon");
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

test("a workbook and an old address book are refused in words", async ({ ready }) => {
  const page = await ready.open("options.html#pacienti");
  await page.getByRole("button", { name: "Načíst ze souboru" }).click();
  const file = page.getByLabel("Soubor", { exact: true });
  await file.setInputFiles({ name: "a.xlsx", mimeType: "", buffer: Buffer.from("PK\u0003\u0004\0\0\0") });
  await expect(page.getByRole("alert")).toContainText("z Excelu jej uložte jako CSV");
  const old = "BEGIN:VCARD\r\nVERSION:2.1\r\nN;ENCODING=QUOTED-PRINTABLE:Vzorov=C3=A1;Jana\r\nEND:VCARD\r\n";
  await file.setInputFiles({ name: "a.vcf", mimeType: "text/vcard", buffer: Buffer.from(old) });
  await page.getByRole("button", { name: "Zkontrolovat" }).click();
  await expect(page.getByText("Vizitka je ve starém formátu vCard 2.1.")).toBeVisible();
});

test("a patient is added, corrected, opted out, merged and deleted by hand", async ({ ready }) => {
  const page = await ready.open("options.html#pacienti");
  const dialog = page.getByRole("dialog");
  const save = dialog.getByRole("button", { name: "Uložit" });
  await page.getByRole("button", { name: "Přidat pacienta" }).click();
  await save.click();
  await expect(dialog.getByText("Vyplňte jméno nebo ID")).toBeVisible();
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
