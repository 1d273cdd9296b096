import type { ReadingView } from "../../lib/rpc/contract/index.ts";
import { expect, test } from "./fixtures.ts";
import { look } from "./look.ts";
import { clickDay, createAppointment, nextWorkday, showDay } from "./practice.ts";

/** A text of a kind that is another one for a doctor's patients. */

const other = "Přijďte do 2. patra #DATUM# v #CAS#. #LEKAR#";

test("one doctor's patients get that doctor's text, by itself and from the day, until it is deleted", async ({
  ready,
  practice,
  gosms,
}) => {
  const options = await ready.open("options.html#texty");
  const card = options.getByRole("region", { name: "Potvrzení" });
  await card.getByRole("button", { name: "Přidat text pro některého lékaře: Potvrzení" }).focus();
  await options.keyboard.press("Enter");
  const name = card.getByLabel("Pro pacienty lékaře");
  await expect(name).toBeFocused();
  await options.getByRole("button", { name: "Uložit", exact: true }).click();
  await expect(card.getByText("Napište jméno lékaře.")).toBeVisible();
  await expect(name).toBeFocused();
  await options.keyboard.type("mudr. tomas benes");
  const text = card.getByRole("textbox", { name: "Text zprávy Potvrzení pro lékaře mudr. tomas benes" });
  await text.fill(other);
  await expect(card.getByText(/^Prijdte do 2\. patra .* mudr\. tomas benes$/)).toBeVisible();
  await look(options, "doctor-texts");
  await options.getByRole("button", { name: "Uložit", exact: true }).click();
  await expect(options.getByText("Uloženo", { exact: true })).toBeVisible();

  const day = nextWorkday();
  const calendar = await ready.context.newPage();
  await calendar.setViewportSize({ width: 1280, height: 1300 });
  await calendar.goto(practice.url);
  await expect(calendar.getByRole("button", { name: "Hromadná SMS" })).toBeVisible();
  await showDay(calendar, day);
  await clickDay(calendar, day);
  // A person confirms what is proposed, the doctor's place among it.
  const tabId = await ready.tabId(calendar.url());
  const seen = await ready.call<ReadingView>("reading.look", { tabId, fields: null, hasNewState: false });
  if (!seen.ok) throw new Error("The calendar cannot be read.");
  const { plugin, fields, excluded } = seen;
  expect(fields?.doctor).not.toEqual([]);
  expect(await ready.call("reading.confirm", { tabId, plugin, fields, excluded })).toBe(true);

  await createAppointment(calendar, {
    patient: "Petr Svoboda",
    day,
    time: "17:00",
    doctor: "MUDr. Tomáš Beneš",
  });
  await expect.poll(() => gosms.messages.map((message) => message.text)).toHaveLength(1);
  await createAppointment(calendar, {
    patient: "Jiří Procházka",
    day,
    time: "17:00",
    doctor: "MUDr. Alena Horáková",
  });
  await expect.poll(() => gosms.messages.map((message) => message.text)).toHaveLength(2);
  expect(gosms.messages.map((message) => message.text)).toEqual([
    expect.stringMatching(/^Prijdte do 2\. patra .* v 17:00\. MUDr\. Tomas Benes$/),
    expect.stringMatching(/^Dobry den, potvrzujeme/),
  ]);

  const opening = ready.context.waitForEvent("page");
  await calendar.getByRole("button", { name: "Hromadná SMS" }).click();
  const bulk = await opening;
  await bulk.getByText("Potvrzení", { exact: true }).click();
  await bulk.getByLabel("Lékař").selectOption("MUDr. Tomáš Beneš");
  await expect(bulk.getByRole("button", { name: /^Odeslat \d+× potvrzení/ })).toBeEnabled();
  await bulk.getByRole("button", { name: "Nanečisto" }).click();
  await expect(bulk.getByText("Text pro lékaře MUDr. Tomáš Beneš").first()).toBeVisible();
  await expect(bulk.getByText(/^Prijdte do 2\. patra/).first()).toBeVisible();
  await look(bulk, "doctor-texts-day");
  await bulk.getByLabel("Lékař").selectOption("MUDr. Alena Horáková");
  await expect(bulk.getByText(/^Dobry den, potvrzujeme/).first()).toBeVisible();
  await expect(bulk.getByText("Text pro lékaře", { exact: false })).toHaveCount(0);

  await options.reload();
  await expect(card.locator("datalist option")).toHaveCount(2);
  await card
    .getByRole("button", { name: "Smazat text zprávy Potvrzení pro lékaře mudr. tomas benes" })
    .click();
  await options
    .getByRole("dialog", { name: "Smazat text pro lékaře mudr. tomas benes?" })
    .getByRole("button", { name: "Smazat" })
    .click();
  await options.getByRole("button", { name: "Uložit", exact: true }).click();
  await expect(options.getByText("Uloženo", { exact: true })).toBeVisible();
  await createAppointment(calendar, {
    patient: "Eva Kučerová",
    day,
    time: "17:30",
    doctor: "MUDr. Tomáš Beneš",
  });
  await expect.poll(() => gosms.messages.at(-1)?.text).toMatch(/^Dobry den, potvrzujeme .* v 17:30/);
});
