import { bound } from "../machine.ts";
import { openDesk } from "./desk.ts";
import { expect, test } from "./fixtures.ts";
import { look } from "./look.ts";
import { visits } from "./visits.ts";

/** The browser finds its database damaged and begins a new one: a person reads what is gone, and what to do. */

test("what the browser lost is told until somebody has read it, and nobody is texted twice", async ({
  gosms,
  practice,
}) => {
  test.setTimeout(bound(120_000));
  await using desk = await openDesk(gosms, practice);
  const calendarId = new URL(practice.url).origin;
  const items = visits(0, 3);
  await desk.now.call("bulk.send", { calendarId, items });
  await expect.poll(() => gosms.messages.length).toBe(3);
  await expect
    .poll(async () => (await desk.now.rows()).map(({ state }) => state))
    .toEqual(Array(3).fill("sent"));
  const lost = await desk.now.open("options.html#ceka");
  await expect(lost.getByText("Nic na vás nečeká.")).toBeVisible();
  await lost.evaluate(
    () =>
      new Promise((resolve) => {
        indexedDB.deleteDatabase("pipni").onsuccess = resolve;
      }),
  );
  await desk.restart("close");

  const popup = await desk.now.open("popup.html");
  const notice = popup.getByRole("region", { name: "Prohlížeč ztratil část dat Pípni" });
  await expect(notice).toBeVisible();
  await look(popup, "database-lost-popup", [360]);
  const options = await desk.now.open("options.html#ceka");
  await expect(options.getByRole("link", { name: "Vyplnit údaje GoSMS" })).toBeVisible();
  await look(options, "database-lost");

  // The credentials are gone; once they are back, the same is not sent again.
  await desk.now.configure(gosms.account);
  const again = await desk.now.call("bulk.send", { calendarId, items });
  expect(again).toMatchObject({ refused: items.map(() => ({ reason: { code: "alreadySent" } })) });
  expect(gosms.messages).toHaveLength(3);

  await options.getByRole("button", { name: "Rozumím" }).click();
  await expect(options.getByText("Nic na vás nečeká.")).toBeVisible();
  await expect(notice).toBeHidden();
});
