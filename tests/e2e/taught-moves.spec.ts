import { bound } from "../machine.ts";
import { expect, test } from "./fixtures.ts";
import { own, scene, visit } from "./teaching-scene.ts";

/** Whoever teaches a calendar by pointing is promised that each move is proposed, also where the page loads anew. */

const day = Temporal.Now.plainDateISO("Europe/Prague").add({ days: 7 });
const weekday = day.dayOfWeek === 7 ? day.subtract({ days: 1 }) : day;

const visits = Array.from({ length: 10 }, (_, at) =>
  visit(
    `Pacient ${"ABCDEFGHIJ"[at]}vzorek`,
    `601 000 00${at}`,
    weekday,
    `${String(8 + at).padStart(2, "0")}:00`,
  ),
);

test("ten of ten moves are proposed, and none is sent", async ({ gosms, chromium }) => {
  await using stage = await scene(gosms, chromium, visits);
  const { pages, extension } = stage;
  const calendar = await extension.context.newPage();
  const address = `${pages.url}/kalendar?od=${weekday}`;
  await calendar.goto(address);
  await extension.call("teaching.start", {
    tabId: await extension.tabId(calendar.url()),
    url: calendar.url(),
  });
  const panel = calendar.locator(`${own} section`).first();
  await calendar.locator(".pacient").first().click();
  await panel.getByRole("button", { name: "Pokračovat" }).click();
  await panel.getByRole("button", { name: "Uložit a zapnout" }).click();
  await expect(panel.getByText(/načte celá znovu/)).toBeVisible();
  await panel.getByRole("button", { name: "Zavřít" }).first().click();
  await expect(calendar.getByRole("button", { name: "Hromadná SMS" })).toBeVisible();
  await extension.confirmReading(pages.url);

  const seen = async (): Promise<string> => JSON.stringify(await extension.stored("looks"));
  const proposed = async (): Promise<string[]> =>
    (await extension.rows()).map(
      ({ previousStart, state, reason }) =>
        `${previousStart === null ? "made" : "moved"} ${state} ${reason?.code}`,
    );
  const isSeen = (time: string) =>
    expect
      .poll(seen, { timeout: bound(30_000) })
      .toContain(
        Temporal.ZonedDateTime.from(`${weekday}T${time}[Europe/Prague]`).toInstant().toString().slice(0, 16),
      );
  await isSeen("17:00");

  // By its form, which loads the page anew.
  for (const at of [0, 1, 2]) {
    await calendar.locator(".pacient").nth(at).click();
    await calendar.getByLabel("Od").fill(`${8 + at}:20`);
    await calendar.getByRole("button", { name: "Uložit" }).click();
    await expect.poll(proposed, { timeout: bound(30_000) }).toHaveLength(at + 1);
    await isSeen(`${String(8 + at).padStart(2, "0")}:20`);
  }
  // On another computer, while it is closed here.
  await calendar.goto("about:blank");
  for (const entry of pages.book.entries)
    if (entry.start.endsWith(":00"))
      pages.book.change(entry.id, { start: entry.start.replace(/:00$/, ":40") });
  await calendar.goto(address);
  await expect
    .poll(proposed, { timeout: bound(30_000) })
    .toEqual(Array.from({ length: 10 }, () => "moved held appeared"));
  expect(gosms.messages).toEqual([]);
});
