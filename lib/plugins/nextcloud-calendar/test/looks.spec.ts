import {
  day,
  jana,
  looks,
  looksSuite,
  openLooked,
  proposals,
  untilTold,
} from "../../../../tests/contract/looks.ts";
import { openDesk } from "../../../../tests/e2e/desk.ts";
import { expect, test } from "../../../../tests/e2e/fixtures.ts";
import { bound } from "../../../../tests/machine.ts";
import { startNextcloudCalendar } from "./driver.ts";

looksSuite("Nextcloud Calendar", startNextcloudCalendar);

test("what a calendar did not list while its server failed is not taken for new later", async ({ gosms }) => {
  test.setTimeout(bound(300_000));
  await using driver = await startNextcloudCalendar();
  await using desk = await openDesk(gosms, driver);
  await driver.seed([jana]);
  const page = await desk.now.context.newPage();
  let refused = 0;
  await page.route("**/personal/", (route) => {
    if (route.request().method() !== "REPORT") return route.fallback();
    refused++;
    return route.fulfill({ status: 503 });
  });
  await page.goto(driver.address({ day, view: "week" }));
  await driver.drawn(page);
  await expect.poll(() => refused, { timeout: bound(20_000) }).toBeGreaterThan(0);
  await untilTold(page);
  await desk.restart("close");
  await openLooked(desk, driver);
  expect(await proposals(desk)).toEqual([]);
  // The other calendar was listed, and alone makes no look.
  expect((await looks(desk)).filter((look) => look.day === day)).toHaveLength(1);
});
