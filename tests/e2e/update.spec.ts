import { rm } from "node:fs/promises";
import { startPractice } from "../calendars/practice/server.ts";
import { startGosms } from "../gosms/server.ts";
import { bound } from "../machine.ts";
import { withHosts } from "./build.ts";
import { driven, type Extension, launchChromium, patternOf } from "./chromium.ts";
import { expect, test } from "./fixtures.ts";
import { noticesOn } from "./notices.ts";
import { bulkItems } from "./patients.ts";
import { createAppointment, nextWorkday, showDay } from "./practice.ts";

/** The extension is put in its own place once more, as an update does, while people work. */

const day = nextWorkday();
const within = { timeout: bound(30_000), intervals: [100] };

/** What the browser's own page for extensions does, by its protocol. */
async function tell(extension: Extension, method: string, parameters: object): Promise<void> {
  const session = await extension.context.browser()?.newBrowserCDPSession();
  // Newer than the protocol that Playwright knows.
  await session?.send(method as never, parameters as never);
}

/** The browser closes the extension's pages, puts it in its own place and tells it that it was updated. */
async function update(extension: Extension, build: string): Promise<Omit<Extension, keyof AsyncDisposable>> {
  const { context, id, url } = extension;
  await tell(extension, "Extensions.loadUnpacked", { path: build });
  const page = await context.newPage();
  const isBack = () =>
    page.goto(url("help/cs.html")).then(
      () => true,
      () => false,
    );
  await expect.poll(isBack, within).toBe(true);
  return driven(context, id, page);
}

test("an update in the middle of a bulk sends nothing twice and loses nothing, and the calendar goes on by itself", async () => {
  await using gosms = await startGosms({ http2: false });
  await using practice = await startPractice({ seed: "demo" });
  const { origin } = new URL(practice.url);
  const build = await withHosts("chrome", [patternOf(origin)]);
  const args = ["--enable-unsafe-extension-debugging"];
  await using extension = await launchChromium({ gosms, calendars: [origin], build, args });
  await extension.configure(gosms.account, ({ sending }) => {
    sending.settleSeconds = 0;
  });
  await extension.enable(practice.url, "Ordinace");
  const page = await extension.context.newPage();
  await page.setViewportSize({ width: 1280, height: 1300 });
  await page.goto(practice.url);
  const button = page.getByRole("button", { name: "Hromadná SMS" });
  await expect(button).toBeVisible();
  await showDay(page, day);

  gosms.faults.add({ kind: "latency", path: "send", ms: 3_000, after: 8, times: 4 });
  await extension.call("bulk.send", { calendarId: "test", items: bulkItems(20) });
  await expect.poll(() => gosms.messages.length, within).toBe(12);
  const updated = await update(extension, build);
  const waits = async () =>
    (await updated.rows()).filter(({ state }) => state === "queued" || state === "sending").length;
  await expect.poll(waits, { ...within, timeout: bound(90_000) }).toBe(0);
  const rows = await updated.rows();
  expect(rows).toHaveLength(20);
  for (const { state, phone } of rows) {
    expect(["sent", "unknown"]).toContain(state);
    // Of what was in the air nobody knows whether it arrived.
    const got = gosms.messagesTo(phone).length;
    if (state === "sent") expect(got).toBe(1);
    expect(got).toBeLessThanOrEqual(1);
  }
  expect(rows.filter(({ state }) => state === "unknown").length).toBeLessThanOrEqual(5);

  // The page that was open all the time, with nobody loading it anew.
  await expect(button).toHaveCount(1);
  await createAppointment(page, { patient: "Jana Dvořáková", day, time: "17:00" });
  await expect
    .poll(() => gosms.messages.filter(({ text }) => text.includes(" v 17:00")).length, within)
    .toBe(1);

  // It is taken away, and nothing comes in its place: the page says so at the next change.
  await tell(extension, "Extensions.uninstall", { id: extension.id });
  await createAppointment(page, { patient: "Petr Svoboda", day, time: "16:30" });
  await expect.poll(() => noticesOn(page), within).toContain("Obnovte prosím tuto stránku.");
  expect(gosms.messages.filter(({ text }) => text.includes(" v 16:30"))).toEqual([]);
  await rm(build, { recursive: true, force: true });
});
