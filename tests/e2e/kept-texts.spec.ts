import { openBulk } from "./bulk-window.ts";
import { expect, test } from "./fixtures.ts";
import { look } from "./look.ts";

/** Own words that are kept by a name. */

test("own texts are kept by name in Texty, chosen for a day, changed for once, kept anew, and deleted", async ({
  ready,
  practice,
  gosms,
}) => {
  const options = await ready.open("options.html#texty");
  const card = options.getByRole("region", { name: "Vlastní texty" });
  await card.getByRole("button", { name: "Přidat text" }).click();
  const name = card.getByLabel("Název");
  await expect(name).toBeFocused();
  await options.keyboard.type("Dovolená");
  const text = card.getByRole("textbox", { name: "Text: Dovolená" });
  await text.fill("Dnes neordinujeme {{jmeno}}");
  await expect(card.getByText("Text obsahuje {{.", { exact: false })).toBeVisible();
  await text.fill("Dnes neordinujeme. ");
  await card.getByRole("button", { name: "Vložit #ZARIZENI#" }).click();
  await expect(card.getByText("Dnes neordinujeme. Ordinace Na Namesti")).toBeVisible();
  await card.getByRole("button", { name: "Přidat text" }).click();
  await options.keyboard.type("dovolena");
  await options.getByRole("button", { name: "Uložit", exact: true }).click();
  await expect(card.getByText("Text s tímto názvem už máte.", { exact: false })).toHaveCount(2);
  await expect(card.getByLabel("Název").first()).toBeFocused();
  await card.getByLabel("Název").nth(1).fill("Kartička");
  await card.getByRole("textbox", { name: "Text: Kartička" }).fill("Přineste si kartičku.");
  await options.getByRole("button", { name: "Uložit", exact: true }).click();
  await expect(options.getByText("Uloženo", { exact: true })).toBeVisible();
  await look(options, "kept-texts");

  const { bulk } = await openBulk(ready, practice);
  await bulk.getByText("Vlastní text", { exact: true }).click();
  const words = bulk.getByLabel("Text zprávy", { exact: true });
  await words.fill("Rozepsané");
  await bulk.getByLabel("Uložené texty").selectOption("Dovolená");
  await expect(words).toHaveValue("Dnes neordinujeme. #ZARIZENI#");
  await bulk.getByRole("button", { name: "Vrátit rozepsaný text" }).click();
  await expect(words).toHaveValue("Rozepsané");
  await bulk.getByLabel("Uložené texty").selectOption("Dovolená");
  await expect(
    bulk.locator(".own-preview").getByText("Dnes neordinujeme. Ordinace Na Namesti"),
  ).toBeVisible();
  await look(bulk, "kept-texts-day");
  await words.fill("Dnes ordinujeme jen do 12. #ZARIZENI#");
  await bulk.getByRole("button", { name: "Uložit jako…" }).click();
  const dialog = bulk.getByRole("dialog", { name: "Uložit text" });
  await dialog.getByLabel("Název").fill("DOVOLENÁ");
  await bulk.keyboard.press("Enter");
  await expect(dialog.getByText("Text s tímto názvem už máte.", { exact: false })).toBeVisible();
  await look(bulk, "kept-texts-save-as");
  await dialog.getByLabel("Název").fill("Jen dopoledne");
  await bulk.keyboard.press("Enter");
  await expect(dialog).toBeHidden();
  await expect(bulk.getByText("Text je uložený.")).toBeVisible();
  await expect(bulk.getByLabel("Uložené texty").locator("option:checked")).toHaveText("Jen dopoledne");
  await expect(words).toBeFocused();
  await bulk.getByRole("button", { name: /^Odeslat \d+× vlastní text/ }).click();
  await expect
    .poll(() => [...new Set(gosms.messages.map((message) => message.text))])
    .toEqual(["Dnes ordinujeme jen do 12. Ordinace Na Namesti"]);

  // One that needs no appointment is offered for a letter, too.
  await bulk
    .getByRole("button", { name: /^Napsat SMS: / })
    .first()
    .click();
  const letter = bulk.getByRole("dialog", { name: "Napsat SMS" });
  await letter.getByLabel("Uložené texty").selectOption("Kartička");
  await expect(letter.getByLabel("Text zprávy", { exact: true })).toHaveValue("Přineste si kartičku.");
  await letter.getByRole("button", { name: "Zrušit" }).click();

  await card.getByRole("button", { name: "Smazat: Dovolená" }).click();
  const question = options.getByRole("dialog", { name: "Smazat text Dovolená?" });
  await question.getByRole("button", { name: "Smazat" }).click();
  await options.getByRole("button", { name: "Uložit", exact: true }).click();
  await expect(options.getByText("Uloženo", { exact: true })).toBeVisible();
  await options.reload();
  await expect(card.getByLabel("Název")).toHaveCount(2);
  await expect(card.getByLabel("Název").first()).toHaveValue("Kartička");
  await expect(card.getByLabel("Název").last()).toHaveValue("Jen dopoledne");
});
