import { expect, test } from "@playwright/test";
import { bound } from "../machine.ts";
import { exactly, fiveTabs } from "./five-tabs.ts";

/** A thousand, as `npm run test:faults` plays it, take some minutes. */
const appointments = 300;

test("five tabs and three hundred appointments: three hundred texts exactly", async () => {
  // Fifteen hundred reports, beside two other browsers.
  test.setTimeout(bound(15 * 60_000));
  expect(await fiveTabs(appointments)).toEqual(exactly(appointments));
});
