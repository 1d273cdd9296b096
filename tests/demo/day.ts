import { join } from "node:path";
import { expect, type Page } from "@playwright/test";
import {
  cancelAppointment,
  chip,
  clickDay,
  createAppointment,
  nextWorkday,
  showDay,
} from "../e2e/practice.ts";
import type { Stage } from "./main.ts";

/** A receptionist's day, played by itself. Throws where something does not come out as it should. */
export async function playDay({ extension, gosms, practice, shots }: Stage): Promise<void> {
  const day = nextWorkday();
  const shot = (page: Page, name: string) =>
    page.screenshot({ path: join(shots, `${name}.png`), fullPage: true });
  const waitForTexts = (count: number) =>
    expect.poll(() => gosms.messages.length, { timeout: 30_000 }).toBe(count);

  const calendar = await extension.context.newPage();
  await calendar.setViewportSize({ width: 1280, height: 1240 });
  await calendar.goto(practice.url);
  const button = calendar.getByRole("button", { name: "Hromadná SMS" });
  await expect(button).toBeVisible();
  await showDay(calendar, day);

  console.log(`\n8:00  Jana Dvořáková calls and gets ${day} at 17:00.`);
  await createAppointment(calendar, { patient: "Jana Dvořáková", day, time: "17:00" });
  await expect.poll(async () => (await extension.rows()).length).toBe(1);
  await shot(calendar, "1-settling");
  await waitForTexts(1);

  console.log("8:05  She calls again: she cannot come after all.");
  await cancelAppointment(calendar, chip(calendar, "Jana Dvořáková", "17:00"));
  await waitForTexts(2);

  console.log("8:10  Petr Svoboda gets a time by mistake, and it is cancelled at once: nobody is told.");
  await createAppointment(calendar, { patient: "Petr Svoboda", day, time: "17:00" });
  await expect.poll(async () => (await extension.rows()).length).toBe(3);
  await cancelAppointment(calendar, chip(calendar, "Petr Svoboda", "17:00"));
  await expect.poll(async () => (await extension.rows())[0]?.state).toBe("skipped");

  console.log(`9:00  Everybody who comes on ${day} is reminded with one button.`);
  await clickDay(calendar, day);
  const opening = extension.context.waitForEvent("page");
  await button.click();
  const bulk = await opening;
  await bulk.setViewportSize({ width: 1000, height: 900 });
  const send = bulk.getByRole("button", { name: /^Odeslat \d+× / });
  await expect(send).toBeEnabled();
  await expect(bulk.getByText("odhad")).toBeHidden();
  await shot(bulk, "2-bulk");
  const ticked = await bulk.locator("tbody input[type=checkbox]:checked").count();
  await send.click();
  await waitForTexts(2 + ticked);
  await expect(bulk.getByText(new RegExp(`Odesláno ${ticked} z`)).first()).toBeVisible();
  await shot(bulk, "3-bulk-sent");

  console.log("9:30  What became of them?");
  const delivered = async () =>
    (await extension.rows()).filter(({ delivery }) => delivery === "delivered").length;
  await expect.poll(delivered, { timeout: 60_000 }).toBe(2 + ticked);
  const popup = await extension.open("popup.html");
  await popup.setViewportSize({ width: 400, height: 760 });
  // It counts all of them and lists the last five; the log has the rest.
  await expect(popup.getByText(`${2 + ticked} odesláno`)).toBeVisible();
  await expect(
    popup.getByRole("list", { name: "Dnešní zprávy", exact: true }).getByRole("listitem"),
  ).toHaveCount(5);
  await shot(popup, "4-popup");
  const log = await extension.open("options.html#odeslane");
  await expect(log.getByText("Jana Dvořáková").first()).toBeVisible();
  await shot(log, "5-log");

  console.log("\nWhat each phone received:");
  const phones = Object.groupBy(gosms.messages, ({ recipients }) => recipients.join(", "));
  for (const [phone, texts = []] of Object.entries(phones)) {
    console.log(`  ${phone}`);
    for (const { text, parts, price } of texts) console.log(`    ${text}  (${parts} SMS, ${price} Kč)`);
  }
  console.log(`\nCredit left: ${gosms.account.credit} Kč. Screenshots: .artifacts/demo/`);
}
