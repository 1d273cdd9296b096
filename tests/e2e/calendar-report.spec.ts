import { readFile } from "node:fs/promises";
import { expect } from "@playwright/test";
import { startDeclarativePages } from "../calendars/declarative/server.ts";
import { parseReport, printReport } from "../plugin-tools/read-report.ts";
import { test } from "./fixtures.ts";
import { look } from "./look.ts";

/** A calendar that no plugin reads is reported, by clicking, and the file says how it is built and nothing else. */

test("a report holds how the page and its requests are built, is shown whole, and is saved", async ({
  chromium,
}) => {
  await using pages = await startDeclarativePages();
  await using extension = await chromium.install({ calendars: [pages.url] });
  const visit = { phone: "601000777", start: "2026-11-25T09:00", end: "2026-11-25T09:30" };
  pages.book.seed([
    { name: "Xenie Přísečná", ...visit },
    { name: "Bohuš Kučerák", ...visit, phone: "602000888" },
  ]);
  await extension.enable(pages.url, "Zkušební kalendář");
  const options = await extension.open("options.html#kalendare");
  await options.getByRole("button", { name: "Nahlásit kalendář Zkušební kalendář" }).click();
  await expect(options.getByText("Nejdřív otevřete kalendář v prohlížeči")).toBeVisible();

  const page = await extension.context.newPage();
  await page.goto(`${pages.url}/rezervace?den=2026-11-25&pohled=tyden&znacky=1`);
  await expect(page.locator(".rez").first()).toBeVisible();
  await options.bringToFront();
  await options.getByRole("button", { name: "Nahlásit kalendář Zkušební kalendář" }).click();
  const shown = options.locator("pre.report");
  await expect(shown).toContainText("(many)");

  // Its requests are looked at from now on.
  await page.bringToFront();
  await page.getByRole("button", { name: "Později" }).click();
  await page.getByRole("button", { name: "Dříve" }).click();
  await expect(page.locator(".rez").first()).toBeVisible();
  await options.bringToFront();
  await options.getByRole("button", { name: "Sestavit znovu" }).click();
  await expect(shown).toContainText("/rezervace/seznam?od=date&do=date");

  const saving = options.waitForEvent("download");
  await options.getByRole("button", { name: "Uložit jako soubor" }).click();
  const saved = await readFile((await (await saving).path()) ?? "", "utf8");
  expect(saved).toBe(await shown.textContent());
  expect(saved).not.toMatch(/xenie|přísečná|bohuš|kučerák|601|602|777|2026|127\.0/iu);
  const report = parseReport(saved);
  expect(report && printReport(report)).toMatch(
    /list GET \/rezervace\/seznam\?od=date&do=date, items \$\.data\.rezervace: id: uid, start: zacatek, patient: \S+, phone: \S+/,
  );
  await look(options, "calendar-report");
});
