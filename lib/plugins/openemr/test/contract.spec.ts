import type { Page } from "@playwright/test";
import { calendarPath, type OpenEmr, startOpenEmr } from "../../../../tests/calendars/openemr/server.ts";
import type { PageDriver } from "../../../../tests/contract/driver.ts";
import { button, type Run, startRun } from "../../../../tests/contract/run.ts";
import { at, day, instant } from "../../../../tests/contract/week.ts";
import { expect, test } from "../../../../tests/e2e/fixtures.ts";
import { bound } from "../../../../tests/machine.ts";

/** What differs from other described calendars: frames, a dialog of its own, numbers that stand elsewhere. */

interface EmrDriver extends PageDriver {
  readonly emr: OpenEmr;
}

async function startDriver(): Promise<EmrDriver> {
  const emr = await startOpenEmr(day(2));
  return {
    emr,
    name: "OpenEMR",
    plugin: "openemr",
    url: emr.url,
    timeZone: "Europe/Prague",
    absent: {},
    address: () => `${emr.url}${calendarPath(day(2))}`,
    drawn: (page) => expect(page.locator("#bigCal")).toBeVisible(),
    strangers: [`${emr.url}/openemr/`],
    lookAlike: async () => ({ url: emr.url, [Symbol.asyncDispose]: async () => {} }),
    [Symbol.asyncDispose]: () => emr[Symbol.asyncDispose](),
  };
}

const jana = { eid: 57, pid: 301, name: "Dvořáková, Jana", start: at(2, "14:00") };
const petr = { eid: 58, pid: 302, name: "Novák, Petr", start: at(3, "09:30") };

const told = async (run: Run<PageDriver>): Promise<string[]> =>
  (await run.reports()).map(({ change }) => {
    const { start, patient } = change.appointment;
    const was = change.type === "moved" ? ` was ${change.previousStart}` : "";
    return `${change.type} ${patient?.id} ${patient?.name} ${start}${was}`;
  });

/** Opens the shell with its frames, as people have it. */
async function openShell(run: Run<EmrDriver>): Promise<Page> {
  const page = await run.extension.context.newPage();
  await page.goto(`${run.driver.url}/openemr/`);
  await expect(page.frameLocator("[name=cal]").getByRole("button", { name: "Hromadná SMS" })).toHaveCount(1, {
    timeout: run.patience,
  });
  return page;
}

const dialogOf = (page: Page) => page.frameLocator("[name=dialog]");

async function openVisit(page: Page, eid: number): Promise<void> {
  await page.frameLocator("[name=cal]").locator(`[data-eid='${eid}']`).dblclick();
  // Until the plugin is awake in the dialog, as it is before anybody has filled anything in.
  await dialogOf(page).getByLabel("Patient").waitFor();
  await page.waitForTimeout(1_000);
}

const press = (page: Page, name: string) =>
  dialogOf(page).getByRole("button", { name, exact: true }).click({ noWaitAfter: true });

test("OpenEMR is read by data alone: appointments with their patient's id, and no times of the office", async ({
  gateway,
  chromium,
}) => {
  await using driver = await startDriver();
  await using run = await startRun(driver, { gateway, chromium });
  driver.emr.seed([
    jana,
    petr,
    { eid: 59, pid: 303, name: "Zrušená, Olga", start: at(2, "10:00"), status: "x" },
    { kind: "in", start: at(2, "08:00") },
    { kind: "out", start: at(2, "16:00") },
    { kind: "reserved", start: at(2, "12:00") },
  ]);
  const page = await run.open({ day: day(2) });
  await expect(button(page)).toHaveCount(1);
  await expect
    .poll(() => run.health(page), { timeout: run.patience })
    .toEqual({ state: "reading", plugin: "openemr", appointments: 2 });
  const listing = await run.listing(page, day(2));
  expect(listing.ok && listing.rows.map(({ appointment }) => appointment)).toMatchObject([
    { id: "57", start: instant(2, "14:00"), patient: { id: "301", name: "Jana Dvořáková", phone: null } },
  ]);
  expect(await run.list(page, day(4))).toEqual([]);
  expect(await run.listing(page, day(9))).toMatchObject({ ok: false });

  // Two o'clock in the afternoon would be read as two at night.
  driver.emr.twelveHours = true;
  await page.reload();
  await expect
    .poll(() => run.health(page), { timeout: bound(20_000) })
    .toMatchObject({ state: "unreadable", missing: expect.stringContaining("(start)") });
});

test("OpenEMR's dialog: created, moved and cancelled once the calendar shows it, and never what was refused", async ({
  gateway,
  chromium,
}) => {
  await using driver = await startDriver();
  await using run = await startRun(driver, { gateway, chromium });
  const { emr } = driver;
  emr.seed([jana, petr]);
  const page = await openShell(run);
  await run.forget();

  // Refused, and closed without saving.
  emr.refuses = true;
  await openVisit(page, jana.eid);
  await dialogOf(page).getByLabel("Hour").fill("16");
  await press(page, "Save");
  await expect(dialogOf(page).getByText("Provider not available")).toBeVisible();
  await press(page, "Delete");
  await expect(dialogOf(page).getByText("Provider not available")).toBeVisible();
  emr.refuses = false;
  await press(page, "Cancel");
  await page.evaluate(() =>
    (window.frames as unknown as Record<string, { refreshme(): void }>).cal?.refreshme(),
  );
  await page.waitForTimeout(1_500);
  expect(await told(run)).toEqual([]);

  await openVisit(page, jana.eid);
  await dialogOf(page).getByLabel("Hour").fill("16");
  await press(page, "Save");
  const moved = `moved 301 Jana Dvořáková ${instant(2, "16:00")} was ${instant(2, "14:00")}`;
  await expect.poll(() => told(run)).toEqual([moved]);

  await page.frameLocator("[name=cal]").getByRole("button", { name: "Add" }).click();
  await dialogOf(page).getByLabel("Patient").fill("Smyšlená, Eva");
  await dialogOf(page).locator("[name=form_pid]").fill("305");
  await dialogOf(page).getByLabel("Hour").fill("11");
  await page.waitForTimeout(1_000);
  await press(page, "Save");
  const created = `created 305 Eva Smyšlená ${instant(2, "11:00")}`;
  await expect.poll(() => told(run)).toEqual([moved, created]);

  await openVisit(page, petr.eid);
  await press(page, "Delete");
  const deleted = `cancelled 302 Petr Novák ${instant(3, "09:30")}`;
  await expect.poll(() => told(run)).toEqual([moved, created, deleted]);

  // A status is a cancellation as well, and a series is left to people.
  await openVisit(page, jana.eid);
  await dialogOf(page).getByLabel("Status").fill("x");
  await press(page, "Save");
  await expect.poll(() => told(run)).toHaveLength(4);
  const eva = emr.visits.find(({ pid }) => pid === 305)?.eid ?? 0;
  await openVisit(page, eva);
  await dialogOf(page).getByLabel("Repeats").check();
  await dialogOf(page).getByLabel("Hour").fill("12");
  await press(page, "Save");
  await page.waitForTimeout(1_500);
  expect((await told(run))[3]).toBe(`cancelled 301 Jana Dvořáková ${instant(2, "16:00")}`);
  expect(await told(run)).toHaveLength(4);
});
