import { expect, test } from "@playwright/test";
import { bound } from "../machine.ts";
import { faultKinds } from "./books.ts";
import { Place } from "./place.ts";
import { Course, randomFrom } from "./practice.ts";
import { runFaults } from "./run.ts";

/** The short form of `npm run test:faults`. */
test("a hundred kills: nothing twice, nothing lost, nothing falsely sent", async () => {
  // Beside other browsers it takes twice as long as alone.
  test.setTimeout(bound(15 * 60_000));
  const report = await runFaults({
    // A start of the browser costs what three of the worker do.
    sigkills: 25,
    workerStops: 75,
    seed: 1,
    // A reminder may be withdrawn at the end, so more than are asked for below.
    least: { received: 110, scheduled: 25 },
    log: console.log,
  });
  const { sigkills, workerStops, damaged, acknowledged, received, scheduled, joint } = report;
  console.log(
    `${sigkills} browsers killed, ${workerStops} workers stopped, ${damaged} databases damaged; ` +
      `${acknowledged} acts acknowledged, ${received} texts received, ${scheduled} of them for later and ${joint} about two appointments, ${report.unknown} unknown; ` +
      JSON.stringify(report.acts),
  );
  for (const kind of faultKinds) expect(report[kind], kind).toEqual([]);
  expect(scheduled).toBeGreaterThan(20);
  expect(joint).toBeGreaterThan(0);
  expect(sigkills + workerStops).toBeGreaterThanOrEqual(100);
  expect(damaged).toBeGreaterThanOrEqual(2);
  expect(received).toBeGreaterThan(100);
  // Which of the instructions a run comes to is not in our hands, but it must be most of them.
  expect(report.points.size).toBeGreaterThanOrEqual(12);
});

test("a text that was in the air when the power failed is a question at the next start", async () => {
  await using place = await Place.open();
  const first = await place.setUp();
  await first.call("gateway.account", { fresh: true });
  await first.stopAt("inTheAir");
  const { lastChange } = new Course(1, randomFrom(1));
  const reported = first.report(lastChange).catch(() => false);
  await expect.poll(() => first.hasStopped()).toBe(true);
  await first.kill();
  await reported;

  const began = Date.now();
  await using second = await place.launch();
  const popup = await second.open("popup.html");
  await popup.waitForSelector("button ::-p-text(Rozhodnout)", { timeout: bound(60_000) });
  expect(Date.now() - began).toBeLessThan(bound(60_000));
  // In the page: a popup that still draws would leave the driver waiting for a button that has been replaced.
  await popup.waitForFunction(
    () => {
      const all = [...document.querySelectorAll("button")];
      const question = all.find(({ textContent }) => textContent?.includes("Rozhodnout"));
      question?.click();
      return question !== undefined;
    },
    { timeout: bound(30_000) },
  );
  for (const choice of ["Bylo odesláno", "Odeslat znovu", "Neodesílat"])
    await popup.waitForSelector(`::-p-text(${choice})`, { timeout: bound(30_000) });
  // GoSMS is asked for it, and that takes a moment.
  const credit = "Kredit před pokusem [^.]+Kč, po něm [^.]+Kč";
  await popup.waitForFunction(
    (line) => new RegExp(line, "u").test(document.body.innerText),
    {
      timeout: bound(30_000),
    },
    credit,
  );
  const shown = await popup.evaluate(() => document.body.innerText);
  expect(shown).toContain("Pacient 1");
  expect(shown).toContain("601 000 001");
  expect(shown).toMatch(/Termin \d+\. \d+\. \d{4} v \d+:\d\d/);
  expect(place.gosms.requestsTo("send").length).toBeLessThanOrEqual(1);
});
