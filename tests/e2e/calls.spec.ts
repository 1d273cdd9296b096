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

  // Ticked off with the keyboard, with what came of it.
  const toCall = (await calls.locator("tbody tr").count()) - 1;
  await calls.getByRole("button", { name: "Zavoláno: Jana Dvořáková" }).press("Enter");
  const note = calls.getByRole("textbox", { name: "Poznámka: Jana Dvořáková" });
  await expect(note).toBeFocused();
  await note.fill("přijde o hodinu později");
  await note.press("Enter");
  await expect(calls.getByRole("status").getByText(`Zavolat je třeba ${toCall} pacient`)).toContainText(
    "Zavoláno: 1.",
  );
  await look(calls, "calls-done");

  // A4 in portrait, without its margins.
  await calls.setViewportSize({ width: 680, height: 960 });
  await calls.emulateMedia({ media: "print" });
  await expect(calls.getByRole("button", { name: "Vytisknout" })).toBeHidden();
  await expect(calls.getByRole("button", { name: /^Zavoláno/u }).first()).toBeHidden();
  await expect(row("Jana Dvořáková")).toBeVisible();
  const box = await calls.getByRole("table").boundingBox();
  expect(box?.width).toBeGreaterThan(600);
  if (process.env.PIPNI_PICTURES !== "no")
    await calls.screenshot({ path: ".artifacts/shots/calls-print.png", fullPage: true });
  await calls.close();
  expect(
    (await ready.call<{ rows: { called: { note: string } | null }[] }>("calls.day", { day })).rows,
  ).toEqual(
    expect.arrayContaining([
      expect.objectContaining({ called: expect.objectContaining({ note: "přijde o hodinu později" }) }),
    ]),
  );

  await page.close();
  const alone = await list(ready);
  const jana = alone.getByRole("row", { name: "Jana Dvořáková" });
  await expect(jana.getByRole("textbox")).toHaveValue("přijde o hodinu později");
  await jana.getByRole("button", { name: "Vrátit" }).click();
  await expect(jana.getByRole("button", { name: "Zavoláno" })).toBeFocused();
  await expect(alone.getByText("Žádný kalendář teď není otevřený")).toBeVisible();
});
