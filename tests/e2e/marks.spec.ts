import { readFile } from "node:fs/promises";
import type { Page } from "@playwright/test";
import { notices } from "../../lib/i18n/cs/notices.ts";
import { startDeclarativePages } from "../calendars/declarative/server.ts";
import { bound } from "../machine.ts";
import type { Extension } from "./chromium.ts";
import { expect, test } from "./fixtures.ts";
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
  await ready.call("sites.setMarks", { shown: true });
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
  await ready.call("sites.setMarks", { shown: false });
  await expect(ours(page)).toHaveCount(0);
});

test("a page that is read by data has marks in its entries", async ({ extension, gosms }) => {
  await using pages = await startDeclarativePages();
  const day = nextWorkday();
  pages.book.seed([
    { name: "Jana Dvořáková", phone: "601 000 001", start: `${day}T09:00`, end: `${day}T09:30` },
    { name: "Petr Novák", phone: "601 000 002", start: `${day}T11:00`, end: `${day}T11:30` },
  ]);
  await extension.configure(gosms.account);
  const manifest = new URL("../calendars/declarative/paper.plugin.json", import.meta.url);
  await extension.call("plugins.add", { json: await readFile(manifest, "utf8") });
  await extension.enable(pages.url);
  await extension.call("sites.setMarks", { shown: true });
  const page = await extension.context.newPage();
  await page.goto(`${pages.url}/kalendar?od=${day}`);
  const entry = page.locator(".termin", { hasText: "Dvořáková" });
  const id = await entry.getAttribute("data-cislo");
  const start = Temporal.PlainDateTime.from(`${day}T10:00`).toZonedDateTime("Europe/Prague").toInstant();
  const appointment = {
    id,
    start: start.toString({ smallestUnit: "second" }),
    end: null,
    allDay: false,
    title: "",
    patient: { id: null, name: "Jana Dvořáková", phone: "601000001" },
  };
  const items = [{ appointment, kind: "confirmation", text: "Zpráva o termínu" }];
  await extension.call("bulk.send", { calendarId: new URL(pages.url).origin, items });
  await expect.poll(() => marksOn(page), patience).toEqual([marks.otherTime]);
  await expect(entry.locator(ours(page))).toHaveCount(1);
  await page.screenshot({ path: ".artifacts/shots/declared-marks.png" });
  await extension.call("sites.setMarks", { shown: false });
  await expect(ours(page)).toHaveCount(0);
});
