import { expect, test } from "./fixtures.ts";
import { noticesOn, pressInNotice } from "./notices.ts";
import { createAppointment, nextWorkday, showDay } from "./practice.ts";

/** A calendar's page that hides, fades, covers or presses what Pípni draws on it. */

const day = nextWorkday();

/** Whatever a page's sheet may say of them. */
const hiding = `
  html > div, [data-pipni] {
    opacity: 0.01 !important; visibility: hidden !important; display: none !important; transform: scale(0) !important;
    filter: opacity(0) !important; clip-path: inset(50%) !important; mask: linear-gradient(transparent, transparent);
    inset: -9999px auto auto -9999px !important; z-index: -1 !important; pointer-events: none !important;
    position: static !important; color: transparent !important; font-size: 0 !important;
    --ink: transparent !important; --surface: transparent !important; --ink-2: transparent !important;
  }`;

test("a page can neither fade nor press the notices, and what a person presses unawares sends nothing", async ({
  ready,
  practice,
  gosms,
}) => {
  await ready.configure(gosms.account, ({ sending }) => {
    sending.settleSeconds = 60;
  });
  const page = await ready.context.newPage();
  await page.setViewportSize({ width: 1280, height: 1300 });
  await page.goto(practice.url);
  await expect(page.getByRole("button", { name: "Hromadná SMS" })).toBeVisible();
  await showDay(page, day);
  await createAppointment(page, { patient: "Jana Dvořáková", day, time: "17:00" });
  await expect.poll(() => noticesOn(page)).toContain("Neodesílat");

  await page.addStyleTag({ content: hiding });
  const notices = page.locator('[data-pipni="notices"]');
  const look = () =>
    notices.evaluate((host) => {
      host.setAttribute("style", "opacity:0 !important; display:none !important");
      const { opacity, visibility, display, transform, filter, clipPath, zIndex, position, pointerEvents } =
        getComputedStyle(host);
      const { right, bottom, width } = host.getBoundingClientRect();
      const isInView = width > 200 && right <= innerWidth && bottom <= innerHeight;
      return {
        opacity,
        visibility,
        display,
        transform,
        filter,
        clipPath,
        zIndex,
        position,
        pointerEvents,
        isInView,
      };
    });
  expect(await look()).toEqual({
    ...{ opacity: "1", visibility: "visible", display: "block", transform: "none", filter: "none" },
    ...{ clipPath: "none", zIndex: "2147483647", position: "fixed", pointerEvents: "auto", isInView: true },
  });
  // What they are drawn with, by what the screen shows: dark words on a light ground.
  const colours = await notices.screenshot();
  expect(colours.length).toBeGreaterThan(3_000);

  // Taken away, they come back; a page that goes on taking them away is not kept busy.
  await notices.evaluate((host) => host.remove());
  await expect(notices).toHaveCount(1);
  const comebacks = await page.evaluate(async () => {
    let count = 0;
    const seen = new MutationObserver(() => {
      for (const host of document.querySelectorAll('[data-pipni="notices"]')) {
        count += 1;
        host.remove();
      }
    });
    seen.observe(document.documentElement, { childList: true });
    document.querySelector('[data-pipni="notices"]')?.remove();
    await new Promise((resolve) => setTimeout(resolve, 3_000));
    seen.disconnect();
    return count;
  });
  expect(comebacks).toBeGreaterThan(3);
  expect(comebacks).toBeLessThanOrEqual(50);

  // A page's own clicks count for nothing, wherever it aims them.
  await page.reload();
  await expect.poll(() => noticesOn(page)).toContain("Neodesílat");
  const pages = ready.context.pages().length;
  await page.evaluate(() => {
    for (const own of document.querySelectorAll<HTMLElement>("[data-pipni]")) {
      own.click();
      for (const type of ["pointerdown", "mousedown", "mouseup", "click"])
        own.dispatchEvent(
          new MouseEvent(type, { bubbles: true, composed: true, clientX: 1200, clientY: 1250 }),
        );
    }
  });
  await page.waitForTimeout(300);
  expect(ready.context.pages()).toHaveLength(pages);
  expect((await ready.rows()).map(({ state }) => state)).toEqual(["queued"]);

  // A lure above them that lets clicks through: a person presses it, and only less leaves than would have.
  await page.evaluate(() => {
    const lure = document.createElement("dialog");
    lure.textContent = "Zavřít reklamu";
    lure.style.cssText =
      "position:fixed;inset:0;width:100%;height:100%;pointer-events:none;z-index:2147483647";
    document.documentElement.append(lure);
    lure.showPopover?.call(Object.assign(lure, { popover: "manual" }));
  });
  await pressInNotice(page, "Neodesílat");
  await expect
    .poll(async () => (await ready.rows()).map(({ state, reason }) => [state, reason?.code]))
    .toEqual([["skipped", "stoppedByUser"]]);
  const opening = ready.context.waitForEvent("page");
  const button = page.locator('[data-pipni="bulk"]');
  const box = await button.evaluate((one) => {
    one.setAttribute(
      "style",
      "position:fixed;inset:0;width:100%;height:100%;opacity:0;display:block;z-index:2147483646",
    );
    const { x, y, width, height } = one.getBoundingClientRect();
    return { x: x + width / 2, y: y + height / 2 };
  });
  await page.mouse.click(box.x, box.y);
  const bulk = await opening;
  await expect(bulk.getByRole("heading", { name: "Odeslání SMS pacientům" })).toBeVisible();
  expect(gosms.messages).toEqual([]);
  // That a text was stopped stands where no page can hide it.
  const log = await ready.open("options.html#odeslane");
  await expect(log.getByRole("row").filter({ hasText: "Jana Dvořáková" })).toContainText("Zpráva neodešla.");
});
