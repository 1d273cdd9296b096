import type { Page } from "@playwright/test";
import type { Practice } from "../calendars/practice/server.ts";
import type { Extension } from "./chromium.ts";
import { expect } from "./fixtures.ts";
import { clickDay, nextWorkday, showDay } from "./practice.ts";

/** The window of "Hromadná SMS", opened from the calendar's page for the next working day. */
export async function openBulk(
  extension: Extension,
  practice: Practice,
): Promise<{ calendar: Page; bulk: Page }> {
  const day = nextWorkday();
  const calendar = await extension.context.newPage();
  await calendar.setViewportSize({ width: 1280, height: 1300 });
  await calendar.goto(practice.url);
  const button = calendar.getByRole("button", { name: "Hromadná SMS" });
  await expect(button).toBeVisible();
  await showDay(calendar, day);
  await clickDay(calendar, day);
  const opening = extension.context.waitForEvent("page");
  await button.click();
  const bulk = await opening;
  await expect(bulk.getByRole("heading", { name: "Odeslání SMS pacientům" })).toBeVisible();
  await expect(bulk.getByRole("button", { name: /^Odeslat \d+× / })).toBeEnabled();
  return { calendar, bulk };
}
