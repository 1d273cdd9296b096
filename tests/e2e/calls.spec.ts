import type { Extension } from "./chromium.ts";
import { expect, test } from "./fixtures.ts";
import { look } from "./look.ts";
import { createAppointment, nextWorkday, showDay } from "./practice.ts";

/** The list of those whom somebody should call. */

const day = nextWorkday();

const list = async (ready: Extension) => {
  const page = await ready.open("/options.html#obvolat");
  await page.getByLabel("Den").fill(day);
  return page;
};

test("whoever got no text is on the list, from the calendar as well; whoever did is not", async ({
  ready,
  practice,
  gosms,
}) => {
  gosms.faults.add({ kind: "422", path: "send", recipient: "+420601000001", times: "always" });
  const page = await ready.context.newPage();
  await page.setViewportSize({ width: 1280, height: 1300 });
  await page.goto(practice.url);
  await showDay(page, day);
  await createAppointment(page, { patient: "Jana Dvořáková", day, time: "17:00" });
  await createAppointment(page, { patient: "Petr Svoboda", day, time: "17:30" });
  await expect.poll(() => gosms.messages.length).toBe(1);

  const calls = await list(ready);
  const row = (name: string) => calls.getByRole("row", { name });
  await expect(row("Jana Dvořáková")).toContainText("17:00");
  await expect(row("Jana Dvořáková")).toContainText("+420 601 000 001");
  await expect(row("Jana Dvořáková")).toContainText("Potvrzení: neodesláno.");
  await expect(row("Petr Svoboda")).toHaveCount(0);
  await expect(calls.getByText("z kalendáře, který máte otevřený")).toBeVisible();
  // Of the patients of the day whom the calendar has without a mobile number.
  await expect(calls.getByText(/nemá telefon|Pevná linka/u).first()).toBeVisible();
  await look(calls, "calls");
  await calls.emulateMedia({ media: "print" });
  await expect(calls.getByRole("button", { name: "Vytisknout" })).toBeHidden();
  await expect(row("Jana Dvořáková")).toBeVisible();
  await calls.close();

  await page.close();
  const alone = await list(ready);
  await expect(alone.getByRole("row", { name: "Jana Dvořáková" })).toBeVisible();
  await expect(alone.getByText("Žádný kalendář teď není otevřený")).toBeVisible();
});
