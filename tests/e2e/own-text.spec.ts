import type { Page } from "@playwright/test";
import { openBulk } from "./bulk-window.ts";
import { expect, test } from "./fixtures.ts";
import { look } from "./look.ts";

/** What a person writes for the occasion: to a day's patients, and to one of them. */

const words = "Dnes neordinujeme, ozveme se. #ZARIZENI#";
const read = "Dnes neordinujeme, ozveme se. Ordinace Na Namesti";

test("own words to a day: shown as they will be read, sent once to each number, and asked about a second time", async ({
  ready,
  practice,
  gosms,
}) => {
  const { bulk, calendar } = await openBulk(ready, practice);
  await bulk.getByText("Vlastní text", { exact: true }).click();
  const field = bulk.getByLabel("Text zprávy", { exact: true });
  await expect(field).toBeVisible();
  await expect(bulk.getByRole("button", { name: "Odeslat", exact: true })).toHaveAttribute(
    "aria-disabled",
    "true",
  );
  await look(bulk, "own-text-empty");
  await field.fill("Přijďte v #CASU#");
  await expect(bulk.getByText("Neznámá nebo neúplná značka #CASU#.", { exact: false })).toBeVisible();
  await field.fill("Dnes neordinujeme, ozveme se. ");
  await bulk.getByRole("button", { name: "Vložit #ZARIZENI#" }).click();
  await expect(field).toHaveValue(words);
  await expect(bulk.locator(".own-preview").getByText(read)).toBeVisible();
  const send = bulk.getByRole("button", { name: /^Odeslat \d+× vlastní text na / });
  await expect(send).toBeEnabled();
  await expect(bulk.getByText(/\d+ SMS/).first()).toBeVisible();
  await look(bulk, "own-text");
  const count = Number(/\d+/.exec((await send.textContent()) ?? "")?.[0]);
  await send.dblclick();
  await expect(bulk.getByText(new RegExp(`Odesláno ${count} z`)).first()).toBeVisible();
  expect(gosms.messages.map(({ text }) => text)).toEqual(Array.from({ length: count }, () => read));
  expect(new Set(gosms.messages.flatMap(({ recipients }) => recipients)).size).toBe(count);
  await look(bulk, "own-text-sent");
  // Nobody believes anything else for it: a confirmation is still owed to whoever had none.
  await bulk.getByText("Potvrzení", { exact: true }).click();
  await expect(bulk.getByRole("button", { name: /^Odeslat \d+× potvrzení/ })).toBeEnabled();
  await bulk.close();

  const opening = ready.context.waitForEvent("page");
  await calendar.getByRole("button", { name: "Hromadná SMS" }).click();
  const again = await opening;
  await again.getByText("Vlastní text", { exact: true }).click();
  await again.getByLabel("Text zprávy", { exact: true }).fill(words);
  await expect(again.getByRole("button", { name: "Odeslat", exact: true })).toBeVisible();
  await again.locator("tbody input[type=checkbox]:enabled").first().click();
  await expect(again.getByRole("dialog")).toContainText("Už odesláno");
  await again.getByRole("button", { name: "Odeslat přesto" }).click();
  await expect(again.getByRole("button", { name: /^Odeslat 1× vlastní text/ })).toBeEnabled();
  // Other words are another text.
  await again.getByLabel("Text zprávy", { exact: true }).fill("Přineste si prosím kartičku.");
  await expect(
    again.getByRole("button", { name: new RegExp(`^Odeslat ${count}× vlastní text`) }),
  ).toBeEnabled();
});

test("own words that wait for their grace period can be stopped, and are not sent", async ({
  extension,
  practice,
  gosms,
}) => {
  await extension.configure(gosms.account, (settings) => {
    settings.sending.settleSeconds = 60;
  });
  await extension.enable(practice.url, "Ordinace Na Náměstí");
  const { bulk } = await openBulk(extension, practice);
  await bulk.getByText("Vlastní text", { exact: true }).click();
  await bulk.getByLabel("Text zprávy", { exact: true }).fill(words);
  await bulk.getByRole("button", { name: /^Odeslat \d+× vlastní text/ }).click();
  await bulk.getByRole("button", { name: "Zastavit" }).click();
  await expect(bulk.getByText(/zastaven/).first()).toBeVisible();
  expect(gosms.messages).toEqual([]);
});

/** The dialog of "Napsat SMS", filled in. */
async function writeIn(page: Page, text: string) {
  const dialog = page.getByRole("dialog", { name: "Napsat SMS" });
  await expect(dialog).toBeVisible();
  await dialog.getByLabel("Text zprávy", { exact: true }).fill(text);
  return dialog;
}

test("one person is written to from the day, the log, their conversation and the popup, each letter once", async ({
  ready,
  practice,
  gosms,
}) => {
  const { bulk } = await openBulk(ready, practice);
  const writes = bulk.getByRole("button", { name: /^Napsat SMS: / });
  const name = ((await writes.first().getAttribute("aria-label")) ?? "").replace("Napsat SMS: ", "");
  await writes.first().click();
  const fromDay = await writeIn(bulk, "Vemte si prosim kartu. #ZARIZENI#");
  await expect(fromDay).toContainText(name);
  await expect(fromDay).toContainText(/\+42\d \d{3}/);
  await expect(fromDay).toContainText(/1 SMS · \d/);
  await look(bulk, "write");
  await fromDay.getByRole("button", { name: "Odeslat" }).dblclick();
  await expect(fromDay).toContainText("Zpráva za chvíli odejde.");
  await expect
    .poll(() => gosms.messages.map(({ text }) => text))
    .toEqual(["Vemte si prosim kartu. Ordinace Na Namesti"]);
  await fromDay.getByRole("button", { name: "Zavřít" }).click();
  await bulk.close();

  // It stands in the log, about no appointment, and the same words are asked about.
  const options = await ready.open("options.html#odeslane");
  await options.getByRole("button", { name }).first().click();
  await expect(options.getByText("Napsáno jednomu pacientovi")).toBeVisible();
  await options.getByRole("button", { name: `Napsat SMS: ${name}` }).click();
  const fromLog = await writeIn(options, "Vemte si prosim kartu. #ZARIZENI#");
  await fromLog.getByRole("button", { name: "Odeslat" }).click();
  await expect(fromLog).toContainText("Tuto zprávu už pacient od vás dostal.");
  await expect(fromLog.getByRole("button", { name: "Zpět k úpravám" })).toBeFocused();
  await look(options, "write-question");
  await fromLog.getByRole("button", { name: "Zpět k úpravám" }).click();
  await fromLog.getByRole("button", { name: "Zrušit" }).click();
  expect(gosms.messages).toHaveLength(1);

  await options.getByRole("link", { name: "Celá konverzace" }).click();
  const talk = options.getByRole("dialog", { name: new RegExp(`Konverzace: ${name}`) });
  await expect(talk).toContainText("Vemte si prosim kartu.");
  await look(options, "write-conversation");
  await talk.getByRole("button", { name: /^Napsat SMS/ }).click();
  const fromTalk = await writeIn(options, "Druha zprava");
  await fromTalk.getByRole("button", { name: "Odeslat" }).click();
  await expect.poll(() => gosms.messages.length).toBe(2);
  expect(new Set(gosms.messages.flatMap(({ recipients }) => recipients)).size).toBe(1);
  await options.close();

  const popup = await ready.open("popup.html");
  await popup.getByRole("button", { name: "Napsat SMS" }).click();
  const dialog = popup.getByRole("dialog", { name: "Napsat SMS" });
  await dialog.getByLabel("Komu").fill("601 000 099");
  await dialog.getByRole("button", { name: "+420 601 000 099" }).click();
  const fromPopup = await writeIn(popup, "Treti zprava");
  await look(popup, "write-popup", [400]);
  await fromPopup.getByRole("button", { name: "Odeslat" }).click();
  await expect.poll(() => gosms.messages.at(-1)?.recipients).toEqual(["+420601000099"]);
  expect(gosms.messages).toHaveLength(3);
});

test("whoever wants no texts is written to from the directory only on a second word, and it can still be stopped", async ({
  extension,
  gosms,
}) => {
  await extension.configure(gosms.account, (settings) => {
    settings.sending.settleSeconds = 60;
  });
  const options = await extension.open("options.html#pacienti");
  await options.getByRole("button", { name: "Přidat pacienta" }).click();
  await options.getByLabel("Jméno a příjmení").fill("Jana Vzorová");
  await options.getByRole("dialog").getByLabel("Telefon").fill("601 000 001");
  await options.getByRole("dialog").getByRole("switch", { name: "Nechce SMS" }).click();
  await options.getByRole("dialog").getByRole("button", { name: "Uložit" }).click();
  await options.getByRole("button", { name: "Napsat SMS: Jana Vzorová" }).click();
  const dialog = await writeIn(options, "Mate u nas pripraveny recept.");
  await expect(dialog).toContainText("Jana Vzorová · +420 601 000 001");
  await dialog.getByRole("button", { name: "Odeslat" }).click();
  await expect(dialog).toContainText("Pacient nechce SMS. Odeslat mu tuto zprávu přesto?");
  expect((await extension.rows()).length).toBe(0);
  await dialog.getByRole("button", { name: "Odeslat přesto" }).click();
  await expect(dialog).toContainText("Zpráva za chvíli odejde.");
  await dialog.getByRole("button", { name: "Neodesílat" }).click();
  await expect(dialog).toContainText("Zpráva neodejde.");
  expect(gosms.messages).toEqual([]);
});
