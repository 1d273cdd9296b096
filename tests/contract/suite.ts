import { test } from "../e2e/fixtures.ts";
import { type Case, cases } from "./cases.ts";
import type { Driver, PageDriver } from "./driver.ts";
import { type Run, startRun } from "./run.ts";

/**
 * Defines one test for each promise of the plugin contract.
 * @param own what this plugin promises beside that
 * @param played those of the promises that are to be played
 */
export const contractSuite = <D extends Driver>(
  name: string,
  start: () => Promise<D>,
  own: readonly Case<D>[] = [],
  played: readonly Case[] = cases,
): void => defineCases<D>(name, start, [...played, ...own]);

/**
 * One test for each case. They share an installation and the calendar's server. What the calendar does not have
 * is skipped, and the reason is printed.
 */
export function defineCases<D extends PageDriver>(
  name: string,
  start: () => Promise<D>,
  all: readonly Case<D>[],
): void {
  test.describe(name, () => {
    // All in one worker, for each worker would start the calendar's servers of its own.
    test.describe.configure({ mode: "default" });
    let run: Run<D>;

    test.beforeAll(async ({ gateway, chromium }) => {
      run = await startRun(await start(), { gateway, chromium });
    });
    test.afterAll(async () => {
      await run?.[Symbol.asyncDispose]();
      await run?.driver[Symbol.asyncDispose]();
    });
    // A case that failed must not leave its page to the next one.
    test.afterEach(async () => {
      for (const page of run.extension.context.pages())
        if (page.url().startsWith(run.driver.url)) await page.close();
    });

    for (const one of all) {
      test(one.name, async () => {
        const reason = whyNot(one, run.driver);
        if (reason !== null) console.log(`${name}: skipped "${one.name}": ${reason}`);
        test.skip(reason !== null, reason ?? "");
        await one.check(run);
      });
    }
  });
}

/** Why the calendar has nothing that the case could be played on; `null` when it has. */
function whyNot({ needs = [] }: Case<never>, { absent }: PageDriver): string | null {
  const missing = needs.filter((ability) => absent[ability] !== undefined);
  return missing.length === 0 ? null : missing.map((ability) => `${ability}: ${absent[ability]}`).join("; ");
}
