import { expect, test } from "@playwright/test";
import { runFaults } from "./run.ts";

/** The short form of `npm run test:faults`. */
test("a hundred kills: nothing twice, nothing lost, nothing falsely sent", async () => {
  test.setTimeout(6 * 60_000);
  const report = await runFaults({ sigkills: 40, workerStops: 60, seed: 1, log: console.log });
  const { duplicates, lost, falselySent, sigkills, workerStops, damaged, acknowledged, received } = report;
  console.log(
    `${sigkills} browsers killed, ${workerStops} workers stopped, ${damaged} databases damaged; ` +
      `${acknowledged} changes acknowledged, ${received} texts received, ${report.unknown} unknown`,
  );
  expect({ duplicates, lost, falselySent }).toEqual({ duplicates: [], lost: [], falselySent: [] });
  expect(sigkills + workerStops).toBeGreaterThanOrEqual(100);
  expect(damaged).toBeGreaterThanOrEqual(2);
  expect(received).toBeGreaterThan(100);
  // Which of the instructions a run comes to is not in our hands, but it must be most of them.
  expect(report.points.size).toBeGreaterThanOrEqual(12);
});
