import { bound } from "../machine.ts";
import { expect, test } from "./fixtures.ts";
import { look } from "./look.ts";
import { waiting } from "./patients.ts";
import { cancelAppointment, chip, createAppointment, nextWorkday, showDay } from "./practice.ts";
import { takeAnswers } from "./practice-settings.ts";

/** From a cancelled appointment to whoever comes instead, as a receptionist goes through it. */

const day = nextWorkday();
const eva = { ...waiting, note: "Může kdykoli, bydlí vedle" };

test("a cancelled time is offered to two, the first yes is booked, the other hears that it is taken", async ({
  extension,
  gosms,
  practice,
}) => {
  await extension.configure(gosms.account, (settings) => {
    settings.templates.confirmation.enabled = false;
    settings.templates.cancellation.enabled = false;
    takeAnswers(settings);
    settings.waitingList.noticeHours = 0;
  });
  await extension.enable(practice.url, "Ordinace Na Náměstí");
  await extension.call("waitingList.save", { entry: eva });
  const list = await extension.open("options.html#cekaci-listina");
  await expect(list.getByText(eva.note)).toBeVisible();
  await list.getByRole("button", { name: "Přidat na listinu" }).click();
  const form = list.getByRole("dialog", { name: "Přidat na čekací listinu" });
  await form.getByLabel("Jméno", { exact: true }).fill("Tomáš Příkladný");
  await form.getByLabel("Mobil").fill("601 000 041");
  await look(list, "waiting-list-add");
  await form.getByRole("button", { name: "Uložit" }).click();
  await expect(form).toBeHidden();
  await expect(list.getByText("+420 601 000 041")).toBeVisible();

  const calendar = await extension.context.newPage();
  await calendar.setViewportSize({ width: 1280, height: 1300 });
  await calendar.goto(practice.url);
  await expect(calendar.getByRole("button", { name: "Hromadná SMS" })).toBeVisible();
  await showDay(calendar, day);
  await createAppointment(calendar, { patient: "Jana Dvořáková", day, time: "17:00" });
  await cancelAppointment(calendar, chip(calendar, "Jana Dvořáková", "17:00"));

  const inbox = await extension.open("options.html#ceka");
  const proposal = inbox.getByRole("region", { name: /^Uvolnil se termín .* 17:00/u });
  await expect(proposal.getByText("Eva Smyšlená, Tomáš Příkladný")).toBeVisible({ timeout: bound(15_000) });
  await look(inbox, "waiting-list-proposed");

  await list.close();
  await proposal.getByRole("button", { name: /^Nabídnout…/u }).click();
  const dialog = inbox.getByRole("dialog", { name: /^Uvolnil se termín/u });
  await expect(dialog.getByRole("checkbox", { name: /^Eva Smyšlená/u })).toBeChecked();
  await expect(dialog.getByText(/^Uvolnil se termin .* v 17:00/u)).toBeVisible();
  await look(inbox, "waiting-list-offer");
  expect(gosms.messages).toEqual([]);
  await dialog.getByRole("button", { name: /^Odeslat 2 nabídky/u }).click();
  // At once: after the first question for it, GoSMS is asked again only in a quarter of an hour.
  await expect.poll(() => gosms.messages.length, { intervals: [20] }).toBe(2);
  gosms.reply(eva.phone, "ANO");
  gosms.reply("+420601000041", "Ano, děkuji");
  await dialog.getByRole("button", { name: "Zavřít" }).click();

  await inbox.getByRole("link", { name: /^Čeká na vás/u }).click();
  await expect(proposal.getByText("odpověď přišla první")).toBeVisible({ timeout: bound(30_000) });
  await expect(proposal.getByText("odpověď přišla jako 2.")).toBeVisible({ timeout: bound(30_000) });
  await look(inbox, "waiting-list-answered");
  await proposal.getByRole("button", { name: "Objednáno: Eva Smyšlená" }).click();
  await expect(proposal.getByText("Termín má Eva Smyšlená.")).toBeVisible();
  await look(inbox, "waiting-list-tell");
  expect(gosms.messages).toHaveLength(2);
  await proposal.getByRole("button", { name: /^Poslat „už je obsazeno“/u }).click();
  await expect.poll(() => gosms.messages.length).toBe(3);
  expect(gosms.messages[2]).toMatchObject({
    recipients: ["+420601000041"],
    text: expect.stringContaining("je uz obsazeny"),
  });
  await expect(proposal).toBeHidden();
  await expect(inbox.getByText("Nic na vás nečeká.")).toBeVisible();
  await inbox.getByRole("link", { name: "Čekací listina" }).click();
  await expect(inbox.getByText("Kdo čeká (1)")).toBeVisible();
  await look(inbox, "waiting-list");
});
