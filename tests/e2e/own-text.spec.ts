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
