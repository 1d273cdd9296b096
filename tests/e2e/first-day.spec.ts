import type { Locator } from "@playwright/test";
import { bound } from "../machine.ts";
import { expect, test } from "./fixtures.ts";
import { look } from "./look.ts";

/** From installing to the first text, as somebody does it who has never seen Pípni. */

const mostClicks = 12;

test("first steps: from installing to a text on one's own phone, in a few clicks", async ({
  extension,
  gosms,
  practice,
}) => {
  // The first is "Povolit" in the browser's question, which no test can press; here the host is permitted already.
  let clicks = 1;
  const click = async (target: Locator) => {
    clicks += 1;
    await target.click();
  };
  const began = Date.now();
  const page = await extension.open("options.html");
  await expect(page.getByRole("heading", { level: 1, name: "Začínáme" })).toBeVisible();
  const step = (name: string) => page.getByRole("region", { name: `Krok: ${name}` });
  const header = (name: string) => page.getByRole("button", { name });

  const account = step("Propojte svůj účet GoSMS");
  await look(page, "first-steps-begin");
  await account.getByLabel("Klient ID").fill(gosms.account.clientId);
  await account.getByLabel("Klient Secret").fill(gosms.account.clientSecret);
  await account.getByLabel("ID komunikačního kanálu").fill("1");
  await click(account.getByRole("button", { name: "Test", exact: true }));
  await expect(header("Propojte svůj účet GoSMS (hotovo)")).toContainText("Propojení s GoSMS je v pořádku");

  // The next one opens by itself, with the focus on it.
  await expect(header("Vyplňte název a telefon ordinace (zbývá)")).toBeFocused();
  const about = step("Vyplňte název a telefon ordinace");
  await about.getByLabel("Název zařízení").fill("Ordinace Na Náměstí");
  await about.getByLabel("Telefon zařízení").fill("+420 234 567 890");
  await click(about.getByRole("button", { name: "Uložit" }));

  const calendar = step("Zapněte Pípni ve svém kalendáři");
  await calendar.getByLabel("Adresa kalendáře").fill(practice.url);
  const opening = extension.context.waitForEvent("page");
  await click(calendar.getByRole("button", { name: "Zapnout" }));
  const tab = await opening;
  await expect(tab.locator(".fc-event").first()).toBeVisible();
  const checking = extension.context.waitForEvent("page");
  await click(tab.getByRole("button", { name: "Hromadná SMS" }));
  // Opened by the browser and not by the test, it may speak the browser's language.
  await click((await checking).getByRole("button", { name: /^(?:Potvrdit, čte se|Confirm, it is read)/u }));
  // Back to Pípni's tab.
  clicks += 1;
  await page.bringToFront();

  const own = step("Pošlete SMS na svůj telefon");
  await expect(header("Pošlete SMS na svůj telefon (zbývá)")).toBeFocused();
  await expect(own.getByText(/Ordinace Na Namesti/)).toBeVisible();
  await own.getByLabel("Váš mobilní telefon").fill("601 000 099");
  await expect(own.getByText(/^stojí 1,45/)).toBeVisible();
  await look(page, "first-steps-own-text");
  await click(own.getByRole("button", { name: "Poslat SMS na můj telefon" }));
  await expect(header("Pošlete SMS na svůj telefon (hotovo)")).toBeVisible();
  expect(gosms.messages.map(({ recipients }) => recipients)).toEqual([["+420601000099"]]);
  expect(gosms.messages[0]?.text).toContain("Ordinace Na Namesti");
  // It is about nobody's appointment.
  expect(await extension.rows()).toEqual([]);
  expect(clicks).toBeLessThanOrEqual(mostClicks);
  expect(Date.now() - began).toBeLessThan(bound(180_000));

  const last = step("Zapněte připomínky a připněte si ikonu");
  await look(page, "first-steps-reminders");
  await click(last.getByRole("button", { name: "Zapnout připomínky 3 dny a 1 den předem" }));
  await expect(page.getByText("Hotovo. Pípni je připravené")).toBeVisible();
  await look(page, "first-steps-done");
  await expect(page.getByRole("link", { name: "Začínáme", exact: true })).toBeVisible();
  expect(clicks).toBeLessThanOrEqual(mostClicks);
  await page.goto(extension.url("options.html#automatika"));
  await expect(page.getByRole("switch", { name: "Posílat připomenutí automaticky" })).toBeChecked();
});

test("first steps: a text to oneself that does not leave says why, and one in doubt is not repeated", async ({
  extension,
  gosms,
}) => {
  await extension.configure(gosms.account);
  const page = await extension.open("options.html#zaciname");
  await page.getByRole("button", { name: "Pošlete SMS na svůj telefon" }).click();
  const own = page.getByRole("region", { name: "Krok: Pošlete SMS na svůj telefon" });
  const send = own.getByRole("button", { name: "Poslat SMS na můj telefon" });
  const phone = own.getByLabel("Váš mobilní telefon");

  await phone.fill("234 567 890");
  await send.click();
  await expect(own.getByRole("alert")).toContainText("SMS neodešla.");
  expect(gosms.requestsTo("send")).toEqual([]);

  await phone.fill("601 000 099");
  gosms.faults.add({ kind: "400-credit", path: "send" });
  await send.click();
  await expect(own.getByRole("alert")).toContainText("SMS neodešla. Na účtu GoSMS není dost kreditu.");

  gosms.faults.clear();
  gosms.faults.add({ kind: "dropAfter", path: "send" });
  await send.click();
  await expect(own.getByRole("alert")).toContainText("Není jisté, zda SMS odešla.");
  expect(gosms.messages).toHaveLength(1);
  await look(page, "first-steps-unknown");
});
