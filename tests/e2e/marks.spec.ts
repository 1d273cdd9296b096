import type { Page } from "@playwright/test";
import { notices } from "../../lib/i18n/cs/notices.ts";
import { calendars } from "../../lib/i18n/cs/options/calendars.ts";
import { bound } from "../machine.ts";
import type { Extension } from "./chromium.ts";
import { expect, test } from "./fixtures.ts";
import { look } from "./look.ts";
import { marksOn, pressMark } from "./marks-on.ts";
import { chip, createAppointment, nextWorkday, showDay } from "./practice.ts";

/** What stands beside appointments in the calendar itself, on the production build. */

const { marks } = notices;
const patience = { timeout: bound(20_000) };
const ours = (page: Page) => page.locator('[data-pipni="mark"]');

/** A text about the appointment of the newest row, which names another hour or another thing. */
async function tell(extension: Extension, kind: string, hours: number): Promise<void> {
  const [row] = await extension.rows();
  if (!row) throw new Error("nothing was sent about the appointment");
  const { appointment, calendarId } = row;
  const start = Temporal.Instant.from(appointment.start).add({ hours }).toString({ smallestUnit: "second" });
  const item = { appointment: { ...appointment, start }, kind, text: "Zpráva o termínu" };
  await extension.call("bulk.send", { calendarId, items: [item] });
}

test("a mark says what the patient knows, follows it, and opens the conversation", async ({
  ready,
  practice,
}) => {
  const day = nextWorkday();
  const options = await ready.open("options.html#kalendare");
  await options.getByRole("switch", { name: calendars.marks.label }).check();
  await look(options, "options-marks");
  const page = await ready.context.newPage();
  await page.setViewportSize({ width: 1280, height: 1300 });
  await page.goto(practice.url);
  await showDay(page, day);
  await createAppointment(page, { patient: "Jana Dvořáková", day, time: "17:00" });
  await expect.poll(async () => (await ready.rows()).map(({ state }) => state), patience).toEqual(["sent"]);
  expect(await marksOn(page)).toEqual([]);

  await tell(ready, "confirmation", 1);
  await expect.poll(() => marksOn(page), patience).toEqual([marks.otherTime]);
  await expect(chip(page, "Jana Dvořáková", "17:00").locator(ours(page))).toHaveCount(1);
  // The page can tell that there is a mark, and nothing of what it says.
  expect(await ours(page).evaluate((host) => [host.shadowRoot, host.textContent])).toEqual([null, ""]);
  await page.screenshot({ path: ".artifacts/shots/calendar-marks.png" });

  const opening = ready.context.waitForEvent("page", patience);
  await pressMark(page, marks.otherTime);
  const conversation = await opening;
  await expect(conversation.getByRole("dialog").getByText("Zpráva o termínu")).toBeVisible();
  // The press was the mark's alone.
  await page.bringToFront();
  await expect(page.getByRole("dialog", { name: "Termín", exact: true })).toBeHidden();

  await tell(ready, "cancellation", -1);
  await expect.poll(() => marksOn(page), patience).toEqual([marks.cancelled]);
  await options.getByRole("switch", { name: calendars.marks.label }).uncheck();
  await expect(ours(page)).toHaveCount(0);
});
